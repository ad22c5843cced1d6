"""Form fields: a word, an editor, and the mistake beside it while typing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from custody_app.domain.law.doubts import doubts_of_paper
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.doubts import Judge, doubt_text
from custody_app.ui.widgets.labels import Label, button_text, restyle

TEXT_MAX = 500
NOTE_MAX = 4_000


class TextField(QLineEdit):
    """One line of text; ``check`` answers the mistake, ``judge`` what looks wrong and stands."""

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        check: Callable[[str], str] | None = None,
        judge: Judge | None = None,
        max_length: int = TEXT_MAX,
        name: str = "",
        secret: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setMaxLength(max_length)
        self.setPlaceholderText(placeholder)
        self.setMinimumHeight(SPACE.control)
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)
        self._check = check
        self._judge = judge
        self.setText(text)

    def value(self) -> str:
        """What was typed, without blanks at the ends."""
        return self.text().strip()

    def mistake(self) -> str:
        """What is wrong with the text, or an empty text."""
        return self._check(self.value()) if self._check is not None else ""

    def doubt(self) -> str:
        """What looks wrong in the number, or an empty text."""
        return doubt_text(self._judge, self.value())


def paper_number_field(kind: TextField, *, name: str) -> TextField:
    """The number of an identity paper, judged as the paper named in ``kind`` is."""
    number = TextField(
        judge=lambda text: doubts_of_paper(kind.value(), text), max_length=60, name=name
    )
    kind.textChanged.connect(lambda _text: number.textChanged.emit(number.text()))
    return number


class NoteField(QPlainTextEdit):
    """Several lines of plain text; Tab leaves the field; ``judge`` as in ``TextField``."""

    def __init__(
        self,
        text: str = "",
        *,
        lines: int = 3,
        judge: Judge | None = None,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setTabChangesFocus(True)
        self._judge = judge
        self.setPlainText(text)
        height = self.fontMetrics().lineSpacing() * lines + 18
        self.setFixedHeight(height)
        self.textChanged.connect(self._cut)

    def value(self) -> str:
        """What was typed, without blanks at the ends."""
        return self.toPlainText().strip()

    def doubt(self) -> str:
        """What looks wrong in the first such line, or an empty text."""
        return doubt_text(self._judge, self.value())

    def _cut(self) -> None:
        if len(self.toPlainText()) > NOTE_MAX:
            self.setPlainText(self.toPlainText()[:NOTE_MAX])


class ChoiceField(QComboBox):
    """One of several coded values, shown by their words."""

    chosen = Signal(str)

    def __init__(
        self,
        choices: list[tuple[str, str]] | None = None,
        *,
        value: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setMinimumHeight(SPACE.control)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.set_choices(choices or [], value)
        self.currentIndexChanged.connect(lambda _index: self.chosen.emit(self.value()))

    def set_choices(self, choices: list[tuple[str, str]], value: str = "") -> None:
        """(code, word) pairs; picks ``value`` if it is among them."""
        self.blockSignals(True)
        self.clear()
        for code, word in choices:
            self.addItem(word, code)
        self.set_value(value)
        self.blockSignals(False)

    def value(self) -> str:
        """The code of the picked word."""
        return str(self.currentData() or "")

    def set_value(self, code: str) -> None:
        """Pick by code; an unknown code leaves the first."""
        found = self.findData(code)
        self.setCurrentIndex(found if found >= 0 else 0)

    def wheelEvent(self, event: object) -> None:
        """The wheel scrolls the page; it never changes a value by chance."""
        event.ignore()  # type: ignore[attr-defined]  # QWheelEvent


class TickField(QCheckBox):
    """Yes or no."""

    def __init__(
        self, text: str, ticked: bool = False, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(button_text(text), parent)
        self.setObjectName(name)
        self.setChecked(ticked)


class Field(QWidget):
    """A word above an editor, a star when it is needed; below the mistake, a doubt, or a hint.

    No word leaves no room for it; a blank keeps the editor in line with those beside it.
    """

    def __init__(
        self,
        word: str,
        editor: QWidget,
        *,
        needed: bool = False,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._hint = hint
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.tiny)
        top = QHBoxLayout()
        top.setSpacing(2)
        self._caption = Label(word, "field")
        if not word:
            self._caption.hide()
        top.addWidget(self._caption)
        if needed:
            top.addWidget(Label("*", "mistake"))
        top.addStretch(1)
        layout.addLayout(top)
        layout.addWidget(editor)
        self._mistake = ""
        self._below = Label(hint, "small", wrap=True)
        layout.addWidget(self._below)
        editor.setAccessibleName(word)
        self.setFocusProxy(editor)
        if isinstance(editor, TextField):
            editor.textEdited.connect(lambda _text: self.set_mistake(editor.mistake()))
        if isinstance(editor, TextField | NoteField):
            editor.textChanged.connect(self.look)
        self.look()

    def set_mistake(self, text: str) -> None:
        """Mark the field and say why; an empty text clears the mark, a doubt stays."""
        self._mistake = text
        self.look()

    def look(self) -> None:
        """Say below what is to be said now; a doubt marks the field and stops nothing."""
        editor, mistake = self.editor, self._mistake
        doubt = editor.doubt() if isinstance(editor, TextField | NoteField) else ""
        said = mistake or doubt or self._hint
        self._below.setText(said)
        self._below.set_role("mistake" if mistake else "doubt" if doubt else "small")
        self._below.setVisible(bool(said))
        for name, marked in (("mistaken", bool(mistake)), ("doubtful", bool(doubt))):
            if bool(editor.property(name)) != marked:
                editor.setProperty(name, marked)
                restyle(editor)

    def set_word(self, word: str) -> None:
        """Another word above the editor."""
        self._caption.setText(word)
        self._caption.setVisible(bool(word))
        self.editor.setAccessibleName(word)

    @property
    def has_mistake(self) -> bool:
        """Whether the field is marked."""
        return bool(self.editor.property("mistaken"))


class FormGrid(QWidget):
    """Fields in columns; ``add(field, span)`` fills row by row; Enter goes on to the next field.

    An editor made of several parts tells by its signal ``entered`` that Enter goes on from it.
    """

    finished = Signal()

    def __init__(self, columns: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE.large)
        self._grid.setVerticalSpacing(SPACE.medium)
        self._columns = columns
        self._at = 0
        self._editors: list[QWidget] = []
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def add(self, field: Field | QWidget, span: int = 1) -> None:
        """Put a field in the next free place."""
        span = min(span, self._columns)
        column = self._at % self._columns
        if column + span > self._columns:
            self._at += self._columns - column
            column = 0
        align = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(field, self._at // self._columns, column, 1, span, align)
        self._at += span
        editor = field.editor if isinstance(field, Field) else field
        self._editors.append(editor)
        editor.installEventFilter(self)
        entered = getattr(editor, "entered", None)
        if entered is not None:
            entered.connect(lambda: self._go_on(editor))

    def goes_to(self, editor: QWidget, before: QWidget) -> None:
        """Enter comes to an editor only before another one, wherever it stands."""
        self._editors.remove(editor)
        self._editors.insert(self._editors.index(before), editor)

    def eventFilter(self, watched: QObject, event: object) -> bool:
        """Enter goes to the next field; after the last one the form is finished."""
        is_enter = isinstance(event, QKeyEvent) and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        )
        if not is_enter or not isinstance(watched, QLineEdit | QComboBox | QCheckBox):
            return False
        assert isinstance(event, QKeyEvent)
        if event.type() == QKeyEvent.Type.KeyPress:
            self._go_on(watched)
        return event.type() == QKeyEvent.Type.KeyPress

    def _go_on(self, editor: QWidget) -> None:
        later = self._editors[self._editors.index(editor) + 1 :]
        following = next((one for one in later if one.isEnabled() and one.isVisible()), None)
        if following is None:
            self.finished.emit()
        else:
            following.setFocus(Qt.FocusReason.TabFocusReason)
