from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.commands.loans import RequestedItem
from custody_app.domain.commands.outgoing import HandOverWithCase, TakeBackItem
from custody_app.domain.commands.store import ArchiveItem
from custody_app.domain.events.item import ItemCameBack, ItemHandedOver
from custody_app.domain.events.registers import RequestCarriedOut
from custody_app.domain.ids import ItemId, RequestId
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.transfer import RULES
from custody_app.domain.vocabulary import (
    MAY_COME_BACK,
    Category,
    Custody,
    Disposal,
    FreezeReason,
    Role,
    WeightKind,
)
from tests.builders import (
    CLOSED_SLOT,
    COURT,
    CUSTODIAN_2,
    OFFICER,
    PROCURATORATE,
    SAFE,
    SLOT,
    TAKEN_AT,
    UNIT_HEAD,
    TestWorld,
    a_centre,
    cash_item,
)
from tests.domain.rules.asking import disposal_granted

BOOKS = Amount("300", "册")


def approved(world: TestWorld, *items: ItemId, **values: Any) -> RequestId:
    facts: dict[str, Any] = {"to_unit": PROCURATORATE, "approver": UNIT_HEAD}
    return disposal_granted(world, *items, disposal=Disposal.WITH_CASE, **(facts | values))


def hand_over(item: ItemId, request: RequestId, **values: Any) -> HandOverWithCase:
    defaults: dict[str, Any] = {
        "to_unit": PROCURATORATE,
        "proposal": "建议没收",
        "received_by": "赵六",
    }
    return HandOverWithCase(item=item, request=request, **(defaults | values))


def take_back(item: ItemId, **values: Any) -> TakeBackItem:
    defaults: dict[str, Any] = {
        "quantity": Amount("1", "件"),
        "paper_no": "补侦函1号",
        "reason": "退回补充侦查",
        "from_unit": PROCURATORATE,
    }
    return TakeBackItem(item=item, **(defaults | values))


def net(n: str) -> tuple[Weight, ...]:
    return (Weight(WeightKind.NET, Amount(n, "g")),)


def test_what_goes_with_the_case_and_comes_back_has_its_rules() -> None:
    assert set(RULES) == {HandOverWithCase, TakeBackItem}


def test_the_whole_goes_with_the_case() -> None:
    world = a_centre()
    item = world.stored()
    answer = world.when(hand_over(item, approved(world, item)))
    answer.then(ItemHandedOver, RequestCarriedOut).saying(quantity=Amount("1", "件"))
    state = world.item(item)
    assert (state.custody, state.returnable) == (Custody.WITH_CASE, Amount("1", "件"))
    assert state.place is None
    assert state.balance.adds_up


def test_a_part_goes_and_the_rest_stays() -> None:
    world = a_centre()
    item = world.stored(quantity=BOOKS)
    part = (RequestedItem(item=item, quantity=Amount("20", "册")),)
    request = approved(world, item, items=part)
    world.when(hand_over(item, request)).saying(quantity=Amount("20", "册"))
    state = world.item(item)
    assert (state.custody, state.place) == (Custody.IN_STORE, SLOT)
    assert state.balance.stored == Amount("280", "册")
    world.when(hand_over(item, request)).refused("approval.used")


def test_hand_over_refusals() -> None:
    world = a_centre()
    item = world.stored()
    request = approved(world, item)
    world.when(hand_over(item, request, to_unit=COURT)).refused("transfer.other_unit")
    world.when(hand_over(item, request, proposal="", received_by="")).refused(
        "transfer.proposal_missing", "transfer.receiver_missing"
    )
    too_much = hand_over(item, request, quantity=Amount("2", "件"))
    world.when(too_much).refused("approval.more_than_approved")


def test_nothing_that_stops_a_thing_is_forgotten_after_the_approval() -> None:
    world = a_centre()
    item = world.stored()
    request = approved(world, item)
    world.change(item, holds=1)
    world.when(hand_over(item, request)).refused("disposal.on_hold")
    world.change(item, holds=0, frozen=FreezeReason.NOT_FOUND)
    world.when(hand_over(item, request)).refused("item.frozen")
    world.change(item, frozen=None, leg=2)
    world.when(hand_over(item, request)).refused("approval.facts_changed")


def test_another_way_was_approved() -> None:
    world = a_centre()
    item = world.stored()
    request = disposal_granted(world, item, disposal=Disposal.DESTRUCTION)
    world.when(hand_over(item, request)).refused("disposal.other_way")


def test_two_people_hand_over_cash() -> None:
    world = a_centre()
    cash = world.stored(SAFE, **cash_item())
    command = hand_over(cash, approved(world, cash))
    world.when(command).refused("separation.second_person")
    world.when(command, confirmers=[OFFICER]).refused("separation.second_person")
    world.when(command, confirmers=[CUSTODIAN_2]).saying(second=CUSTODIAN_2)


def test_drugs_are_weighed_or_go_sealed() -> None:
    world = a_centre()
    facts: dict[str, Any] = {"category": Category.DRUGS, "quantity": Amount("5.50", "g")}
    bare = world.stored(SAFE, accepted={"weights": net("5.50")}, **facts)
    sealed = world.stored(SAFE, accepted={"weights": net("5.50"), "seal_no": "F-1"}, **facts)
    request = approved(world, bare, sealed)
    two = [CUSTODIAN_2]
    world.when(hand_over(bare, request), confirmers=two).refused("transfer.weights_missing")
    light = hand_over(bare, request, weights=net("4.50"))
    world.when(light, confirmers=two).refused("transfer.weight_differs")
    world.when(hand_over(bare, request, weights=net("5.50")), confirmers=two).then(ItemHandedOver)
    world.when(hand_over(sealed, request), confirmers=two).then(ItemHandedOver, RequestCarriedOut)


def gone(world: TestWorld, **values: Any) -> ItemId:
    item = world.stored(**values)
    world.do(hand_over(item, approved(world, item)), confirmers=[CUSTODIAN_2])
    return item


def test_what_left_comes_back_as_a_new_leg() -> None:
    world = a_centre()
    item = gone(world)
    world.when(take_back(item, place=SLOT)).then(ItemCameBack).saying(from_unit=PROCURATORATE)
    state = world.item(item)
    assert (state.custody, state.leg, state.place) == (Custody.IN_STORE, 2, SLOT)
    assert state.balance.adds_up
    assert state.balance.released.is_zero


def test_what_was_archived_comes_back_too() -> None:
    world = a_centre()
    item = gone(world)
    world.do(ArchiveItem(item=item))
    world.when(take_back(item)).then(ItemCameBack)


def test_take_back_refusals() -> None:
    world = a_centre()
    item, here = gone(world), world.stored()
    world.when(take_back(here)).refused("transfer.cannot_come_back")
    world.when(take_back(item, quantity=Amount("0", "件"))).refused("quantity.zero")
    world.when(take_back(item, quantity=Amount("1", "册"))).refused("quantity.other_unit")
    world.when(take_back(item, quantity=Amount("2", "件"))).refused("transfer.more_than_left")
    world.when(take_back(item, paper_no="", reason="")).refused(
        "transfer.paper_missing", "transfer.reason_missing"
    )
    world.when(take_back(item, occurred_at=TAKEN_AT)).refused("transfer.back_before_leaving")
    world.when(take_back(item, place=CLOSED_SLOT)).refused("move.place_closed")


@pytest.mark.parametrize("end", [Custody.SOLD, Custody.DESTROYED, Custody.PAID_IN])
def test_what_was_sold_or_destroyed_does_not_come_back(end: Custody) -> None:
    world = a_centre()
    item = gone(world)
    world.change(item, custody=end, returnable=None)
    assert end not in MAY_COME_BACK
    world.when(take_back(item)).refused("transfer.cannot_come_back")


def test_two_people_take_cash_back_or_it_comes_sealed() -> None:
    world = a_centre()
    first, second = gone(world, place=SAFE, **cash_item()), gone(world, place=SAFE, **cash_item())
    back = Amount("1000", "CNY")
    world.when(take_back(first, quantity=back)).refused("separation.second_person")
    both = world.when(take_back(first, quantity=back), confirmers=[CUSTODIAN_2])
    both.saying(second=CUSTODIAN_2)
    world.when(take_back(second, quantity=back, seal_no="F-7")).saying(second=None, seal_no="F-7")


def test_a_case_officer_hands_nothing_over_as_custodian() -> None:
    world = a_centre()
    item = world.stored()
    request = approved(world, item)
    world.change(OFFICER, "person", roles=(Role.CUSTODIAN,))
    command = hand_over(item, request)
    world.when(command, by=OFFICER).refused("separation.case_officer_keeps")
