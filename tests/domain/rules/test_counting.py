"""Taking lines apart, counting again by two, banking cash."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from custody_app.domain.commands.intake import BankCash, RecountItem, SplitItem
from custody_app.domain.events.item import (
    CashBanked,
    ItemFrozen,
    ItemRecounted,
    ItemReleased,
    ItemSplit,
)
from custody_app.domain.events.money import MoneyDeposited
from custody_app.domain.ids import RequestId
from custody_app.domain.moments import Day
from custody_app.domain.parts import Identifiers, Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.rules import counting
from custody_app.domain.state.item import AuthorityOffer
from custody_app.domain.vocabulary import (
    Authority,
    CashUse,
    Category,
    Condition,
    Custody,
    Disposal,
    FreezeReason,
    Grade,
    Recipient,
    SealState,
    SignedBy,
    WeightKind,
)
from tests.builders import (
    CASE,
    CUSTODIAN,
    CUSTODIAN_2,
    NOW,
    OFFICER,
    PROCURATORATE,
    SAFE,
    TestWorld,
    a_centre,
    cash_item,
    some_cash,
)

TWELVE = Amount("12", "部")


def parts_of(*numbers: str, unit: str = "部") -> tuple[Amount, ...]:
    return tuple(Amount(number, unit) for number in numbers)


def split_of(world: TestWorld, command: SplitItem, **more: Any) -> ItemSplit:
    (event,) = world.do(command, **more)
    assert isinstance(event, ItemSplit)
    return event


def test_a_line_of_twelve_phones_becomes_twelve_things() -> None:
    world = a_centre()
    item = world.listed(category=Category.PHONE, quantity=TWELVE, line="3")
    own = tuple(Identifiers(imei=f"49015420323751{n}") for n in range(12))
    event = split_of(world, SplitItem(item=item, quantities=parts_of(*["1"] * 12), identifiers=own))
    assert [part.line for part in event.parts] == [f"3-{n}" for n in range(1, 13)]
    assert len({part.tag for part in event.parts}) == 12
    first = world.item(event.parts[0].item)
    assert (first.custody, first.parent, first.identifiers) == (Custody.LISTED, item, own[0])
    assert first.hand_over_due_at is not None
    parent = world.item(item)
    assert parent.custody is Custody.SPLIT_UP
    assert parent.balance.held.is_zero


def test_a_split_in_store_keeps_the_place_and_adds_up() -> None:
    world = a_centre()
    item = world.stored(quantity=Amount("10", "件"))
    event = split_of(world, SplitItem(item=item, quantities=parts_of("4", "6", unit="件")))
    states = [world.item(part.item) for part in event.parts]
    assert [state.balance.stored.n for state in states] == ["4", "6"]
    assert all(state.place == "place-slot" and state.balance.adds_up for state in states)
    assert all(not state.label_proved for state in states)


def test_what_left_before_the_split_stays_with_the_parent() -> None:
    world = a_centre()
    item = world.stored(quantity=Amount("10", "件"))
    world.given(
        ItemReleased(
            item=item,
            request=RequestId("r"),
            kind=Disposal.RETURN_TO_OWNER,
            quantity=Amount("3", "件"),
            recipient=Recipient.OWNER,
            signed_by=SignedBy.SIGNATURE,
        )
    )
    split_of(world, SplitItem(item=item, quantities=parts_of("3", "4", unit="件")))
    balance = world.item(item).balance
    assert balance.adds_up
    assert balance.released.n == "3"


@pytest.mark.parametrize(
    ("quantities", "code"),
    [
        (parts_of("5", "6"), "intake.split_sum"),
        (parts_of("5", "8"), "intake.split_sum"),
        (parts_of("12"), "intake.split_count"),
        ((), "intake.split_count"),
        (parts_of(*["1"] * 201), "intake.split_count"),
        (parts_of("12", "0"), "quantity.zero"),
        (parts_of("6", "6", unit="件"), "quantity.other_unit"),
    ],
)
def test_parts_are_what_is_there(quantities: tuple[Amount, ...], code: str) -> None:
    world = a_centre()
    item = world.listed(quantity=TWELVE)
    world.when(SplitItem(item=item, quantities=quantities)).refused(code)


def test_one_set_of_numbers_a_part() -> None:
    world = a_centre()
    item = world.listed(quantity=TWELVE)
    command = SplitItem(
        item=item, quantities=parts_of("6", "6"), identifiers=(Identifiers(imei="1"),)
    )
    world.when(command).refused("intake.split_identifiers")


@pytest.mark.parametrize(
    ("situation", "code"),
    [
        ({"custody": Custody.ON_LOAN}, "item.on_loan"),
        ({"frozen": FreezeReason.NOT_FOUND}, "item.frozen"),
        (
            {"authority_offer": AuthorityOffer(PROCURATORATE, Authority.PROCURATORATE, "1", NOW)},
            "item.authority_offered",
        ),
        ({"custody": Custody.DESTROYED}, "item.gone"),
        ({"seal": SealState.SEALED, "seal_no": "F"}, "intake.split_sealed"),
        (
            {"category": Category.DRUGS, "grade": Grade.SPECIAL, "counted": False},
            "intake.split_uncounted",
        ),
    ],
)
def test_not_everything_may_be_taken_apart(situation: dict[str, Any], code: str) -> None:
    world = a_centre()
    item = world.stored(quantity=Amount("10", "件"))
    world.change(item, **situation)
    world.when(SplitItem(item=item, quantities=parts_of("4", "6", unit="件"))).refused(code)


def test_valuables_in_store_are_taken_apart_by_two() -> None:
    world = a_centre()
    item = world.stored(SAFE, category=Category.VALUABLES, quantity=Amount("9", "块"))
    command = SplitItem(item=item, quantities=parts_of("4", "5", unit="块"))
    world.when(command).refused("separation.second_person")
    world.when(command, confirmers=[CUSTODIAN_2]).then(ItemSplit)


def uncounted_cash(world: TestWorld) -> Any:
    return world.stored(
        SAFE, accepted={"counted": False, "seal_no": "F-1"}, **cash_item(CashUse.TO_BANK)
    )


def test_two_count_what_came_in_sealed() -> None:
    world = a_centre()
    item = uncounted_cash(world)
    command = RecountItem(item=item, quantity=Amount("1000", "CNY"), cash=some_cash())
    world.when(command).refused("separation.second_person")
    world.when(command, confirmers=[OFFICER]).refused("separation.second_person")
    both: dict[str, Any] = {"confirmers": [CUSTODIAN_2]}
    world.when(command, **both).refused("intake.recount_needs_seal")
    world.when(replace(command, new_seal_no="F-2"), **both).then(ItemRecounted)
    state = world.item(item)
    assert state.counted
    assert not state.is_uncounted
    assert state.seal_no == "F-2"


def test_a_first_count_below_the_declaration_is_a_difference_and_goes_on() -> None:
    world = a_centre()
    item = uncounted_cash(world)
    command = RecountItem(
        item=item,
        quantity=Amount("900", "CNY"),
        cash=some_cash(CashUse.TO_BANK, 9),
        new_seal_no="F-2",
    )
    world.when(command, confirmers=[CUSTODIAN_2]).refused("intake.recount_needs_note")
    told = replace(command, note="少一张")
    world.when(told, confirmers=[CUSTODIAN_2]).then(ItemRecounted)
    assert world.item(item).difference
    assert world.item(item).balance.adds_up


def test_an_agreed_count_that_no_longer_holds_stops_the_thing() -> None:
    world = a_centre()
    item = world.stored(quantity=Amount("10", "件"))
    command = RecountItem(item=item, quantity=Amount("9", "件"), note="少一件")
    answer = world.when(command, confirmers=[CUSTODIAN_2]).then(ItemRecounted, ItemFrozen)
    frozen = answer.events[1]
    assert isinstance(frozen, ItemFrozen)
    assert frozen.reason is FreezeReason.COUNT_DIFFERS
    again = RecountItem(item=item, quantity=Amount("8", "件"), note="又少一件")
    world.when(again, confirmers=[CUSTODIAN_2]).then(ItemRecounted)


@pytest.mark.parametrize(
    ("grams_", "note", "wanted"),
    [
        ("50.05", "", (ItemRecounted,)),
        ("51.00", "受潮", (ItemRecounted,)),
        ("47.50", "袋破", (ItemRecounted, ItemFrozen)),
    ],
)
def test_a_weight_far_off_stops_the_thing(grams_: str, note: str, wanted: tuple[type, ...]) -> None:
    world = a_centre()
    item = weighed(world)
    reading = Weight(WeightKind.NET, Amount(grams_, "g"))
    command = RecountItem(item=item, quantity=Amount("1", "包"), weights=(reading,), note=note)
    world.when(command, confirmers=[CUSTODIAN_2]).then(*wanted)


def weighed(world: TestWorld) -> Any:
    reading = Weight(WeightKind.NET, Amount("50.00", "g"))
    return world.stored(
        SAFE,
        category=Category.DRUGS,
        quantity=Amount("1", "包"),
        accepted={"weights": (reading,)},
    )


def test_a_small_weight_difference_still_needs_a_word() -> None:
    world = a_centre()
    reading = Weight(WeightKind.NET, Amount("0.0499", "kg"))
    command = RecountItem(item=weighed(world), quantity=Amount("1", "包"), weights=(reading,))
    world.when(command, confirmers=[CUSTODIAN_2]).refused("intake.recount_needs_note")


def test_the_policy_says_how_far_is_far() -> None:
    world = a_centre()
    world.set_policy(freeze_weight_difference_percent="1", drug_weight_tolerance_g="0.1")
    reading = Weight(WeightKind.NET, Amount("49.5", "g"))
    command = RecountItem(
        item=weighed(world), quantity=Amount("1", "包"), weights=(reading,), note="受潮"
    )
    world.when(command, confirmers=[CUSTODIAN_2]).then(ItemRecounted, ItemFrozen)


def test_a_swapped_thing_is_stopped() -> None:
    world = a_centre()
    item = world.stored()
    command = RecountItem(
        item=item, quantity=Amount("1", "件"), condition=Condition.SWAPPED, note="非原物"
    )
    answer = world.when(command, confirmers=[CUSTODIAN_2]).then(ItemRecounted, ItemFrozen)
    assert answer.events[1] == ItemFrozen(
        item=item, reason=FreezeReason.CONDITION_DIFFERS, note="非原物"
    )


def banking(item: Any, **values: Any) -> BankCash:
    facts: dict[str, Any] = {
        "amount": Amount("1000.00", "CNY"),
        "receipt_no": "B-1",
        "banked_on": Day("2026-03-02"),
    }
    return BankCash(item=item, **(facts | values))


def test_the_banks_receipt_closes_cash() -> None:
    world = a_centre()
    item = world.stored(SAFE, **cash_item(CashUse.TO_BANK))
    assert world.item(item).is_cash_to_bank
    world.when(banking(item)).refused("separation.second_person")
    world.when(banking(item), confirmers=[CUSTODIAN_2]).saying(second=CUSTODIAN_2)
    state = world.item(item)
    assert not state.is_cash_to_bank
    assert state.custody is Custody.PAID_IN
    assert state.balance.adds_up
    world.when(banking(item), confirmers=[CUSTODIAN_2]).refused("intake.banked_already")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"amount": Amount("999", "CNY")}, "intake.banked_other_amount"),
        ({"amount": Amount("1000", "USD")}, "quantity.other_unit"),
        ({"receipt_no": " "}, "intake.receipt_no_missing"),
        ({"banked_on": Day("2026-03-03")}, "time.day_in_future"),
        ({"banked_on": Day("2026-03-01")}, "intake.banked_early"),
    ],
)
def test_banking_agrees_with_the_count(values: dict[str, Any], code: str) -> None:
    world = a_centre()
    item = world.stored(SAFE, **cash_item(CashUse.TO_BANK))
    world.when(banking(item, **values), confirmers=[CUSTODIAN_2]).refused(code)


def test_marked_notes_and_uncounted_cash_are_not_banked() -> None:
    world = a_centre()
    marked = world.stored(SAFE, **cash_item(CashUse.OBJECT))
    world.when(banking(marked), confirmers=[CUSTODIAN_2]).refused("intake.not_to_bank")
    sealed = uncounted_cash(world)
    world.when(banking(sealed), confirmers=[CUSTODIAN_2]).refused("intake.bank_uncounted")


def test_the_finance_clerk_banks_and_a_custodian_confirms() -> None:
    world = a_centre()
    item = world.stored(SAFE, **cash_item(CashUse.TO_BANK))
    world.when(banking(item), by="person-finance", confirmers=[CUSTODIAN]).then(
        CashBanked, MoneyDeposited
    )


def test_the_case_officer_neither_counts_nor_splits() -> None:
    world = a_centre()
    world.change(CASE, "case", officers=(CUSTODIAN,))
    item = world.stored(quantity=Amount("10", "件"))
    split = SplitItem(item=item, quantities=parts_of("4", "6", unit="件"))
    world.when(split).refused("separation.case_officer_keeps")
    recount = RecountItem(item=item, quantity=Amount("10", "件"))
    world.when(recount, confirmers=[CUSTODIAN_2]).refused("separation.case_officer_keeps")


def test_the_commands_decided_here() -> None:
    assert set(counting.RULES) == {SplitItem, RecountItem, BankCash}
