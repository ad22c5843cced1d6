"""Who is at the counter: name, unit, badge, what the person has on loan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from custody_app.queries.item_rows import ItemRow
from custody_app.queries.people import PersonRow
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.times import local_text
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card, Pill
from custody_app.ui.widgets.fields import Field, TextField
from custody_app.ui.widgets.labels import ElidedLabel, Label, set_tip
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.domain.moments import Moment

HELD_SHOWN = 5


class PersonPanel(Card):
    """``visitor_pressed``: register an officer who was never here; ``brought_by``: a name typed."""

    visitor_pressed = Signal()
    brought_by = Signal(str)
    held_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("counter", "At the counter"), parent=parent)
        self.setObjectName("counter_person")
        self._pill = Pill("")
        self.header.addWidget(self._pill)
        self._name = Label("", "title", wrap=True)
        self._unit = Label("", "muted", wrap=True)
        self._hint = Label(
            translate("counter", "Scan a badge, or type a badge number."), "muted", wrap=True
        )
        self._held_title = Label("", "small")
        self._held = QVBoxLayout()
        self._held.setSpacing(2)
        self.visitor_button = Button(
            translate("counter", "New visitor"), Kind.SECONDARY, "user-check",
            self.visitor_pressed.emit, name="visitor_button", tip="F6",
        )  # fmt: skip
        self.brought_edit = TextField(name="brought_by_edit", max_length=60)
        self._brought = Field(
            translate("counter", "Brought back by, without a badge"), self.brought_edit
        )
        self.brought_edit.editingFinished.connect(
            lambda: self.brought_by.emit(self.brought_edit.value())
        )
        for widget in (self._name, self._unit, self._hint):
            self.body.addWidget(widget)
        self.body.addWidget(self._held_title)
        self.body.addLayout(self._held)
        self.body.addWidget(self._brought)
        self.body.addLayout(row(self.visitor_button, None))
        self.show_person(None, (), None, False)

    def show_person(
        self,
        person: PersonRow | None,
        held: tuple[ItemRow, ...],
        now: Moment | None,
        brings: bool,
    ) -> None:
        """Show who is here; ``brings``: something comes back and nobody showed a badge."""
        known = person is not None
        self._name.setVisible(known)
        self._unit.setVisible(known)
        self._hint.setVisible(not known)
        self._pill.setVisible(known)
        self._brought.setVisible(brings and not known)
        self.visitor_button.setVisible(not known)
        if person is not None:
            self._name.setText(person.name)
            rank = word("rank", person.rank.value) if person.rank else ""
            parts = (person.unit_name, rank, person.badge_no)
            self._unit.setText(" · ".join(part for part in parts if part))
            self._pill.set_state(*standing(person))
        self._show_held(held if known else (), now)

    def _show_held(self, held: tuple[ItemRow, ...], now: Moment | None) -> None:
        while (old := self._held.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        text = translate("counter", "Has on loan: {count}").format(count=len(held))
        self._held_title.setText(text)
        self._held_title.setVisible(bool(self._name.text()) and self._name.isVisibleTo(self))
        for item in held[:HELD_SHOWN]:
            line = ElidedLabel(f"{item.name}  ·  {local_text(item.due_at)[:10]}", "body")
            late = bool(now and item.due_at and item.due_at < now)
            if late:
                line.set_role("bad")
            set_tip(line, f"{item.case_number} {item.line} {item.name}")
            self._held.addWidget(line)
        more = len(held) - HELD_SHOWN
        if more > 0:
            text = translate("counter", "and {count} more").format(count=more)
            self._held.addWidget(Label(text, "small"))


def standing(person: PersonRow) -> tuple[str, Tone]:
    """How the person may confirm."""
    if person.departed:
        return translate("counter", "Departed"), Tone.BAD
    if person.account_open:
        return translate("counter", "With PIN"), Tone.GOOD
    return translate("counter", "Signs on paper"), Tone.INFO
