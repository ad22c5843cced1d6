"""A thin line with a bar and a cancel button for anything that takes longer than a moment."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from custody_app.runtime.i18n import translate
from custody_app.ui.tasks import Progress
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.labels import Label

SHOW_AFTER_MS = 300
CANCEL_AFTER_MS = 2_000


class ProgressStrip(QWidget):
    """Shows itself 0.3 s after ``follow``, offers cancel after 2 s, hides at ``done``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress: Progress | None = None
        self._is_waiting = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._word = Label("", "small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setMinimumWidth(120)
        self._cancel = Button(translate("widgets", "Cancel"), Kind.QUIET, "x", self._on_cancel)
        layout.addWidget(self._word)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self._cancel)
        self._show_timer = self._timer(SHOW_AFTER_MS, self.show)
        self._cancel_timer = self._timer(CANCEL_AFTER_MS, self._cancel.show)
        self.hide()

    def _timer(self, after_ms: int, then: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(then)
        return timer

    def follow(self, word: str, progress: Progress | None = None) -> Progress:
        """Begin; give the returned Progress to the work."""
        self._progress = progress or Progress(self)
        self._progress.moved.connect(self._on_moved)
        self._word.setText(word)
        self._bar.setRange(0, 0)
        self._cancel.hide()
        self._begin()
        return self._progress

    def follow_once_told(self, word: str) -> Progress:
        """As ``follow``, from the first report on: a person may be asked something before."""
        progress = self.follow(word)
        progress.ended.connect(self.done)
        self._show_timer.stop()
        self._cancel_timer.stop()
        self._is_waiting = True
        return progress

    def _begin(self) -> None:
        self._is_waiting = False
        self._show_timer.start()
        self._cancel_timer.start()

    def done(self) -> None:
        """The work ended, one way or another."""
        self._show_timer.stop()
        self._cancel_timer.stop()
        self._progress = None
        self._is_waiting = False
        self.hide()

    def _on_moved(self, done: int, total: int, text: str) -> None:
        if self._is_waiting:
            self._begin()
        self._bar.setRange(0, total)
        self._bar.setValue(min(done, total))
        if text:
            self._word.setText(text)

    def _on_cancel(self) -> None:
        if self._progress is not None:
            self._progress.cancel()
            self._word.setText(translate("widgets", "Stopping…"))
