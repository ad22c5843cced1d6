"""The frame of every page: agency, title, number, codes above; position, hash, page below."""

from __future__ import annotations

from custody_app.documents import barcodes
from custody_app.documents.blocks import BlockDrawer
from custody_app.documents.drawing import Line, Op, Page, Slanted, Text, mm
from custody_app.documents.flow import Body, Flow
from custody_app.documents.fonts import FontChain
from custody_app.documents.sheet import Sheet, Signatures
from custody_app.documents.wording import Wording
from custody_app.documents.wrapping import fitting_size, one_line, wrap
from custody_app.domain import tag

A4 = (mm(210), mm(297))
LEFT, RIGHT, TOP, BOTTOM = mm(18), mm(12), mm(9), mm(8)
FIRST_HEADER, LATER_HEADER = mm(25), mm(20)
FOOTER = mm(15)
STRIP = mm(8)
AGENCY_SIZE, TITLE_SIZE, LATER_TITLE_SIZE = 11.0, 20.0, 13.0
LINE_SIZE, SMALL = 8.5, 6.5
QR_GRID = barcodes.Grid(dpi=300, dots_per_module=5)
BARS_GRID = barcodes.Grid(dpi=300, dots_per_module=3)
CHECKPOINT_GRID = barcodes.Grid(dpi=300, dots_per_module=3)
BARS_HEIGHT = mm(8.5)
HASH_SHOWN = 32
WATERMARK = "演示 DEMO"


class PageFrame:
    """Lays one sheet out on as many pages as it needs."""

    def __init__(self, sheet: Sheet, fonts: FontChain, say: Wording, copies: int) -> None:
        self._sheet = sheet
        self._fonts = fonts
        self._say = say
        self._copies = copies
        short, long = A4
        self._width, self._height = (long, short) if sheet.landscape else (short, long)
        code18, checkpoint = sheet.head.code18, sheet.head.checkpoint
        self._bars = barcodes.bars(code18) if code18 else None
        self._qr = barcodes.qr(code18) if code18 else None
        self._checkpoint = barcodes.qr_text(checkpoint) if checkpoint else None

    def pages(self) -> list[Page]:
        """All pages of the sheet, finished."""
        flow = Flow(self._body(), self._fonts, self._blank_page)
        BlockDrawer(flow, self._say, self._sheet.head.zone_minutes).draw(self._sheet.blocks)
        for number, page in enumerate(flow.pages, 1):
            page.add(*self._header(number == 1))
            page.add(*self._footer(number, len(flow.pages)))
            if number < len(flow.pages) and self._sheet.signed_pages:
                page.add(*self._strip())
        return flow.pages

    def _body(self) -> Body:
        bottom = self._height - BOTTOM - FOOTER
        return Body(
            left=LEFT,
            width=self._width - LEFT - RIGHT,
            first_top=TOP + FIRST_HEADER,
            later_top=TOP + LATER_HEADER,
            strip_bottom=bottom - STRIP,
            bottom=bottom - mm(1),
        )

    def _blank_page(self) -> Page:
        page = Page(self._width, self._height)
        if self._sheet.head.demo:
            for share in (0.25, 0.55, 0.85):
                page.add(
                    Slanted(self._width / 2, self._height * share, WATERMARK, 64, 30, gray=0.88)
                )
        return page

    def _header(self, first: bool) -> list[Op]:
        ops, side = self._codes()
        ops += self._titles(first, side)
        ops += self._number_line(first)
        return ops

    def _codes(self) -> tuple[list[Op], float]:
        """Code 128 left, QR right; the width either takes of the title's room."""
        bars, qr = self._bars, self._qr
        if bars is None or qr is None:
            return [], mm(2)
        bars_width = barcodes.bars_width(bars, BARS_GRID)
        qr_side = barcodes.qr_side(qr, QR_GRID)
        quiet = barcodes.BARS_QUIET * BARS_GRID.module
        ops: list[Op] = [*barcodes.draw_bars(bars, LEFT - quiet, TOP, BARS_HEIGHT, BARS_GRID)]
        digits = tag.grouped(self._sheet.head.code18)
        ops.append(Text(LEFT, TOP + BARS_HEIGHT + mm(3), digits, SMALL + 0.5))
        ops += barcodes.draw_qr(qr, self._width - RIGHT - qr_side, TOP - mm(1), QR_GRID)
        return ops, bars_width - quiet + mm(2)

    def _titles(self, first: bool, side: float) -> list[Op]:
        head, translate = self._sheet.head, self._say.translate
        room = self._width - LEFT - RIGHT - 2 * side
        title, size = self._sheet.title, TITLE_SIZE
        if not first:
            title = translate("forms", "{title} (continued)").format(title=title)
            size = LATER_TITLE_SIZE
        ops: list[Op] = []
        y = TOP + mm(4)
        for text, largest, smallest, bold in (
            (one_line(head.agency), AGENCY_SIZE, 8.0, False),
            (title, size, 10.0, True),
        ):
            fit = fitting_size(text, room, largest, smallest, self._fonts, bold)
            lines = wrap(text, room, fit, self._fonts, bold)
            for line in lines:
                width = self._fonts.width(line, fit, bold)
                x = LEFT + side + (room - width) / 2
                ops.append(Text(x, y, line, fit, bold))
                y += fit * 1.25
            y = max(y, TOP + mm(5)) + size * 0.62
        return ops

    def _number_line(self, first: bool) -> list[Op]:
        head, translate = self._sheet.head, self._say.translate
        y = TOP + (FIRST_HEADER if first else LATER_HEADER) - mm(2.2)
        left = translate("forms", "No. {number}").format(number=one_line(head.number))
        if head.reprint_of:
            left += "  " + translate("forms", "(repeats or replaces {number})").format(
                number=one_line(head.reprint_of)
            )
        at = self._say.moment(head.printed_at, head.zone_minutes)
        right = translate("forms", "Printed {at}").format(at=at)
        right_width = self._fonts.width(right, LINE_SIZE)
        room = self._width - LEFT - RIGHT - right_width - mm(4)
        size = fitting_size(left, room, LINE_SIZE, SMALL, self._fonts)
        lines = wrap(left, room, size, self._fonts)
        top = y - (len(lines) - 1) * size * 1.15
        return [
            *(Text(LEFT, top + n * size * 1.15, line, size) for n, line in enumerate(lines)),
            Text(self._width - RIGHT - right_width, y, right, LINE_SIZE),
        ]

    def _footer(self, number: int, count: int) -> list[Op]:
        translate = self._say.translate
        top = self._height - BOTTOM - FOOTER + mm(1.5)
        right = self._width - RIGHT
        ops: list[Op] = [Line(LEFT, top, right, top, 0.4)]
        x = LEFT
        if self._checkpoint is not None:
            modules = self._checkpoint
            ops += barcodes.draw_qr(modules, LEFT - mm(1), top + mm(0.3), CHECKPOINT_GRID)
            x += barcodes.qr_side(modules, CHECKPOINT_GRID)
        page = translate("forms", "Page {number} of {count}").format(number=number, count=count)
        ops.append(Text(right - self._fonts.width(page, 8), top + mm(4.2), page, 8))
        y = top + mm(3.6)
        for line in self._footer_lines():
            size = fitting_size(line, right - x - mm(28), SMALL + 0.5, 4.5, self._fonts)
            ops.append(Text(x, y, line, size))
            y += mm(3.7)
        return ops

    def _footer_lines(self) -> list[str]:
        head, translate = self._sheet.head, self._say.translate
        lines = []
        if self._sheet.copies:
            lines.append(
                translate("forms", "{count} {count:copy|copies}: {holders}").format(
                    count=head.copies or self._copies, holders=self._sheet.copies
                )
            )
        if head.ledger_position:
            lines.append(
                translate("forms", "Ledger position {position}, hash {hash}").format(
                    position=one_line(head.ledger_position), hash=head.last_hash[:HASH_SHOWN]
                )
            )
        if head.checkpoint:
            lines.append(
                translate("forms", "Checkpoint {text}").format(text=head.checkpoint[:40] + "…")
            )
        return lines

    def _strip(self) -> list[Op]:
        """On pages that go on: who signs the list signs each page."""
        titles = [
            box.title
            for block in self._sheet.blocks
            if isinstance(block, Signatures)
            for box in block.boxes
        ]
        if not titles:
            return []
        translate = self._say.translate
        y = self._height - BOTTOM - FOOTER - STRIP + mm(6.4)
        label = translate("forms", "Signed for this page:")
        x = LEFT + self._fonts.width(label, 8) + mm(3)
        ops: list[Op] = [Text(LEFT, y, label, 8, True)]
        share = (self._width - RIGHT - x) / len(titles)
        size = min(fitting_size(one, share * 0.62, 7.5, 4.5, self._fonts) for one in titles)
        for number, title in enumerate(titles):
            start = x + number * share
            end = start + self._fonts.width(title, size) + mm(1)
            ops.append(Text(start, y, title, size))
            ops.append(Line(end, y + 1, max(end, start + share - mm(2)), y + 1, 0.4))
        return ops
