"""When a legal term ends, from its start, its length and the calendar.

Rules (刑事诉讼法 第105条; 行政强制法 第69条; rules-and-process 3): the hour or day of the start
does not count; a term in days or months ends with its last day, which moves to the next working
day when it is a holiday; a term in working days counts those only; a term in hours runs through
holidays. Days are days of China's one zone.
"""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum

from custody_app.domain.errors import RuleBroken
from custody_app.domain.law.calendar import WorkCalendar
from custody_app.domain.moments import Day, Moment, later, moment_of, time_of
from custody_app.domain.values import dataclass

CHINA = timezone(timedelta(hours=8))
"""One zone, without summer time since 1992."""
MONTHS_OF_YEAR = 12
DAY_END = time(23, 59, 59, 999000)
LENGTH_MAX = 3650


class TermUnit(StrEnum):
    """What a term is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time as the law counts it."""

    length: int
    unit: TermUnit

    @property
    def rolls(self) -> bool:
        """Whether its last day moves off a holiday."""
        return self.unit in (TermUnit.DAYS, TermUnit.MONTHS, TermUnit.YEARS)


@dataclass(frozen=True, slots=True)
class TermEnd:
    """The last moment of a term.

    Attributes:
        at: the last millisecond in which the act is still in time.
        is_sure: False when a year's holidays are not entered, so that the end may be later.
    """

    at: Moment
    is_sure: bool = True

    @property
    def day(self) -> Day:
        """The last day, as documents carry it."""
        return Day(time_of(self.at).astimezone(CHINA).date().isoformat())


def term_of(length: int, unit: str) -> Term:
    """A checked length.

    Raises:
        RuleBroken: ``rulepack.term_length``, ``rulepack.term_unit``.
    """
    if unit not in list(TermUnit):
        raise RuleBroken("rulepack.term_unit", unit=str(unit)[:40])
    if not 0 < length <= LENGTH_MAX:
        raise RuleBroken("rulepack.term_length", length=length)
    return Term(length, TermUnit(unit))


def end_of(start: Moment, term: Term, work: WorkCalendar) -> TermEnd:
    """When a term that starts at this moment ends."""
    if term.unit is TermUnit.HOURS:
        return TermEnd(later(start, hours=term.length))
    return end_from_day(time_of(start).astimezone(CHINA).date(), term, work)


def end_from_day(start: date, term: Term, work: WorkCalendar) -> TermEnd:
    """When a term in days or longer ends; the day of the start does not count."""
    if term.unit is TermUnit.HOURS:
        midnight = datetime.combine(start, time(), CHINA)
        return TermEnd(moment_of(midnight + timedelta(hours=term.length)))
    if term.unit is TermUnit.WORKING_DAYS:
        last = work.working_days_after(start, term.length)
        return TermEnd(end_of_day(last), _knows_all(work, start, last))
    counted = _counted(start, term)
    last = work.working_on_or_after(counted)
    return TermEnd(end_of_day(last), _knows_all(work, counted, last))


def end_of_day(day: date) -> Moment:
    """The last millisecond of a day in China."""
    return moment_of(datetime.combine(day, DAY_END, CHINA).astimezone(UTC))


def warned_from(end: Moment, days: int) -> Moment:
    """From when a term counts as near its end."""
    return later(end, days=-days)


def _counted(start: date, term: Term) -> date:
    if term.unit is TermUnit.DAYS:
        return start + timedelta(days=term.length)
    months = term.length * (MONTHS_OF_YEAR if term.unit is TermUnit.YEARS else 1)
    return same_day_later(start, months)


def same_day_later(start: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    count = start.year * MONTHS_OF_YEAR + start.month - 1 + months
    year, month = divmod(count, MONTHS_OF_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def _knows_all(work: WorkCalendar, first: date, last: date) -> bool:
    return work.knows(first) and work.knows(last)
