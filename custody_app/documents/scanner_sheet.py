"""Sheets beside the scanner: the page of test codes, and how the scanner is to be set up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from custody_app.documents import barcodes, pdf_door
from custody_app.documents.drawing import Line, Page, Text, mm
from custody_app.documents.fonts import FontChain, shipped_fonts
from custody_app.documents.render import one_at_a_time
from custody_app.documents.wrapping import wrap
from custody_app.domain.values import dataclass
from custody_app.runtime.i18n import DEFAULT_LANGUAGE

A4 = (mm(210), mm(297))
LEFT, RIGHT, TOP, BOTTOM = mm(20), mm(20), mm(18), mm(16)
WIDTH = A4[0] - LEFT - RIGHT
TITLE, HEADING, BODY, SMALL = 17.0, 11.5, 10.0, 8.5
LEADING = 1.45
NUMBER = mm(12)
BARS_GRID = barcodes.Grid(dpi=300, dots_per_module=4)
QR_GRID = barcodes.Grid(dpi=300, dots_per_module=8)
BARS_HEIGHT = mm(13)
CODE_GAP = mm(4.5)
GRAY = 0.35


@dataclass(frozen=True, slots=True)
class SheetCode:
    """One code of the page: what it holds, what it is for, and how to scan it."""

    text: str
    title: str
    hint: str
    is_qr: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with numbered sentences."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(slots=True)
class _Paper:
    """Writes downwards; begins another page where there is no room."""

    fonts: FontChain
    pages: list[Page] = field(default_factory=list)
    y: float = 0.0

    @property
    def page(self) -> Page:
        """The page being written."""
        return self.pages[-1]

    def begin(self) -> None:
        """Another page."""
        self.pages.append(Page(*A4))
        self.y = TOP

    def need(self, height: float) -> None:
        """Go to another page unless so much room is left."""
        if self.y + height > A4[1] - BOTTOM:
            self.begin()

    def write(
        self, text: str, size: float, *, bold: bool = False, gray: float = 0.0, indent: float = 0.0
    ) -> None:
        """A paragraph."""
        for line in wrap(text, WIDTH - indent, size, self.fonts, bold):
            self.need(size * LEADING)
            self.y += size * LEADING
            self.page.add(Text(LEFT + indent, self.y, line, size, bold, gray))

    def rule(self) -> None:
        """A thin line across."""
        self.y += mm(2)
        self.page.add(Line(LEFT, self.y, A4[0] - RIGHT, self.y, 0.4))
        self.y += mm(1)


def codes_page(
    title: str, intro: str, codes: Sequence[SheetCode], lang: str = DEFAULT_LANGUAGE
) -> bytes:
    """The test codes in their order, as PDF.

    Raises:
        Fault: ``documents.no_glyph``.
    """
    with one_at_a_time():
        paper = _begun(title, intro)
        for number, code in enumerate(codes, 1):
            _draw_code(paper, number, code)
        return pdf_door.write_pdf(paper.pages, paper.fonts, title=title, author="", language=lang)


def advice_page(
    title: str, intro: str, sections: Sequence[Section], lang: str = DEFAULT_LANGUAGE
) -> bytes:
    """What is wrong and how the scanner is to be set up, as PDF.

    Raises:
        Fault: ``documents.no_glyph``.
    """
    with one_at_a_time():
        paper = _begun(title, intro)
        for section in sections:
            paper.y += mm(4)
            paper.need(mm(20))
            paper.write(section.heading, HEADING, bold=True)
            for number, sentence in enumerate(section.sentences, 1):
                paper.y += mm(1.4)
                paper.need(BODY * LEADING)
                paper.page.add(Text(LEFT, paper.y + BODY * LEADING, f"{number}.", BODY))
                paper.write(sentence, BODY, indent=mm(7))
        return pdf_door.write_pdf(paper.pages, paper.fonts, title=title, author="", language=lang)


def _begun(title: str, intro: str) -> _Paper:
    paper = _Paper(shipped_fonts())
    paper.begin()
    paper.write(title, TITLE, bold=True)
    paper.y += mm(1)
    paper.write(intro, BODY, gray=GRAY)
    paper.rule()
    return paper


def _draw_code(paper: _Paper, number: int, code: SheetCode) -> None:
    modules = barcodes.qr_text(code.text) if code.is_qr else barcodes.bars_text(code.text)
    height = barcodes.qr_side(modules, QR_GRID) if code.is_qr else BARS_HEIGHT
    paper.need(height + CODE_GAP + (HEADING + 2 * SMALL) * LEADING)
    paper.y += CODE_GAP
    paper.page.add(Text(LEFT, paper.y + HEADING * LEADING, str(number), HEADING, True))
    paper.write(code.title, HEADING, bold=True, indent=NUMBER)
    paper.write(code.hint, SMALL, gray=GRAY, indent=NUMBER)
    paper.y += mm(1.5)
    if code.is_qr:
        quiet = barcodes.QR_QUIET * QR_GRID.module
        paper.page.add(*barcodes.draw_qr(modules, LEFT + NUMBER - quiet, paper.y, QR_GRID))
    else:
        quiet = barcodes.BARS_QUIET * BARS_GRID.module
        drawn = barcodes.draw_bars(modules, LEFT + NUMBER - quiet, paper.y, BARS_HEIGHT, BARS_GRID)
        paper.page.add(*drawn)
    paper.y += height
    paper.write(code.text, SMALL, indent=NUMBER)
