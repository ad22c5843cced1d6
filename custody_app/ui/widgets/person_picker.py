"""Type a badge number or a name, pick the person."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from custody_app.domain.values import dataclass
from custody_app.runtime.i18n import translate
from custody_app.ui.tasks import Tasks
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.fields import TextField
from custody_app.ui.widgets.labels import Label

ASK_AFTER_MS = 120
CHOICES_MAX = 20


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """One person that can be picked."""

    person_id: str
    badge_no: str
    name: str
    unit: str = ""
    unit_id: str = ""

    @property
    def line(self) -> str:
        """As shown in the list."""
        return "  ".join(part for part in (self.name, self.badge_no, self.unit) if part)


class PersonPicker(QWidget):
    """``find(text)`` runs off the window's thread and answers the people that fit."""

    picked = Signal(object)
    entered = Signal()

    def __init__(
        self,
        find: Callable[[str], Sequence[PersonChoice]],
        tasks: Tasks,
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._tasks = tasks
        self._found: list[PersonChoice] = []
        self._chosen: PersonChoice | None = None
        self.edit = TextField(
            name=name, placeholder=translate("widgets", "Badge number or name"), max_length=60
        )
        self._below = Label("", "small")
        self._below.hide()
        self._lines = QStringListModel(self)
        self._completer = QCompleter(self._lines, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.edit.setCompleter(self._completer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.tiny)
        layout.addWidget(self.edit)
        layout.addWidget(self._below)
        self.setFocusProxy(self.edit)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASK_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        self.edit.textEdited.connect(self._on_edited)
        self.edit.returnPressed.connect(self._take_only_one)
        self._completer.activated.connect(self._on_activated)

    def chosen(self) -> PersonChoice | None:
        """The picked person."""
        return self._chosen

    def set_chosen(self, person: PersonChoice | None) -> None:
        """Pick from outside, for instance by a scanned badge."""
        self._chosen = person
        self.edit.setText(person.name if person is not None else "")
        self._below.setText(f"{person.badge_no}  {person.unit}" if person is not None else "")
        self._below.setVisible(person is not None)
        if person is not None:
            self.picked.emit(person)

    def _on_edited(self, _text: str) -> None:
        self._chosen = None
        self._below.hide()
        self._timer.start()

    def _ask(self) -> None:
        text, find = self.edit.value(), self._find
        if text:
            self._tasks.read(
                lambda: list(find(text)), self._on_found, owner=self, question="people"
            )

    def _on_found(self, people: list[PersonChoice]) -> None:
        self._found = people[:CHOICES_MAX]
        self._lines.setStringList([person.line for person in self._found])
        exact = [person for person in self._found if person.badge_no == self.edit.value()]
        if len(exact) == 1:
            self.set_chosen(exact[0])
        elif not self._found:
            self._below.setText(translate("widgets", "Nobody found."))
            self._below.show()
        elif self.edit.hasFocus():
            self._completer.complete()

    def _on_activated(self, line: str) -> None:
        for person in self._found:
            if person.line == line:
                QTimer.singleShot(0, self, lambda who=person: self.set_chosen(who))
                return

    def _take_only_one(self) -> None:
        if self._chosen is not None or not self.edit.value():
            self.entered.emit()
        elif len(self._found) == 1:
            self.set_chosen(self._found[0])
