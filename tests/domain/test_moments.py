"""Moments sort like time, survive a round trip, and refuse what is none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import (
    Moment,
    checked_day,
    checked_moment,
    hours_between,
    later,
    moment_of,
    time_of,
)

times = st.datetimes(
    min_value=datetime(1951, 1, 1),
    max_value=datetime(2198, 12, 31),
    timezones=st.just(UTC),
)


@given(times)
def test_a_moment_reads_back_to_the_millisecond(at: datetime) -> None:
    moment = moment_of(at)
    assert checked_moment(moment) == moment
    assert timedelta(0) <= at - time_of(moment) < timedelta(milliseconds=1)


@given(times, times)
def test_text_sorts_like_time(first: datetime, second: datetime) -> None:
    a, b = moment_of(first), moment_of(second)
    assert (a < b) == (time_of(a) < time_of(b))


def test_zones_end_as_utc() -> None:
    beijing = timezone(timedelta(hours=8))
    assert moment_of(datetime(2026, 3, 2, 9, tzinfo=beijing)) == "2026-03-02T01:00:00.000Z"


def test_terms_run_through_the_night() -> None:
    start = Moment("2026-02-28T23:30:00.000Z")
    assert later(start, hours=24) == "2026-03-01T23:30:00.000Z"
    assert hours_between(start, later(start, days=2)) == 48
    assert hours_between(later(start, hours=1), start) == -1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-03-02",
        "2026-03-02T01:00:00Z",
        "2026-03-02T01:00:00.000",
        "2026-03-02T01:00:00.000+08:00",
        "2026-02-30T01:00:00.000Z",
        "2026-03-02T24:00:00.000Z",
        "1900-01-01T00:00:00.000Z",
        "9999-01-01T00:00:00.000Z",
        "2026-03-02T01:00:00.000Z\n",
    ],
)
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(RuleBroken, match=r"input\.not_a_moment"):
        checked_moment(text)


@pytest.mark.parametrize("text", ["", "2026-3-2", "20260302", "2026-02-29", "1949-10-01", "x"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(RuleBroken, match=r"input\.not_a_day"):
        checked_day(text)


def test_a_leap_day_is_one() -> None:
    assert checked_day("2028-02-29") == "2028-02-29"
