"""Checks that many rules share: time, standing, measured facts, places, two people."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import Day, Moment, later
from custody_app.domain.parts import Identifiers, Weight
from custody_app.domain.policy import Policy
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.measured import check_identifiers, compare_weights
from custody_app.domain.rules.placing import (
    allowed_categories,
    is_dual,
    is_safe_where,
    refuse_closed,
)
from custody_app.domain.rules.separation import required_second, second_person
from custody_app.domain.rules.standing import (
    refuse_blank,
    refuse_frozen,
    refuse_gone,
    refuse_unless_in_store,
)
from custody_app.domain.rules.timing import (
    local_day,
    refuse_future,
    refuse_future_day,
    refuse_impossible_time,
)
from custody_app.domain.vocabulary import Category, Custody, FreezeReason, WeightKind
from tests.builders import (
    CLOSED_SLOT,
    CUSTODIAN,
    CUSTODIAN_2,
    DUAL_SLOT,
    NOW,
    OFFICER,
    PHONE_SLOT,
    SAFE,
    SAFE_BAG,
    SLOT,
    VISITOR,
    a_centre,
)


def test_five_minutes_ahead_are_no_future() -> None:
    context = a_centre().context()
    refuse_future(None, context)
    refuse_future(later(NOW, hours=4.9 / 60), context)
    with pytest.raises(RuleBroken, match=r"time\.in_future"):
        refuse_future(later(NOW, hours=5.1 / 60), context)


def test_days_are_those_of_china() -> None:
    late = Moment("2026-03-02T17:00:00.000Z")
    assert local_day(late) == "2026-03-03"
    refuse_future_day(Day("2026-03-03"), a_centre().context(now=late))
    with pytest.raises(RuleBroken, match=r"time\.day_in_future"):
        refuse_future_day(Day("2026-03-03"), a_centre().context())


def test_a_step_comes_after_what_it_rests_on() -> None:
    world = a_centre()
    item = world.item(world.stored())
    with pytest.raises(RuleBroken, match=r"time\.before_intake"):
        refuse_impossible_time(item, world.context(happened_at=later(NOW, hours=-1)))
    with pytest.raises(RuleBroken, match=r"time\.before_taken"):
        refuse_impossible_time(item, world.context(happened_at=later(NOW, days=-9)))


def test_what_happens_now_goes_on_under_a_clock_that_is_behind() -> None:
    world = a_centre()
    item = world.item(world.stored())
    behind = later(NOW, days=-400)
    refuse_impossible_time(item, replace(world.context(), now=behind, happened_at=behind))


@pytest.mark.parametrize(
    ("check", "situation", "code"),
    [
        (refuse_gone, {"custody": Custody.SOLD}, "item.gone"),
        (refuse_unless_in_store, {"custody": Custody.LISTED}, "item.not_in_store"),
        (refuse_frozen, {"frozen": FreezeReason.NOT_FOUND}, "item.frozen"),
    ],
)
def test_where_a_thing_stands(check: Any, situation: dict[str, Any], code: str) -> None:
    world = a_centre()
    item = world.stored()
    check(world.item(item))
    world.change(item, **situation)
    with pytest.raises(RuleBroken) as caught:
        check(world.item(item))
    assert caught.value.code == code


def test_blank_is_blank_however_long() -> None:
    refuse_blank("x", "a.b")
    with pytest.raises(RuleBroken, match=r"a\.b"):
        refuse_blank(" \u3000\t", "a.b")


def test_nobody_identified_counts_as_missing() -> None:
    for nothing in (None, Identifiers()):
        with pytest.raises(RuleBroken, match=r"intake\.identifiers_missing"):
            check_identifiers(Category.PHONE, nothing)
    check_identifiers(Category.GENERAL, None)


@pytest.mark.parametrize(
    ("reading", "differs", "serious"),
    [("50.04", False, False), ("49.9", True, False), ("52.5", True, True), ("0.05", True, True)],
)
def test_how_far_a_reading_is_off(reading: str, differs: bool, serious: bool) -> None:
    world = a_centre()
    net = Weight(WeightKind.NET, Amount("50", "g"))
    item = world.stored(category=Category.DRUGS, accepted={"weights": (net,)})
    new = (
        Weight(WeightKind.NET, Amount(reading, "g")),
        Weight(WeightKind.GROSS, Amount("1", "kg")),
    )
    found = compare_weights(world.item(item), new, Policy())
    assert (found.differs, found.serious) == (differs, serious)


def test_what_counts_as_safe() -> None:
    world = a_centre().world
    assert is_safe_where(world, SAFE, None)
    assert is_safe_where(world, DUAL_SLOT, None)
    assert is_safe_where(world, None, SAFE_BAG)
    assert not is_safe_where(world, SLOT, None)
    assert not is_safe_where(world, None, None)


def test_a_place_inside_follows_the_place_around_it() -> None:
    world = a_centre()
    world.change(SLOT, "place", parent=CLOSED_SLOT)
    with pytest.raises(RuleBroken, match=r"move\.place_closed"):
        refuse_closed(world.world, world.world.place(SLOT))
    world.change(SLOT, "place", parent=PHONE_SLOT)
    place = world.world.place(SLOT)
    assert allowed_categories(world.world, place) == (Category.PHONE,)


def test_places_in_a_circle_end() -> None:
    world = a_centre()
    world.change(SLOT, "place", parent=SLOT)
    assert not is_dual(world.world, world.world.place(SLOT))


@pytest.mark.parametrize(
    ("confirmers", "wanted"),
    [
        ([], None),
        ([CUSTODIAN], None),
        ([OFFICER], None),
        ([OFFICER, CUSTODIAN_2], CUSTODIAN_2),
        ([VISITOR], VISITOR),
    ],
)
def test_who_fits_as_the_second(confirmers: list[str], wanted: str | None) -> None:
    world = a_centre()
    item = world.item(world.stored())
    context = world.context(confirmers=confirmers)
    assert second_person(item, world.world, context) == wanted
    assert required_second(item, world.world, context) == wanted


def test_the_second_is_neither_who_acted_nor_who_recorded() -> None:
    world = a_centre()
    item = world.item(world.stored(category=Category.FIREARM))
    context = world.context(confirmers=[CUSTODIAN_2], acted_by=CUSTODIAN_2)
    with pytest.raises(RuleBroken, match=r"separation\.second_person"):
        required_second(item, world.world, context)
