"""One signal that tells every open view what a commit changed, ours or another process's."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class ChangeBus(QObject):
    """Hears of every commit; views decide themselves whether to read again."""

    changed = Signal(object)

    def publish(self, changes: object) -> None:
        """Tell what was recorded; ``None`` means "something, by another process"."""
        self.changed.emit(changes)
