"""Whether keys came faster than anybody types: tells a scan in the scan line from typed text."""

from __future__ import annotations

MACHINE_MS = 30
"""Keyboard scanners send a character every 1 to 20 ms; the fastest people need 60."""


class Pace:
    """Counts keys and the time between the first and the last."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Another run begins."""
        self.count = 0
        self._first = 0
        self._last = 0
        self._is_timed = True

    def key(self, at: int, *, is_repeat: bool = False) -> None:
        """A key came at this moment, in milliseconds; 0 where the system tells none."""
        self.count += 1
        self._is_timed = self._is_timed and at > 0 and not is_repeat
        self._first = self._first if self.count > 1 else at
        self._last = at

    @property
    def is_machine(self) -> bool:
        """Whether all keys of the run came at a machine's pace."""
        gaps = self.count - 1
        return self._is_timed and gaps > 0 and self._last - self._first <= gaps * MACHINE_MS
