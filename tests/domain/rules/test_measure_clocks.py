"""D08 with the time of appraisals left out, whatever their number, order and length."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from custody_app.domain.law.terms import day_in_china, end_from_day, term_of
from custody_app.domain.moments import Day, moment_of
from custody_app.domain.rules.legal_clock import Law
from custody_app.domain.rules.measure_clocks import is_suspended, measure_clock
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.running import Appraisal
from custody_app.domain.vocabulary import CaseKind, Measure
from tests.builders import ADMIN_CASE, a_centre
from tests.domain.law.packs import NATIONAL, SHIPPED_CALENDAR

DECIDED = Day("2026-03-02")
LAW = Law(NATIONAL, SHIPPED_CALENDAR, lambda _case: CaseKind.ADMINISTRATIVE, lambda _list: DECIDED)
FIRST = datetime.combine(datetime.fromisoformat(DECIDED), time(2), UTC)
spans = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9)), max_size=4)


def detained() -> ItemState:
    world = a_centre()
    return world.item(world.stored(measure=Measure.DETAIN, case=ADMIN_CASE))


ITEM = detained()


def with_spans(pairs: list[tuple[int, int]]) -> tuple[ItemState, int]:
    """Appraisals one after the other, in days of waiting and of absence; the days away in all."""
    at, found = FIRST, []
    for waited, away in pairs:
        out = at + timedelta(days=waited)
        at = out + timedelta(days=away)
        found.append(Appraisal(moment_of(out), moment_of(at)))
    return replace(ITEM, appraisals=tuple(found)), sum(away for _, away in pairs)


@given(spans)
def test_d08_ends_as_many_days_later_as_the_thing_was_away(pairs: list[tuple[int, int]]) -> None:
    item, away = with_spans(pairs)
    clock = measure_clock(item, LAW)
    assert clock is not None
    # At most 24 days of waiting lie between: every appraisal begins before the thirty are over.
    first = datetime.fromisoformat(DECIDED).date()
    wanted = end_from_day(first, term_of(30, "days"), SHIPPED_CALENDAR, away)
    assert clock.at == wanted.at
    assert SHIPPED_CALENDAR.is_working(day_in_china(clock.at))


@given(spans, st.integers(0, 5), st.integers(0, 40))
def test_d08_stands_still_until_it_is_back_and_would_end_later_with_each_day(
    pairs: list[tuple[int, int]], waited: int, away: int
) -> None:
    item, _ = with_spans(pairs)
    before = measure_clock(item, LAW)
    assert before is not None
    last = item.appraisals[-1].until if item.appraisals else None
    start = (datetime.fromisoformat(last) if last else FIRST) + timedelta(days=waited)
    out = replace(item, appraisals=(*item.appraisals, Appraisal(moment_of(start))))
    assert measure_clock(out, LAW) is None
    assert is_suspended(out, LAW)
    back = measure_clock(out, LAW, now=moment_of(start + timedelta(days=away)))
    assert back is not None
    assert back.at >= before.at
    assert not is_suspended(item, LAW)
