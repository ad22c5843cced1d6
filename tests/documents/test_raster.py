"""Labels as dots: what the fast painter makes is what Pillow would paste, and nothing leaves it."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw, ImageFont

from custody_app.documents import encoder_door
from custody_app.documents.drawing import Mask, Op, Rect, Text
from custody_app.documents.fonts import shipped_fonts
from custody_app.documents.labels.picture import Picture
from custody_app.documents.raster_door import INK_FROM, Painter
from custody_app.domain.tag import TagKind
from tests.documents.samples import code

DPI = 203
WIDE, HIGH = 203, 120
SCALE = DPI / 72
CHECKED = Mask(20.0, 10.0, 72 / DPI * 12, 72 / DPI * 12, 3, 3, bytes([0xA0, 0x40, 0xA0]), 72 / DPI)


def painted(*ops: Op) -> Picture:
    return Picture(WIDE, HIGH, DPI, Painter(DPI, shipped_fonts()).paint(ops, WIDE, HIGH))


def pasted(text: Text) -> bytes:
    """The slow way: a picture for each glyph."""
    fonts, sheet, pen = shipped_fonts(), Image.new("1", (WIDE, HIGH)), text.x * SCALE
    for char in text.text:
        glyph = fonts.glyph(char, text.bold)
        path = f"resources/fonts/{'NotoSansSC-Bold' if text.bold else 'NotoSansSC-Regular'}.ttf"
        face = ImageFont.truetype(path, text.size * SCALE, layout_engine=ImageFont.Layout.BASIC)
        room = Image.new("L", (WIDE, HIGH))
        at = (round(pen), round(text.y * SCALE))
        ImageDraw.Draw(room).text(at, char, font=face, fill=255, anchor="ls")
        sheet.paste(1, (0, 0), room.point(lambda ink: 255 if ink >= INK_FROM else 0, mode="1"))
        pen += glyph.advance * text.size / 1000 * SCALE
    return sheet.tobytes()


@pytest.mark.parametrize(
    "text",
    [
        Text(3.0, 20.0, "黑色华为手机 1g", 11.5, bold=True),
        Text(-4.0, 20.0, "左边出去", 12.0),
        Text(55.0, 30.0, "右边出去", 12.0),
        Text(10.0, 3.0, "上", 12.0),
        Text(10.0, 44.0, "下gjp", 12.0),
        Text(10.0, 20.0, " ", 12.0),
    ],
)
def test_a_line_is_what_glyph_by_glyph_gives_and_stays_on_the_label(text: Text) -> None:
    assert painted(text).bits == pasted(text)


def test_a_code_is_whole_modules_and_a_white_ground_takes_what_was_below() -> None:
    black = Mask(0.0, 0.0, WIDE / SCALE, HIGH / SCALE, 1, 1, b"\x80", 72 / DPI)
    ground = Rect(10.0, 5.0, 40.0, 25.0, fill=1.0, stroke=0)
    sheet = painted(black, ground, CHECKED)
    left, top, gray = round(20 * SCALE), round(10 * SCALE), sheet.gray()
    for row in range(HIGH):
        for column in range(WIDE):
            dot = gray[row * WIDE + column] == 0
            in_ground = 28 <= column < 28 + 113 and 14 <= row < 14 + 70
            module = (column - left) // 4, (row - top) // 4
            is_dark = module in {(0, 0), (2, 0), (1, 1), (0, 2), (2, 2)}
            assert dot is (is_dark or not in_ground), (row, column)


def test_the_padding_of_a_row_stays_white() -> None:
    black = Mask(0.0, 0.0, 2 * WIDE / SCALE, HIGH / SCALE, 1, 1, b"\x80", 72 / DPI)
    sheet = painted(black)
    step = sheet.row_bytes
    assert {sheet.bits[at + step - 1] for at in range(0, len(sheet.bits), step)} == {0b1110_0000}


@pytest.mark.parametrize("kind", TagKind)
def test_bars_of_digits_are_those_of_the_library(kind: TagKind) -> None:
    for serial in (0, 1, 99, 123_456, 999_999):
        digits = code(kind, serial)
        assert encoder_door.code128_of_digits(digits) == encoder_door.code128_line(digits)
