"""LineSheet: a sheet of lines in a dialog, some columns typed or chosen, the others only read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from custody_app.domain.values import dataclass
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.fields import ChoiceField

ROWS_SHOWN = 7


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column.

    Attributes:
        key: stable name of the column in the values.
        title: translated heading.
        width: first width in pixels.
        is_typed: the cell can be typed in.
        choices: (code, word) pairs; then the cell is a choice.
    """

    key: str
    title: str
    width: int = 140
    is_typed: bool = False
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line: its key, and the text or code of each cell by column key."""

    key: str
    cells: Mapping[str, str]


class LineSheet(QFrame):
    """Lines of a paper; ``value`` answers key -> column -> what stands there."""

    changed = Signal()

    def __init__(
        self, columns: Sequence[SheetColumn], *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "table")
        self._columns = tuple(columns)
        self._keys: list[str] = []
        self.table = QTableWidget(0, len(columns))
        self._set_up()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.table.itemChanged.connect(lambda _item: self.changed.emit())

    def _set_up(self) -> None:
        table = self.table
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setHorizontalHeaderLabels([column.title for column in self._columns])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(SPACE.row)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        for at, column in enumerate(self._columns):
            table.setColumnWidth(at, column.width)

    def set_lines(self, lines: Sequence[SheetLine]) -> None:
        """Show these lines."""
        self._keys = [line.key for line in lines]
        self.table.blockSignals(True)
        self.table.setRowCount(len(lines))
        for row, line in enumerate(lines):
            for at, column in enumerate(self._columns):
                self._put(row, at, column, line.cells.get(column.key, ""))
        self.table.blockSignals(False)
        shown = min(max(len(lines), 2), ROWS_SHOWN)
        self.setFixedHeight(shown * SPACE.row + SPACE.row + 18)

    def _put(self, row: int, at: int, column: SheetColumn, text: str) -> None:
        if column.choices:
            choice = ChoiceField(list(column.choices), value=text)
            choice.setMinimumHeight(SPACE.row - 8)
            choice.chosen.connect(lambda _code: self.changed.emit())
            self.table.setCellWidget(row, at, choice)
            return
        item = QTableWidgetItem(text)
        if not column.is_typed:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        self.table.setItem(row, at, item)

    def set_column(self, key: str, text: str) -> None:
        """The same text in every line of a typed column."""
        at = self._at(key)
        for row in range(self.table.rowCount()):
            item = self.table.item(row, at)
            if item is not None:
                item.setText(text)

    def set_cell(self, line: str, key: str, text: str) -> None:
        """Another text in one cell."""
        item = self.table.item(self._keys.index(line), self._at(key))
        if item is not None:
            item.setText(text)

    def choose(self, line: str, key: str, code: str) -> None:
        """Another choice in one cell."""
        choice = self.table.cellWidget(self._keys.index(line), self._at(key))
        if isinstance(choice, ChoiceField):
            choice.set_value(code)

    def value(self) -> dict[str, dict[str, str]]:
        """Line -> column -> text typed or code chosen."""
        return {key: self._cells(row) for row, key in enumerate(self._keys)}

    def _cells(self, row: int) -> dict[str, str]:
        found = {}
        for at, column in enumerate(self._columns):
            choice = self.table.cellWidget(row, at)
            item = self.table.item(row, at)
            if isinstance(choice, ChoiceField):
                found[column.key] = choice.value()
            elif item is not None:
                found[column.key] = item.text().strip()
        return found

    def _at(self, key: str) -> int:
        return [column.key for column in self._columns].index(key)
