"""Tells when nobody touched keyboard or mouse for a while."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QInputEvent
from PySide6.QtWidgets import QApplication

TOUCHES = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)


class IdleWatch(QObject):
    """``idle`` after ``minutes`` without a touch; 0 minutes is never."""

    idle = Signal()

    def __init__(self, minutes: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        self._minutes = 0
        self.set_minutes(minutes)

    def set_minutes(self, minutes: int) -> None:
        """The centre's policy; the same minutes again leave the running time alone."""
        if minutes == self._minutes:
            return
        self._minutes = minutes
        self._timer.stop()
        if minutes > 0:
            self._timer.start(minutes * 60_000)

    def watch(self, app: QApplication) -> None:
        """Begin to watch."""
        app.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Every touch begins the time anew."""
        # the class first: it costs a tenth of the type, and thousands of events are no touch
        if isinstance(event, QInputEvent) and event.type() in TOUCHES and self._timer.isActive():
            self._timer.start()
        return False
