"""Where the keys of a scanner go: the focus that is borrowed for a scan, and what had it before."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from custody_app.scanning.wedge import Where
from custody_app.ui.widgets.scan_field import ScanLineEdit


class Catcher:
    """A field too small to see that no input method can touch; has the focus during a scan."""

    def __init__(self) -> None:
        self._before: QWidget | None = None
        self._field: ScanLineEdit | None = None

    def remember(self) -> None:
        """The focus as it is now comes back at the end."""
        self._before = QApplication.focusWidget()

    def take_focus(self) -> None:
        """Borrow the focus of the window in front."""
        window = QApplication.activeModalWidget() or QApplication.activeWindow()
        if window is not None:
            self._in(window).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def give_back(self) -> None:
        """Give the focus back, unless a page has given it away meanwhile."""
        before, self._before = self._before, None
        if self._field is None or not isValid(self._field) or not self._field.hasFocus():
            return
        is_there = before is not None and isValid(before) and before.isVisible()
        if before is not None and is_there and before is not self._field:
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._field.clearFocus()

    def _in(self, window: QWidget) -> ScanLineEdit:
        if self._field is None or not isValid(self._field):
            self._field = ScanLineEdit(with_icon=False)
            self._field.setObjectName("scan_catcher")
            self._field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if self._field.parentWidget() is not window:
            self._field.setParent(window)
        self._field.setGeometry(-4, -4, 2, 2)
        self._field.show()
        return self._field


def receiver_of_keys() -> QObject | None:
    """The widget that the system gives key presses to."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    return QApplication.focusWidget() or QApplication.activeWindow()


def where(focus: QObject) -> Where:
    """What kind of widget has the focus."""
    if isinstance(focus, ScanLineEdit):
        return Where.SCAN_LINE
    texts = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
    if isinstance(focus, texts) or (isinstance(focus, QComboBox) and focus.isEditable()):
        return Where.TEXT
    return Where.ELSEWHERE
