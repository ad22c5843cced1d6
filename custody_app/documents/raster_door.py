"""The door to Pillow for labels: glyphs and codes painted as dots, nothing gray, nothing scaled.

A label is one large number, its first dot the highest bit: what is painted is shifted and or-ed in,
which is ten times as fast as pasting a picture for each glyph.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from custody_app.documents.drawing import POINTS_PER_INCH, Mask, Op, Rect, Text
from custody_app.domain.values import dataclass
from custody_app.runtime.faults import Fault

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

    from custody_app.documents.fonts import FontChain

INK_FROM = 112
"""Coverage of a dot, of 255, from which it is black: thin strokes must not break at 203 dpi."""
GLYPHS_MAX = 3_000
LINES_MAX = 500
"""Lines kept as painted, such as what kind of label it is; most others come once."""

GROUNDS_MAX = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """The dots of a label; ``stride`` is a row padded to whole bytes with white."""

    width: int
    height: int
    stride: int

    def place(self, row: int, wide: int, x: int) -> int:
        """``wide`` dots with the first at column ``x``, cut off where the label ends."""
        shift = self.stride - x - wide
        put = row << shift if shift >= 0 else row >> -shift
        return put if x >= 0 and x + wide <= self.width else put & self.within

    @property
    def within(self) -> int:
        """A row that is black as far as the label goes."""
        return ((1 << self.width) - 1) << (self.stride - self.width)

    def stack(self, rows: Iterable[int]) -> int:
        """Rows below each other as one number."""
        band = 0
        for row in rows:
            band = band << self.stride | row
        return band

    def lift(self, band: int, bottom: int) -> int:
        """Rows whose last one is above row ``bottom``."""
        shift = (self.height - bottom) * self.stride
        return band << shift if shift >= 0 else band >> -shift


@dataclass(frozen=True, slots=True)
class Stamp:
    """A glyph: its dots with the stride of a label, its rows, where it stands from the pen."""

    bits: int
    rows: tuple[int, ...]
    wide: int
    left: int
    bottom: int


class Painter:
    """Paints drawings for one resolution; keeps the glyphs it has made."""

    def __init__(self, dpi: int, fonts: FontChain) -> None:
        self._scale = dpi / POINTS_PER_INCH
        self._fonts = fonts
        self._sized: dict[tuple[str, float], FreeTypeFont] = {}
        self._stamps: dict[tuple[str, str, float, int], Stamp | None] = {}
        self._line = functools.lru_cache(LINES_MAX)(self._new_line)

    def paint(self, ops: Sequence[Op], width: int, height: int) -> bytes:
        """Packed rows, 1 for black."""
        sheet = Sheet(width, height, (width + 7) // 8 * 8)
        dots = 0
        for op in ops:
            if isinstance(op, Text):
                band, below = self._line(op.text, op.size, op.bold, op.x * self._scale, sheet)
                dots |= sheet.lift(band, round(op.y * self._scale) + below)
            elif isinstance(op, Mask):
                dots |= self._mask(op, sheet)
            elif isinstance(op, Rect) and dots:
                dots &= self._ground(op, sheet)
        size = sheet.stride * height
        if dots.bit_length() > size:
            dots &= (1 << size) - 1
        return dots.to_bytes(size // 8, "big")

    def _new_line(
        self, text: str, size: float, bold: bool, pen: float, sheet: Sheet
    ) -> tuple[int, int]:
        """The rows of a line as one number, and the row below them, from the baseline."""
        placed: list[tuple[Stamp, int]] = []
        for char in text:
            glyph = self._fonts.glyph(char, bold)
            key = (glyph.font, char, size, sheet.stride)
            stamp = self._stamps[key] if key in self._stamps else self._new_stamp(*key)
            if stamp is not None:
                placed.append((stamp, round(pen) + stamp.left))
            pen += glyph.advance * size / 1000 * self._scale
        below = max((stamp.bottom for stamp, _ in placed), default=0)
        band = 0
        for stamp, x in placed:
            shift = sheet.stride - x - stamp.wide
            if x >= 0 and x + stamp.wide <= sheet.width:
                dots = stamp.bits << shift
            else:
                dots = sheet.stack(sheet.place(row, stamp.wide, x) for row in stamp.rows)
            band |= dots << (below - stamp.bottom) * sheet.stride
        return band, below

    def _new_stamp(self, font: str, char: str, size: float, stride: int) -> Stamp | None:
        if len(self._stamps) >= GLYPHS_MAX:
            self._stamps.clear()
        made = self._stamps[font, char, size, stride] = self._glyph(font, char, size, stride)
        return made

    def _glyph(self, font: str, char: str, size: float, stride: int) -> Stamp | None:
        """None where nothing is seen."""
        from PIL import Image as Pillow
        from PIL import ImageDraw

        face = self._face(font, size)
        left, top, right, bottom = (round(side) for side in face.getbbox(char, anchor="ls"))
        wide, high = right - left, bottom - top
        if wide <= 0 or high <= 0:
            return None
        room = Pillow.new("L", (wide, high))
        ImageDraw.Draw(room).text((-left, -top), char, font=face, fill=255, anchor="ls")
        packed = room.point(lambda ink: 255 if ink >= INK_FROM else 0, mode="1").tobytes()
        step = (wide + 7) // 8
        rows = tuple(
            int.from_bytes(packed[at : at + step], "big") >> (step * 8 - wide)
            for at in range(0, high * step, step)
        )
        bits = sum(row << number * stride for number, row in enumerate(reversed(rows)))
        return Stamp(bits, rows, wide, left, bottom)

    def _face(self, font: str, size: float) -> FreeTypeFont:
        from PIL import ImageFont

        face = self._sized.get((font, size))
        if face is None:
            content = io.BytesIO(self._fonts.content(font))
            try:
                face = ImageFont.truetype(
                    content, size * self._scale, layout_engine=ImageFont.Layout.BASIC
                )
            except OSError as error:
                raise Fault("documents.font_unreadable", font=font) from error
            self._sized[font, size] = face
        return face

    def _ground(self, op: Rect, sheet: Sheet) -> int:
        """All but a white ground; the faces of labels have no other boxes."""
        left, top = round(op.x * self._scale), round(op.y * self._scale)
        wide, high = round(op.width * self._scale), round(op.height * self._scale)
        return _all_but(sheet, left, top, wide, high)

    def _mask(self, op: Mask, sheet: Sheet) -> int:
        """A code, every module the same whole number of dots."""
        across = round(op.width / op.columns * self._scale)
        down = round(op.height / op.rows * self._scale)
        left, top = round(op.x * self._scale), round(op.y * self._scale)
        step = (op.columns + 7) // 8
        wider = _wider(across)
        rows = []
        for at in range(0, op.rows * step, step):
            row = 0
            for byte in op.bits[at : at + step]:
                row = row << 8 * across | wider[byte]
            row >>= (step * 8 - op.columns) * across
            placed = sheet.place(row, op.columns * across, left)
            rows.append(placed.to_bytes(sheet.stride // 8, "big") * down)
        return sheet.lift(int.from_bytes(b"".join(rows), "big"), top + op.rows * down)


@functools.cache
def _wider(times: int) -> tuple[int, ...]:
    """Each byte with every bit repeated."""
    dots = (1 << times) - 1
    return tuple(
        sum(dots << place * times for place in range(8) if byte >> place & 1) for byte in range(256)
    )


@functools.lru_cache(GROUNDS_MAX)
def _all_but(sheet: Sheet, left: int, top: int, wide: int, high: int) -> int:
    row = sheet.place((1 << wide) - 1, wide, left).to_bytes(sheet.stride // 8, "big")
    ground = sheet.lift(int.from_bytes(row * high, "big"), top + high)
    return ((1 << sheet.stride * sheet.height) - 1) & ~ground


def gray(bits: bytes, width: int, height: int) -> bytes:
    """Packed rows, 1 for black, as one byte a dot, 0 for black."""
    from PIL import Image as Pillow

    return Pillow.frombytes("1", (width, height), bits, "raw", "1;I").convert("L").tobytes()
