"""What a text field held before a scan ran into it, so that it can be put back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit
from shiboken6 import isValid

from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Text and cursor of one field."""

    field: QLineEdit | QPlainTextEdit | QTextEdit
    text: str
    cursor: int

    def put_back(self) -> None:
        """As it was, if the field is still there."""
        if not isValid(self.field):
            return
        if isinstance(self.field, QLineEdit):
            self.field.setText(self.text)
            self.field.setCursorPosition(self.cursor)
            return
        self.field.setPlainText(self.text)
        cursor = QTextCursor(self.field.document())
        cursor.setPosition(min(self.cursor, len(self.text)))
        self.field.setTextCursor(cursor)


def put_all_back(snapshots: Sequence[Snapshot | None]) -> None:
    """Every field a scan ran into, as it was before the scan's first digit there."""
    seen: list[QObject] = []
    for snapshot in snapshots:
        if snapshot is not None and snapshot.field not in seen:
            seen.append(snapshot.field)
            snapshot.put_back()


def snapshot_of(focus: QObject) -> Snapshot | None:
    """The field's content now; None for a widget without text."""
    if isinstance(focus, QComboBox | QAbstractSpinBox):
        line = focus.lineEdit()
        return snapshot_of(line) if line is not None else None
    if isinstance(focus, QLineEdit):
        return Snapshot(focus, focus.text(), focus.cursorPosition())
    if isinstance(focus, QPlainTextEdit | QTextEdit):
        return Snapshot(focus, focus.toPlainText(), focus.textCursor().position())
    return None
