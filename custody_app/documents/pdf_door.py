"""The only door to reportlab: faces with their advances, drawn pages to PDF bytes."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from custody_app.documents.drawing import Line, Mask, Page, Rect, Slanted, Text
from custody_app.runtime.faults import Fault

if TYPE_CHECKING:
    from custody_app.documents.fonts import FontChain

CMAP_BLOCK = 100
"""A ToUnicode map may hold at most this many entries in one block (Adobe Technical Note 5014)."""

INSET = 0.02
"""Part of a dot that a code is drawn smaller on each side.

Renderers that paint every dot an image touches would add a row and a column for the last digit of
a coordinate, and scale the whole code for it.
"""


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
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0
    target = io.BytesIO()
    canvas = Canvas(
        target,
        pagesize=(pages[0].width, pages[0].height),
        invariant=1,
        pageCompression=1,
        initialFontName=fonts.glyph("0").font,
        lang=language.replace("_", "-"),
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setProducer("custody")
    pen = _Pen(canvas, fonts, pdfmetrics.getFont)
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        pen.draw(page)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


class _Pen:
    """Writes a page's operators itself; reportlab's text objects would take most of the time."""

    def __init__(self, canvas: Any, fonts: FontChain, font_named: Callable[[str], Any]) -> None:
        self._canvas = canvas
        self._fonts = fonts
        self._font_named = font_named
        self._height = 0.0

    def draw(self, page: Page) -> None:
        """Everything on one page, in its order."""
        self._height = page.height
        write: dict[type[Any], Callable[[Any], str]] = {
            Text: self._text,
            Slanted: self._slanted,
            Line: self._line,
            Rect: self._rect,
            Mask: self._mask,
        }
        code = self._canvas._code
        code.append("0 G")
        for op in page.ops:
            code.append(write[type(op)](op))

    def _text(self, op: Text) -> str:
        shown = self._shown(op.text, op.size, op.bold)
        return f"BT {op.gray:g} g 1 0 0 1 {op.x:.3f} {self._height - op.y:.3f} Tm {shown} ET"

    def _shown(self, text: str, size: float, bold: bool) -> str:
        document, escape = self._canvas._doc, self._canvas._escape
        pieces = []
        for name, run in self._fonts.runs(text, bold):
            font = self._font_named(name)
            for subset, raw in font.splitString(run, document):
                inner = font.getSubsetInternalName(subset, document)
                pieces.append(f"{inner} {size:g} Tf ({escape(raw)}) Tj")
        return " ".join(pieces)

    def _slanted(self, op: Slanted) -> str:
        cosine, sine = math.cos(math.radians(op.degrees)), math.sin(math.radians(op.degrees))
        half, drop = self._fonts.width(op.text, op.size, True) / 2, op.size * 0.35
        x = op.x - half * cosine + drop * sine
        y = self._height - op.y - half * sine - drop * cosine
        matrix = f"{cosine:.5f} {sine:.5f} {-sine:.5f} {cosine:.5f} {x:.3f} {y:.3f}"
        return f"BT {op.gray:g} g {matrix} Tm {self._shown(op.text, op.size, True)} ET"

    def _line(self, op: Line) -> str:
        y1, y2 = self._height - op.y1, self._height - op.y2
        return f"{op.width:g} w {op.x1:.3f} {y1:.3f} m {op.x2:.3f} {y2:.3f} l S"

    def _rect(self, op: Rect) -> str:
        y = self._height - op.y - op.height
        box = f"{op.x:.3f} {y:.3f} {op.width:.3f} {op.height:.3f} re"
        if op.fill is None:
            return f"{op.stroke:g} w {box} S"
        painted = "B" if op.stroke else "f"
        return f"{op.stroke:g} w {op.fill:g} g {box} {painted}"

    def _mask(self, op: Mask) -> str:
        """An inline one-bit image mask, one pixel a module, its corner on the printer's grid."""
        x = (round(op.x / op.dot) + INSET) * op.dot
        y = (round((self._height - op.y - op.height) / op.dot) + INSET) * op.dot
        width, height = op.width - 2 * INSET * op.dot, op.height - 2 * INSET * op.dot
        image = f"BI /W {op.columns} /H {op.rows} /IM true /BPC 1 /D [1 0] /F /AHx"
        place = f"q 0 g {width:.5f} 0 0 {height:.5f} {x:.5f} {y:.5f} cm"
        return f"{place} {image} ID {op.bits.hex()}> EI Q"
