"""The list: its lines with where each stands, and the quick row below."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.intake.presenter import Standing
from custody_app.ui.intake.quick_row import QuickRow
from custody_app.ui.intake.reading import LineView
from custody_app.ui.item_columns import amount_text
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button, IconButton, Kind
from custody_app.ui.widgets.cards import Card
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.layouts import row
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

TABLE_HEIGHT = 150


class LinesPanel(QWidget):
    """``picked`` carries the item of the selected line; the quick row comes when asked for.

    ``listed`` tells that a whole list was pasted: its things come next.
    """

    picked = Signal(str)
    opened = Signal(str)
    paste_pressed = Signal()
    typing_changed = Signal(bool)
    listed = Signal()

    def __init__(self, desk: Desk, standing: Callable[[LineView], Standing]) -> None:
        super().__init__()
        self._standing = standing
        empty = EmptyState(
            translate("intake", "The list has no lines yet."),
            translate("intake", "Type them below, or paste them from a spreadsheet."),
            icon="clipboard-list",
        )
        self.table = RecordTable(
            "intake_lines", self._columns(), desk.tasks, desk.memory, empty=empty, footer=False
        )
        self.table.setMinimumHeight(TABLE_HEIGHT)
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(lambda line: self.opened.emit(line.state.id))
        self.quick = QuickRow()
        self.unlisted = Button(
            translate("intake", "Add as not on the list"),
            Kind.QUIET,
            "circle-alert",
            name="add_unlisted_button",
        )
        self._paste = Button(
            translate("intake", "Paste rows"),
            Kind.SECONDARY,
            "copy",
            self.paste_pressed.emit,
            name="paste_button",
        )
        self._more = Button(
            translate("intake", "Add a line"),
            Kind.SECONDARY,
            "plus",
            lambda: self.show_quick(self._card.isHidden()),
            name="more_lines_button",
        )
        self._card = Card(translate("intake", "Next line of the list"))
        self._card.header.addWidget(
            IconButton("x", translate("intake", "Close"), lambda: self.show_quick(False))
        )
        self._card.body.addWidget(self.quick)
        self._card.body.addLayout(row(None, self.unlisted, self.quick.add_button()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.medium)
        column.addWidget(self.table, 1)
        column.addLayout(row(self._more, self._paste, None))
        column.addWidget(self._card)
        self._card.hide()

    def set_takeover(self, takeover: bool) -> None:
        """A list of existing stock."""
        self.unlisted.setVisible(not takeover)
        self.quick.set_takeover(takeover)

    def show_quick(self, shown: bool) -> None:
        """Open or close the quick row."""
        self._card.setVisible(shown)
        self.typing_changed.emit(shown)
        if shown:
            self.quick.focus()

    @property
    def is_typing(self) -> bool:
        """The quick row is open."""
        return not self._card.isHidden()

    def _columns(self) -> list[Column[LineView]]:
        return [
            Column("line", translate("intake", "No."), lambda line: line.state.line, 56),
            Column(
                "name",
                translate("intake", "Name"),
                lambda line: line.state.name,
                116,
                is_strong=True,
            ),
            Column("quantity", translate("intake", "List says"), listed, 126, is_number=True),
            Column(
                "state",
                translate("intake", "State"),
                lambda line: self._standing(line).word,
                150,
                tone=lambda line: self._standing(line).tone,
            ),
            Column("place", translate("intake", "Shelf"), where, 80),
            Column(
                "category",
                translate("intake", "Category"),
                lambda line: word("category", line.state.category.value),
                110,
                is_shown=False,
            ),
            Column(
                "code", translate("intake", "Code"), lambda line: line.row.code, 170, is_shown=False
            ),
        ]

    def show_lines(self, lines: tuple[LineView, ...], picked: str) -> None:
        """These lines, one of them picked."""
        self.table.set_rows(lines)
        if picked:
            self.pick(picked)

    def pick(self, item: str) -> bool:
        """Select the line of an item."""
        return self.table.pick_where(lambda line: line.state.id == item)

    def _on_picked(self, line: LineView | None) -> None:
        self.picked.emit(line.state.id if line is not None else "")


def listed(line: LineView) -> str:
    """The quantity the list says."""
    amount = line.state.balance.listed
    return amount_text(amount)


def where(line: LineView) -> str:
    """The place's code, and the bag's name."""
    parts = (line.row.place_code, line.row.container_name)
    return " · ".join(part for part in parts if part)
