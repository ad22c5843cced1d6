"""Working days: weekends, and for each year known the holidays and the worked weekend days.

Source of a year's days is the State Council's yearly notice on holidays (国务院办公厅放假安排通知).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache

from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import Day
from custody_app.domain.values import dataclass

SATURDAY = 5
OFF_DAYS_MAX = 60
"""More days off than this between two working days is a broken calendar, not a holiday."""
ALWAYS_OFF = ((1, 1), (5, 1), (10, 1))
"""New Year, Labour Day and National Day are days off in every year (放假办法 第2条)."""


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year of the calendar.

    Attributes:
        holidays: days off; weekend days may be among them.
        workdays: weekend days on which people work.
        source: number of the notice.
    """

    year: int
    holidays: frozenset[date]
    workdays: frozenset[date]
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearDays:
    """A year of the calendar as the record keeps it."""

    year: int
    holidays: tuple[Day, ...] = ()
    workdays: tuple[Day, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The years that are known; any other year has only its weekends, and says so."""

    years: Mapping[int, CalendarYear] = field(default_factory=dict)

    def knows(self, day: date) -> bool:
        """Whether the holidays of this day's year were entered."""
        return day.year in self.years

    def is_working(self, day: date) -> bool:
        """Whether offices work on this day."""
        year = self.years.get(day.year)
        if year is not None and day in year.holidays:
            return False
        if year is not None and day in year.workdays:
            return True
        return day.weekday() < SATURDAY

    def working_on_or_after(self, day: date) -> date:
        """The day itself, or the first working day after it (刑事诉讼法 第105条)."""
        for _ in range(OFF_DAYS_MAX):
            if self.is_working(day):
                return day
            day += timedelta(days=1)
        raise RuleBroken("rulepack.calendar_without_work", year=day.year)

    def working_days_after(self, day: date, count: int) -> date:
        """The ``count``-th working day after a day that does not count itself."""
        for _ in range(count):
            day = self.working_on_or_after(day + timedelta(days=1))
        return day


def calendar_year(
    year: int, holidays: Iterable[str], workdays: Iterable[str], source: str = ""
) -> CalendarYear:
    """A year from the days of its notice.

    Raises:
        RuleBroken: ``rulepack.calendar_day`` for text that is no day of that year,
            ``rulepack.calendar_both`` for a day both off and worked,
            ``rulepack.calendar_not_weekend`` for a worked day that is a working day anyway,
            ``rulepack.calendar_incomplete`` for a year whose notice was not entered whole,
            ``rulepack.calendar_without_work`` for two months without a working day.
    """
    off = frozenset(_day_of(year, text) for text in holidays)
    worked = frozenset(_day_of(year, text) for text in workdays)
    for day in sorted(off & worked):
        raise RuleBroken("rulepack.calendar_both", day=Day(day.isoformat()))
    for day in sorted(worked):
        if day.weekday() < SATURDAY:
            raise RuleBroken("rulepack.calendar_not_weekend", day=Day(day.isoformat()))
    found = CalendarYear(year, off, worked, source)
    _refuse_impossible(found)
    return found


def _refuse_impossible(found: CalendarYear) -> None:
    """A year in which days are missing, or in which nobody ever works, gives wrong ends."""
    if not MINYEAR < found.year < MAXYEAR:
        raise RuleBroken("rulepack.calendar_day", year=found.year, text=str(found.year))
    alone = WorkCalendar({found.year: found})
    for month, number in ALWAYS_OFF:
        day = date(found.year, month, number)
        if alone.is_working(day):
            raise RuleBroken("rulepack.calendar_incomplete", day=Day(day.isoformat()))
    for month in range(1, 13):
        alone.working_on_or_after(date(found.year, month, 1))


@lru_cache(maxsize=8)
def calendar_of(years: tuple[YearDays, ...]) -> WorkCalendar:
    """The calendar of the years on record.

    Raises:
        RuleBroken: as :func:`calendar_year`.
    """
    return WorkCalendar(
        {one.year: calendar_year(one.year, one.holidays, one.workdays, one.source) for one in years}
    )


def _day_of(year: int, text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise RuleBroken("rulepack.calendar_day", year=year, text=text[:20]) from None
    if day.year != year:
        raise RuleBroken("rulepack.calendar_day", year=year, text=text[:20])
    return day
