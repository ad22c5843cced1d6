"""Label printers: streams decoded back to the picture, both codes read; PDF of the same dots."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
import qrcode
import zxingcpp
from qrcode.constants import ERROR_CORRECT_Q

from custody_app.documents import barcodes
from custody_app.documents.drawing import Mask
from custody_app.documents.fonts import shipped_fonts
from custody_app.documents.labels.face import draw_face
from custody_app.documents.labels.item_label import ItemLabel
from custody_app.documents.labels.label_sheet import FACES, label_sheet
from custody_app.documents.labels.picture import Picture
from custody_app.documents.labels.raster import label_pictures
from custody_app.documents.labels.stock import read_stock, stock_names
from custody_app.documents.labels.streams import Dialect, Heat, stream
from custody_app.documents.wording import Wording
from custody_app.domain.quantity import Amount
from custody_app.domain.tag import TagKind
from custody_app.runtime.faults import Fault
from tests.documents.label_streams import Printed, burn_tspl, burn_zpl, read_codes
from tests.documents.samples import code
from tests.documents.test_labels import labels

DPIS = (203, 300, 600)
ROLLS = [name for name in stock_names() if read_stock(name).is_roll]
BATCH = 500


def burn(sent: bytes, dialect: Dialect) -> list[Printed]:
    return burn_tspl(sent) if dialect is Dialect.TSPL else burn_zpl(sent)


def both(label: Any) -> set[tuple[str, str]]:
    return {("Code128", label.code18), ("QRCode", label.code18)}


def batch(count: int) -> list[ItemLabel]:
    return [
        ItemLabel(
            code18=code(TagKind.ITEM, number * 1999 % 999_983, 1 + number % 9),
            name=f"黑色直板移动电话 {number}",
            no=f"{number % 7}-{number}",
            quantity=Amount(str(number), "g"),
        )
        for number in range(1, count + 1)
    ]


@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize("dpi", DPIS)
@pytest.mark.parametrize("name", ROLLS)
def test_streams_give_the_picture_back_and_both_codes(
    name: str, dpi: int, dialect: Dialect
) -> None:
    stock, made = read_stock(name, dpi), labels(demo=True)
    pictures = list(label_pictures(made, stock))
    sent = b"".join(stream(picture, stock, dialect, Heat()) for picture in pictures)
    burnt = burn(sent, dialect)
    for label, picture, printed in zip(made, pictures, burnt, strict=True):
        assert b"".join(printed.rows) == picture.bits
        assert printed.row_bytes == picture.row_bytes
        assert printed.codes() == both(label)


def test_a_stream_says_size_gap_and_heat() -> None:
    stock = read_stock("thermal_60x40")
    (picture,) = label_pictures(labels()[:1], stock)
    (tspl,) = burn_tspl(stream(picture, stock, Dialect.TSPL, Heat(11, 3)))
    (zpl,) = burn_zpl(stream(picture, stock, Dialect.ZPL, Heat(11, 3)))
    for said in ("SIZE 60 mm,40 mm\r\n", "GAP 2.0 mm,0 mm\r\n", "DENSITY 11\r\n", "SPEED 3\r\n"):
        assert said in tspl.commands
    assert zpl.commands == "~SD22^XA^PR3^PW479^LL319^LH0,0^LS0^PQ1^FO0,0"


@pytest.mark.parametrize("wide", [7, 8, 9, 3300])
def test_run_lengths_of_any_length_come_back(wide: int) -> None:
    row_bytes = (wide + 7) // 8
    runs = [
        b"\xff" * row_bytes,
        bytes(row_bytes),
        b"\xa5" * row_bytes,
        b"\x80" + bytes(row_bytes - 1),
    ]
    picture = Picture(wide, 8, 203, b"".join(runs * 2))
    stock = read_stock("thermal_60x40")
    (printed,) = burn_zpl(stream(picture, stock, Dialect.ZPL_PLAIN, Heat()))
    assert b"".join(printed.rows) == picture.bits


def test_gray_and_inverted_dots_are_the_same_picture() -> None:
    picture = Picture(11, 2, 203, bytes([0b10110000, 0b01000000, 0, 0b00100000]))
    assert picture.gray() == bytes(
        [0, 255, 0, 0, 255, 255, 255, 255, 255, 0, 255] + [255] * 10 + [0]
    )
    assert picture.inverted() == bytes([0b01001111, 0b10111111, 255, 0b11011111])


def dots(pdf: bytes, picture: Picture) -> Iterator[bytes]:
    """The pages of a PDF in the dots of a picture, as a printer driver paints them."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        drawn = page.render(
            scale=picture.dpi / 72 * (1 - 1e-6),
            grayscale=True,
            no_smoothimage=True,
            no_smoothpath=True,
        ).to_pil()
        assert (drawn.width, drawn.height) == (picture.width, picture.height)
        yield drawn.convert("L").point(lambda ink: 0 if ink < 128 else 255).tobytes()
    document.close()


@pytest.mark.parametrize("dpi", DPIS)
@pytest.mark.parametrize("name", ROLLS)
def test_the_codes_of_a_pdf_are_the_dots_of_the_stream(name: str, dpi: int) -> None:
    """Text is drawn by another hand; every row of the codes is the same, dot by dot."""
    stock, made = read_stock(name, dpi), labels()[:1]
    (picture,) = label_pictures(made, stock)
    (seen,) = dots(label_sheet(made, stock), picture)
    gray = picture.gray()
    drawn = draw_face(FACES[type(made[0])](made[0], Wording()), 0, 0, stock, shipped_fonts())
    masks = [op for op in drawn if isinstance(op, Mask)]
    assert len(masks) == 2
    for mask in masks:
        left, wide = round(mask.x / mask.dot) - 2, round(mask.width / mask.dot) + 4
        top, high = round(mask.y / mask.dot) - 2, round(mask.height / mask.dot) + 3
        assert 0 in gray[top * picture.width :][: wide * high]
        for row in range(top, top + high):
            at = row * picture.width + left
            assert seen[at : at + wide] == gray[at : at + wide], row


def test_the_fast_writer_writes_what_qrcode_writes() -> None:
    """The same data, error correction and layout; only the choice among eight masks differs."""
    for label in batch(60):
        fast = barcodes.label_qr(label.code18)
        slow = [_by_qrcode(label.code18, mask) for mask in range(8)]
        assert fast.bits in slow
        assert (fast.columns, fast.rows) == (21, 21)


def _by_qrcode(digits: str, mask: int) -> bytes:
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0, mask_pattern=mask)
    made.add_data(digits)
    rows = ["".join("1" if dark else "0" for dark in row) for row in made.get_matrix()]
    return b"".join(int(row + "000", 2).to_bytes(3, "big") for row in rows)


def test_code_128_is_written_alike_by_both_libraries() -> None:
    for label in batch(60):
        made = zxingcpp.create_barcode(label.code18, zxingcpp.BarcodeFormat.Code128)
        image: Any = made.to_image(scale=1, add_quiet_zones=False)
        first = memoryview(image).tobytes()[: image.shape[1]]
        ours = barcodes.bars(label.code18)
        modules = f"{int.from_bytes(ours.bits, 'big'):0136b}"[: ours.columns]
        assert modules == "".join("0" if pixel else "1" for pixel in first)


def test_a_character_without_glyph_is_refused() -> None:
    wrong = ItemLabel(code18=code(TagKind.ITEM), name="\U0002ebf0")
    with pytest.raises(Fault) as refused:
        list(label_pictures([wrong], read_stock("thermal_60x40")))
    assert refused.value.code == "documents.no_glyph"


def read_all(stock_name: str, dpi: int, made: list[ItemLabel]) -> list[str]:
    """Codes that do not read: in the PDF as this printer would print it, and in the stream."""
    stock = read_stock(stock_name, dpi)
    found: set[tuple[str, str]] = set()
    document = pypdfium2.PdfDocument(label_sheet(made, stock))
    for page in document:
        found |= read_codes(page.render(scale=dpi / 72, grayscale=True).to_pil())
    document.close()
    missing = [label.code18 for label in made if not both(label) <= found]
    if not stock.is_roll:
        return missing
    for label, picture in zip(made, label_pictures(made, stock), strict=True):
        for dialect in Dialect:
            (printed,) = burn(stream(picture, stock, dialect, Heat()), dialect)
            if printed.codes() != both(label):
                missing.append(label.code18)
    return missing


@pytest.mark.parametrize("name", stock_names())
def test_labels_of_every_stock_read_at_every_resolution(name: str) -> None:
    for dpi in DPIS:
        assert read_all(name, dpi, batch(4)) == []


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("dpi", DPIS)
@pytest.mark.parametrize("name", stock_names())
def test_all_of_500_labels_read(name: str, dpi: int) -> None:
    assert read_all(name, dpi, batch(BATCH)) == []
