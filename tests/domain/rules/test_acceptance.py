"""The window: accepted, with a difference, refused in part; two people or sealed uncounted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from custody_app.domain.commands.intake import AcceptItem, RefuseItem
from custody_app.domain.events.item import ItemAccepted, ItemLabelled, ItemLabelProved, ItemRefused
from custody_app.domain.ids import ItemId, PersonId
from custody_app.domain.moments import later
from custody_app.domain.parts import Identifiers, Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.rules import acceptance
from custody_app.domain.vocabulary import (
    Category,
    Condition,
    Custody,
    Grade,
    RefusalReason,
    Role,
    WeightKind,
)
from tests.builders import (
    CASE,
    CUSTODIAN,
    CUSTODIAN_2,
    NO_PAPER_SEIZURE,
    OFFICER,
    ONE,
    PHOTO,
    SAFE,
    SAFE_BAG,
    SLOT,
    TAKEN_AT,
    TestWorld,
    a_centre,
    cash_item,
    some_cash,
)

TEN = Amount("10", "件")
GROSS = Weight(WeightKind.GROSS, Amount("52.30", "g"))


def test_what_the_list_says_is_taken_in() -> None:
    world = a_centre()
    item = world.listed(quantity=TEN)
    world.when(AcceptItem(item=item, quantity=TEN, delivered_by=OFFICER)).saying(
        difference=False, late=False, counted=True, quantity=TEN
    )
    state = world.item(item)
    assert state.custody is Custody.IN_STORE
    assert state.balance.stored == TEN
    assert state.hand_over_due_at is None


@pytest.mark.parametrize("found", ["8", "12"])
def test_less_or_more_is_a_difference_and_never_silent(found: str) -> None:
    world = a_centre()
    item = world.listed(quantity=TEN)
    bare = AcceptItem(item=item, quantity=Amount(found, "件"))
    world.when(bare).refused("intake.difference_needs_note")
    told = replace(bare, difference_note="双方已签字", corrected_list_awaited=True)
    world.when(told).saying(difference=True, corrected_list_awaited=True)
    assert world.item(item).difference
    assert world.item(item).balance.listed == TEN
    assert world.item(item).balance.adds_up


def test_part_is_refused_and_the_rest_taken_without_a_difference() -> None:
    world = a_centre()
    item = world.listed(quantity=TEN)
    part = Amount("3", "件")
    reason = RefusalReason.NAME_DIFFERS
    world.when(RefuseItem(item=item, reason=reason, quantity=part)).then(ItemRefused)
    assert world.item(item).custody is Custody.LISTED
    assert world.item(item).hand_over_due_at is not None
    world.when(AcceptItem(item=item, quantity=Amount("7", "件"))).saying(difference=False)
    assert world.item(item).balance.refused == part


def test_all_refused_may_be_brought_again() -> None:
    world = a_centre()
    item = world.listed(quantity=TEN)
    world.when(RefuseItem(item=item, reason=RefusalReason.NO_DOCUMENT)).saying(quantity=TEN)
    assert world.item(item).custody is Custody.REFUSED
    world.when(RefuseItem(item=item, reason=RefusalReason.NO_DOCUMENT)).refused(
        "intake.nothing_open"
    )
    world.when(AcceptItem(item=item, quantity=TEN)).saying(difference=False)
    balance = world.item(item).balance
    assert balance.refused.is_zero
    assert balance.stored == TEN


@pytest.mark.parametrize(
    ("quantity", "code"),
    [
        (Amount("11", "件"), "intake.refuses_more_than_open"),
        (Amount("0", "件"), "quantity.zero"),
        (Amount("1", "kg"), "quantity.other_unit"),
    ],
)
def test_a_refusal_stays_within_the_line(quantity: Amount, code: str) -> None:
    world = a_centre()
    item = world.listed(quantity=TEN)
    command = RefuseItem(item=item, reason=RefusalReason.NAME_DIFFERS, quantity=quantity)
    world.when(command).refused(code)


@pytest.mark.parametrize(
    ("quantity", "code"),
    [(Amount("0", "件"), "intake.nothing_accepted"), (Amount("1", "kg"), "quantity.other_unit")],
)
def test_something_of_the_same_unit_is_accepted(quantity: Amount, code: str) -> None:
    world = a_centre()
    world.when(AcceptItem(item=world.listed(quantity=TEN), quantity=quantity)).refused(code)


def test_late_is_taken_in_with_its_reason() -> None:
    world = a_centre()
    item = world.listed()
    late = later(TAKEN_AT, hours=24.1)
    command = AcceptItem(item=item, quantity=ONE)
    world.when(command, now=late).refused("intake.late_needs_reason")
    told = replace(command, late_note="山路塌方")
    world.when(told, now=late).saying(late=True, late_note="山路塌方")


def test_just_in_time_is_not_late() -> None:
    world = a_centre()
    command = AcceptItem(item=world.listed(), quantity=ONE, late_note="不迟")
    world.when(command, now=later(TAKEN_AT, hours=24)).saying(late=False, late_note="")


def test_typed_in_later_counts_when_it_happened() -> None:
    world = a_centre()
    command = AcceptItem(item=world.listed(), quantity=ONE, occurred_at=later(TAKEN_AT, hours=2))
    world.when(command, now=later(TAKEN_AT, days=3)).saying(late=False)
    early = replace(command, item=world.listed(), occurred_at=later(TAKEN_AT, hours=-1))
    world.when(early).refused("time.before_taken")
    world.when(replace(early, occurred_at=later(world.now, days=1))).refused("time.in_future")


def test_without_any_paper_there_must_be_a_word() -> None:
    world = a_centre()
    item = world.listed(seizure=NO_PAPER_SEIZURE)
    world.when(AcceptItem(item=item, quantity=ONE)).refused("intake.no_document_needs_remark")
    world.change(NO_PAPER_SEIZURE, "seizure", remark="文书补办中，先予暂收")
    world.when(AcceptItem(item=item, quantity=ONE)).then(ItemAccepted)


def test_everything_missing_is_asked_for_at_once() -> None:
    world = a_centre()
    item = world.listed(seizure=NO_PAPER_SEIZURE, quantity=TEN)
    command = AcceptItem(item=item, quantity=ONE, condition=Condition.DAMAGED)
    world.when(command, now=later(TAKEN_AT, days=2)).refused(
        "intake.no_document_needs_remark",
        "intake.late_needs_reason",
        "intake.difference_needs_note",
        "intake.condition_needs_note",
    )


def test_the_case_officer_keeps_nothing_of_the_case() -> None:
    world = a_centre()
    world.change(CASE, "case", officers=(OFFICER, CUSTODIAN))
    command = AcceptItem(item=world.listed(), quantity=ONE)
    world.when(command).refused("separation.case_officer_keeps")
    world.when(replace(command, acted_by=CUSTODIAN), by=CUSTODIAN_2).refused(
        "separation.case_officer_keeps"
    )
    world.when(command, by=CUSTODIAN_2).then(ItemAccepted)


def test_who_delivers_is_known_and_not_who_receives() -> None:
    world = a_centre()
    command = AcceptItem(item=world.listed(), quantity=ONE, delivered_by=CUSTODIAN)
    world.when(command).refused("separation.delivers_to_self")
    world.when(replace(command, delivered_by=PersonId("nobody"))).refused("person.unknown")


def test_nothing_is_taken_in_twice() -> None:
    world = a_centre()
    item = world.stored()
    world.when(AcceptItem(item=item, quantity=ONE)).refused("intake.not_awaited")
    world.when(RefuseItem(item=item, reason=RefusalReason.NAME_DIFFERS)).refused(
        "intake.not_awaited"
    )


def two_person_kinds() -> list[dict[str, Any]]:
    return [
        cash_item(),
        {"category": Category.DRUGS},
        {"category": Category.FIREARM},
        {"category": Category.AMMUNITION},
        {"category": Category.VALUABLES},
        {"category": Category.RELIC},
        {"grade": Grade.VALUABLE},
    ]


def accepting(world: TestWorld, item: ItemId, **values: Any) -> AcceptItem:
    state = world.item(item)
    weights = (GROSS,) if state.category in (Category.DRUGS, Category.VALUABLES) else ()
    facts: dict[str, Any] = {"quantity": state.balance.listed, "weights": weights}
    return AcceptItem(item=item, **(facts | values))


@pytest.mark.parametrize("values", two_person_kinds(), ids=lambda v: str(v.get("category", "")))
def test_two_people_count_what_needs_two(values: dict[str, Any]) -> None:
    world = a_centre()
    item = world.listed(**values)
    command = accepting(world, item)
    world.when(command).refused("separation.second_person")
    world.when(command, confirmers=[OFFICER]).refused("separation.second_person")
    world.when(command, confirmers=[CUSTODIAN]).refused("separation.second_person")
    world.when(command, confirmers=[OFFICER, CUSTODIAN_2]).saying(second=CUSTODIAN_2)


def test_alone_it_is_taken_sealed_with_a_photo_into_a_safe() -> None:
    world = a_centre()
    item = world.listed(**cash_item())
    bare = accepting(world, item, counted=False)
    world.when(bare).refused(
        "intake.uncounted_needs_seal",
        "intake.uncounted_needs_photo",
        "intake.uncounted_needs_safe",
    )
    shelf = replace(bare, seal_no="F-1", attachments=(PHOTO,), place=SLOT)
    world.when(shelf).refused("intake.uncounted_needs_safe")
    safe = replace(shelf, place=SAFE)
    world.when(safe).saying(counted=False, second=None, place=SAFE, seal_no="F-1")
    assert world.item(item).is_uncounted


def test_a_container_in_the_safe_will_do() -> None:
    world = a_centre()
    item = world.listed(category=Category.DRUGS)
    command = accepting(
        world, item, counted=False, seal_no="F-2", attachments=(PHOTO,), container=SAFE_BAG
    )
    world.when(command).saying(container=SAFE_BAG)


def test_counted_cash_shows_its_notes() -> None:
    world = a_centre()
    cash = replace(some_cash(), denominations=())
    item = world.listed(**cash_item(cash=cash))
    command = accepting(world, item)
    both: dict[str, Any] = {"confirmers": [CUSTODIAN_2]}
    world.when(command, **both).refused("intake.cash_denominations_missing")
    world.when(replace(command, cash=some_cash(notes=9)), **both).refused("intake.cash_quantity")
    world.when(replace(command, cash=some_cash()), **both).then(ItemAccepted)
    bag = world.listed()
    world.when(AcceptItem(item=bag, quantity=ONE, cash=some_cash())).refused("intake.cash_not_cash")


def test_drugs_are_weighed() -> None:
    world = a_centre()
    item = world.listed(category=Category.DRUGS)
    command = accepting(world, item, weights=())
    both: dict[str, Any] = {"confirmers": [CUSTODIAN_2]}
    world.when(command, **both).refused("intake.weights_missing")
    net = Weight(WeightKind.NET, Amount("60", "g"))
    world.when(replace(command, weights=(GROSS, net)), **both).refused("intake.net_above_gross")
    world.when(replace(command, weights=(GROSS, GROSS)), **both).refused("intake.weight_twice")
    litres = Weight(WeightKind.GROSS, Amount("1", "L"))
    world.when(replace(command, weights=(litres,)), **both).refused("quantity.not_a_weight")
    zero = Weight(WeightKind.GROSS, Amount("0", "g"))
    world.when(replace(command, weights=(zero,)), **both).refused("quantity.zero")


def test_a_phone_is_told_apart_from_others() -> None:
    world = a_centre()
    item = world.listed(category=Category.PHONE)
    world.when(AcceptItem(item=item, quantity=ONE)).refused("intake.identifiers_missing")
    sealed = AcceptItem(item=item, quantity=ONE, counted=False)
    world.when(sealed).refused("intake.uncounted_needs_seal")
    named = world.listed(category=Category.PHONE, identifiers=Identifiers(imei="490154203237518"))
    world.when(AcceptItem(item=named, quantity=ONE)).then(ItemAccepted)


def test_straight_onto_the_shelf_only_with_a_proved_label() -> None:
    world = a_centre()
    item = world.listed()
    command = AcceptItem(item=item, quantity=ONE, place=SLOT)
    world.when(command).refused("label.not_proved")
    world.given(ItemLabelled(item=item, copy=1), ItemLabelProved(item=item, copy=1))
    world.when(command).then(ItemAccepted)
    assert world.item(item).place == SLOT


def test_the_rest_of_a_line_may_come_later() -> None:
    world = a_centre()
    item = world.listed(quantity=TEN)
    eight = AcceptItem(item=item, quantity=Amount("8", "件"), difference_note="余两件后补")
    world.when(eight).then(ItemAccepted)
    world.when(AcceptItem(item=item, quantity=Amount("2", "件"))).saying(difference=False)
    assert world.item(item).balance.stored == TEN
    assert world.item(item).balance.open.is_zero


def test_who_has_no_custody_role_is_stopped_by_the_role_table_not_here() -> None:
    world = a_centre()
    world.change(OFFICER, "person", roles=(Role.CASE_OFFICER, Role.CUSTODIAN))
    command = AcceptItem(item=world.listed(), quantity=ONE)
    world.when(command, by=OFFICER).refused("separation.case_officer_keeps")


def test_the_commands_decided_here() -> None:
    assert set(acceptance.RULES) == {AcceptItem, RefuseItem}
