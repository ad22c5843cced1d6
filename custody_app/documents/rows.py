"""Ruled rows: the one mechanism under fields, tables and framed text."""

from __future__ import annotations

from dataclasses import replace

from custody_app.documents import barcodes
from custody_app.documents.drawing import Line, Op, Rect, Text, mm
from custody_app.documents.fonts import FontChain
from custody_app.documents.sheet import Align
from custody_app.documents.wrapping import wrap
from custody_app.domain.values import dataclass

PAD = mm(1.1)
LEADING = 1.32
LABEL_GRAY = 0.94
ASCENT = 0.88
"""Share of the size above the baseline in a line of text."""
FORM_GRID = barcodes.Grid(dpi=300, dots_per_module=3)


@dataclass(frozen=True, slots=True)
class RowCell:
    """One cell of a row, its lines already broken."""

    x: float
    width: float
    lines: tuple[str, ...]
    size: float
    align: Align = Align.LEFT
    bold: bool = False
    fill: float | None = None
    struck: bool = False
    code: barcodes.Modules | None = None

    @property
    def height(self) -> float:
        """What the cell needs."""
        if self.code is not None:
            return barcodes.qr_side(self.code, FORM_GRID) + 1
        return len(self.lines) * self.size * LEADING + 2 * PAD


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side under common rules."""

    cells: tuple[RowCell, ...]
    height_min: float = 0.0

    @property
    def height(self) -> float:
        """What the tallest cell needs."""
        return max(self.height_min, *(cell.height for cell in self.cells))


class CellMaker:
    """Breaks texts into the lines of a cell."""

    def __init__(self, fonts: FontChain) -> None:
        self._fonts = fonts

    def cell(
        self,
        text: str,
        x: float,
        width: float,
        size: float,
        *,
        align: Align = Align.LEFT,
        bold: bool = False,
        fill: float | None = None,
        struck: bool = False,
    ) -> RowCell:
        """A cell of text; a word wider than the cell is broken where it must be."""
        lines = tuple(wrap(text, width - 2 * PAD, size, self._fonts, bold))
        return RowCell(x, width, lines, size, align, bold, fill, struck)


def draw_row(row: Row, y: float, fonts: FontChain) -> list[Op]:
    """A row with its rules; its top at ``y``."""
    height = row.height
    ops: list[Op] = []
    for cell in row.cells:
        ops.append(Rect(cell.x, y, cell.width, height, fill=cell.fill))
        if cell.struck:
            ops.append(_stroke(cell, y, height))
        elif cell.code is not None:
            ops += _code(cell, cell.code, y, height)
        else:
            ops += _texts(cell, y, height, fonts)
    return ops


def _stroke(cell: RowCell, y: float, height: float) -> Op:
    half = min(mm(7), cell.width / 3)
    middle = cell.x + cell.width / 2
    return Line(middle - half, y + height - mm(1.2), middle + half, y + mm(1.2), 0.4)


def _code(cell: RowCell, modules: barcodes.Modules, y: float, height: float) -> tuple[Op, ...]:
    side = barcodes.qr_side(modules, FORM_GRID)
    x = cell.x + (cell.width - side) / 2
    return barcodes.draw_qr(modules, x, y + (height - side) / 2, FORM_GRID)


def _texts(cell: RowCell, y: float, height: float, fonts: FontChain) -> list[Op]:
    leading = cell.size * LEADING
    spare = height - len(cell.lines) * leading
    baseline = y + spare / 2 + (leading - cell.size) / 2 + cell.size * ASCENT
    ops: list[Op] = []
    for number, line in enumerate(cell.lines):
        x = cell.x + PAD
        if cell.align is not Align.LEFT:
            room = cell.width - 2 * PAD - fonts.width(line.rstrip(" "), cell.size, cell.bold)
            x += room / 2 if cell.align is Align.CENTRE else room
        if line:
            ops.append(Text(x, baseline + number * leading, line, cell.size, cell.bold))
    return ops


def split_row(row: Row, room: float) -> tuple[Row, Row] | None:
    """The part of a row that fits into ``room``, and the rest; None when not even a line fits."""
    fitting = [int((room - 2 * PAD) / (cell.size * LEADING)) for cell in row.cells]
    if min(fitting) < 1:
        return None
    first = [_part(cell, 0, fits) for cell, fits in zip(row.cells, fitting, strict=True)]
    rest = [
        replace(_part(cell, fits, len(cell.lines)), code=None)
        for cell, fits in zip(row.cells, fitting, strict=True)
    ]
    return Row(tuple(first)), Row(tuple(rest))


def _part(cell: RowCell, start: int, stop: int) -> RowCell:
    return replace(cell, lines=cell.lines[start:stop])
