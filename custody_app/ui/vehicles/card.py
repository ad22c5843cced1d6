"""VehicleCard: the facts of a vehicle, its keys and articles, its upkeep, what may be done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from custody_app.domain.moments import Moment
from custody_app.domain.vocabulary import Custody
from custody_app.runtime.i18n import translate
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.vehicles.presenter import VehicleAction, VehicleView, called, fact_rows
from custody_app.ui.vehicles.tables import part_table, upkeep_table
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card, Pill
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.facts_grid import FactsGrid
from custody_app.ui.widgets.flow import FlowRow
from custody_app.ui.widgets.labels import Label, button_text
from custody_app.ui.widgets.layouts import boxed, column, row, scrolling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from custody_app.ui.desk import Desk

FACTS, PARTS, UPKEEP = range(3)


class VehicleCard(QWidget):
    """``asked`` carries the code of an action, ``opened`` the id of a thing."""

    asked = Signal(str)
    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._vehicle = ""
        self._title = Label("", "title", wrap=True)
        self._pills = FlowRow()
        self._actions = FlowRow()
        self._facts = FactsGrid()
        self.parts = part_table(desk)
        self.upkeeps = upkeep_table(desk)
        self.tabs = QTabBar()
        self.tabs.setObjectName("vehicle_card_tabs")
        self.tabs.setDrawBase(False)
        for text in ("", "", ""):
            self.tabs.addTab(text)
        self._sheets = QStackedWidget()
        for part in (scrolling(self._facts), self.parts, self.upkeeps):
            self._sheets.addWidget(part)
        self._stack = QStackedWidget()
        self._build()
        self.show_nothing()

    def _build(self) -> None:
        open_button = Button(
            translate("vehicles", "Open as item"), Kind.QUIET, "arrow-right",
            lambda: self.opened.emit(self._vehicle), name="open_vehicle_button",
        )  # fmt: skip
        card = Card()
        head = row(self._title, open_button)
        head.setStretch(0, 1)
        card.body.addLayout(head)
        card.body.addWidget(self._pills)
        card.body.addWidget(self._actions)
        card.body.addWidget(self.tabs)
        card.body.addWidget(self._sheets, 1)
        empty = EmptyState(
            translate("vehicles", "Pick a vehicle on the left, or scan its label or its sheet."),
            icon="car",
        )
        self._stack.addWidget(boxed(column(empty)))
        self._stack.addWidget(card)
        self.setLayout(column(self._stack, spacing=SPACE.small))
        self.tabs.currentChanged.connect(self._sheets.setCurrentIndex)
        self.parts.opened.connect(lambda found: self.opened.emit(found.id))

    def show_nothing(self) -> None:
        """No vehicle is picked."""
        self._vehicle = ""
        self._stack.setCurrentIndex(0)

    def show_view(self, view: VehicleView, actions: Sequence[VehicleAction], now: Moment) -> None:
        """This vehicle."""
        self._vehicle = view.row.item.id
        self._title.setText(called(view.row))
        self._pills.set_widgets([Pill(text, tone) for text, tone in pills_of(view)])
        self._facts.show_rows(fact_rows(view, now))
        self.parts.set_rows(view.parts)
        self.upkeeps.set_rows(view.upkeeps)
        titles = (
            translate("vehicles", "Facts"),
            translate("vehicles", "Keys, articles ({count})").format(count=len(view.parts)),
            translate("vehicles", "Maintenance ({count})").format(count=upkeeps_in(view)),
        )
        for at, text in enumerate(titles):
            self.tabs.setTabText(at, button_text(text))
        buttons = []
        for one in actions:
            kind = Kind.PRIMARY if one is actions[0] else Kind.SECONDARY
            button = Button(
                one.text, kind, one.icon, partial(self.asked.emit, one.code),
                name=f"vehicle_{one.code}_button", tip=one.why_not,
            )  # fmt: skip
            button.setEnabled(not one.why_not)
            buttons.append(button)
        self._actions.set_widgets(buttons)
        self._stack.setCurrentIndex(1)


def upkeeps_in(view: VehicleView) -> int:
    """How often somebody looked after it."""
    return view.state.vehicle.upkeeps if view.state.vehicle is not None else 0


def pills_of(view: VehicleView) -> list[tuple[str, Tone]]:
    """What needs a look, in a word each."""
    row = view.row
    found = []
    if not row.inspected:
        found.append((translate("vehicles", "No inspection sheet"), Tone.CAUTION))
    if not row.keys:
        found.append((translate("vehicles", "No key on record"), Tone.CAUTION))
    if row.upkeep_late:
        found.append((translate("vehicles", "Maintenance late"), Tone.BAD))
    if row.item.custody is Custody.ON_LOAN:
        found.append((translate("vehicles", "Called out"), Tone.CAUTION))
    if view.state.frozen is not None:
        found.append((translate("vehicles", "Frozen"), Tone.BAD))
    if view.state.is_doubtful:
        found.append((translate("vehicles", "Number looks wrong"), Tone.CAUTION))
    return found
