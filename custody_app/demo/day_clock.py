"""A clock that is set by hand, so that the demonstration's day runs through in seconds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from custody_app.runtime.clock import uuid7_text

CHINA_MINUTES = 480
HIGHEST_COUNTER = 0xFFF


class DayClock:
    """Stands still until it is set or moved on; its ids follow from the seed."""

    def __init__(self, at: datetime, seed: int) -> None:
        self._at = at.astimezone(UTC)
        self._random = Random(seed)
        self._last = 0

    def now(self) -> datetime:
        """The time it was set to."""
        return self._at

    def new_id(self) -> str:
        """A new UUIDv7; later ids sort behind earlier ones."""
        milliseconds = int(self._at.timestamp() * 1000)
        self._last = max(self._last + 1, milliseconds << 12)
        tail = self._random.getrandbits(64).to_bytes(8, "big")
        return uuid7_text(self._last >> 12, self._last & HIGHEST_COUNTER, tail)

    def zone_minutes(self) -> int:
        """China's time."""
        return CHINA_MINUTES

    def set(self, at: datetime) -> None:
        """Go to a later time; an earlier one leaves the clock where it is."""
        self._at = max(self._at, at.astimezone(UTC))

    def move_on(self, seconds: float) -> None:
        """Let some time pass."""
        self._at += timedelta(seconds=seconds)
