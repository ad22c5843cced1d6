"""ScanTrap: an ordinary text field that writes down how a scan arrives, key by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QLineEdit

from custody_app.scanning.doctor import Seen
from custody_app.ui.scan_keys import ENDS, SILENT, is_alt_digit
from custody_app.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from custody_app.ui.scan_bridge import ScanBridge

END_MS = 1_000
"""A silence that ends a scan without an end key."""
TEXT_MAX = 4_000


class ScanTrap(QLineEdit):
    """While it has the focus, scans come here and nowhere else; the input method stays on.

    ``seen`` tells of every scan, as ``scanning.doctor`` judges it.
    """

    seen = Signal(object)

    def __init__(self, scans: ScanBridge) -> None:
        super().__init__()
        self._scans = scans
        self.setObjectName("scan_trap")
        self.setProperty("role", "scan")
        self.setMaxLength(TEXT_MAX)
        self.setMinimumHeight(SPACE.control)
        self._clock = QElapsedTimer()
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(END_MS)
        self._silence.timeout.connect(lambda: self._finish(""))
        self._forget()

    def _forget(self) -> None:
        self._text = ""
        self._has_prefix = False
        self._by_input_method = False
        self._alt_digits = 0
        self._controls: list[str] = []
        self._moments: list[int] = []
        self.clear()

    @property
    def _is_empty(self) -> bool:
        nothing = not (self._text or self._alt_digits or self._controls or self._by_input_method)
        return nothing and not self._has_prefix

    def event(self, event: QEvent) -> bool:
        """Shortcuts do nothing here; Tab ends a scan that has begun."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        is_press = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_press and not self._is_empty and event.key() == Qt.Key.Key_Tab:  # type: ignore[attr-defined]
            self.keyPressEvent(event)  # type: ignore[arg-type]
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write the key down."""
        key, text = event.key(), event.text()
        if key in SILENT:
            return
        if key == Qt.Key.Key_F9:
            self._begin(with_prefix=True)
        elif key in ENDS or text in ("\r", "\n"):
            self._finish("tab" if key == Qt.Key.Key_Tab else "enter")
        elif key == Qt.Key.Key_Escape and self._is_empty:
            self.clearFocus()
        elif is_alt_digit(event):
            self._alt_digits += 1
            self._went_on()
        elif text and text.isprintable():
            self._note_moment(event.timestamp())
            self._text = (self._text + text)[:TEXT_MAX]
            super().keyPressEvent(event)
            self._went_on()
        else:
            self._controls.append(QKeySequence(event.keyCombination()).toString() or hex(key))
            self._went_on()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Characters through an input method, or keys that it holds back."""
        super().inputMethodEvent(event)
        self._text = (self._text + event.commitString())[:TEXT_MAX]
        if event.commitString() or event.preeditString():
            self._by_input_method = True
            self._went_on()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """From now on scans come here."""
        super().focusInEvent(event)
        self._scans.set_paused(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Scans go to the pages again."""
        super().focusOutEvent(event)
        self._scans.set_paused(False)

    def hideEvent(self, event: QHideEvent) -> None:
        """Likewise when the page goes away."""
        super().hideEvent(event)
        self._scans.set_paused(False)

    def _begin(self, *, with_prefix: bool) -> None:
        self._forget()
        self._has_prefix = with_prefix
        self._went_on()

    def _note_moment(self, at: int) -> None:
        if not self._clock.isValid():
            self._clock.start()
        self._moments.append(at or self._clock.elapsed())

    def _went_on(self) -> None:
        self._silence.start()

    def _finish(self, end: str) -> None:
        self._silence.stop()
        if self._is_empty:
            return
        if self._by_input_method:
            QGuiApplication.inputMethod().reset()
        gaps = [
            later - before for before, later in zip(self._moments, self._moments[1:], strict=False)
        ]
        seen = Seen(
            self._text,
            has_prefix=self._has_prefix,
            end=end,
            by_input_method=self._by_input_method,
            alt_digits=self._alt_digits,
            controls=tuple(self._controls),
            gaps=tuple(gaps),
        )
        self._forget()
        self.seen.emit(seen)
