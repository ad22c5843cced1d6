"""Working days of known and unknown years, and what a notice of holidays cannot say."""

from __future__ import annotations

from datetime import date

import pytest

from custody_app.domain.errors import RuleBroken
from custody_app.domain.law.calendar import calendar_year
from tests.domain.law.packs import SHIPPED_CALENDAR


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-02-13", True),
        ("2026-02-14", True),
        ("2026-02-15", False),
        ("2026-02-23", False),
        ("2026-02-24", True),
        ("2026-02-28", True),
        ("2026-03-01", False),
        ("2025-10-11", True),
        ("2025-10-12", False),
    ],
)
def test_holidays_and_the_weekend_days_worked_for_them(day: str, works: bool) -> None:
    assert SHIPPED_CALENDAR.is_working(date.fromisoformat(day)) is works


def test_the_first_working_day_after_the_spring_festival() -> None:
    assert SHIPPED_CALENDAR.working_on_or_after(date(2026, 2, 15)) == date(2026, 2, 24)
    assert SHIPPED_CALENDAR.working_on_or_after(date(2026, 2, 24)) == date(2026, 2, 24)


def test_seven_working_days_run_over_the_weekend_that_is_worked() -> None:
    assert SHIPPED_CALENDAR.working_days_after(date(2026, 2, 12), 7) == date(2026, 2, 28)


def test_an_unknown_year_has_weekends_only_and_says_so() -> None:
    assert SHIPPED_CALENDAR.is_working(date(2031, 10, 1))
    assert not SHIPPED_CALENDAR.is_working(date(2031, 10, 4))
    assert not SHIPPED_CALENDAR.knows(date(2031, 10, 1))
    assert SHIPPED_CALENDAR.knows(date(2026, 12, 31))


@pytest.mark.parametrize(
    ("holidays", "workdays", "code"),
    [
        (["2026-02-30"], [], "rulepack.calendar_day"),
        (["soon"], [], "rulepack.calendar_day"),
        (["2025-12-31"], [], "rulepack.calendar_day"),
        (["2026-02-14"], ["2026-02-14"], "rulepack.calendar_both"),
        ([], ["2026-02-13"], "rulepack.calendar_not_weekend"),
    ],
)
def test_a_notice_that_contradicts_itself_is_refused(
    holidays: list[str], workdays: list[str], code: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        calendar_year(2026, holidays, workdays)
    assert refused.value.code == code


def test_a_year_without_any_work_is_refused() -> None:
    days = [date.fromordinal(n).isoformat() for n in range(
        date(2030, 1, 1).toordinal(), date(2031, 1, 1).toordinal()
    )]  # fmt: skip
    with pytest.raises(RuleBroken) as refused:
        calendar_year(2030, days, [])
    assert refused.value.code == "rulepack.calendar_without_work"


@pytest.mark.parametrize(
    ("year", "off", "code"),
    [
        (2029, [], "rulepack.calendar_incomplete"),
        (2029, ["2029-01-01", "2029-05-01"], "rulepack.calendar_incomplete"),
        (0, [], "rulepack.calendar_day"),
        (10_000, [], "rulepack.calendar_day"),
    ],
)
def test_a_year_of_which_the_notice_was_not_entered_whole_is_refused(
    year: int, off: list[str], code: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        calendar_year(year, off, [])
    assert refused.value.code == code
