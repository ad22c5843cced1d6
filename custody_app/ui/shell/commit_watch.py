"""Notices commits of other processes, so that an open list never shows what is no longer so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from custody_app.ui.change_bus import ChangeBus
from custody_app.ui.tasks import Tasks

INTERVAL_MS = 1_500


class CommitWatch(QObject):
    """Asks for the commit mark now and then; publishes ``None`` when it moved without our doing."""

    def __init__(
        self, commit_mark: Callable[[], int], tasks: Tasks, bus: ChangeBus, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._commit_mark = commit_mark
        self._tasks = tasks
        self._bus = bus
        self._mark: int | None = None
        self._is_ours = False
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._ask)
        self._timer.start()
        bus.changed.connect(self._on_changed)

    def _on_changed(self, changes: object) -> None:
        self._is_ours = self._is_ours or changes is not None

    def _ask(self) -> None:
        self._tasks.read(
            self._commit_mark, self._on_mark, lambda _error: None, owner=self, question="mark"
        )

    def _on_mark(self, mark: int) -> None:
        is_foreign = self._mark not in (None, mark) and not self._is_ours
        self._mark, self._is_ours = mark, False
        if is_foreign:
            self._bus.publish(None)
