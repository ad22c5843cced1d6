"""A measure made longer: once, so far, by that head, told in writing, before its end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from custody_app.domain.commands.clocks import ExtendClock, StartClock
from custody_app.domain.commands.store import ChangeMeasure
from custody_app.domain.events.clocks import ClockExtended
from custody_app.domain.events.item import MeasureChanged
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import Day, Moment
from custody_app.domain.rules.agencies import is_next_higher
from custody_app.domain.rules.measure_clocks import ADMINISTRATIVE
from custody_app.domain.rules.measure_extension import extension_faults
from custody_app.domain.rules.running import end_now
from custody_app.domain.vocabulary import Measure, MeasureState, UnitKind
from tests.builders import (
    ADMIN_CASE,
    ADMIN_SEIZURE,
    LABORATORY,
    NOW,
    OTHER_OFFICER,
    POLICE_HEAD,
    POLICE_UNIT,
    PRINCIPAL_HEAD,
    UNIT_HEAD,
    TestWorld,
    a_centre,
)
from tests.domain.rules.asking import lent

END = Moment("2026-04-01T15:59:59.999Z")
AFTER_END = Moment("2026-04-02T06:00:00.000Z")


def longer(item: ItemId, **values: Any) -> ChangeMeasure:
    facts: dict[str, Any] = {
        "state": MeasureState.EXTENDED, "paper_no": "延决1号", "paper_on": Day("2026-03-02"),
        "until": Day("2026-05-01"), "approver": POLICE_HEAD, "notice_no": "延告1号",
    }  # fmt: skip
    return ChangeMeasure(item=item, **(facts | values))


def detained(world: TestWorld) -> ItemId:
    return world.stored(case=ADMIN_CASE, seizure=ADMIN_SEIZURE, measure=Measure.DETAIN)


def test_d08_thirty_days_more_once_by_the_county_head_with_notice() -> None:
    world = a_centre()
    item = detained(world)
    assert end_now(world.item(item), ADMINISTRATIVE, world.world) == END
    world.when(longer(item)).then(MeasureChanged).saying(
        approver=POLICE_HEAD, notice_no="延告1号", until=Day("2026-05-01")
    )
    world.when(longer(item, until=Day("2026-05-20"))).refused("hold.measure_extended_once")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"until": Day("2026-05-10")}, "hold.measure_too_long"),
        ({"notice_no": " "}, "hold.measure_notice_missing"),
        ({"approver": None}, "hold.measure_approver_missing"),
        ({"approver": UNIT_HEAD}, "clock.rank_too_low"),
        ({"approver": OTHER_OFFICER}, "clock.rank_too_low separation.approves_own_case"),
    ],
)
def test_what_an_extension_of_d08_must_satisfy(values: dict[str, Any], code: str) -> None:
    world = a_centre()
    world.when(longer(detained(world), **values)).refused(*code.split())


def test_d08_is_over_when_it_is_over_unless_it_was_extended_in_time() -> None:
    world = a_centre()
    item = detained(world)
    world.when(longer(item), now=AFTER_END).refused("clock.over")
    world.when(longer(item), by=POLICE_HEAD).refused("clock.own_extension")
    world.when(longer(item, occurred_at=NOW, occurred_why="late_entry"), now=AFTER_END).then(
        MeasureChanged
    )


def test_d07_is_not_made_longer() -> None:
    world = a_centre()
    item = world.stored(measure=Measure.ADVANCE_REGISTRATION)
    world.when(longer(item)).refused("hold.measure_not_extendable")


def test_d09_is_renewed_before_it_ends() -> None:
    world = a_centre()
    item = world.listed(held=False, measure=Measure.FREEZE)
    renew = longer(item, until=Day("2027-03-02"))
    world.when(renew, now=Moment("2026-09-05T01:00:00.000Z")).refused("clock.over")
    world.when(renew).then(MeasureChanged)


def test_d12_is_extended_by_a_head_of_the_next_higher_agency() -> None:
    world = a_centre()
    item = world.stored(measure=Measure.FREEZE, case=ADMIN_CASE)
    world.do(StartClock(item=item, deadline="D12", since=NOW, reason="涉恐冻结"))
    extend = ExtendClock(
        item=item, deadline="D12", approver=POLICE_HEAD, paper_no="延1号", reason="复杂"
    )
    world.change(POLICE_UNIT, "unit", code="530102LD")
    world.when(extend).refused("clock.next_higher")
    city = replace(world.world.unit(LABORATORY), code="530100LD", kind=UnitKind.POLICE)
    world.states["unit", LABORATORY] = city
    world.change(POLICE_HEAD, "person", unit=LABORATORY)
    world.when(extend, now=Moment("2026-07-01T01:00:00.000Z")).refused("clock.over")
    world.when(extend).then(ClockExtended)
    assert is_next_higher(world.world.unit(LABORATORY), world.world.unit(POLICE_UNIT))
    assert not is_next_higher(world.world.unit(POLICE_UNIT), world.world.unit(LABORATORY))


def test_d04_is_extended_by_who_approved_the_call_out() -> None:
    world = a_centre()
    item = world.stored()
    lent(world, item)
    world.do(StartClock(item=item, deadline="D04", since=NOW, reason="使用结束"))
    extend = ExtendClock(
        item=item, deadline="D04", approver=PRINCIPAL_HEAD, paper_no="延1号", reason="运输"
    )
    world.when(extend).refused("approval.original_approver")
    named = ExtendClock(
        item=item, deadline="D04", approver=UNIT_HEAD, paper_no="延1号", reason="运输"
    )
    world.when(named).then(ClockExtended)


def test_what_was_started_by_hand_is_not_made_longer_as_a_measure() -> None:
    world = a_centre()
    item = world.listed(held=False, measure=Measure.FREEZE)
    context = world.context(UNIT_HEAD)
    command = longer(item, until=Day("2026-12-01"))
    assert extension_faults(command, world.item(item), world.world, context) == []
    world.do(StartClock(item=item, deadline="D10", since=NOW, reason="冻结股票"))
    (fault,) = extension_faults(command, world.item(item), world.world, context)
    assert (fault.code, fault.facts) == ("hold.extend_the_clock", {"deadline": "D10"})
