"""A difference that stops a thing is reported to two heads, and each takes note of it once."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.commands.loans import CheckOutItem
from custody_app.domain.commands.store import AcknowledgeDifference
from custody_app.domain.events.item import (
    DifferenceAcknowledged,
    ItemFrozen,
    ItemUnfrozen,
)
from custody_app.domain.ids import ItemId
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.differences import RULES
from custody_app.domain.vocabulary import Category, Condition, FreezeReason, Rank, WeightKind
from tests.builders import (
    ADMIN_CASE,
    COURT,
    CUSTODIAN,
    CUSTODIAN_2,
    CUSTODY_HEAD,
    PAPER,
    POLICE_HEAD,
    SAFE,
    UNIT_HEAD,
    TestWorld,
    a_centre,
)
from tests.domain.rules.asking import check_out_of, granted


def stopped(world: TestWorld) -> ItemId:
    item = world.stored()
    world.given(ItemFrozen(item=item, reason=FreezeReason.COUNT_DIFFERS, note="少一件"))
    return item


def note_of(item: ItemId, **values: Any) -> AcknowledgeDifference:
    return AcknowledgeDifference(item=item, **values)


def test_a_stop_waits_for_both_heads_and_each_confirms_by_the_own_pin() -> None:
    assert set(RULES) == {AcknowledgeDifference}
    world = a_centre()
    item = stopped(world)
    assert world.item(item).unacknowledged == (Rank.UNIT_HEAD, Rank.CUSTODY_HEAD)
    answer = world.when(note_of(item), by=UNIT_HEAD).then(DifferenceAcknowledged)
    answer.saying(head=Rank.UNIT_HEAD, person=UNIT_HEAD)
    assert world.item(item).unacknowledged == (Rank.CUSTODY_HEAD,)
    world.when(note_of(item), by=UNIT_HEAD).refused("item.acknowledged_already")
    world.when(note_of(item, head=CUSTODY_HEAD), confirmers=[CUSTODY_HEAD]).saying(
        head=Rank.CUSTODY_HEAD, person=CUSTODY_HEAD
    )
    assert world.item(item).unacknowledged == ()
    assert world.item(item).frozen is FreezeReason.COUNT_DIFFERS
    world.when(note_of(item), by=UNIT_HEAD).refused("item.no_difference_reported")


def test_on_paper_with_its_number_and_scan() -> None:
    world = a_centre()
    item = stopped(world)
    world.when(note_of(item, head=UNIT_HEAD)).refused("item.acknowledgement_paper_missing")
    number = note_of(item, head=UNIT_HEAD, paper_no="CY2026030001")
    world.when(number).refused("item.acknowledgement_paper_missing")
    signed = note_of(item, head=UNIT_HEAD, paper_no="CY2026030001", attachments=(PAPER,))
    world.when(signed).saying(head=Rank.UNIT_HEAD, paper_no="CY2026030001")


def test_a_higher_head_stands_in_for_the_unit_and_nobody_else_does() -> None:
    world = a_centre()
    item = stopped(world)
    world.when(note_of(item)).refused("item.not_one_of_the_heads")
    world.change(UNIT_HEAD, "person", unit=COURT)
    world.when(note_of(item), by=UNIT_HEAD).refused("item.head_of_other_unit")
    world.when(note_of(item), by=POLICE_HEAD).saying(head=Rank.UNIT_HEAD, person=POLICE_HEAD)
    assert world.item(item).case != ADMIN_CASE


def test_clearing_the_difference_does_not_take_the_report_back() -> None:
    world = a_centre()
    item = stopped(world)
    world.given(ItemUnfrozen(item=item, paper_no="1", approver=POLICE_HEAD, note="查清"))
    assert world.item(item).unacknowledged == (Rank.UNIT_HEAD, Rank.CUSTODY_HEAD)
    world.when(note_of(item), by=UNIT_HEAD).then(DifferenceAcknowledged)


@pytest.mark.parametrize("condition", [Condition.SWAPPED, Condition.SHORT, Condition.LOST])
def test_what_differs_gravely_does_not_leave_however_it_is_explained(condition: Condition) -> None:
    world = a_centre()
    item = world.stored()
    request = granted(world, item)
    told = check_out_of(item, request, condition=condition, condition_note="出库时发现")
    world.when(told).refused("loan.difference_freezes")
    assert isinstance(told, CheckOutItem)


def test_a_weight_far_off_does_not_leave() -> None:
    world = a_centre()

    def net(n: str) -> tuple[Weight, ...]:
        return (Weight(WeightKind.NET, Amount(n, "g")),)

    gold = world.stored(SAFE, category=Category.VALUABLES, accepted={"weights": net("100")})
    request = granted(world, gold)
    two = [CUSTODIAN_2]
    far = check_out_of(gold, request, weights=net("94"), condition_note="不明")
    world.when(far, confirmers=two).refused("loan.difference_freezes")
    near = check_out_of(gold, request, weights=net("98"), condition_note="天平误差")
    world.when(near, by=CUSTODIAN, confirmers=two).saying(condition_note="天平误差")


def test_what_was_counted_at_the_hand_out_must_be_what_is_stored() -> None:
    world = a_centre()
    item = world.stored(quantity=Amount("300", "册"))
    request = granted(world, item)
    short = check_out_of(item, request, counted=Amount("298", "册"), condition_note="少两册")
    world.when(short).refused("loan.count_differs")
    other = check_out_of(item, request, counted=Amount("300", "件"))
    world.when(other).refused("quantity.other_unit")
    agrees = check_out_of(item, request, counted=Amount("300", "册"))
    world.when(agrees).saying(quantity=Amount("300", "册"))


def test_a_weighed_quantity_is_counted_within_its_tolerance() -> None:
    world = a_centre()
    powder = world.stored(quantity=Amount("100", "g"))
    request = granted(world, powder)
    far = check_out_of(powder, request, counted=Amount("99", "g"))
    world.when(far).refused("loan.count_differs")
    near = check_out_of(powder, request, counted=Amount("99.6", "g"))
    world.when(near).saying(quantity=Amount("100", "g"))
