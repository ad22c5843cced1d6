"""The daily backup of an open window: begun when it is due, beside the work, told when it fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from custody_app.domain.errors import RuleBroken
from custody_app.services.backup import BackupMade
from custody_app.ui.change_bus import ChangeBus
from custody_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from custody_app.bootstrap import Core

FIRST_MS = 90_000
"""The first look comes after the morning's rush of opening the program."""
AGAIN_MS = 600_000


class DailyBackup(QObject):
    """Looks every ten minutes whether a backup is due.

    Args:
        failed: hears why it failed; the same reason is told once until a backup succeeds.
    """

    def __init__(
        self,
        core: Core,
        tasks: Tasks,
        bus: ChangeBus,
        failed: Callable[[Exception], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._core = core
        self._tasks = tasks
        self._bus = bus
        self._failed = failed
        self._told = ""
        self.is_running = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(FIRST_MS)

    def look(self) -> None:
        """Make a backup when one is due and none is being made."""
        self._timer.start(AGAIN_MS)
        if self.is_running:
            return
        self.is_running = True
        self._tasks.read(self._work, self._on_made, self._on_failed, owner=self)

    def stop(self) -> None:
        """No further look; called on the window's thread before the object is let go."""
        self._timer.stop()

    def _work(self) -> BackupMade | None:
        backup = self._core.backup
        return backup.run() if backup.is_due(self._core.clock.now()) else None

    def _on_made(self, made: BackupMade | None) -> None:
        self.is_running = False
        if made is None:
            return
        self._told = ""
        self._bus.publish(None)
        if not made.report.is_whole:
            self._tell(RuleBroken("backup.not_whole"))

    def _on_failed(self, error: Exception) -> None:
        self.is_running = False
        self._tell(error)

    def _tell(self, error: Exception) -> None:
        reason = f"{type(error).__name__} {error}"
        if reason != self._told:
            self._told = reason
            self._failed(error)
