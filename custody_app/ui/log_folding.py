"""Folds the write-ahead log of an open window into its database while nobody waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from custody_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from custody_app.bootstrap import Core

AGAIN_MS = 20_000


class LogFolding(QObject):
    """Looks now and then whether the log grew long, when nothing else is being done."""

    def __init__(self, core: Core, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._core = core
        self._tasks = tasks
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(AGAIN_MS)

    def look(self) -> None:
        """Fold it, unless somebody is at work; a failure is told by the next commit."""
        if self._tasks.running == 0:
            self._tasks.write(self._core.fold_log, failed=lambda _error: None, owner=self)
