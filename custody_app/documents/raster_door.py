"""The door to Pillow for labels: glyphs and codes painted as dots, nothing gray, nothing scaled."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from custody_app.documents.drawing import POINTS_PER_INCH, Mask, Op, Rect, Text
from custody_app.runtime.faults import Fault

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

    from custody_app.documents.fonts import FontChain

INK_FROM = 112
"""Coverage of a dot, of 255, from which it is black: thin strokes must not break at 203 dpi."""
GLYPHS_MAX = 6_000

Stamp = tuple["Image | None", int, int]
"""A glyph in dots and where its corner stands from the pen; None where nothing is seen."""


class Painter:
    """Paints drawings on pictures of one resolution; keeps the glyphs it has made."""

    def __init__(self, dpi: int, fonts: FontChain) -> None:
        self._scale = dpi / POINTS_PER_INCH
        self._fonts = fonts
        self._sized: dict[tuple[str, float], FreeTypeFont] = {}
        self._stamps: dict[tuple[str, str, float], Stamp] = {}

    def paint(self, ops: Sequence[Op], width: int, height: int) -> bytes:
        """Packed rows, 1 for black."""
        from PIL import Image as Pillow

        sheet = Pillow.new("1", (width, height))
        draw: dict[type[Any], Callable[[Image, Any], None]] = {
            Text: self._text,
            Rect: self._rect,
            Mask: self._mask,
        }
        for op in ops:
            draw[type(op)](sheet, op)
        return sheet.tobytes()

    def _text(self, sheet: Image, op: Text) -> None:
        pen, baseline = op.x * self._scale, round(op.y * self._scale)
        for char in op.text:
            glyph = self._fonts.glyph(char, op.bold)
            stamp, left, top = self._stamp(glyph.font, char, op.size)
            if stamp is not None:
                sheet.paste(1, (round(pen) + left, baseline + top), stamp)
            pen += glyph.advance * op.size / 1000 * self._scale

    def _stamp(self, font: str, char: str, size: float) -> Stamp:
        key = (font, char, size)
        found = self._stamps.get(key)
        if found is None:
            if len(self._stamps) >= GLYPHS_MAX:
                self._stamps.clear()
            found = self._stamps[key] = self._new_stamp(font, char, size)
        return found

    def _new_stamp(self, font: str, char: str, size: float) -> Stamp:
        from PIL import Image as Pillow
        from PIL import ImageDraw

        face = self._face(font, size)
        left, top, right, bottom = (round(side) for side in face.getbbox(char, anchor="ls"))
        if right <= left or bottom <= top:
            return None, 0, 0
        room = Pillow.new("L", (right - left, bottom - top))
        ImageDraw.Draw(room).text((-left, -top), char, font=face, fill=255, anchor="ls")
        return room.point(lambda ink: 255 if ink >= INK_FROM else 0, mode="1"), left, top

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

    def _rect(self, sheet: Image, op: Rect) -> None:
        """A white ground; the faces of labels have no other boxes."""
        left, top = round(op.x * self._scale), round(op.y * self._scale)
        right = left + round(op.width * self._scale)
        bottom = top + round(op.height * self._scale)
        sheet.paste(0, (left, top, right, bottom))

    def _mask(self, sheet: Image, op: Mask) -> None:
        """A code, every module the same whole number of dots."""
        from PIL import Image as Pillow

        code = Pillow.frombytes("1", (op.columns, op.rows), op.bits)
        wide = op.columns * round(op.width / op.columns * self._scale)
        high = op.rows * round(op.height / op.rows * self._scale)
        corner = (round(op.x * self._scale), round(op.y * self._scale))
        sheet.paste(code.resize((wide, high), Pillow.Resampling.NEAREST), corner)
