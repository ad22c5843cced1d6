"""The stock-take: blind, a second count by somebody else, then a stop (21号 第24条, D28)."""

from __future__ import annotations

from typing import Any

from custody_app.domain.commands.counts import CountPlace
from custody_app.domain.events.counts import PlaceCounted
from custody_app.domain.events.item import ItemFrozen
from custody_app.domain.events.registers import PlaceClosed
from custody_app.domain.ids import ItemId
from custody_app.domain.rules import stock_take
from custody_app.domain.state.registers import PlaceState
from tests.builders import CUSTODIAN, CUSTODIAN_2, SLOT, TestWorld, a_centre


def place_of(world: TestWorld) -> PlaceState:
    return world.world.place(SLOT)


def count(*seen: ItemId, expected: tuple[ItemId, ...], **more: Any) -> CountPlace:
    return CountPlace(place=SLOT, seen=seen, expected=expected, **more)


def test_all_there_is_one_event() -> None:
    world = a_centre()
    one, two = world.stored(), world.stored()
    world.when(count(two, one, expected=(one, two))).then(PlaceCounted)
    place = place_of(world)
    assert (place.counted_by, place.count_missing) == (CUSTODIAN, ())
    assert place.counted_at is not None


def test_what_two_people_do_not_find_is_stopped() -> None:
    world = a_centre()
    one, two = world.stored(), world.stored()
    world.when(count(one, expected=(one, two))).then(PlaceCounted)
    assert place_of(world).count_missing == (two,)
    again = count(one, expected=(one, two))
    world.when(again).refused("count.second_by_same")
    world.when(again, by=CUSTODIAN_2).then(PlaceCounted, ItemFrozen)
    assert world.item(two).frozen is not None
    world.when(again, by=CUSTODIAN_2).then(PlaceCounted)


def test_what_the_second_person_finds_is_not_stopped() -> None:
    world = a_centre()
    one, two = world.stored(), world.stored()
    world.when(count(one, expected=(one, two))).then(PlaceCounted)
    world.when(count(one, two, expected=(one, two)), by=CUSTODIAN_2).then(PlaceCounted)
    assert place_of(world).count_missing == ()
    assert world.item(two).frozen is None


def test_what_belongs_elsewhere_is_told() -> None:
    world = a_centre()
    one, stranger = world.stored(), world.stored()
    world.when(count(one, stranger, expected=(one,))).saying(
        expected=1, seen=1, unexpected=(stranger,)
    )


def test_nothing_is_counted_twice_or_at_a_closed_place() -> None:
    world = a_centre()
    one = world.stored()
    world.when(count(one, one, expected=(one,))).refused("count.seen_twice")
    world.when(count(ItemId("nobody"), expected=())).refused("item.unknown")
    world.given(PlaceClosed(place=SLOT))
    world.when(count(one, expected=(one,))).refused("move.place_closed")


def test_the_commands_decided_here() -> None:
    assert set(stock_take.RULES) == {CountPlace}
