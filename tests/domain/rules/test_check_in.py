from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.commands.loans import (
    ApproveRequest,
    ExtendLoan,
    RequestedItem,
    RequestExtension,
    ReturnItem,
)
from custody_app.domain.events.item import (
    ItemFrozen,
    ItemReturned,
    LoanExtended,
)
from custody_app.domain.events.registers import PersonChanged, RequestCarriedOut, RequestMade
from custody_app.domain.ids import RequestId
from custody_app.domain.moments import Moment
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.check_in import RULES
from custody_app.domain.vocabulary import (
    Category,
    Condition,
    Custody,
    FreezeReason,
    Rank,
    Role,
    SealState,
    WeightKind,
)
from tests.builders import (
    CUSTODIAN_2,
    DISCREPANCY,
    LABORATORY,
    OFFICER,
    OFFICER_2,
    OTHER_OFFICER,
    POLICE_HEAD,
    POLICE_UNIT,
    SAFE,
    SLOT,
    UNIT_HEAD,
    VISITOR,
    TestWorld,
    a_centre,
    cash_item,
)
from tests.domain.rules.asking import (
    AFTER_DUE,
    BEFORE_DUE,
    DUE,
    asked,
    check_out_of,
    granted,
    lent,
)

LATER = Moment("2026-03-10T06:00:00.000Z")
BOOKS = Amount("300", "册")


def back(item: Any, **values: Any) -> ReturnItem:
    return ReturnItem(item=item, **values)


def grams_net(n: str) -> tuple[Weight, ...]:
    return (Weight(WeightKind.NET, Amount(n, "g")),)


def test_a_thing_comes_back_as_it_went() -> None:
    assert set(RULES) == {ReturnItem, ExtendLoan}
    world = a_centre()
    item = world.stored()
    lent(world, item)
    answer = world.when(back(item, place=SLOT), now=BEFORE_DUE).then(ItemReturned)
    answer.saying(returned_by=OFFICER, difference=False, late=False, place=SLOT)
    state = world.item(item)
    assert (state.custody, state.loan, state.place) == (Custody.IN_STORE, None, SLOT)
    assert state.balance.adds_up


def test_only_what_is_on_loan_comes_back() -> None:
    world = a_centre()
    item = world.stored()
    world.when(back(item)).refused("return.not_on_loan")
    lent(world, item)
    early = Moment("2026-03-02T05:00:00.000Z")
    world.when(back(item, occurred_at=early)).refused("return.before_hand_out")
    world.when(back(item, quantity=Amount("0", "件"))).refused("return.nothing")
    world.when(back(item, quantity=Amount("1", "册"))).refused("quantity.other_unit")


@pytest.mark.parametrize("said", [{"returned_by": VISITOR}, {"brought_by": "李师傅（快递）"}])
def test_anyone_brings_it_also_for_who_left(said: dict[str, Any]) -> None:
    world = a_centre()
    item = world.stored()
    lent(world, item)
    world.record(PersonChanged(person=OFFICER, departed=True))
    expected = {"returned_by": None, "brought_by": ""} | said
    world.when(back(item, **said), now=BEFORE_DUE).saying(**expected)


def test_late_is_recorded_with_its_reason_and_never_refused() -> None:
    world = a_centre()
    item = world.stored()
    lent(world, item)
    world.when(back(item), now=AFTER_DUE).refused("return.late_needs_reason")
    told = back(item, late_note="鉴定延误")
    world.when(told, now=AFTER_DUE).saying(late=True, late_note="鉴定延误")


def test_a_frozen_thing_comes_back() -> None:
    world = a_centre()
    item = world.stored()
    lent(world, item)
    world.change(item, frozen=FreezeReason.NOT_FOUND)
    world.when(back(item, place=SLOT), now=BEFORE_DUE).refused("move.frozen")
    into = back(item, place=DISCREPANCY)
    world.when(into, now=BEFORE_DUE).refused("separation.second_person_discrepancy")
    world.when(into, confirmers=[CUSTODIAN_2], now=BEFORE_DUE).then(ItemReturned)


def test_a_frozen_thing_is_taken_in_alone_and_put_away_later() -> None:
    world = a_centre()
    item = world.stored()
    lent(world, item)
    world.change(item, frozen=FreezeReason.NOT_FOUND)
    world.when(back(item), now=BEFORE_DUE).then(ItemReturned).saying(second=None)


def test_every_difference_is_told_and_explained() -> None:
    world = a_centre()
    item = world.stored(quantity=BOOKS, accepted={"seal_no": "F-1"})
    lent(world, item, seal_no="F-1")
    wrong = back(item, quantity=Amount("299", "册"), seal_no="F-2", condition=Condition.DAMAGED)
    world.when(wrong, now=BEFORE_DUE).refused(
        "return.difference_unexplained",
        "return.quantity_differs",
        "return.seal_differs",
        "return.condition_differs",
    )


def test_a_missing_part_freezes_what_is_left() -> None:
    world = a_centre()
    item = world.stored(quantity=BOOKS)
    lent(world, item)
    short = back(item, quantity=Amount("298", "册"), difference_note="承办人称遗失两册")
    answer = world.when(short, now=BEFORE_DUE).then(ItemReturned, ItemFrozen)
    answer.saying(difference=True)
    state = world.item(item)
    assert state.frozen is FreezeReason.COUNT_DIFFERS
    assert (state.balance.stored.n, state.balance.lost.n) == ("298", "2")
    assert state.balance.adds_up


def test_a_surplus_freezes_too() -> None:
    world = a_centre()
    item = world.stored(quantity=BOOKS)
    lent(world, item)
    more = back(item, quantity=Amount("301", "册"), difference_note="多出一册")
    world.when(more, now=BEFORE_DUE).then(ItemReturned, ItemFrozen)
    assert world.item(item).balance.adds_up


def test_a_grave_difference_goes_to_the_discrepancy_area_only() -> None:
    world = a_centre()
    item = world.stored(quantity=BOOKS)
    lent(world, item)
    facts: dict[str, Any] = {"quantity": Amount("298", "册"), "difference_note": "遗失"}
    world.when(back(item, place=SLOT, **facts), now=BEFORE_DUE).refused("move.frozen")
    into = back(item, place=DISCREPANCY, **facts)
    world.when(into, now=BEFORE_DUE).refused("separation.second_person_discrepancy")
    answer = world.when(into, confirmers=[CUSTODIAN_2], now=BEFORE_DUE)
    answer.then(ItemReturned, ItemFrozen)


def test_the_policy_says_from_which_count_on_a_thing_is_stopped() -> None:
    world = a_centre()
    world.set_policy(freeze_count_difference_percent="1")
    item, other = world.stored(quantity=BOOKS), world.stored(quantity=BOOKS)
    lent(world, item)
    lent(world, other)
    few = back(item, quantity=Amount("298", "册"), difference_note="脱落两册")
    world.when(few, now=BEFORE_DUE).then(ItemReturned).saying(difference=True)
    many = back(other, quantity=Amount("297", "册"), difference_note="少三册")
    world.when(many, now=BEFORE_DUE).then(ItemReturned, ItemFrozen)


@pytest.mark.parametrize("condition", [Condition.SWAPPED, Condition.LOST, Condition.SHORT])
def test_a_grave_condition_freezes(condition: Condition) -> None:
    world = a_centre()
    item = world.stored()
    lent(world, item)
    told = back(item, condition=condition, difference_note="情况说明")
    world.when(told, now=BEFORE_DUE).then(ItemReturned, ItemFrozen)
    assert world.item(item).frozen is FreezeReason.CONDITION_DIFFERS


def test_damage_is_explained_but_does_not_freeze() -> None:
    world = a_centre()
    item = world.stored()
    lent(world, item)
    told = back(item, condition=Condition.DAMAGED, difference_note="拉链损坏")
    world.when(told, now=BEFORE_DUE).then(ItemReturned).saying(difference=True)


def test_a_broken_seal_freezes_and_the_record_says_open() -> None:
    world = a_centre()
    item = world.stored(accepted={"seal_no": "F-1"})
    lent(world, item, seal_no="F-1")
    world.when(back(item), now=BEFORE_DUE).refused(
        "return.difference_unexplained", "return.seal_differs"
    )
    told = back(item, difference_note="鉴定时启封")
    world.when(told, now=BEFORE_DUE).then(ItemReturned, ItemFrozen)
    state = world.item(item)
    assert (state.seal, state.seal_no) == (SealState.OPENED, "")
    assert state.frozen is FreezeReason.SEAL_DIFFERS


def a_loan_of_drugs(world: TestWorld, **values: Any) -> Any:
    drugs = world.stored(
        SAFE,
        category=Category.DRUGS,
        quantity=Amount("5.50", "g"),
        accepted={"weights": grams_net("5.50")},
    )
    lent(world, drugs, confirmers=(CUSTODIAN_2,), weights=grams_net("5.50"), **values)
    return drugs


def test_drugs_are_weighed_again() -> None:
    world = a_centre()
    drugs = a_loan_of_drugs(world)
    two = [CUSTODIAN_2]
    world.when(back(drugs), confirmers=two, now=BEFORE_DUE).refused("return.weights_missing")
    same = back(drugs, weights=grams_net("5.48"))
    world.when(same, confirmers=two, now=BEFORE_DUE).then(ItemReturned).saying(difference=False)


def test_a_weight_beyond_tolerance_is_explained() -> None:
    world = a_centre()
    drugs = a_loan_of_drugs(world)
    less = back(drugs, weights=grams_net("5.40"))
    world.when(less, confirmers=[CUSTODIAN_2], now=BEFORE_DUE).refused(
        "return.difference_unexplained", "return.weight_differs"
    )
    told = back(drugs, weights=grams_net("5.40"), difference_note="送检取样0.10克，见鉴定书")
    world.when(told, confirmers=[CUSTODIAN_2], now=BEFORE_DUE).then(ItemReturned)


def test_a_weight_far_off_freezes() -> None:
    world = a_centre()
    drugs = a_loan_of_drugs(world)
    told = back(drugs, weights=grams_net("4.00"), difference_note="原因待查")
    answer = world.when(told, confirmers=[CUSTODIAN_2], now=BEFORE_DUE)
    answer.then(ItemReturned, ItemFrozen)
    assert world.item(drugs).frozen is FreezeReason.WEIGHT_DIFFERS


def test_each_category_may_have_a_tolerance_of_its_own() -> None:
    world = a_centre()
    world.set_policy(weight_tolerance_by_category="drugs=0.5")
    drugs = a_loan_of_drugs(world)
    less = back(drugs, weights=grams_net("5.10"))
    answer = world.when(less, confirmers=[CUSTODIAN_2], now=BEFORE_DUE)
    answer.then(ItemReturned).saying(difference=False)


def test_valuables_lent_unweighed_are_weighed_on_return() -> None:
    world = a_centre()
    gold = world.stored(SAFE, category=Category.VALUABLES, accepted={"weights": grams_net("360.0")})
    lent(world, gold, confirmers=(CUSTODIAN_2,))
    world.when(back(gold), confirmers=[CUSTODIAN_2], now=BEFORE_DUE).refused(
        "return.weights_missing"
    )


def test_alone_only_under_its_own_seal() -> None:
    world = a_centre()
    bare = world.stored(SAFE, **cash_item())
    sealed = world.stored(SAFE, accepted={"seal_no": "F-9"}, **cash_item())
    lent(world, bare, confirmers=(CUSTODIAN_2,))
    lent(world, sealed, confirmers=(CUSTODIAN_2,), seal_no="F-9")
    world.when(back(bare), now=BEFORE_DUE).refused("return.second_person")
    world.when(back(bare), confirmers=[OFFICER], now=BEFORE_DUE).refused("return.second_person")
    world.when(back(bare), confirmers=[CUSTODIAN_2], now=BEFORE_DUE).saying(second=CUSTODIAN_2)
    world.when(back(sealed, seal_no="F-9"), now=BEFORE_DUE).then(ItemReturned).saying(second=None)


def test_a_part_comes_back_to_its_rest() -> None:
    world = a_centre()
    item = world.stored(quantity=BOOKS)
    ten = (RequestedItem(item=item, quantity=Amount("10", "册")),)
    world.do(check_out_of(item, granted(world, item, items=ten)))
    world.do(back(item), now=BEFORE_DUE)
    state = world.item(item)
    assert (state.balance.stored.value, state.place) == (BOOKS.value, SLOT)


def test_a_case_officer_takes_nothing_back_as_custodian() -> None:
    world = a_centre()
    item = world.stored()
    lent(world, item)
    world.change(OFFICER_2, "person", roles=(Role.CUSTODIAN,))
    world.when(back(item), by=OFFICER_2).refused("separation.case_officer_keeps")


# extension


def extension_of(request: RequestId, **values: Any) -> RequestExtension:
    defaults: dict[str, Any] = {"due_at": LATER, "reason": "鉴定未完成", "requester": OFFICER}
    return RequestExtension(request=request, **(defaults | values))


def asked_extension(world: TestWorld, request: RequestId, **values: Any) -> RequestId:
    event = world.do(extension_of(request, **values))[0]
    assert isinstance(event, RequestMade)
    return event.request


def test_a_loan_is_extended_by_who_approved_it() -> None:
    world = a_centre()
    item = world.stored()
    request = asked_extension(world, lent(world, item))
    approve = ApproveRequest(request=request)
    world.when(approve, by=POLICE_HEAD).refused("approval.original_approver")
    world.do(approve, by=UNIT_HEAD)
    answer = world.when(ExtendLoan(item=item, request=request), now=BEFORE_DUE)
    answer.then(LoanExtended, RequestCarriedOut).saying(due_at=LATER)
    loan = world.item(item).loan
    assert loan is not None
    assert loan.due_at == LATER


def test_another_head_extends_when_the_first_has_left() -> None:
    world = a_centre()
    item = world.stored()
    request = asked_extension(world, lent(world, item))
    world.record(PersonChanged(person=UNIT_HEAD, departed=True))
    approve = ApproveRequest(request=request)
    world.when(approve, by=POLICE_HEAD).refused("approval.original_office")
    world.change(OTHER_OFFICER, "person", rank=Rank.UNIT_HEAD, unit=LABORATORY)
    world.when(approve, by=OTHER_OFFICER).refused("approval.other_unit")
    world.change(OTHER_OFFICER, "person", unit=POLICE_UNIT)
    world.when(approve, by=OTHER_OFFICER).saying(rank=Rank.UNIT_HEAD)


def test_who_was_moved_elsewhere_extends_no_more() -> None:
    world = a_centre()
    item = world.stored()
    request = asked_extension(world, lent(world, item))
    world.change(OTHER_OFFICER, "person", rank=Rank.UNIT_HEAD)
    approve = ApproveRequest(request=request)
    world.when(approve, by=OTHER_OFFICER).refused("approval.original_approver")
    world.change(UNIT_HEAD, "person", unit=LABORATORY)
    world.when(approve, by=OTHER_OFFICER).saying(approver=OTHER_OFFICER)


def test_an_extension_is_asked_for_before_the_return_date() -> None:
    world = a_centre()
    item = world.stored()
    request = lent(world, item)
    world.when(extension_of(request), now=AFTER_DUE).refused("request.loan_over")
    world.when(extension_of(request), now=DUE).then(RequestMade)


def test_extension_refusals() -> None:
    world = a_centre()
    item, other = world.stored(), world.stored()
    request = lent(world, item)
    world.when(extension_of(asked(world, other))).refused("request.not_a_running_call_out")
    world.when(extension_of(granted(world, other))).refused("request.nothing_on_loan")
    world.when(extension_of(request, reason="")).refused("request.reason_missing")
    world.when(extension_of(request, due_at=DUE)).refused("request.not_later")


def test_an_extension_fits_its_loan_and_serves_once() -> None:
    world = a_centre()
    item, other = world.stored(), world.stored()
    request = asked_extension(world, lent(world, item))
    lent(world, other)
    extend = ExtendLoan(item=item, request=request)
    world.when(extend).refused("approval.not_approved")
    world.do(ApproveRequest(request=request), by=UNIT_HEAD)
    wrong = ExtendLoan(item=other, request=request)
    world.when(wrong).refused("approval.other_item")
    world.do(extend)
    world.when(extend).refused("approval.used")
    world.do(back(item), now=BEFORE_DUE)
    world.when(extend).refused("return.not_on_loan")
