"""Corrections add: both versions stay, balances follow, a second person where it matters."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from custody_app.domain.commands.store import ArchiveItem, AttachFiles, CorrectItem
from custody_app.domain.events.item import (
    ItemArchived,
    ItemCheckedOut,
    ItemCorrected,
    ItemFileAttached,
    ItemReleased,
)
from custody_app.domain.ids import PersonId, RequestId
from custody_app.domain.moments import later
from custody_app.domain.parts import Identifiers, Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.rules import correction
from custody_app.domain.vocabulary import (
    Category,
    Condition,
    Custody,
    Disposal,
    FreezeReason,
    Grade,
    LoanPurpose,
    Recipient,
    SignedBy,
    WeightKind,
)
from tests.builders import (
    CASE,
    CUSTODIAN,
    CUSTODIAN_2,
    NOW,
    OFFICER,
    PHOTO,
    SAFE,
    TAKEN_AT,
    TestWorld,
    a_centre,
    cash_item,
    some_cash,
)

TEN = Amount("10", "件")
HASH = "c" * 64


def a_correction(item: Any, **values: Any) -> CorrectItem:
    facts: dict[str, Any] = {"of_event": HASH, "reason": "登记时笔误"}
    return CorrectItem(item=item, **(facts | values))


def some_left(world: TestWorld, number: str) -> Any:
    item = world.stored(quantity=TEN)
    world.given(
        ItemReleased(
            item=item,
            request=RequestId("r"),
            kind=Disposal.RETURN_TO_OWNER,
            quantity=Amount(number, "件"),
            recipient=Recipient.OWNER,
            signed_by=SignedBy.SIGNATURE,
        )
    )
    return item


def test_a_correction_says_what_was() -> None:
    world = a_centre()
    item = world.stored(quantity=TEN)
    command = a_correction(item, name="蓝色双肩包", quantity=Amount("9", "件"))
    (event,) = world.do(command)
    assert isinstance(event, ItemCorrected)
    assert json.loads(event.was) == {"name": "黑色双肩包", "quantity": {"n": "10", "u": "件"}}
    state = world.item(item)
    assert (state.name, state.balance.stored.n, state.corrections) == ("蓝色双肩包", "9", 1)
    assert state.balance.adds_up


def test_every_field_can_be_corrected() -> None:
    world = a_centre()
    item = world.stored()
    command = a_correction(
        item,
        category=Category.PHONE,
        grade=Grade.VALUABLE,
        taken_at=later(TAKEN_AT, hours=-1),
        seal_no="F-9",
        weights=(Weight(WeightKind.GROSS, Amount("180", "g")),),
        features="背面有划痕",
        identifiers=Identifiers(imei="490154203237518"),
        owner="张三",
    )
    world.when(command).refused("correction.second_person")
    world.when(command, confirmers=[CUSTODIAN_2]).saying(second=CUSTODIAN_2)
    state = world.item(item)
    assert state.category is Category.PHONE
    assert state.identifiers == Identifiers(imei="490154203237518")
    assert state.seal_no == "F-9"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": "x", "of_event": "abc"}, "correction.event_unknown"),
        ({"name": "x", "reason": " "}, "correction.reason_missing"),
        ({}, "correction.nothing_changes"),
        ({"name": "黑色双肩包"}, "correction.nothing_changes"),
        ({"quantity": Amount("9", "个")}, "quantity.other_unit"),
        ({"quantity": Amount("0", "件")}, "quantity.zero"),
        ({"taken_at": later(NOW, days=1)}, "time.in_future"),
        ({"cash": some_cash()}, "intake.cash_not_cash"),
        ({"category": Category.CASH}, "intake.cash_use_missing"),
    ],
)
def test_what_a_correction_needs(values: dict[str, Any], code: str) -> None:
    world = a_centre()
    world.when(a_correction(world.stored(quantity=TEN), **values)).refused(code)


def test_before_intake_the_list_is_corrected_and_the_clock_follows() -> None:
    world = a_centre()
    item = world.listed(quantity=TEN)
    early = later(TAKEN_AT, hours=-3)
    world.when(a_correction(item, quantity=Amount("12", "件"), taken_at=early)).then(ItemCorrected)
    state = world.item(item)
    assert state.balance.open.n == "12"
    assert state.hand_over_due_at == later(early, hours=24)


def test_not_below_what_has_left() -> None:
    world = a_centre()
    item = some_left(world, "4")
    both: dict[str, Any] = {"confirmers": [CUSTODIAN_2]}
    too_few = a_correction(item, quantity=Amount("3", "件"))
    world.when(too_few, **both).refused("correction.below_what_left")
    world.when(a_correction(item, quantity=Amount("4", "件")), **both).then(ItemCorrected)
    assert world.item(item).balance.stored.is_zero
    assert world.item(item).balance.adds_up


def test_what_is_lent_has_left_too() -> None:
    world = a_centre()
    item = world.stored(quantity=TEN)
    world.given(
        ItemCheckedOut(
            item=item,
            request=RequestId("r"),
            borrower=PersonId(OFFICER),
            purpose=LoanPurpose.COURT,
            quantity=TEN,
            due_at=later(NOW, days=1),
            condition=Condition.INTACT,
        )
    )
    less = a_correction(item, quantity=Amount("9", "件"))
    world.when(less).refused("correction.below_what_left")


def test_after_a_signed_hand_over_a_second_person_confirms() -> None:
    world = a_centre()
    item = some_left(world, "4")
    command = a_correction(item, name="蓝色双肩包")
    world.when(command).refused("correction.second_person")
    world.when(command, confirmers=[OFFICER]).refused("correction.second_person")
    world.when(command, confirmers=[CUSTODIAN_2]).saying(second=CUSTODIAN_2)
    with_form = a_correction(world.stored(), name="蓝色双肩包", of_form="RK-1")
    world.when(with_form).refused("correction.second_person")


def test_two_person_kinds_are_corrected_by_two() -> None:
    world = a_centre()
    item = world.stored(SAFE, category=Category.DRUGS)
    command = a_correction(item, features="白色晶体")
    world.when(command).refused("separation.second_person")
    world.when(command, confirmers=[CUSTODIAN_2]).then(ItemCorrected)


def test_all_of_it_gone_keeps_its_quantity() -> None:
    world = a_centre()
    item = some_left(world, "10")
    both: dict[str, Any] = {"confirmers": [CUSTODIAN_2]}
    more = a_correction(item, quantity=Amount("11", "件"))
    world.when(more, **both).refused("correction.quantity_of_gone")
    world.when(a_correction(item, owner="王五"), **both).then(ItemCorrected)


def test_cash_is_corrected_together_with_its_notes() -> None:
    world = a_centre()
    item = world.stored(SAFE, **cash_item())
    both: dict[str, Any] = {"confirmers": [CUSTODIAN_2]}
    alone = a_correction(item, quantity=Amount("900", "CNY"))
    world.when(alone, **both).refused("intake.cash_quantity")
    world.when(replace(alone, cash=some_cash(notes=9)), **both).then(ItemCorrected)
    assert world.item(item).balance.stored.n == "900"


def test_the_case_officer_corrects_nothing() -> None:
    world = a_centre()
    world.change(CASE, "case", officers=(CUSTODIAN,))
    command = a_correction(world.stored(), name="蓝色双肩包")
    world.when(command).refused("separation.case_officer_keeps")


def test_files_are_attached_even_after_it_left() -> None:
    world = a_centre()
    item = some_left(world, "10")
    world.when(AttachFiles(item=item)).refused("item.no_files")
    world.when(AttachFiles(item=item, attachments=(PHOTO,))).then(ItemFileAttached)


def test_the_record_closes_when_all_has_left() -> None:
    world = a_centre()
    world.when(ArchiveItem(item=world.stored())).refused("item.not_gone")
    item = some_left(world, "10")
    world.change(item, frozen=FreezeReason.COUNT_DIFFERS)
    world.when(ArchiveItem(item=item)).refused("item.frozen")
    world.change(item, frozen=None)
    world.when(ArchiveItem(item=item)).then(ItemArchived)
    assert world.item(item).custody is Custody.ARCHIVED
    world.when(ArchiveItem(item=item)).refused("item.archived_already")


def test_the_commands_decided_here() -> None:
    assert set(correction.RULES) == {CorrectItem, AttachFiles, ArchiveItem}
