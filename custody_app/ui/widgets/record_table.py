"""The list every page shows: sorting, column choice, copy, export, and a memory per person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from custody_app.runtime.i18n import translate
from custody_app.ui.memory import Memory
from custody_app.ui.tasks import Tasks
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import IconButton
from custody_app.ui.widgets.column_memory import ColumnMemory
from custody_app.ui.widgets.columns import Ask, Column, Fetched
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.export_button import ExportButton
from custody_app.ui.widgets.keyset_table_model import KeysetTableModel
from custody_app.ui.widgets.labels import Label, button_text
from custody_app.ui.widgets.layouts import row
from custody_app.ui.widgets.row_delegate import RowDelegate

R = TypeVar("R")
COPY_ROWS_MAX = 10_000


class _View(QTableView):
    """The view; Enter opens, Ctrl+C copies."""

    enter_pressed = Signal()
    copy_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and copy are the list's own; the rest is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter_pressed.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached with Tab the first row is picked, so that the keys have something to act on."""
        super().focusInEvent(event)
        by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        is_single = self.selectionMode() is QAbstractItemView.SelectionMode.SingleSelection
        if by_key and is_single and not self.selectionModel().hasSelection():
            self.selectRow(max(self.currentIndex().row(), 0))


class RecordTable(QFrame, Generic[R]):
    """A card with a list.

    ``opened`` (double click, Enter) and ``picked`` (selection moved) carry the row; None: no row.
    """

    opened = Signal(object)
    picked = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        tasks: Tasks,
        memory: Memory,
        *,
        fetch: Callable[[Ask], Fetched[R]] | None = None,
        empty: QWidget | None = None,
        many: bool = False,
        footer: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "table")
        self.model: KeysetTableModel[R] = KeysetTableModel(columns, tasks, fetch, self)
        self.view = _View()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._empty = empty or EmptyState(translate("widgets", "Nothing here."))
        self._stack.addWidget(self._empty)
        self._count = Label("", "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._stack, 1)
        if footer:
            layout.addWidget(self._footer(tasks))
        self._set_up_view(many)
        self._layout_memory = ColumnMemory(name, self.view, self.model.columns, memory)
        self._layout_memory.recall()
        self._connect()
        if fetch is not None:
            self.model.refresh()

    def ask(self, fetch: Callable[[Ask], Fetched[R]]) -> None:
        """Another question: filters or search text changed."""
        self.model.ask(fetch)

    def refresh(self) -> None:
        """Read again, keeping the picked line."""
        self.model.refresh()

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show rows at hand."""
        self.model.set_rows(rows)

    def current(self) -> R | None:
        """The row of the current line, None when nothing is picked."""
        rows = self.view.selectionModel().selectedRows()
        return self.model.row_at(rows[0].row()) if rows else None

    def selection(self) -> list[R]:
        """All picked rows, top down."""
        lines = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [found for line in lines if (found := self.model.row_at(line)) is not None]

    def pick(self, line: int) -> None:
        """Pick a line."""
        if 0 <= line < self.model.rowCount():
            self.view.selectRow(line)

    def pick_where(self, wanted: Callable[[R], bool]) -> bool:
        """Pick the first held row that is wanted; tells whether there was one."""
        for line, held in enumerate(self.model.held()):
            if wanted(held):
                self.view.selectRow(line)
                return True
        return False

    def _set_up_view(self, many: bool) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(RowDelegate(self.model, view))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setMouseTracking(True)
        view.setTabKeyNavigation(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        view.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setDefaultSectionSize(SPACE.row)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(48)
        header.setFixedHeight(SPACE.row + 4)
        header.setSortIndicatorShown(False)
        header.setSectionsClickable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _connect(self) -> None:
        view, header = self.view, self.view.horizontalHeader()
        header.sectionClicked.connect(self._on_header_clicked)
        header.sectionResized.connect(lambda *_sizes: self._layout_memory.remember())
        header.sectionMoved.connect(lambda *_places: self._layout_memory.remember())
        header.customContextMenuRequested.connect(self._column_menu)
        view.customContextMenuRequested.connect(self._row_menu)
        view.doubleClicked.connect(lambda _index: self._open())
        view.enter_pressed.connect(self._open)
        view.copy_pressed.connect(self.copy)
        view.selectionModel().selectionChanged.connect(self._on_selection)
        self.model.modelReset.connect(self._on_rows)
        self.model.rowsInserted.connect(lambda *_range: self._on_rows())
        self.model.loading_changed.connect(lambda _is: self._on_rows())

    def _footer(self, tasks: Tasks) -> QWidget:
        foot = QFrame()
        foot.setProperty("role", "table_foot")
        columns = IconButton("columns-3", translate("widgets", "Columns"), name="columns_button")
        columns.clicked.connect(lambda: self._column_menu(QPoint(self.width() - 220, 0)))
        export = ExportButton(self, self.model, lambda: self._layout_memory.shown(), tasks)
        line = row(self._count, None, export.strip, columns, export)
        line.setContentsMargins(SPACE.medium, 2, SPACE.small, 2)
        foot.setLayout(line)
        return foot

    def _on_rows(self) -> None:
        is_empty = self.model.rowCount() == 0 and not self.model.is_loading
        self._stack.setCurrentWidget(self._empty if is_empty else self.view)
        shown, total = self.model.rowCount(), self.model.total
        if total is None and self.model.has_more:
            text = translate("widgets", "{shown} {shown:row|rows} shown, more below").format(
                shown=f"{shown:,}"
            )
        else:
            text = rows_text(shown if total is None else total)
        self._count.setText(text)

    def _on_selection(self, _new: QItemSelection, _old: QItemSelection) -> None:
        self.picked.emit(self.current())

    def _open(self) -> None:
        found = self.current()
        if found is not None:
            self.opened.emit(found)

    def _on_header_clicked(self, section: int) -> None:
        header = self.view.horizontalHeader()
        if not self.model.columns[section].sort:
            return
        key, was_descending = self.model.order
        down = key == self.model.columns[section].sort and not was_descending
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        header.setSortIndicatorShown(True)
        header.setSortIndicator(section, order)
        self.model.sort(section, order)
        self._layout_memory.remember()

    def copy(self) -> None:
        """The picked rows, shown columns, as tab-separated text."""
        columns = self._layout_memory.shown()
        lines = [
            "\t".join(
                column.text(found).replace("\t", " ").replace("\n", " ") for column in columns
            )
            for found in self.selection()[:COPY_ROWS_MAX]
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _row_menu(self, at: QPoint) -> None:
        index: QModelIndex = self.view.indexAt(at)
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.addAction(translate("widgets", "Open"), self._open)
        menu.addAction(translate("widgets", "Copy row"), self.copy)
        cell = str(self.model.data(index) or "")
        menu.addAction(
            translate("widgets", "Copy cell"), lambda: QGuiApplication.clipboard().setText(cell)
        )
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _column_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        for place, column in enumerate(self.model.columns):
            action = menu.addAction(button_text(column.title))
            action.setCheckable(True)
            action.setChecked(not self.view.isColumnHidden(place))
            action.toggled.connect(lambda shown, place=place: self._show_column(place, shown))
        menu.popup(self.view.mapToGlobal(at))

    def _show_column(self, place: int, shown: bool) -> None:
        if shown or len(self._layout_memory.shown()) > 1:
            self.view.setColumnHidden(place, not shown)
            self._layout_memory.remember()


def rows_text(total: int) -> str:
    """How many rows there are."""
    return translate("widgets", "{total} {total:row|rows}").format(total=f"{total:,}")
