"""T08: a move to another kind of zone is for a reason, and by the head of custody."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.commands.registers import ConfirmRule
from custody_app.domain.commands.store import MoveContainer, MoveItem
from custody_app.domain.events.item import ItemMoved
from custody_app.domain.events.registers import ContainerMoved
from custody_app.domain.ids import ItemId
from custody_app.domain.parts import PaperApproval
from custody_app.domain.rules.zones import APPROVAL, changes_zone
from custody_app.domain.vocabulary import Category, FreezeReason, Origin
from tests.builders import (
    BAG,
    CASE,
    CUSTODIAN_2,
    CUSTODY_HEAD,
    DISCREPANCY,
    DUAL_SLOT,
    PHONE_SLOT,
    SAFE,
    SLOT,
    SLOT_2,
    UNIT_HEAD,
    TestWorld,
    a_centre,
)

SLIP = PaperApproval("存调2026-7", "2026-03-02")
WHY = "防潮，移入保险柜"


def to_safe(item: ItemId, **more: Any) -> MoveItem:
    return MoveItem(item=item, place=SAFE, **({"reason": WHY} | more))


def confirmed(world: TestWorld) -> TestWorld:
    world.do(ConfirmRule(rule=APPROVAL, basis="中心管理规定第8条"), by=CUSTODY_HEAD)
    return world


def test_what_a_kind_of_zone_is() -> None:
    world = a_centre().world
    assert not changes_zone(SLOT, SLOT_2, world)
    assert not changes_zone(SAFE, DUAL_SLOT, world), "both are under two people"
    assert changes_zone(SLOT, SAFE, world)
    assert changes_zone(SLOT, PHONE_SLOT, world), "a place for telephones"
    assert not changes_zone(None, SAFE, world), "the first place of a thing"
    assert not changes_zone(SLOT, DISCREPANCY, world)
    assert changes_zone(DISCREPANCY, SAFE, world), "a stop there is no way round"


def test_a_reason_is_asked_for_and_nobody_has_to_approve_until_the_centre_says_so() -> None:
    world = a_centre()
    item = world.stored()
    world.when(to_safe(item, reason=" ")).refused("move.zone_reason")
    world.when(MoveItem(item=item, place=SLOT_2)).then(ItemMoved)
    world.when(to_safe(item)).then(ItemMoved).saying(approver=None, reason=WHY)


@pytest.mark.parametrize("signs", [{"by": CUSTODY_HEAD}, {"confirmers": [CUSTODY_HEAD]}])
def test_a_head_who_signs_the_move_is_on_the_record(signs: dict[str, Any]) -> None:
    world = confirmed(a_centre())
    item = world.stored()
    world.when(to_safe(item), confirmers=[CUSTODIAN_2]).refused(APPROVAL)
    world.when(to_safe(item), **signs).then(ItemMoved).saying(approver=CUSTODY_HEAD)


def test_a_head_may_have_signed_the_slip() -> None:
    world = confirmed(a_centre())
    item = world.stored()
    paper = {"approver": CUSTODY_HEAD, "paper": SLIP}
    world.when(to_safe(item, approver=CUSTODY_HEAD)).refused("approval.needs_pin")
    world.when(to_safe(item, paper=SLIP)).refused("approval.paper_approver")
    blank = PaperApproval(" ", "2026-03-02")
    world.when(to_safe(item, approver=CUSTODY_HEAD, paper=blank)).refused(
        "approval.paper_number_missing"
    )
    world.when(to_safe(item, approver=UNIT_HEAD, paper=SLIP)).refused("move.zone_rank")
    answer = world.when(to_safe(item, **paper)).then(ItemMoved)
    answer.saying(approver=CUSTODY_HEAD, paper_no=SLIP.number)


def test_no_officer_of_the_case_and_nobody_who_left_approves_it() -> None:
    world = confirmed(a_centre())
    item = world.stored()
    paper = {"approver": CUSTODY_HEAD, "paper": SLIP}
    officers = world.world.case(CASE).officers
    world.change(CASE, "case", officers=(*officers, CUSTODY_HEAD))
    world.when(to_safe(item, **paper)).refused("separation.approves_own_case")
    world.when(to_safe(item), confirmers=[CUSTODY_HEAD]).refused(APPROVAL)
    world.change(CASE, "case", officers=officers)
    world.change(CUSTODY_HEAD, "person", departed=True)
    world.when(to_safe(item, **paper)).refused("approval.departed")


def test_what_is_made_safe_waits_for_nobody() -> None:
    world = confirmed(a_centre())
    old, frozen = world.stored(labelled=False), world.stored()
    world.change(old, origin=Origin.TAKEOVER)
    world.change(frozen, frozen=FreezeReason.NOT_FOUND)
    world.when(MoveItem(item=old, place=SAFE)).then(ItemMoved)
    world.when(MoveItem(item=frozen, place=DISCREPANCY), confirmers=[CUSTODIAN_2]).then(ItemMoved)


def test_a_box_with_something_in_it_is_no_way_round() -> None:
    world = a_centre()
    empty = MoveContainer(container=BAG, place=SAFE)
    phone = world.stored(category=Category.PHONE)
    world.do(MoveItem(item=phone, container=BAG))
    world.change(BAG, "container", place=SLOT)
    world.when(empty).refused("move.zone_reason")
    confirmed(world)
    told = MoveContainer(container=BAG, place=SAFE, reason=WHY)
    world.when(told).refused(APPROVAL)
    world.when(told, confirmers=[CUSTODY_HEAD]).then(ContainerMoved).saying(approver=CUSTODY_HEAD)
