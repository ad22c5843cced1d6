"""Places and containers: what may lie where, and who may put it there."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.commands.store import MoveContainer, MoveItem, SeeItem
from custody_app.domain.events.item import ItemFrozen, ItemMoved, ItemSeen
from custody_app.domain.events.registers import ContainerMoved, ContainerSealChanged
from custody_app.domain.ids import ContainerId, PlaceId
from custody_app.domain.rules import movement
from custody_app.domain.vocabulary import Category, Custody, FreezeReason, Grade
from tests.builders import (
    BAG,
    CASE,
    CLOSED_SLOT,
    CUSTODIAN,
    CUSTODIAN_2,
    DISCREPANCY,
    DUAL_ROOM,
    DUAL_SLOT,
    OFFICER,
    OTHER_CASE_BAG,
    PHONE_SLOT,
    SAFE,
    SAFE_BAG,
    SEALED_BAG,
    SLOT,
    SLOT_2,
    SUPERVISOR,
    TINY_SLOT,
    a_centre,
)


def test_put_away_and_moved_on() -> None:
    world = a_centre()
    item = world.stored(place=None)
    assert world.item(item).needs_place
    world.when(MoveItem(item=item, place=SLOT)).then(ItemMoved(item=item, place=SLOT))
    world.when(MoveItem(item=item, place=SLOT)).refused("move.already_there")
    world.when(MoveItem(item=item, container=BAG)).then(ItemMoved(item=item, container=BAG))
    assert world.item(item).place is None


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ({}, "move.one_place"),
        ({"place": SLOT, "container": BAG}, "move.one_place"),
        ({"place": CLOSED_SLOT}, "move.place_closed"),
        ({"place": PHONE_SLOT}, "move.other_category"),
        ({"place": "nowhere"}, "place.unknown"),
        ({"container": "nothing"}, "container.unknown"),
        ({"container": OTHER_CASE_BAG}, "move.other_case"),
        ({"container": SEALED_BAG}, "move.container_sealed"),
    ],
)
def test_unfit_places(where: dict[str, Any], code: str) -> None:
    world = a_centre()
    world.when(MoveItem(item=world.stored(), **{"place": None} | where)).refused(code)


def test_a_full_place_takes_no_more() -> None:
    world = a_centre()
    first, second = world.stored(), world.stored()
    world.when(MoveItem(item=first, place=TINY_SLOT)).then(ItemMoved)
    world.when(MoveItem(item=second, place=TINY_SLOT)).refused("move.place_full")


def test_no_shelf_before_the_label_is_proved_unless_the_policy_says_so() -> None:
    world = a_centre()
    item = world.stored(place=None, labelled=False)
    world.when(MoveItem(item=item, place=SLOT)).refused("label.not_proved")
    world.set_policy(label_before_shelf="no")
    world.when(MoveItem(item=item, place=SLOT)).then(ItemMoved)


@pytest.mark.parametrize("where", [SAFE, DUAL_ROOM, DUAL_SLOT])
@pytest.mark.parametrize(
    "values", [{"category": Category.FIREARM}, {"grade": Grade.VALUABLE}], ids=["gun", "valuable"]
)
def test_valuables_lie_under_dual_custody(where: PlaceId, values: dict[str, Any]) -> None:
    world = a_centre()
    item = world.stored(place=None, **values)
    world.when(MoveItem(item=item, place=SLOT)).refused("move.needs_dual_custody")
    world.when(MoveItem(item=item, container=BAG)).refused("move.needs_dual_custody")
    world.when(MoveItem(item=item, place=where)).then(ItemMoved)
    world.when(MoveItem(item=item, container=SAFE_BAG)).then(ItemMoved)


def test_a_bag_that_lies_nowhere_holds_no_valuables() -> None:
    world = a_centre()
    world.change(BAG, "container", place=None)
    gun = world.stored(place=None, category=Category.FIREARM)
    world.when(MoveItem(item=gun, container=BAG)).refused("move.container_nowhere")
    world.when(MoveItem(item=world.stored(), container=BAG)).then(ItemMoved)


def test_what_is_frozen_goes_to_the_discrepancy_area_only() -> None:
    world = a_centre()
    item = world.stored(SAFE, category=Category.DRUGS)
    world.given(ItemFrozen(item=item, reason=FreezeReason.WEIGHT_DIFFERS))
    world.when(MoveItem(item=item, place=DUAL_SLOT)).refused("move.frozen")
    world.when(MoveItem(item=item, container=SAFE_BAG)).refused("move.frozen")
    into = MoveItem(item=item, place=DISCREPANCY)
    world.when(into).refused("separation.second_person_discrepancy")
    world.when(into, confirmers=[OFFICER]).refused("separation.second_person_discrepancy")
    world.when(into, confirmers=[CUSTODIAN_2]).then(ItemMoved).saying(second=CUSTODIAN_2)


@pytest.mark.parametrize(
    ("custody", "code"),
    [
        (Custody.LISTED, "item.not_in_store"),
        (Custody.ON_LOAN, "item.on_loan"),
        (Custody.SPLIT_UP, "item.gone"),
    ],
)
def test_only_what_is_in_store_moves(custody: Custody, code: str) -> None:
    world = a_centre()
    item = world.stored()
    world.change(item, custody=custody)
    world.when(MoveItem(item=item, place=SLOT_2)).refused(code)
    world.when(SeeItem(item=item)).refused(code)


def test_not_by_the_case_officer() -> None:
    world = a_centre()
    world.change(CASE, "case", officers=(CUSTODIAN,))
    item = world.stored()
    world.when(MoveItem(item=item, place=SLOT_2)).refused("separation.case_officer_keeps")


def test_a_sighting_elsewhere_is_a_fact_and_moves_nothing() -> None:
    world = a_centre()
    item = world.stored()
    seen = SeeItem(item=item, place=SLOT_2)
    world.when(seen, by=SUPERVISOR).then(ItemSeen(item=item, place=SLOT_2))
    assert world.item(item).place == SLOT
    world.when(SeeItem(item=item, place=SLOT, container=BAG)).refused("move.one_place")
    world.when(SeeItem(item=item, container=ContainerId("no"))).refused("container.unknown")


def test_a_container_moves_with_all_it_holds() -> None:
    world = a_centre()
    world.when(MoveContainer(container=BAG, place=SLOT)).refused("move.already_there")
    world.when(MoveContainer(container=BAG, place=CLOSED_SLOT)).refused("move.place_closed")
    world.when(MoveContainer(container=BAG, place=SLOT_2)).then(ContainerMoved)


def test_a_container_needs_room_for_all_it_holds() -> None:
    world = a_centre()
    for _ in range(2):
        world.given(ItemMoved(item=world.stored(), container=BAG))
    world.when(MoveContainer(container=BAG, place=TINY_SLOT)).refused("move.place_full")


def test_a_container_stays_under_dual_custody() -> None:
    world = a_centre()
    world.when(MoveContainer(container=SAFE_BAG, place=SLOT)).refused("move.needs_dual_custody")
    world.when(MoveContainer(container=SAFE_BAG, place=DUAL_SLOT)).then(ContainerMoved)


def test_the_case_officer_moves_no_container_of_the_case() -> None:
    world = a_centre()
    world.change(CASE, "case", officers=(CUSTODIAN,))
    command = MoveContainer(container=SAFE_BAG, place=DUAL_SLOT)
    world.when(command).refused("separation.case_officer_keeps")


def test_the_commands_decided_here() -> None:
    assert set(movement.RULES) == {MoveItem, SeeItem, MoveContainer}


def test_nothing_comes_out_of_a_sealed_bag() -> None:
    world = a_centre()
    item = world.stored()
    world.given(ItemMoved(item=item, container=BAG))
    world.given(ContainerSealChanged(container=BAG, new_seal_no="B-7"))
    world.when(MoveItem(item=item, place=SLOT_2)).refused("place.container_sealed")
