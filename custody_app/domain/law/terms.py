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


class TermUnit(StrEnum):
    """What a term is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    YEARS = "years"


LONGEST = {
    TermUnit.HOURS: 3650,
    TermUnit.DAYS: 3650,
    TermUnit.WORKING_DAYS: 3650,
    TermUnit.MONTHS: 120,
    TermUnit.YEARS: 10,
}
"""No term of the law is longer than ten years; a longer one is a slip of the pen."""


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
        return Day(day_in_china(self.at).isoformat())


def term_of(length: int, unit: str) -> Term:
    """A checked length.

    Raises:
        RuleBroken: ``rulepack.term_length``, ``rulepack.term_unit``.
    """
    if unit not in list(TermUnit):
        raise RuleBroken("rulepack.term_unit", unit=str(unit)[:40])
    found = TermUnit(unit)
    if not 0 < length <= LONGEST[found]:
        raise RuleBroken(
            "rulepack.term_length", length=length, unit=found.value, limit=LONGEST[found]
        )
    return Term(length, found)


def end_of(start: Moment, term: Term, work: WorkCalendar) -> TermEnd:
    """When a term that starts at this moment ends."""
    if term.unit is TermUnit.HOURS:
        return TermEnd(later(start, hours=term.length))
    return end_from_day(day_in_china(start), term, work)


def end_from_day(start: date, term: Term, work: WorkCalendar, left_out: int = 0) -> TermEnd:
    """When a term in days or longer ends; the day of the start does not count.

    Args:
        start: the day of the start, in China.
        term: the length.
        work: the working days of the years that are known.
        left_out: days that the law leaves out of it, before its last day moves off a holiday.
    """
    if term.unit is TermUnit.HOURS:
        midnight = datetime.combine(start, time(), CHINA)
        return TermEnd(moment_of(midnight + timedelta(hours=term.length)))
    if term.unit is TermUnit.WORKING_DAYS:
        last = work.working_days_after(start, term.length)
        return TermEnd(end_of_day(last), _knows_all(work, start, last))
    counted = _counted(start, term) + timedelta(days=left_out)
    last = work.working_on_or_after(counted)
    return TermEnd(end_of_day(last), _knows_all(work, counted, last))


def day_in_china(moment: Moment) -> date:
    """The legal day of a moment, whatever zone the workstation is set to."""
    return time_of(moment).astimezone(CHINA).date()


def end_of_day(day: date) -> Moment:
    """The last millisecond of a day in China."""
    return moment_of(datetime.combine(day, DAY_END, CHINA).astimezone(UTC))


def reaches_further(one: Term, other: Term) -> bool:
    """Whether a length is longer than another, whatever they are counted in.

    A day after day comparison from one first of January; holidays make no difference between them.
    """
    first, work = date(2001, 1, 1), WorkCalendar()
    return end_from_day(first, one, work).at > end_from_day(first, other, work).at


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
