"""Ends of terms: start not counted, last day off a holiday, months to their same day, hours on."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custody_app.domain.errors import RuleBroken
from custody_app.domain.law.terms import (
    Term,
    TermUnit,
    end_from_day,
    end_of,
    end_of_day,
    same_day_later,
    term_of,
    warned_from,
)
from custody_app.domain.moments import Moment, time_of
from tests.domain.law.packs import SHIPPED_CALENDAR

NOON = Moment("2026-11-26T04:00:00.000Z")
"""Twelve o'clock in China."""
days = st.dates(min_value=date(2025, 1, 1), max_value=date(2026, 6, 30))


@pytest.mark.parametrize(
    ("start", "length", "unit", "last"),
    [
        ("2026-11-26", 3, "days", "2026-11-30"),
        ("2026-11-23", 3, "days", "2026-11-26"),
        ("2026-02-12", 3, "days", "2026-02-24"),
        ("2026-11-26", 7, "working_days", "2026-12-07"),
        ("2026-02-12", 7, "working_days", "2026-02-28"),
        ("2025-11-26", 30, "days", "2025-12-26"),
        ("2026-01-31", 1, "months", "2026-02-28"),
        ("2025-08-31", 6, "months", "2026-02-28"),
        ("2025-11-30", 6, "months", "2026-06-01"),
        ("2025-02-28", 1, "years", "2026-02-28"),
    ],
)
def test_the_last_day_of_a_term(start: str, length: int, unit: str, last: str) -> None:
    end = end_from_day(date.fromisoformat(start), term_of(length, unit), SHIPPED_CALENDAR)
    assert (end.day, end.is_sure) == (last, True)


@pytest.mark.parametrize(
    ("start", "months", "same"),
    [
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 11, 1), 2, date(2027, 1, 1)),
    ],
)
def test_leap_days_and_ends_of_months(start: date, months: int, same: date) -> None:
    assert same_day_later(start, months) == same


def test_the_day_of_the_start_is_the_day_in_china() -> None:
    late = Moment("2026-11-26T16:30:00.000Z")  # half past midnight on the 27th
    assert end_of(late, Term(3, TermUnit.DAYS), SHIPPED_CALENDAR).day == "2026-11-30"
    early = Moment("2026-11-23T15:59:59.000Z")  # still the 23rd
    assert end_of(early, Term(3, TermUnit.DAYS), SHIPPED_CALENDAR).day == "2026-11-26"


def test_a_term_ends_with_the_last_moment_of_its_day() -> None:
    assert end_of_day(date(2026, 11, 30)) == "2026-11-30T15:59:59.999Z"


def test_hours_run_through_the_festival() -> None:
    eve = Moment("2026-02-14T12:00:00.000Z")
    end = end_of(eve, Term(24, TermUnit.HOURS), SHIPPED_CALENDAR)
    assert end.at == "2026-02-15T12:00:00.000Z"
    assert end_from_day(date(2026, 2, 15), Term(24, TermUnit.HOURS), SHIPPED_CALENDAR).at == (
        "2026-02-15T16:00:00.000Z"
    )


def test_an_end_in_a_year_without_its_calendar_says_so() -> None:
    end = end_of(NOON, Term(2, TermUnit.YEARS), SHIPPED_CALENDAR)
    assert (end.day, end.is_sure) == ("2028-11-27", False)
    working = end_of(Moment("2026-12-30T04:00:00.000Z"), Term(7, TermUnit.WORKING_DAYS),
                     SHIPPED_CALENDAR)  # fmt: skip
    assert not working.is_sure


def test_near_its_end_is_counted_back_from_the_end() -> None:
    assert warned_from(NOON, 3) == "2026-11-23T04:00:00.000Z"


@pytest.mark.parametrize(("length", "unit"), [(0, "days"), (-1, "days"), (4000, "days")])
def test_a_length_must_be_one(length: int, unit: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        term_of(length, unit)
    assert refused.value.code == "rulepack.term_length"


def test_a_unit_must_be_known() -> None:
    with pytest.raises(RuleBroken) as refused:
        term_of(3, "weeks")
    assert refused.value.code == "rulepack.term_unit"


@given(days, st.integers(1, 60), st.sampled_from(list(TermUnit)[1:4]))
def test_a_term_never_ends_on_a_day_off_nor_before_its_length(
    start: date, length: int, unit: TermUnit
) -> None:
    end = end_from_day(start, Term(min(length, 12), unit), SHIPPED_CALENDAR)
    last = date.fromisoformat(end.day)
    assert SHIPPED_CALENDAR.is_working(last)
    assert last >= start
    assert time_of(end.at) > time_of(end_of_day(start))


@given(days, st.integers(1, 40))
def test_a_longer_term_never_ends_earlier(start: date, length: int) -> None:
    for unit in (TermUnit.DAYS, TermUnit.WORKING_DAYS):
        short = end_from_day(start, Term(length, unit), SHIPPED_CALENDAR)
        long = end_from_day(start, Term(length + 1, unit), SHIPPED_CALENDAR)
        assert short.at <= long.at
