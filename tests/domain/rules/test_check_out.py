from __future__ import annotations

import pytest

from custody_app.domain.commands.loans import RequestedItem
from custody_app.domain.events.item import ItemCheckedOut, ItemMoved
from custody_app.domain.events.registers import PersonChanged, RequestCarriedOut
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.check_out import BORROWING_KINDS
from custody_app.domain.vocabulary import (
    Category,
    Condition,
    Custody,
    Disposal,
    FreezeReason,
    Role,
    Shown,
    UnitKind,
    WeightKind,
)
from tests.builders import (
    ADMIN_CASE,
    CUSTODIAN,
    CUSTODIAN_2,
    LABORATORY,
    OFFICER,
    OFFICER_2,
    OTHER_OFFICER,
    SAFE,
    SEALED_BAG,
    VISITOR,
    a_centre,
    cash_item,
)
from tests.domain.rules.asking import (
    AFTER_DUE,
    asked,
    check_out_of,
    disposal_granted,
    granted,
    lent,
)


def test_hand_out_on_an_approved_request() -> None:
    world = a_centre()
    item = world.stored()
    request = granted(world, item)
    answer = world.when(check_out_of(item, request)).then(ItemCheckedOut, RequestCarriedOut)
    answer.saying(borrower=OFFICER, request=request, quantity=Amount("1", "件"))
    state = world.item(item)
    assert state.custody is Custody.ON_LOAN
    assert state.place is None
    assert state.borrowers == (OFFICER,)
    assert state.balance.adds_up


def test_nothing_goes_out_twice() -> None:
    world = a_centre()
    item = world.stored()
    request = lent(world, item)
    world.when(check_out_of(item, request)).refused("item.on_loan")


def test_an_approval_serves_once() -> None:
    world = a_centre()
    item, other = world.stored(), world.stored()
    request = granted(world, item, other)
    world.do(check_out_of(item, request))
    world.change(item, custody=Custody.IN_STORE, loan=None)
    world.when(check_out_of(item, request)).refused("approval.used")


def test_the_request_must_fit() -> None:
    world = a_centre()
    item, other = world.stored(), world.stored()
    world.when(check_out_of(item, asked(world, item))).refused("approval.not_approved")
    world.when(check_out_of(item, granted(world, other))).refused("approval.other_item")
    disposal = disposal_granted(world, item, disposal=Disposal.DESTRUCTION)
    world.when(check_out_of(item, disposal)).refused("approval.other_kind")
    late = check_out_of(item, granted(world, item))
    world.when(late, now=AFTER_DUE).refused("loan.approval_expired")


def test_a_frozen_thing_stays() -> None:
    world = a_centre()
    item = world.stored()
    request = granted(world, item)
    world.change(item, frozen=FreezeReason.WEIGHT_DIFFERS)
    world.when(check_out_of(item, request)).refused("item.frozen")


def test_a_part_and_no_more_than_approved() -> None:
    world = a_centre()
    item = world.stored(quantity=Amount("300", "册"))
    ten = (RequestedItem(item=item, quantity=Amount("10", "册")),)
    request = granted(world, item, items=ten)
    more = check_out_of(item, request, quantity=Amount("11", "册"))
    world.when(more).refused("approval.more_than_approved")
    none = check_out_of(item, request, quantity=Amount("0", "册"))
    world.when(none).refused("quantity.zero")
    other = check_out_of(item, request, quantity=Amount("1", "件"))
    world.when(other).refused("quantity.other_unit")
    world.when(check_out_of(item, request)).saying(quantity=Amount("10", "册"))
    state = world.item(item)
    assert state.balance.stored == Amount("290", "册")
    assert state.place is not None
    assert state.balance.adds_up


@pytest.mark.parametrize(
    ("borrower", "codes"),
    [
        (OFFICER_2, ()),
        (OTHER_OFFICER, ()),  # of the case unit
        (VISITOR, ("loan.borrower_not_of_case",)),
        (CUSTODIAN_2, ("loan.borrower_not_of_case",)),
        (CUSTODIAN, ("loan.to_oneself", "loan.borrower_not_of_case")),
    ],
)
def test_who_may_have_it(borrower: str, codes: tuple[str, ...]) -> None:
    world = a_centre()
    item = world.stored()
    answer = world.when(check_out_of(item, granted(world, item), borrower=borrower))
    answer.refused(*codes)


def test_the_requester_of_another_authority_collects() -> None:
    world = a_centre()
    item = world.stored()
    request = granted(world, item, requester=VISITOR)
    world.when(check_out_of(item, request, borrower=VISITOR)).saying(borrower=VISITOR)


def test_neither_police_nor_judicial_staff() -> None:
    world = a_centre()
    item = world.stored()
    request = granted(world, item)
    world.change(OTHER_OFFICER, "person", police=False)
    command = check_out_of(item, request, borrower=OTHER_OFFICER)
    world.when(command).refused("loan.borrower_not_police")
    world.change(OTHER_OFFICER, "person", roles=(Role.LIAISON,))
    world.when(command).saying(borrower=OTHER_OFFICER)


def test_a_laboratory_is_not_of_the_case_by_itself() -> None:
    assert UnitKind.LABORATORY in BORROWING_KINDS
    world = a_centre()
    item = world.stored()
    world.change(VISITOR, "person", unit=LABORATORY)
    command = check_out_of(item, granted(world, item), borrower=VISITOR)
    world.when(command).refused("loan.borrower_not_of_case")


def test_who_left_borrows_nothing() -> None:
    world = a_centre()
    item = world.stored()
    request = granted(world, item)
    world.record(PersonChanged(person=OFFICER, departed=True))
    world.when(check_out_of(item, request)).refused("loan.borrower_departed")


@pytest.mark.parametrize("shown", [Shown.SEEN, Shown.PAPER])
def test_a_borrower_without_pin_shows_credential_or_signs(shown: Shown) -> None:
    world = a_centre()
    item = world.stored()
    world.when(check_out_of(item, granted(world, item), shown=shown)).saying(borrower=OFFICER)


def test_the_borrower_confirms() -> None:
    world = a_centre()
    item = world.stored()
    command = check_out_of(item, granted(world, item), shown=None)
    world.when(command).refused("loan.borrower_not_confirmed")
    world.when(command, confirmers=[OFFICER]).saying(borrower=OFFICER, second=None)


def test_two_people_hand_out_what_needs_two_and_the_borrower_is_not_one() -> None:
    world = a_centre()
    cash = world.stored(SAFE, **cash_item())
    command = check_out_of(cash, granted(world, cash, requester=OTHER_OFFICER), shown=None)
    outsider = check_out_of(cash, command.request, borrower=OTHER_OFFICER, shown=None)
    world.when(outsider, confirmers=[OTHER_OFFICER]).refused("separation.second_person")
    both = world.when(outsider, confirmers=[OTHER_OFFICER, CUSTODIAN_2])
    both.saying(second=CUSTODIAN_2, borrower=OTHER_OFFICER)


def test_a_case_officer_hands_nothing_out_as_custodian() -> None:
    world = a_centre()
    item = world.stored()
    request = granted(world, item)
    world.change(OFFICER_2, "person", roles=(Role.CUSTODIAN,))
    command = check_out_of(item, request)
    world.when(command, by=OFFICER_2).refused("separation.case_officer_keeps")


def test_the_seal_is_read() -> None:
    world = a_centre()
    item = world.stored(accepted={"seal_no": "F-001"})
    request = granted(world, item)
    world.when(check_out_of(item, request)).refused("loan.seal_missing")
    wrong = check_out_of(item, request, seal_no="F-002")
    world.when(wrong).refused("loan.seal_differs")
    right = check_out_of(item, request, seal_no="F-001")
    world.when(right).saying(seal_no="F-001")


def test_a_part_of_a_sealed_thing_stays_sealed() -> None:
    world = a_centre()
    item = world.stored(quantity=Amount("5", "本"), accepted={"seal_no": "F-001"})
    two = (RequestedItem(item=item, quantity=Amount("2", "本")),)
    command = check_out_of(item, granted(world, item, items=two), seal_no="F-001")
    world.when(command).refused("loan.part_of_sealed")


def test_nothing_leaves_a_sealed_container() -> None:
    world = a_centre()
    item = world.stored()
    request = granted(world, item)
    world.record(ItemMoved(item=item, container=SEALED_BAG))
    world.when(check_out_of(item, request)).refused("place.container_sealed")


def test_what_is_seen_differently_is_said() -> None:
    world = a_centre()
    item = world.stored()
    request = granted(world, item)
    damaged = check_out_of(item, request, condition=Condition.DAMAGED)
    world.when(damaged).refused("loan.condition_needs_note")
    said = check_out_of(item, request, condition=Condition.DAMAGED, condition_note="背带断裂")
    world.when(said).saying(condition=Condition.DAMAGED)


def test_a_weight_that_differs_is_said() -> None:
    world = a_centre()
    gold = world.stored(
        SAFE,
        category=Category.VALUABLES,
        accepted={"weights": (Weight(WeightKind.NET, Amount("360.0", "g")),)},
    )
    request = granted(world, gold)
    light = (Weight(WeightKind.NET, Amount("350.0", "g")),)
    command = check_out_of(gold, request, weights=light)
    world.when(command, confirmers=[CUSTODIAN_2]).refused("loan.weight_needs_note")


def test_another_case_is_not_mixed_in() -> None:
    world = a_centre()
    item = world.stored(case=ADMIN_CASE)
    request = granted(world, item, requester=OTHER_OFFICER)
    world.when(check_out_of(item, request, borrower=OTHER_OFFICER)).saying(request=request)
