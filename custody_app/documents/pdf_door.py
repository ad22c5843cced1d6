"""The only door to reportlab: faces with their advances, drawn pages to PDF bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from custody_app.documents.drawing import Line, Mask, Page, Rect, Slanted, Text
from custody_app.runtime.faults import Fault

if TYPE_CHECKING:
    from custody_app.documents.fonts import FontChain

CMAP_BLOCK = 100
"""A ToUnicode map may hold at most this many entries in one block (Adobe Technical Note 5014)."""


class Face(Protocol):
    """One loaded font."""

    def advance(self, codepoint: int) -> float | None:
        """Advance in thousandths of the size; None when the font lacks the character."""


class _TrueTypeFace:
    """A face as reportlab holds it."""

    def __init__(self, face: Any) -> None:
        self._glyphs = face.charToGlyph
        self._widths = face.getCharWidth

    def advance(self, codepoint: int) -> float | None:
        """Advance in thousandths of the size."""
        return float(self._widths(codepoint)) if codepoint in self._glyphs else None


def load_face(name: str, content: bytes) -> Face:
    """Register a TrueType font under this name.

    Raises:
        Fault: ``documents.font_unreadable``.
    """
    from reportlab.pdfbase import pdfmetrics, ttfonts

    ttfonts.makeToUnicodeCMap = to_unicode_map
    try:
        font = ttfonts.TTFont(name, io.BytesIO(content), asciiReadable=False, shapable=False)
    except ttfonts.TTFError as error:
        raise Fault("documents.font_unreadable", font=name) from error
    pdfmetrics.registerFont(font)
    return _TrueTypeFace(font.face)


def to_unicode_map(font_name: str, subset: Sequence[int]) -> str:
    """The map by which text is copied out of the PDF again.

    Replaces reportlab's own, which writes characters above U+FFFF as five digits, so that 𬱖 comes
    out as something else, and which puts more than a hundred entries in one block.
    """
    entries = [f"<{code:02X}> <{_utf16(char)}>" for code, char in enumerate(subset) if char]
    blocks: list[str] = []
    for start in range(0, len(entries), CMAP_BLOCK):
        block = entries[start : start + CMAP_BLOCK]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo",
            f"<< /Registry ({font_name})",
            f"/Ordering ({font_name})",
            "/Supplement 0",
            ">> def",
            f"/CMapName /{font_name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<00> <{max(len(subset) - 1, 0):02X}>",
            "endcodespacerange",
            *blocks,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


def _utf16(codepoint: int) -> str:
    return chr(codepoint).encode("utf-16-be").hex().upper()


def write_pdf(
    pages: Sequence[Page], fonts: FontChain, *, title: str, author: str, language: str
) -> bytes:
    """Draw pages; equal pages give equal bytes."""
    from reportlab.pdfgen.canvas import Canvas

    first_font = fonts.glyph("0").font
    target = io.BytesIO()
    canvas = Canvas(
        target,
        pagesize=(pages[0].width, pages[0].height),
        invariant=1,
        pageCompression=1,
        initialFontName=first_font,
        lang=language.replace("_", "-"),
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setProducer("custody")
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        for op in page.ops:
            _DRAW[type(op)](canvas, fonts, page.height, op)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw_text(canvas: Any, fonts: FontChain, height: float, op: Text) -> None:
    drawn = canvas.beginText(op.x, height - op.y)
    drawn.setFillGray(op.gray)
    for font, piece in fonts.runs(op.text, op.bold):
        drawn.setFont(font, op.size)
        drawn.textOut(piece)
    canvas.drawText(drawn)


def _draw_slanted(canvas: Any, fonts: FontChain, height: float, op: Slanted) -> None:
    canvas.saveState()
    canvas.transform(1, 0, 0, 1, op.x, height - op.y)
    canvas.rotate(op.degrees)
    half = fonts.width(op.text, op.size, True) / 2
    _draw_text(canvas, fonts, 0, Text(-half, op.size * 0.35, op.text, op.size, True, op.gray))
    canvas.restoreState()


def _draw_line(canvas: Any, _fonts: FontChain, height: float, op: Line) -> None:
    canvas.setLineWidth(op.width)
    canvas.setStrokeGray(0)
    canvas.line(op.x1, height - op.y1, op.x2, height - op.y2)


def _draw_rect(canvas: Any, _fonts: FontChain, height: float, op: Rect) -> None:
    if op.fill is not None:
        canvas.setFillGray(op.fill)
    canvas.setStrokeGray(0)
    canvas.setLineWidth(op.stroke)
    stroke, fill = int(op.stroke > 0), int(op.fill is not None)
    canvas.rect(op.x, height - op.y - op.height, op.width, op.height, stroke=stroke, fill=fill)


def _draw_mask(canvas: Any, _fonts: FontChain, height: float, op: Mask) -> None:
    """An inline one-bit image mask, one pixel a module, its corner on the printer's grid."""
    x = round(op.x / op.dot) * op.dot
    y = round((height - op.y - op.height) / op.dot) * op.dot
    canvas.saveState()
    canvas.setFillGray(0)
    canvas.transform(1, 0, 0, 1, x, y)
    canvas.scale(op.width, op.height)
    canvas._code.append(
        f"BI /W {op.columns} /H {op.rows} /IM true /BPC 1 /D [1 0] /F /AHx ID {op.bits.hex()}> EI"
    )
    canvas.restoreState()


_DRAW: dict[type[Any], Any] = {
    Text: _draw_text,
    Slanted: _draw_slanted,
    Line: _draw_line,
    Rect: _draw_rect,
    Mask: _draw_mask,
}
