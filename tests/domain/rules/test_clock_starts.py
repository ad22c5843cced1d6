"""The step that is the legal start lets its deadline run, once, where the pack lets it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from custody_app.domain.commands.clocks import StopClock
from custody_app.domain.commands.intake import ListItem
from custody_app.domain.commands.store import ChangeMeasure
from custody_app.domain.events.clocks import ClockStarted, ClockStopped
from custody_app.domain.events.item import ItemListed, MeasureChanged
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import Day
from custody_app.domain.rules.clock_starts import clocks_begun
from custody_app.domain.rules.rule_packs import adopted
from custody_app.domain.vocabulary import Category, MeasureState, Nature
from tests.builders import CUSTODIAN, OFFICER, ONE, SEIZURE, TAKEN_AT, TestWorld, a_centre
from tests.domain.law.packs import NATIONAL, YEARS

PAPER_ON = Day("2026-03-02")


def line() -> ListItem:
    return ListItem(
        seizure=SEIZURE, name="保险柜", category=Category.GENERAL, nature=Nature.EVIDENCE,
        quantity=ONE, not_held=True, kept_where="文林街12号",
    )  # fmt: skip


def lifted(item: ItemId) -> ChangeMeasure:
    return ChangeMeasure(item=item, state=MeasureState.LIFTED, paper_no="解1", paper_on=PAPER_ON)


def switched_off(world: TestWorld, id_: str) -> None:
    off = tuple(replace(one, enabled=one.enabled and one.id != id_) for one in NATIONAL.deadlines)
    pack = replace(NATIONAL, version="off", deadlines=off)
    world.record(adopted(world.world.rules().id, pack, YEARS))


def started(events: tuple[Any, ...]) -> list[tuple[str, str]]:
    return [(one.deadline, one.since) for one in events if isinstance(one, ClockStarted)]


def test_only_what_the_officer_registers_waits_for_its_copies() -> None:
    world = a_centre()
    assert started(world.decide(line(), by=OFFICER)) == [("D02", TAKEN_AT)]
    assert started(world.decide(line(), by=CUSTODIAN)) == []
    world.when(line(), by=CUSTODIAN).then(ItemListed)


def test_a_lifting_starts_the_three_days_from_the_day_on_its_paper() -> None:
    world = a_centre()
    item = world.stored()
    events = world.when(lifted(item)).then(MeasureChanged, ClockStarted).events
    assert started(events) == [("D06", "2026-03-02T04:00:00.000Z")]
    assert [one.deadline for one in world.item(item).clocks] == ["D06"]


def test_what_the_pack_switched_off_is_not_started() -> None:
    world = a_centre()
    item = world.stored()
    switched_off(world, "D06")
    world.when(lifted(item)).then(MeasureChanged)


def test_the_service_ends_one_deadline_and_starts_the_next_once() -> None:
    world = a_centre()
    item = world.stored()
    world.record(ClockStarted(item=item, deadline="D15", since=TAKEN_AT, reason="判决生效"))
    stop = StopClock(item=item, deadline="D15", reason="已送达")
    world.when(stop).then(ClockStopped, ClockStarted)
    assert [one.deadline for one in world.item(item).clocks] == ["D16"]
    again = ClockStopped(item=item, deadline="D15", reason="再次送达")
    assert clocks_begun((again,), world.world, world.context()) == ()
