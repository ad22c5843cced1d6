"""Cyclic garbage of an open window is collected in the window's thread only.

Python collects in whichever thread makes the count full. A timer or widget that dies in a worker's
thread is told off by Qt and now and then takes the process along.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 1_000
GENERATIONS = (2, 1, 0)


class GarbageWatch(QObject):
    """Takes the collector out of the workers' hands until it is ended."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_MS)

    def look(self) -> None:
        """Collect the oldest generation whose count is full."""
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in GENERATIONS:
            if limits[generation] and counts[generation] > limits[generation]:
                gc.collect(generation)
                return

    def end(self) -> None:
        """Collect what the window leaves, here; then everybody may again."""
        self._timer.stop()
        gc.collect()
        if self._was_on:
            gc.enable()
