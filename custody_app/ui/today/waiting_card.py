"""One list of Today: its count, its first rows, and a button on each row."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from custody_app.runtime.i18n import translate
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.today.presenter import TodayCard, TodayRow
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card, Pill
from custody_app.ui.widgets.labels import ElidedLabel, Label
from custody_app.ui.widgets.layouts import boxed, column, hairline, row

FIRST_ROWS = 3
WHO_WIDTH = 150
AGE_WIDTH = 160
BUTTON_WIDTH = 150


class WaitingCard(Card):
    """``chosen`` carries the Way of the row whose button was pressed."""

    chosen = Signal(object)
    expanded = Signal(str)

    def __init__(
        self, card: TodayCard, *, is_open: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(card.title, parent=parent)
        self.card = card
        self.is_open = is_open
        self.setObjectName(f"today_{card.code}")
        self.header.insertWidget(1, Pill(card.count, card.tone))
        if card.article:
            self.header.addWidget(Label(card.article, "small"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE.large)
        self._grid.setVerticalSpacing(SPACE.small)
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)
        self._fill()

    def _fill(self) -> None:
        shown = self.card.rows if self.is_open else self.card.rows[:FIRST_ROWS]
        for line, found in enumerate(shown):
            if line:
                self._grid.addWidget(hairline(), line * 2 - 1, 0, 1, 4)
            self._add(line * 2, found)
        rest = len(self.card.rows) - len(shown)
        if rest > 0:
            text = translate("today", "Show {count} more").format(count=rest)
            more = Button(text, Kind.QUIET, "chevron-down", self._open, name="show_more_button")
            self.body.addLayout(row(more, None))

    def _open(self) -> None:
        self.expanded.emit(self.card.code)

    def _add(self, line: int, found: TodayRow) -> None:
        title = boxed(
            column(ElidedLabel(found.title, "strong"), ElidedLabel(found.detail, "small"),
                   spacing=1)
        )  # fmt: skip
        who = ElidedLabel(found.who, "body")
        who.setFixedWidth(WHO_WIDTH)
        age = boxed(row(Pill(found.age, found.tone), None) if found.age else row(None))
        age.setFixedWidth(AGE_WIDTH)
        button = Button(
            self.card.button, clicked=lambda: self.chosen.emit(found.way), name="clear_button"
        )
        button.setMinimumWidth(BUTTON_WIDTH)
        button.setAccessibleName(f"{self.card.button}: {found.title}")
        middle = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(title, line, 0)
        self._grid.addWidget(who, line, 1, middle)
        self._grid.addWidget(age, line, 2, middle)
        self._grid.addWidget(button, line, 3, middle)
