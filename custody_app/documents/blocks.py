"""Each kind of block drawn into the flow: fields, tables, ticks, text, QR, signature boxes."""

from __future__ import annotations

from collections.abc import Sequence

from custody_app.documents import barcodes
from custody_app.documents.drawing import Op, Rect, Text, mm
from custody_app.documents.flow import Flow
from custody_app.documents.rows import LABEL_GRAY, PAD, CellMaker, Row, RowCell
from custody_app.documents.sheet import (
    Align,
    Block,
    Choices,
    CodeCell,
    Fact,
    Facts,
    Prose,
    QrBlock,
    Signatures,
    Table,
)
from custody_app.documents.signing import SignatureBoxes
from custody_app.documents.wording import Wording
from custody_app.documents.wrapping import wrap

SIZE = 8.5
HEAD_SIZE = 8.0
HEAD_SMALLEST = 5.5
TITLE_SIZE = 9.5
GAP = mm(2.2)
ROW_MIN = mm(6.2)
LABEL_MIN, LABEL_MAX = mm(20), mm(33)


class BlockDrawer:
    """Draws the blocks of one sheet, one after another."""

    def __init__(self, flow: Flow, say: Wording, zone_minutes: int) -> None:
        self._flow = flow
        self._say = say
        self._zone_minutes = zone_minutes
        self._make = CellMaker(flow.fonts)

    def draw(self, blocks: Sequence[Block]) -> None:
        """All blocks; signature boxes stay on the page of the last row above them if they can."""
        for number, block in enumerate(blocks):
            if number:
                self._flow.gap(GAP)
            self._draw_one(block, self._reserve(blocks[number + 1 :]))

    def _reserve(self, following: Sequence[Block]) -> float:
        """Height of what should stand below the last row of this block: boxes and short text."""
        height = 0.0
        for block in following:
            if isinstance(block, Signatures):
                strip = self._flow.body.bottom - self._flow.body.strip_bottom
                return height + GAP + self._boxes(block).height - strip
            if isinstance(block, Prose):
                height += GAP + sum(row.height for row in self._prose_rows(block))
            elif isinstance(block, Choices):
                height += GAP + sum(row.height for row in self._choice_rows(block))
            else:
                return 0.0
        return height

    def _draw_one(self, block: Block, reserve: float) -> None:
        if isinstance(block, Table):
            self._table(block, reserve)
        elif isinstance(block, Signatures):
            self._signatures(block)
        elif isinstance(block, QrBlock):
            self._qr(block)
        elif isinstance(block, Prose) and not block.framed:
            self._free_text(block)
        else:
            self._plain_rows(block)

    def _plain_rows(self, block: Facts | Choices | Prose) -> None:
        if isinstance(block, Facts):
            if block.title:
                self._flow.title(block.title, TITLE_SIZE, ROW_MIN)
            rows = self._fact_rows(block)
        elif isinstance(block, Choices):
            rows = self._choice_rows(block)
        else:
            rows = self._prose_rows(block)
        for row in rows:
            self._flow.row(row)

    def _fact_rows(self, block: Facts) -> list[Row]:
        label = self._label_width([fact.label for fact in block.facts])
        rows: list[Row] = []
        pending: Fact | None = None
        for fact in block.facts:
            if fact.wide:
                if pending is not None:
                    rows.append(self._fact_row([pending], label))
                    pending = None
                rows.append(self._fact_row([fact], label))
            elif pending is None:
                pending = fact
            else:
                rows.append(self._fact_row([pending, fact], label))
                pending = None
        if pending is not None:
            rows.append(self._fact_row([pending], label))
        return rows

    def _fact_row(self, facts: list[Fact], label: float) -> Row:
        body = self._flow.body
        share = body.width / len(facts)
        cells: list[RowCell] = []
        for number, fact in enumerate(facts):
            x = body.left + number * share
            cells.append(self._label(fact.label, x, label))
            struck = not fact.value
            cells.append(self._make.cell(fact.value, x + label, share - label, SIZE, struck=struck))
        return Row(tuple(cells), ROW_MIN)

    def _label(self, text: str, x: float, width: float) -> RowCell:
        return self._make.cell(
            text, x, width, HEAD_SIZE, align=Align.CENTRE, bold=True, fill=LABEL_GRAY
        )

    def _column_title(self, text: str, x: float, width: float) -> RowCell:
        """A title as large as its longest word allows, so that no word is broken."""
        size, fonts = HEAD_SIZE, self._flow.fonts
        words = [word for word in text.split() if word.isascii()]
        while size > HEAD_SMALLEST and any(
            fonts.width(word, size, True) > width - 2 * PAD for word in words
        ):
            size -= 0.25
        return self._make.cell(text, x, width, size, align=Align.CENTRE, bold=True, fill=LABEL_GRAY)

    def _label_width(self, labels: Sequence[str]) -> float:
        lines = [line for label in labels for line in label.split("\n")]
        widest = max((self._flow.fonts.width(one, HEAD_SIZE, True) for one in lines), default=0.0)
        return min(max(widest + 2 * PAD + 1, LABEL_MIN), LABEL_MAX)

    def _choice_rows(self, block: Choices) -> list[Row]:
        body = self._flow.body
        label = self._label_width([row.label for row in block.rows])
        rows = []
        for ticks in block.rows:
            marked = [f"{'■' if ticked else '□'}{name}" for name, ticked in ticks.options]
            text = "    ".join(marked)
            cells = (
                self._label(ticks.label, body.left, label),
                self._make.cell(text, body.left + label, body.width - label, SIZE),
            )
            rows.append(Row(cells, ROW_MIN))
        return rows

    def _prose_rows(self, block: Prose) -> list[Row]:
        body = self._flow.body
        label = self._label_width([block.title]) if block.title else 0.0
        cells = [self._label(block.title, body.left, label)] if block.title else []
        cells.append(self._make.cell(block.text, body.left + label, body.width - label, SIZE))
        return [Row(tuple(cells), max(ROW_MIN, block.lines_min * mm(5)))]

    def _free_text(self, block: Prose) -> None:
        flow = self._flow
        leading = HEAD_SIZE * 1.4
        for line in wrap(block.text, flow.body.width, HEAD_SIZE, flow.fonts):
            if leading > flow.room:
                flow.turn()
            flow.put([Text(flow.body.left, flow.y + HEAD_SIZE, line, HEAD_SIZE)], leading)

    def _table(self, table: Table, reserve: float) -> None:
        flow = self._flow
        edges = self._edges(table)
        head = self._head(table, edges)
        closing = ROW_MIN if table.closing else 0.0
        last = len(table.rows) - 1
        rows = [self._table_row(table, cells, edges) for cells in table.rows[:1]]
        start = head.height + self._start_height(rows, len(table.rows), closing + reserve)
        if table.title:
            flow.title(table.title, TITLE_SIZE, start)
        flow.turn_unless(start)
        flow.row(head)
        for number, cells in enumerate(table.rows):
            row = rows[0] if number == 0 else self._table_row(table, cells, edges)
            flow.row(row, head, closing + reserve if number == last else 0.0)
        if table.closing:
            self._close(table, reserve)

    def _start_height(self, first: list[Row], count: int, ending: float) -> float:
        """What must stand right under a table's head: its first row, the end of a short one."""
        if not first:
            return ending
        return first[0].height + (ending if count == 1 else 0.0)

    def _close(self, table: Table, reserve: float) -> None:
        translate = self._say.translate
        text = translate("forms", "Nothing follows") if table.rows else translate("forms", "None")
        count = max(1, table.pad_to - len(table.rows))
        self._flow.unused(text, ROW_MIN, count, reserve)

    def _edges(self, table: Table) -> list[float]:
        body = self._flow.body
        whole = sum(column.share for column in table.columns)
        edges = [body.left]
        for column in table.columns:
            edges.append(edges[-1] + body.width * column.share / whole)
        return edges

    def _head(self, table: Table, edges: list[float]) -> Row:
        return Row(
            tuple(
                self._column_title(column.title, edges[n], edges[n + 1] - edges[n])
                for n, column in enumerate(table.columns)
            ),
            ROW_MIN,
        )

    def _table_row(self, table: Table, cells: Sequence[str | CodeCell], edges: list[float]) -> Row:
        made: list[RowCell] = []
        for n, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
            x, width = edges[n], edges[n + 1] - edges[n]
            if isinstance(cell, CodeCell) and cell.code18:
                made.append(RowCell(x, width, (), SIZE, code=barcodes.qr(cell.code18)))
            else:
                text = "" if isinstance(cell, CodeCell) else cell
                made.append(self._make.cell(text, x, width, SIZE, align=column.align))
        return Row(tuple(made), ROW_MIN)

    def _qr(self, block: QrBlock) -> None:
        flow = self._flow
        modules = barcodes.qr_text(block.text)
        grid = barcodes.Grid(dpi=300, dots_per_module=5)
        side = barcodes.qr_side(modules, grid)
        height = side + 2 * PAD
        if height > flow.room and not flow.at_top:
            flow.turn()
        left, width, top = flow.body.left, flow.body.width, flow.y
        ops: list[Op] = [Rect(left, top, width, height)]
        ops += barcodes.draw_qr(modules, left + PAD, top + PAD, grid)
        x = left + side + 3 * PAD
        ops.append(Text(x, top + mm(6), block.title, TITLE_SIZE, True))
        room = width - side - 5 * PAD
        lines = wrap(block.text, room, HEAD_SIZE, flow.fonts)
        ops += [
            Text(x, top + mm(12) + n * HEAD_SIZE * 1.4, line, HEAD_SIZE)
            for n, line in enumerate(lines)
        ]
        flow.put(ops, height)

    def _boxes(self, block: Signatures) -> SignatureBoxes:
        return SignatureBoxes(
            block, self._flow.body.width, self._flow.fonts, self._say, self._zone_minutes
        )

    def _signatures(self, block: Signatures) -> None:
        flow = self._flow
        boxes = self._boxes(block)
        if flow.y + boxes.height > flow.body.bottom and not flow.at_top:
            flow.turn()
        flow.put(boxes.draw(flow.body.left, flow.y), boxes.height)
