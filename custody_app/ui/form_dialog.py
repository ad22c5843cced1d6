"""FormDialog: a few fields and one button; Enter goes on, Esc goes back, refusals stand inside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from custody_app.domain.errors import RuleBroken
from custody_app.domain.values import dataclass
from custody_app.runtime.i18n import translate
from custody_app.ui.shell.confirm_dialog import Question, Who, ask_confirmation
from custody_app.ui.tasks import Cancelled
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.fields import ChoiceField, Field, FormGrid, NoteField, TickField
from custody_app.ui.widgets.labels import Label, set_tip
from custody_app.ui.widgets.layouts import row, scrolling

if TYPE_CHECKING:
    from custody_app.domain.commands.base import Command
    from custody_app.scanning.code import ScannedCode
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

WIDTH = 480
HEIGHT_SHARE = 0.82
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of the form: its key in the values, and whether it may be left empty."""

    key: str
    field: Field
    is_needed: bool = False
    span: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a form dialog shows.

    Attributes:
        title: what is going to be done.
        sentence: what it means, one sentence.
        button: word of the button that goes on.
        columns: columns of fields.
    """

    title: str
    entries: Sequence[Entry]
    sentence: str = ""
    button: str = ""
    is_danger: bool = False
    columns: int = 1
    width: int = WIDTH
    below: Sequence[QWidget] = field(default=())


class FormDialog(QDialog):
    """``go(values, dialog)`` is called when nothing needed is missing.

    It then calls ``record`` or ``ask_and_record``; the dialog closes when that is recorded and
    shows the refusal otherwise, also one of making the command out of what was typed.
    """

    def __init__(
        self,
        desk: Desk,
        sheet: Sheet,
        go: Callable[[Values, FormDialog], object],
        *,
        on_scan: Callable[[ScannedCode], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent or desk.notices.window())
        self._desk = desk
        self._sheet = sheet
        self._go = go
        self.setObjectName("form_dialog")
        self.setWindowTitle(sheet.title)
        self.setFixedWidth(sheet.width)
        self.fields = {entry.key: entry.field for entry in sheet.entries}
        kind = Kind.DANGER if sheet.is_danger else Kind.PRIMARY
        word = sheet.button or translate("dialogs", "Record")
        self.button = Button(word, kind, "check", self.submit, name="form_go_button")
        self._refusal = Label("", "mistake", wrap=True, selectable=True)
        self._refusal.hide()
        self._on_scan = on_scan
        self._build()
        desk.scans.claim(self._take_scan)
        self.finished.connect(lambda _result: desk.scans.release(self._take_scan))
        self.finished.connect(lambda _result: self.deleteLater())

    def _build(self) -> None:
        sheet = self._sheet
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE.page, SPACE.page, SPACE.page, SPACE.large)
        outer.setSpacing(SPACE.medium)
        outer.addWidget(Label(sheet.title, "title", wrap=True))
        if sheet.sentence:
            outer.addWidget(Label(sheet.sentence, "muted", wrap=True, selectable=True))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SPACE.small, 0)
        column.setSpacing(SPACE.medium)
        form = FormGrid(sheet.columns)
        for entry in sheet.entries:
            form.add(entry.field, entry.span)
        form.finished.connect(self.submit)
        column.addWidget(form)
        for widget in sheet.below:
            column.addWidget(widget)
        column.addStretch(1)
        self._inside, self._area = inside, scrolling(inside)
        inside.installEventFilter(self)
        outer.addWidget(self._area, 1)
        outer.addWidget(self._refusal)
        back = Button(translate("dialogs", "Back"), clicked=self.reject, name="form_back_button")
        outer.addLayout(row(None, back, self.button))
        self.setTabOrder(self.button, back)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.submit)
        set_tip(self.button, "Ctrl+Enter")
        self._fit()
        if sheet.entries:
            sheet.entries[0].field.setFocus()

    def _fit(self) -> None:
        """As high as its fields, as far as the screen allows."""
        room = QGuiApplication.primaryScreen().availableSize().height() * HEIGHT_SHARE - 190
        self._area.setMinimumHeight(min(self._inside.sizeHint().height() + 4, int(room)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fields that come later are not below the edge."""
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return False

    @property
    def values(self) -> dict[str, Any]:
        """Key -> what stands in the editor."""
        return {entry.key: value_of(entry.field.editor) for entry in self._sheet.entries}

    def submit(self) -> None:
        """Mark what is missing or mistaken; go on when nothing is."""
        wrong: Field | None = None
        values = self.values
        for entry in self._sheet.entries:
            if entry.field.isHidden():
                continue
            mistake = mistake_of(entry.field.editor)
            if not mistake and entry.is_needed and is_empty(values[entry.key]):
                mistake = translate("dialogs", "This is still missing.")
            entry.field.set_mistake(mistake)
            if mistake and wrong is None:
                wrong = entry.field
        if wrong is not None:
            wrong.editor.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.tell("")
        try:
            self._go(values, self)
        except RuleBroken as error:
            self.refused(error)

    def tell(self, text: str) -> None:
        """Show why it cannot go on; an empty text takes it away."""
        self._refusal.setText(text)
        self._refusal.setVisible(bool(text))

    def refused(self, error: Exception) -> None:
        """Show a refusal of the rules inside the dialog."""
        self.button.setEnabled(True)
        if isinstance(error, Cancelled):
            self.tell(translate("dialogs", "Stopped; nothing was recorded."))
            return
        self.tell(self._desk.notices.explain(error))

    def record(
        self,
        *commands: Command,
        then: Callable[[Outcome], object] | None = None,
        confirmers: Sequence[Any] = (),
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Record; close when done, otherwise tell the refusal or do what ``failed`` does."""
        self.button.setEnabled(False)

        def done(outcome: Outcome) -> None:
            self.accept()
            if then is not None:
                then(outcome)

        self._desk.record(
            *commands,
            owner=self,
            then=done,
            failed=failed or self.refused,
            confirmers=confirmers,
        )

    def ask_and_record(
        self,
        question: Question,
        *commands: Command,
        then: Callable[[Outcome], object] | None = None,
    ) -> None:
        """Ask for the confirmation first, then record with who else confirmed.

        One's own PIN shows who sits there; it makes nobody a second person.
        """
        if question.who is Who.NOBODY and not question.sentence:
            self.record(*commands, then=then)
            return
        ask_confirmation(
            self._desk,
            question,
            lambda given: self.record(
                *commands,
                then=then,
                confirmers=given.signers if question.who is Who.SECOND else (),
            ),
            parent=self,
        )

    def _take_scan(self, code: ScannedCode) -> None:
        if self._on_scan is not None:
            self._on_scan(code)


def value_of(editor: QWidget) -> Any:
    """What stands in an editor, whichever kind it is."""
    if isinstance(editor, TickField):
        return editor.isChecked()
    for name in ("value", "chosen"):
        read = getattr(editor, name, None)
        if callable(read):
            return read()
    return None


def mistake_of(editor: QWidget) -> str:
    """What is wrong with what stands in an editor."""
    read = getattr(editor, "mistake", None)
    return str(read()) if callable(read) else ""


def is_empty(value: Any) -> bool:
    """Nothing was typed or picked."""
    return value in (None, "", ()) or (isinstance(value, tuple) and not value[0])


def text_entry(key: str, word: str, editor: QWidget, *, needed: bool = False, hint: str = "",
               span: int = 1) -> Entry:  # fmt: skip
    """A field with its word."""
    return Entry(key, Field(word, editor, needed=needed, hint=hint), needed, span)


def note_entry(key: str, word: str, *, needed: bool = True, lines: int = 3, hint: str = "",
               span: int = 1) -> Entry:  # fmt: skip
    """Several lines of text."""
    return text_entry(key, word, NoteField(lines=lines, name=key), needed=needed, hint=hint,
                      span=span)  # fmt: skip


def choice_entry(key: str, word: str, choices: list[tuple[str, str]], *, value: str = "",
                 hint: str = "", span: int = 1) -> Entry:  # fmt: skip
    """One of several."""
    editor = ChoiceField(choices, value=value, name=key)
    return text_entry(key, word, editor, hint=hint, span=span)
