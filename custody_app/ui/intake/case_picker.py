"""Type a case number or a name, pick the case."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from custody_app.queries.cases import CaseRow, find_cases
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.ui.tasks import Tasks
from custody_app.ui.widgets.fields import TextField

ASK_AFTER_MS = 120
CHOICES_MAX = 12


class CasePicker(QWidget):
    """Searches off the window's thread; Enter takes the only one or the first."""

    picked = Signal(str)
    nothing_found = Signal(str)

    def __init__(self, read: Reader, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._tasks = tasks
        self._found: list[CaseRow] = []
        self._is_entered = False
        self.edit = TextField(
            placeholder=translate("intake", "Case number or name"),
            max_length=80,
            name="case_search",
        )
        self._lines = QStringListModel(self)
        self._completer = QCompleter(self._lines, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.edit.setCompleter(self._completer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASK_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        self.edit.textEdited.connect(self._on_edited)
        self.edit.returnPressed.connect(self._on_enter)
        self._completer.activated.connect(self._on_activated)

    def look_for(self, text: str) -> None:
        """Search as if it were typed and entered here."""
        self.edit.setText(text)
        self._found = []
        self._on_enter()

    def clear(self) -> None:
        """Empty the field."""
        self.edit.clear()
        self._found = []

    def _on_edited(self, _text: str) -> None:
        self._is_entered = False
        self._found = []
        self._timer.start()

    def _on_enter(self) -> None:
        if self._found:
            self._take(self._found[0])
        elif self.edit.value():
            self._is_entered = True
            self._timer.stop()
            self._ask()

    def _ask(self) -> None:
        text, read = self.edit.value(), self._read
        if text:
            self._tasks.read(
                lambda: list(read(find_cases, text=text, limit=CHOICES_MAX).rows),
                self._on_found,
                owner=self,
                question="cases",
            )

    def _on_found(self, cases: list[CaseRow]) -> None:
        self._found = cases
        self._lines.setStringList([line_of(case) for case in cases])
        if self._is_entered:
            self._is_entered = False
            if cases:
                self._take(cases[0])
            else:
                self.nothing_found.emit(self.edit.value())
        elif cases and self.edit.hasFocus():
            self._completer.complete()

    def _on_activated(self, line: str) -> None:
        for case in self._found:
            if line_of(case) == line:
                QTimer.singleShot(0, self, lambda found=case: self._take(found))
                return

    def _take(self, case: CaseRow) -> None:
        popup = self._completer.popup()
        if popup is not None:
            popup.hide()
        self.clear()
        self.picked.emit(case.id)


def line_of(case: CaseRow) -> str:
    """A case as shown in the list."""
    return "  ".join(part for part in (case.number, case.name, case.unit_name) if part)
