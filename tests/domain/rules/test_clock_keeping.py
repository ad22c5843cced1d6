"""Clocks that somebody must start: as long and as often as the pack says, by the right rank."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from custody_app.domain.commands.clocks import ExtendClock, StartClock, StopClock
from custody_app.domain.events.clocks import ClockExtended, ClockStarted, ClockStopped
from custody_app.domain.events.notices import NoticeClaimed, NoticePublished
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import Day, Moment, later
from custody_app.domain.rules.clock_keeping import RULES
from custody_app.domain.rules.clocks import clocks_of
from custody_app.domain.rules.legal_clock import Law
from custody_app.domain.rules.rule_packs import adopted
from custody_app.domain.state.clock_steps import CLOCK_STEPS
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.running import RecordedClock
from custody_app.domain.vocabulary import CaseKind, Custody, Measure
from tests.builders import (
    ADMIN_CASE,
    CUSTODIAN,
    NOW,
    OFFICER,
    POLICE_HEAD,
    TAKEN_AT,
    UNIT_HEAD,
    TestWorld,
    a_centre,
)
from tests.domain.law.packs import NATIONAL, SHIPPED_CALENDAR, YEARS


def start(item: ItemId, deadline: str, **more: Any) -> StartClock:
    values = {"since": NOW, "reason": "侦查人员书面报告"} | more
    return StartClock(item=item, deadline=deadline, **values)


def extend(item: ItemId, deadline: str, **more: Any) -> ExtendClock:
    values = {"approver": UNIT_HEAD, "paper_no": "延字1号", "reason": "公告期内有人认领"} | more
    return ExtendClock(item=item, deadline=deadline, **values)


def stop(item: ItemId, deadline: str, **more: Any) -> StopClock:
    return StopClock(item=item, deadline=deadline, **({"reason": "已退还"} | more))


def all_enabled(world: TestWorld) -> None:
    """A joint centre that keeps the deadlines of other agencies too."""
    on = tuple(replace(one, enabled=True) for one in NATIONAL.deadlines)
    pack = replace(NATIONAL, version="joint", deadlines=on)
    world.record(adopted(world.world.rules().id, pack, YEARS))


def end(
    world: TestWorld, item: ItemId, deadline: str, kind: CaseKind = CaseKind.CRIMINAL
) -> tuple[str, Moment]:
    rules = world.world.rules()
    law = Law(rules.pack, SHIPPED_CALENDAR, lambda _case: kind, lambda _list: None)
    found = [one for one in clocks_of(world.item(item), law) if one.deadline == deadline]
    assert len(found) == 1, found
    return found[0].kind, found[0].at


@pytest.mark.parametrize(
    ("deadline", "since", "last"),
    [
        ("D02", "2026-03-02T06:00:00.000Z", "2026-03-03T06:00:00.000Z"),
        ("D03", "2026-03-02T06:00:00.000Z", "2026-03-03T06:00:00.000Z"),
        ("D04", "2026-03-02T06:00:00.000Z", "2026-03-03T06:00:00.000Z"),
        ("D06", "2026-03-02T06:00:00.000Z", "2026-03-05T15:59:59.999Z"),
        ("D13", "2026-03-02T06:00:00.000Z", "2026-09-02T15:59:59.999Z"),
        ("D14", "2026-03-02T06:00:00.000Z", "2027-03-02T15:59:59.999Z"),
        ("D15", "2026-03-02T06:00:00.000Z", "2026-03-12T15:59:59.999Z"),
        ("D16", "2026-03-02T06:00:00.000Z", "2026-04-02T15:59:59.999Z"),
        ("D17", "2026-03-02T06:00:00.000Z", "2026-03-17T15:59:59.999Z"),
        ("D18", "2026-03-02T06:00:00.000Z", "2026-03-05T15:59:59.999Z"),
        ("D20", "2026-03-02T06:00:00.000Z", "2026-03-03T06:00:00.000Z"),
        ("D21", "2026-03-02T06:00:00.000Z", "2026-03-09T15:59:59.999Z"),
        ("D22", "2026-03-02T06:00:00.000Z", "2027-03-02T15:59:59.999Z"),
        ("D23", "2026-03-02T06:00:00.000Z", "2026-03-09T15:59:59.999Z"),
        ("D24", "2026-03-02T06:00:00.000Z", "2026-03-17T15:59:59.999Z"),
    ],
)
def test_each_deadline_ends_as_the_law_counts(deadline: str, since: str, last: str) -> None:
    world = a_centre()
    all_enabled(world)
    item = world.stored()
    world.when(start(item, deadline, since=Moment(since))).then(ClockStarted)
    assert end(world, item, deadline) == (deadline, last)


def test_d10_and_d11_take_the_place_of_the_ordinary_freeze() -> None:
    world = a_centre()
    for deadline, last in (("D10", "2028-03-02"), ("D11", "2026-09-02")):
        item = world.listed(held=False, measure=Measure.FREEZE)
        world.when(start(item, deadline)).then(ClockStarted)
        assert end(world, item, deadline) == ("measure", f"{last}T15:59:59.999Z")
        law = Law(NATIONAL, SHIPPED_CALENDAR, lambda _case: None, lambda _list: None)
        assert [one.deadline for one in clocks_of(world.item(item), law)] == [deadline]


def test_d12_runs_in_administrative_cases_only() -> None:
    world = a_centre()
    criminal = world.stored(measure=Measure.FREEZE)
    world.when(start(criminal, "D12")).refused("clock.other_case_kind")
    item = world.stored(measure=Measure.FREEZE, case=ADMIN_CASE)
    world.do(start(item, "D12"))
    # Two months on is the second of May, a holiday: the sixth is the first working day.
    assert end(world, item, "D12") == ("measure", "2026-05-06T15:59:59.999Z")


def test_d13_of_property_without_owner_is_extended_once_by_the_head() -> None:
    world = a_centre()
    item = world.stored(case=ADMIN_CASE)
    world.do(start(item, "D13"))
    world.when(extend(item, "D13")).then(ClockExtended)
    assert end(world, item, "D13", CaseKind.ADMINISTRATIVE)[1] == "2026-12-02T15:59:59.999Z"
    world.when(extend(item, "D13")).refused("clock.not_extendable")


def test_d13_is_not_extended_in_a_criminal_case() -> None:
    world = a_centre()
    item = world.stored()
    world.do(start(item, "D13"))
    world.when(extend(item, "D13")).refused("clock.extension_other_case_kind")


@pytest.mark.parametrize(
    ("deadline", "until", "code"),
    [
        ("D13", "2026-09-02", "clock.not_later"),
        ("D13", "2026-12-03", "clock.too_long"),
        ("D06", "2026-03-20", "clock.not_extendable"),
    ],
)
def test_an_extension_reaches_further_and_no_further_than_the_pack_lets_it(
    deadline: str, until: str, code: str
) -> None:
    world = a_centre()
    item = world.stored(case=ADMIN_CASE)
    world.do(start(item, deadline))
    world.when(extend(item, deadline, until=Day(until))).refused(code)


def test_a_named_end_of_a_deadline_with_a_length_is_extended_as_often_as_any() -> None:
    world = a_centre()
    item = world.stored(case=ADMIN_CASE)
    world.do(start(item, "D13", until=Day("2026-08-03")))
    world.when(extend(item, "D13", until=Day("2026-12-03"))).refused("clock.too_long")
    world.do(extend(item, "D13", until=Day("2026-11-03")))
    assert end(world, item, "D13")[1] == "2026-11-03T15:59:59.999Z"
    world.when(extend(item, "D13", until=Day("2026-11-09"))).refused("clock.not_extendable")


def test_d09_runs_a_year_in_a_complex_case_as_a_head_decided_on_paper() -> None:
    world = a_centre()
    item = world.listed(held=False, measure=Measure.FREEZE)
    long = {"long": True, "paper_no": "五公（刑）冻字1号", "approver": POLICE_HEAD}
    world.when(start(item, "D09")).refused("clock.by_itself")
    world.when(start(item, "D09", **(long | {"paper_no": " "}))).refused("clock.paper_missing")
    world.when(start(item, "D09", **(long | {"approver": None}))).refused(
        "clock.long_approver_missing"
    )
    world.when(start(item, "D09", **(long | {"approver": UNIT_HEAD}))).refused("clock.rank_too_low")
    world.when(start(item, "D09", **long), by=POLICE_HEAD).refused("clock.own_extension")
    world.when(start(item, "D10", **long)).refused("clock.no_long_term")
    world.when(start(item, "D09", **long, until=Day("2027-03-03"))).refused("clock.too_long")
    world.do(start(item, "D09", **long))
    assert end(world, item, "D09") == ("measure", "2027-03-02T15:59:59.999Z")
    world.do(extend(item, "D09"))
    assert end(world, item, "D09") == ("measure", "2028-03-02T15:59:59.999Z")


def test_d25_is_the_day_that_was_named_and_moves_to_a_later_one() -> None:
    world = a_centre()
    item = world.stored()
    world.when(start(item, "D25")).refused("clock.needs_end")
    world.do(start(item, "D25", until=Day("2026-06-30")))
    assert end(world, item, "D25") == ("D25", "2026-06-30T15:59:59.999Z")
    world.when(extend(item, "D25", until=Day("2026-06-30"))).refused("clock.not_later")
    world.do(extend(item, "D25", until=Day("2026-12-31")))
    assert end(world, item, "D25")[1] == "2026-12-31T15:59:59.999Z"


def test_a_clock_is_stopped_for_a_reason() -> None:
    world = a_centre()
    item = world.stored()
    world.when(stop(item, "D06")).refused("clock.not_running")
    world.do(start(item, "D06"))
    world.when(stop(item, "D06", reason=" ")).refused("clock.reason_missing")
    world.when(stop(item, "D06")).then(ClockStopped)
    assert world.item(item).clocks == ()


@pytest.mark.parametrize(
    ("deadline", "more", "code"),
    [
        ("D01", {}, "clock.by_itself"),
        ("D03", {}, "clock.off"),
        ("D99", {}, "rulepack.no_deadline"),
        ("D06", {"reason": ""}, "clock.reason_missing"),
        ("D06", {"since": later(NOW, days=1)}, "time.in_future"),
        ("D06", {"since": later(TAKEN_AT, days=-1)}, "time.before_taken"),
        ("D06", {"until": Day("2026-03-01")}, "clock.end_before_start"),
        ("D06", {"until": Day("2026-03-06")}, "clock.too_long"),
        ("D10", {}, "clock.not_frozen"),
    ],
)
def test_what_cannot_run_is_refused(deadline: str, more: dict[str, Any], code: str) -> None:
    world = a_centre()
    world.when(start(world.stored(), deadline, **more)).refused(code)


def test_a_clock_runs_once_and_not_for_what_is_gone() -> None:
    world = a_centre()
    item = world.stored()
    world.do(start(item, "D06"))
    world.when(start(item, "D06")).refused("clock.runs_already")
    world.change(item, custody=Custody.SOLD)
    world.when(start(item, "D16")).refused("item.gone")


def test_an_extension_needs_rank_paper_and_somebody_else() -> None:
    world = a_centre()
    item = world.stored(measure=Measure.FREEZE)
    world.do(start(item, "D11"))
    world.when(extend(item, "D11", paper_no="")).refused("clock.paper_missing")
    world.when(extend(item, "D11", approver=OFFICER)).refused(
        "clock.rank_too_low", "separation.approves_own_case"
    )
    world.when(extend(item, "D11"), by=UNIT_HEAD).refused("clock.own_extension")
    world.when(extend(item, "D11", approver=CUSTODIAN)).refused(
        "clock.rank_too_low", "clock.own_extension"
    )
    world.when(extend(item, "D11", approver=POLICE_HEAD)).then(ClockExtended)


def test_every_command_of_clocks_has_its_rule_and_step() -> None:
    assert set(RULES) == {StartClock, ExtendClock, StopClock}
    steps = {ClockStarted, ClockExtended, ClockStopped, NoticePublished, NoticeClaimed}
    assert {one.__name__ for one in CLOCK_STEPS} == {one.__name__ for one in steps}
    assert "clocks" in ItemState.__dataclass_fields__
    assert RecordedClock("D06", NOW).extensions == 0
