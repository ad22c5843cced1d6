"""The line edit that takes scans and typed codes; no input method can touch it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from custody_app.ui.theme.active import look

TYPED_MAX = 200


class ScanLineEdit(QLineEdit):
    """A scan field.

    Codes arrive through ``ScanBridge.scanned`` wherever the focus is, also from here; ``submitted``
    carries what was typed and is no code (a case number, an item number).
    """

    submitted = Signal(str)

    def __init__(
        self, placeholder: str = "", *, with_icon: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "scan")
        self.setMaxLength(TYPED_MAX)
        self.setPlaceholderText(placeholder)
        if with_icon:
            mark = QAction(look().icon("scan-barcode", look().colors.text_muted), "", self)
            self.addAction(mark, QLineEdit.ActionPosition.LeadingPosition)

    def inputMethodQuery(self, query: Qt.InputMethodQuery, argument: object = None) -> object:
        """Input methods are off here; the attribute and the hints do not suffice."""
        if query == Qt.InputMethodQuery.ImEnabled:
            return False
        return super().inputMethodQuery(query)
