"""The bar below: who delivers, why it is late, and the one button that records all decisions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import words
from custody_app.ui.intake.drafts import Delivery
from custody_app.ui.intake.officers_editor import people_finder
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card
from custody_app.ui.widgets.fields import ChoiceField, Field, TextField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row
from custody_app.ui.widgets.person_picker import PersonChoice, PersonPicker

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

PERSON_WIDTH = 210
MODE_WIDTH = 170


class DeliveryBar(QWidget):
    """What holds for every line that is confirmed together."""

    confirm_pressed = Signal()
    all_pressed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        finder = partial(people_finder, Reader(desk.core.reader))
        self.person = PersonPicker(finder, desk.tasks, name="delivered_by")
        self._mode = ChoiceField(list(words("delivery_mode").items()), name="delivery_mode")
        self._late = TextField(max_length=400, name="late_note")
        self._late_field = Field(translate("intake", "Why so late?"), self._late, needed=True)
        self._all = Button(
            translate("intake", "All as listed"),
            Kind.SECONDARY,
            "list-checks",
            self.all_pressed.emit,
            name="all_as_listed_button",
            tip=translate("intake", "Decides every line that needs nothing more"),
        )
        self._confirm = Button(
            "", Kind.PRIMARY, "stamp", self.confirm_pressed.emit, name="confirm_lines_button"
        )
        self._told = Label("", "small", wrap=True)
        card = Card()
        person = Field(translate("intake", "Delivered by"), self.person)
        person.setFixedWidth(PERSON_WIDTH)
        mode = Field(translate("intake", "How it came"), self._mode)
        mode.setFixedWidth(MODE_WIDTH)
        buttons = QVBoxLayout()
        buttons.setSpacing(SPACE.tiny)
        buttons.addWidget(self._told)
        buttons.addLayout(row(None, self._all, self._confirm))
        line = row(person, mode, self._late_field, spacing=SPACE.medium)
        line.addLayout(buttons, 1)
        card.body.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self._late_field.hide()

    def delivery(self) -> Delivery:
        """What stands in the bar."""
        person = self.person.chosen()
        return Delivery(
            delivered_by=person.person_id if person is not None else "",
            mode=self._mode.value(),
            late_note=self._late.value() if not self._late_field.isHidden() else "",
        )

    def set_person(self, person: PersonChoice | None) -> None:
        """Who stands at the window; a scanned badge fills it."""
        self.person.set_chosen(person)

    def show_count(self, decided: int, open_lines: int, late: int, second: bool) -> None:
        """How many lines wait for the button, how many are late."""
        self._confirm.setEnabled(decided > 0)
        text = translate("intake", "Confirm ({count})").format(count=decided)
        self._confirm.set_text(text)
        self._all.setEnabled(open_lines > 0)
        self._late_field.setVisible(late > 0)
        if not late:
            self._late_field.set_mistake("")
        told = []
        if open_lines:
            told.append(translate("intake", "Lines still open: {count}.").format(count=open_lines))
        if second:
            told.append(translate("intake", "A second person will confirm."))
        self._told.setText(" ".join(told))

    def check(self) -> bool:
        """Mark a missing reason; whether nothing is missing."""
        missing = not self._late_field.isHidden() and not self._late.value()
        self._late_field.set_mistake(
            translate("intake", "The time for the hand-over is over: write the reason.")
            if missing
            else ""
        )
        if missing:
            self._late.setFocus()
        return not missing

    def focus_confirm(self) -> None:
        """The next Enter confirms."""
        self._confirm.setFocus()

    def focus_late(self) -> None:
        """The reason comes first."""
        self._late.setFocus()

    @property
    def wants_reason(self) -> bool:
        """Something is late and nobody said why."""
        return not self._late_field.isHidden() and not self._late.value()

    def clear(self) -> None:
        """For the next delivery."""
        self._late.clear()
        self.person.set_chosen(None)
