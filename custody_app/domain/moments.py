"""Moments and days as the ledger writes them: UTC text with milliseconds, ISO dates.

Arithmetic for legal clocks.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import NewType

from custody_app.domain.errors import RuleBroken

Moment = NewType("Moment", str)
"""``YYYY-MM-DDTHH:MM:SS.mmmZ`` (decisions, 8); sorts like time."""
Day = NewType("Day", str)
"""``YYYY-MM-DD``, a date of the place, as documents carry it."""

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
EARLIEST_YEAR = 1950
LATEST_YEAR = 2199


def moment_of(at: datetime) -> Moment:
    """An aware time as ledger text, cut to milliseconds."""
    utc = at.astimezone(UTC)
    return Moment(f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z")


def time_of(moment: Moment) -> datetime:
    """The aware UTC time of a ledger text."""
    return datetime.fromisoformat(moment)


def checked_moment(text: str) -> Moment:
    """Text that must be a ledger moment.

    Raises:
        RuleBroken: ``input.not_a_moment``.
    """
    try:
        if _MOMENT.match(text) and EARLIEST_YEAR <= time_of(Moment(text)).year <= LATEST_YEAR:
            return Moment(text)
    except ValueError:
        pass
    raise RuleBroken("input.not_a_moment", text=text[:40])


def checked_day(text: str) -> Day:
    """Text that must be a date.

    Raises:
        RuleBroken: ``input.not_a_day``.
    """
    try:
        if _DAY.match(text) and EARLIEST_YEAR <= date.fromisoformat(text).year <= LATEST_YEAR:
            return Day(text)
    except ValueError:
        pass
    raise RuleBroken("input.not_a_day", text=text[:40])


def is_day(text: str) -> bool:
    """Whether a text is a date that the record takes."""
    try:
        return bool(checked_day(text))
    except RuleBroken:
        return False


def later(moment: Moment, *, hours: float = 0, days: float = 0) -> Moment:
    """A moment so much later; hour terms run through holidays (rules-and-process 3)."""
    return moment_of(time_of(moment) + timedelta(hours=hours, days=days))


def hours_between(first: Moment, second: Moment) -> float:
    """Hours from the first to the second moment; negative when the second is earlier."""
    return (time_of(second) - time_of(first)).total_seconds() / 3600
