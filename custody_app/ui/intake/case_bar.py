"""The bar on top: which case, which list, how much time is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from custody_app.queries.cases import SeizureRow
from custody_app.queries.reader import Reader
from custody_app.queries.running_clocks import RunningClock
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.clock_words import clock_line
from custody_app.ui.intake.case_picker import CasePicker
from custody_app.ui.intake.reading import IntakeView
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.times import local_text
from custody_app.ui.widgets.buttons import Button, IconButton, Kind
from custody_app.ui.widgets.cards import Card, Pill
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.fields import ChoiceField
from custody_app.ui.widgets.labels import ElidedLabel, set_tip
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

NEW_LIST, NEW_TAKEOVER = "new", "new_takeover"
PICKER_WIDTH = 190
LIST_WIDTH = 220


class CaseBar(QWidget):
    """Search, new case, the lists of the case, the clock."""

    case_picked = Signal(str)
    case_unknown = Signal(str)
    new_case_pressed = Signal()
    list_picked = Signal(str)
    new_list_pressed = Signal(bool)
    clock_pressed = Signal()
    corrected_pressed = Signal()
    change_pressed = Signal()
    close_pressed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.picker = CasePicker(Reader(desk.core.reader), desk.tasks)
        self.picker.setFixedWidth(PICKER_WIDTH)
        self.picker.picked.connect(self.case_picked)
        self.picker.nothing_found.connect(self.case_unknown)
        self._new = Button(
            translate("intake", "New case"),
            Kind.SECONDARY,
            "plus",
            self.new_case_pressed.emit,
            name="new_case_button",
        )
        self._name = ElidedLabel("", "strong")
        self._provisional = Pill(translate("intake", "Provisional number"), Tone.CAUTION)
        self._lists = ChoiceField(name="list_choice")
        self._lists.setFixedWidth(LIST_WIDTH)
        self._lists.chosen.connect(self._on_list)
        self._clock = Pill("", Tone.NEUTRAL)
        self._terms = Pill("", Tone.CAUTION)
        self._terms.setObjectName("case_terms")
        self._clock_button = IconButton(
            "alarm-clock",
            translate("intake", "Record a lawful exception of the 24 hours"),
            self.clock_pressed.emit,
            name="clock_exception_button",
        )
        self._corrected = IconButton(
            "file-check",
            translate("intake", "Corrected list came in"),
            self.corrected_pressed.emit,
            name="corrected_list_button",
        )
        self._change = IconButton(
            "pencil", translate("intake", "Change the case"), self.change_pressed.emit,
            name="change_case_button",
        )  # fmt: skip
        self._close = IconButton(
            "archive", translate("intake", "Archive the case"), self.close_pressed.emit,
            name="close_case_button",
        )  # fmt: skip
        self._build()
        self.show_view(None)

    def _build(self) -> None:
        card = Card()
        card.body.addLayout(
            row(
                self.picker,
                self._new,
                self._name,
                self._provisional,
                self._change,
                self._close,
                self._lists,
                self._terms,
                self._clock,
                self._clock_button,
                self._corrected,
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def show_view(self, view: IntakeView | None) -> None:
        """The case and list in hand."""
        has_case = view is not None
        self._name.setText("" if view is None else _case_text(view))
        self._provisional.setVisible(bool(view and view.case.provisional))
        for widget in (self._lists, self._change, self._close):
            widget.setVisible(has_case)
        self._clock.setVisible(False)
        self._show_terms(() if view is None else view.clocks)
        self._clock_button.setVisible(False)
        self._corrected.setVisible(
            bool(view and any(line.state.corrected_list_awaited for line in view.lines))
        )
        if view is None:
            return
        choices = [(one.id, _list_text(one)) for one in view.lists]
        choices.append((NEW_LIST, translate("intake", "New list …")))
        choices.append((NEW_TAKEOVER, translate("intake", "Existing stock: new list …")))
        self._lists.set_choices(choices, view.seizure.id if view.seizure else NEW_LIST)

    def _show_terms(self, clocks: tuple[RunningClock, ...]) -> None:
        """How many deadlines of the case are near or over; which, and whose turn, at a touch."""
        self._terms.setVisible(bool(clocks))
        late = any(clock.is_late for clock in clocks)
        text = translate("intake", "Deadlines {count}").format(count=len(clocks))
        self._terms.set_state(text, Tone.BAD if late else Tone.CAUTION)
        set_tip(self._terms, "\n".join(clock_line(clock) for clock in clocks))

    def pick_new_list(self, *, takeover: bool) -> None:
        """Show that a new list is being typed."""
        self._lists.blockSignals(True)
        self._lists.set_value(NEW_TAKEOVER if takeover else NEW_LIST)
        self._lists.blockSignals(False)

    def show_clock(self, text: str, *, is_late: bool, is_near: bool, basis: str) -> None:
        """Hours left of the 24; an empty text takes the clock away."""
        self._clock.setVisible(bool(text))
        self._clock_button.setVisible(bool(text))
        tone = Tone.BAD if is_late else Tone.CAUTION if is_near else Tone.INFO
        self._clock.set_state(text, tone)
        set_tip(self._clock, basis)

    def _on_list(self, code: str) -> None:
        if code in (NEW_LIST, NEW_TAKEOVER):
            self.new_list_pressed.emit(code == NEW_TAKEOVER)
        elif code:
            self.list_picked.emit(code)


def _case_text(view: IntakeView) -> str:
    case = view.case
    officers = translate("intake", ", ").join(officer.name for officer in view.officers)
    return "   ".join(part for part in (case.number, case.name, case.unit_name, officers) if part)


def _list_text(one: SeizureRow) -> str:
    number = one.list_no or one.document_no or local_text(one.taken_at)
    kind = translate("intake", "Stock") if one.takeover else word("measure", one.measure)
    return f"{kind} {number} · {one.items}"


def no_case(new_case: Callable[[], object]) -> EmptyState:
    """What the page shows before a case is open."""
    return EmptyState(
        translate("intake", "Which case does it belong to?"),
        translate(
            "intake", "Type its number or name above and press Enter, or scan the case sheet."
        ),
        icon="package-plus",
        button=translate("intake", "New case"),
        clicked=new_case,
    )
