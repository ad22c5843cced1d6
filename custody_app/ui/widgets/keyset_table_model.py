"""A table model over a keyset query: pages come off-thread as the list is scrolled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from custody_app.ui.tasks import Tasks, Ticket
from custody_app.ui.widgets.columns import FIRST_PAGE, LARGEST_PAGE, Ask, Column, Fetched, alignment

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)


class KeysetTableModel(QAbstractTableModel, Generic[R]):
    """Rows of any number; only what was scrolled to is held."""

    loading_changed = Signal(bool)
    failed = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        tasks: Tasks,
        fetch: Callable[[Ask], Fetched[R]] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._tasks = tasks
        self._fetch = fetch
        self._rows: list[R] = []
        self._after: object | None = None
        self._has_more = fetch is not None
        self._ticket: Ticket | None = None
        self._sort = ""
        self._is_descending = False
        self.total: int | None = None

    @property
    def is_loading(self) -> bool:
        """Whether a page is on its way."""
        return self._ticket is not None

    @property
    def has_more(self) -> bool:
        """Whether the list goes on below the last held row."""
        return self._has_more

    @property
    def fetch(self) -> Callable[[Ask], Fetched[R]] | None:
        """The question, for whoever walks the whole list (export)."""
        return self._fetch

    @property
    def order(self) -> tuple[str, bool]:
        """Sort key and whether it runs downwards."""
        return self._sort, self._is_descending

    def row_at(self, row: int) -> R | None:
        """The held row at a line."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def held(self) -> tuple[R, ...]:
        """All rows fetched so far."""
        return tuple(self._rows)

    def ask(self, fetch: Callable[[Ask], Fetched[R]]) -> None:
        """Another question: other filters, another search text."""
        self._fetch = fetch
        self.refresh()

    def refresh(self) -> None:
        """Read again from the first page; the rows shown stay until the answer is there."""
        if self._fetch is None:
            return
        self._start(
            Ask(None, self._sort, self._is_descending, self._page_size(len(self._rows))), True
        )

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show rows that are already at hand."""
        if self._ticket is not None:
            self._ticket.drop()
            self._set_ticket(None)
        self._replace(Fetched(rows, None, len(rows)))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Held rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Columns, hidden ones too."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = DISPLAY) -> object:
        """The cell's text; pills and colours are the delegate's."""
        if role not in (DISPLAY, ALIGNMENT) or not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == ALIGNMENT:
            return alignment(column)
        return column.text(self._rows[index.row()])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:
        """The headings."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == DISPLAY:
            return self.columns[section].title
        return alignment(self.columns[section]) if role == ALIGNMENT else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for the list in another order; columns without a sort key are left alone."""
        key = self.columns[column].sort if 0 <= column < len(self.columns) else ""
        if not key:
            return
        self._sort = key
        self._is_descending = order is Qt.SortOrder.DescendingOrder
        self.refresh()

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the next page can be asked for now."""
        return not parent.isValid() and self._has_more and self._ticket is None

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page."""
        if self.canFetchMore(parent):
            size = self._page_size(len(self._rows))
            self._start(Ask(self._after, self._sort, self._is_descending, size), False)

    def _page_size(self, held: int) -> int:
        return min(max(held, FIRST_PAGE), LARGEST_PAGE)

    def _start(self, ask: Ask, is_first: bool) -> None:
        fetch = self._fetch
        assert fetch is not None
        if self._ticket is not None:
            self._ticket.drop()
        then = self._replace if is_first else self._append
        self._set_ticket(
            self._tasks.read(
                lambda: fetch(ask),
                lambda page: self._arrived(page, then),
                self._on_failed,
                owner=self,
                question="page",
            )
        )

    def _arrived(self, page: Fetched[R], then: Callable[[Fetched[R]], None]) -> None:
        self._ticket = None
        then(page)
        self.loading_changed.emit(False)

    def _on_failed(self, error: Exception) -> None:
        self._has_more = False
        self._set_ticket(None)
        self.failed.emit(error)

    def _set_ticket(self, ticket: Ticket | None) -> None:
        self._ticket = ticket
        self.loading_changed.emit(ticket is not None)

    def _replace(self, page: Fetched[R]) -> None:
        self.beginResetModel()
        self._rows = list(page.rows)
        self._after = page.after
        self._has_more = page.after is not None
        self.total = page.total
        self.endResetModel()

    def _append(self, page: Fetched[R]) -> None:
        self._after = page.after
        self._has_more = page.after is not None
        if not page.rows:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(page.rows) - 1)
        self._rows.extend(page.rows)
        self.endInsertRows()
