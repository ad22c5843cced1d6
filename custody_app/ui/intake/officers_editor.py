"""The officers of a list or case: picked by badge or name, a visiting one registered at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from custody_app.queries.names import PersonRef
from custody_app.queries.people import find_people
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.ui.tasks import Tasks
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.layouts import row
from custody_app.ui.widgets.person_picker import PersonChoice, PersonPicker

FOUND_MAX = 20


def people_finder(read: Reader, text: str) -> list[PersonChoice]:
    """People by badge number, name or badge code, for a picker."""
    return [
        PersonChoice(person.id, person.badge_no, person.name, person.unit_name, person.unit_id)
        for person in read(find_people, text=text, limit=FOUND_MAX)
        if not person.departed
    ]


class OfficersEditor(QWidget):
    """Chosen officers as chips; press one to take it away."""

    changed = Signal()
    visitor_pressed = Signal(str)
    entered = Signal()

    def __init__(self, read: Reader, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: list[PersonRef] = []
        self._read = read
        self._tasks = tasks
        self.picker = PersonPicker(partial(people_finder, read), tasks, name="officer_edit")
        self.picker.picked.connect(self._on_picked)
        self.picker.entered.connect(self.entered)
        visitor = Button(
            translate("intake", "Register an officer"),
            Kind.QUIET,
            "user",
            lambda: self.visitor_pressed.emit(self.picker.edit.value()),
            name="register_officer_button",
        )
        self._chips = QHBoxLayout()
        self._chips.setSpacing(SPACE.tiny)
        self._chips.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.tiny)
        column.addLayout(row(self.picker, visitor))
        column.addLayout(self._chips)
        self.setFocusProxy(self.picker)

    def people(self) -> list[PersonRef]:
        """The chosen officers."""
        return list(self._people)

    def set_people(self, people: list[PersonRef]) -> None:
        """Choose these."""
        self._people = list(people)
        self._show()

    def add(self, person: PersonRef) -> None:
        """Choose one more."""
        if all(one.id != person.id for one in self._people):
            self._people.append(person)
            self._show()
            self.changed.emit()

    def take_code(self, digits: str) -> None:
        """A badge was scanned: its officer is one more."""
        read = self._read
        self._tasks.read(lambda: people_finder(read, digits), self._on_badge, owner=self)

    def _on_badge(self, found: list[PersonChoice]) -> None:
        if found:
            self._on_picked(found[0])

    def _on_picked(self, choice: PersonChoice) -> None:
        self.add(
            PersonRef(choice.person_id, choice.name, choice.badge_no, choice.unit_id, choice.unit)
        )
        self.picker.set_chosen(None)
        self.picker.edit.setFocus()

    def _drop(self, id_: str) -> None:
        self._people = [one for one in self._people if one.id != id_]
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        while self._chips.count() > 1:
            item = self._chips.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for person in self._people:
            chip = Button(
                f"{person.name} {person.badge_no}".strip(),
                Kind.SECONDARY,
                "x",
                partial(self._drop, person.id),
                tip=translate("intake", "Take away"),
            )
            self._chips.insertWidget(self._chips.count() - 1, chip)
