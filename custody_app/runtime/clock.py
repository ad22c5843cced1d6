"""The only source of time and of new ids; replaced in tests."""

from __future__ import annotations

import os
import threading
import time
import uuid
from datetime import UTC, datetime
from typing import Protocol

CHINA_MINUTES = 480
"""Minutes east of UTC at every centre."""


class Clock(Protocol):
    """Time and ids."""

    def now(self) -> datetime:
        """The time now: aware, UTC, cut to milliseconds."""

    def new_id(self) -> str:
        """A new UUIDv7 as text; later ids of one clock sort behind earlier ones."""

    def zone_minutes(self) -> int:
        """Minutes east of UTC at this place."""


class SystemClock:
    """The clock of this computer."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def now(self) -> datetime:
        """The time now: aware, UTC, cut to milliseconds."""
        at = datetime.now(UTC)
        return at.replace(microsecond=at.microsecond // 1000 * 1000)

    def new_id(self) -> str:
        """A new UUIDv7 (RFC 9562), monotonic within this clock."""
        with self._lock:
            self._last = max(self._last + 1, (time.time_ns() // 1_000_000) << 12)
            stamp = self._last
        return uuid7_text(stamp >> 12, stamp & 0xFFF, os.urandom(8))

    def zone_minutes(self) -> int:
        """China keeps one time; a PC set to another zone must not shift days of the record."""
        return CHINA_MINUTES


def uuid7_text(milliseconds: int, counter: int, tail: bytes) -> str:
    """Compose a UUIDv7 from 48 bits of milliseconds, a 12-bit counter and eight random bytes."""
    value = milliseconds << 80 | 0x7 << 76 | counter << 64
    value |= (int.from_bytes(tail, "big") & 0x3FFFFFFFFFFFFFFF) | 0x8000000000000000
    return str(uuid.UUID(int=value))
