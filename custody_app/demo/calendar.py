"""The day of the demonstration: yesterday in China's time, and the moments told relative to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from custody_app.demo.day_clock import CHINA_MINUTES
from custody_app.domain.moments import moment_of

CHINA = timezone(timedelta(minutes=CHINA_MINUTES))
_RELATIVE = re.compile(r"@([+-]?[0-9]{1,5})(?: ([0-2][0-9]):([0-5][0-9]))?\Z")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Dates of the story, counted from its day."""

    day: date

    def at(self, clock_time: str, days: int = 0) -> datetime:
        """``08:30`` of the day, or of so many days later."""
        hour, _, minute = clock_time.partition(":")
        start = datetime(self.day.year, self.day.month, self.day.day, tzinfo=CHINA)
        return start + timedelta(days=days, hours=int(hour), minutes=int(minute))

    def filled_in(self, plain: Any) -> Any:
        """Plain data with real dates.

        ``@-1 21:40`` is a moment of the day before, ``@-1`` its date, ``{Y}`` in a text the year.
        """
        if isinstance(plain, str):
            found = _RELATIVE.match(plain)
            if found is None:
                return plain.replace("{Y}", str(self.day.year))
            days = int(found[1])
            if found[2] is None:
                return (self.day + timedelta(days=days)).isoformat()
            return moment_of(self.at(f"{found[2]}:{found[3]}", days))
        if isinstance(plain, list):
            return [self.filled_in(one) for one in plain]
        if isinstance(plain, dict):
            return {key: self.filled_in(value) for key, value in plain.items()}
        return plain


def yesterday(now: datetime) -> Calendar:
    """The day before, in China's time: never in the future, wherever the computer stands."""
    return Calendar((now.astimezone(CHINA) - timedelta(days=1)).date())
