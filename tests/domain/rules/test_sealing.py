"""Seals, samples, stopping and clearing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from custody_app.domain.commands.registers import ChangeContainerSeal
from custody_app.domain.commands.store import ChangeSeal, FreezeItem, SampleItem
from custody_app.domain.events.item import ItemFrozen, ItemSampled, SealChanged
from custody_app.domain.events.registers import ContainerSealChanged
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.rules import sealing
from custody_app.domain.vocabulary import (
    Category,
    Custody,
    FreezeReason,
    Grade,
    SealState,
    WeightKind,
)
from tests.builders import (
    BAG,
    CASE,
    CUSTODIAN,
    CUSTODIAN_2,
    OFFICER,
    SAFE,
    SEALED_BAG,
    TestWorld,
    a_centre,
    cash_item,
)

GROSS, NET = WeightKind.GROSS, WeightKind.NET


def g(kind: WeightKind, number: str) -> Weight:
    return Weight(kind, Amount(number, "g"))


def sealed_drugs(world: TestWorld, **values: Any) -> Any:
    facts: dict[str, Any] = {"category": Category.DRUGS, "quantity": Amount("1", "包")} | values
    accepted = {"seal_no": "F-1", "weights": (g(GROSS, "52"), g(NET, "50"))}
    return world.stored(SAFE, accepted=accepted, **facts)


def test_a_seal_is_applied_opened_and_renewed() -> None:
    world = a_centre()
    item = world.stored()
    world.when(ChangeSeal(item=item, new_seal_no="F-1", reason="加封")).then(SealChanged)
    assert world.item(item).seal is SealState.SEALED
    renewed = ChangeSeal(item=item, opened_seal_no="F-1", new_seal_no="F-2", reason="换封")
    world.when(renewed).then(SealChanged)
    opened = ChangeSeal(item=item, opened_seal_no="F-2", reason="启封查验")
    world.when(opened).then(SealChanged)
    assert world.item(item).seal is SealState.OPENED
    assert world.item(item).seal_no == ""


@pytest.mark.parametrize(
    ("seal_no", "values", "code"),
    [
        ("", {"reason": "x"}, "seal.nothing_changes"),
        ("", {"opened_seal_no": "F-9", "reason": "x"}, "seal.none_on_it"),
        ("", {"new_seal_no": "F-9", "reason": ""}, "seal.reason_missing"),
        ("F-1", {"new_seal_no": "F-2", "reason": "x"}, "seal.open_first"),
        (
            "F-1",
            {"opened_seal_no": "F-1", "new_seal_no": "F-1", "reason": "x"},
            "seal.same_number",
        ),
    ],
)
def test_seals_that_make_no_sense(seal_no: str, values: dict[str, Any], code: str) -> None:
    world = a_centre()
    item = world.stored(accepted={"seal_no": seal_no})
    world.when(ChangeSeal(item=item, **values)).refused(code)


def test_another_number_than_recorded_stops_the_thing() -> None:
    world = a_centre()
    item = world.stored(accepted={"seal_no": "F-1"})
    command = ChangeSeal(item=item, opened_seal_no="F-7", reason="实见封签不同")
    answer = world.when(command).then(SealChanged, ItemFrozen)
    assert isinstance(answer.events[1], ItemFrozen)
    assert world.item(item).frozen is FreezeReason.SEAL_DIFFERS


def test_two_people_open_valuables() -> None:
    world = a_centre()
    item = sealed_drugs(world)
    command = ChangeSeal(item=item, opened_seal_no="F-1", reason="取样")
    world.when(command).refused("separation.second_person")
    world.when(command, confirmers=[OFFICER]).refused("separation.second_person")
    world.when(command, confirmers=[CUSTODIAN_2]).saying(second=CUSTODIAN_2)
    again = ChangeSeal(item=item, new_seal_no="F-2", reason="加封")
    world.when(again).then(SealChanged)


def test_what_was_never_counted_is_counted_when_opened() -> None:
    world = a_centre()
    item = sealed_drugs(world)
    world.change(item, counted=False)
    command = ChangeSeal(item=item, opened_seal_no="F-1", reason="查看")
    world.when(command, confirmers=[CUSTODIAN_2]).refused("seal.count_instead")


def test_the_seal_of_a_container() -> None:
    world = a_centre()
    seal = ChangeContainerSeal(container=BAG, new_seal_no="B-2", reason="加封")
    world.when(seal).then(ContainerSealChanged)
    other = ChangeContainerSeal(container=SEALED_BAG, opened_seal_no="B-9", reason="启封")
    world.when(other).refused("seal.container_differs")
    world.when(replace(other, opened_seal_no="B-1")).then(ContainerSealChanged)


def test_a_container_of_higher_grade_is_opened_by_two() -> None:
    world = a_centre()
    world.change(SEALED_BAG, "container", grade=Grade.VALUABLE, case=CASE)
    command = ChangeContainerSeal(container=SEALED_BAG, opened_seal_no="B-1", reason="启封")
    world.when(command).refused("separation.second_person_container")
    world.when(command, confirmers=[OFFICER]).refused("separation.second_person_container")
    world.when(command, confirmers=[CUSTODIAN_2]).saying(second=CUSTODIAN_2)


def opened_drugs(world: TestWorld, **values: Any) -> Any:
    item = sealed_drugs(world, **values)
    world.do(ChangeSeal(item=item, opened_seal_no="F-1", reason="取样"), confirmers=[CUSTODIAN_2])
    return item


def a_sample(item: Any, **values: Any) -> SampleItem:
    facts: dict[str, Any] = {
        "sampled": Amount("0.5", "g"),
        "paper_no": "检1号",
        "rest": (g(GROSS, "51.5"), g(NET, "49.5")),
    }
    return SampleItem(item=item, **(facts | values))


def test_a_sample_lowers_the_weight_and_not_the_count() -> None:
    world = a_centre()
    item = opened_drugs(world)
    world.when(a_sample(item), confirmers=[CUSTODIAN_2]).then(ItemSampled)
    state = world.item(item)
    assert state.balance.stored == Amount("1", "包")
    assert state.weight("net") == Amount("49.5", "g")


def test_a_weighed_balance_shows_what_was_used_up() -> None:
    world = a_centre()
    item = opened_drugs(world, quantity=Amount("50", "g"))
    in_mg = a_sample(item, sampled=Amount("500", "mg"))
    world.when(in_mg, confirmers=[CUSTODIAN_2]).refused("quantity.other_unit")
    world.when(a_sample(item), confirmers=[CUSTODIAN_2]).then(ItemSampled)
    balance = world.item(item).balance
    assert (balance.stored.n, balance.consumed.n) == ("49.5", "0.5")
    assert balance.adds_up


def test_pieces_are_sampled_and_what_is_left_is_weighed_anew() -> None:
    world = a_centre()
    item = opened_drugs(world, quantity=Amount("100", "枚"))
    rest = (g(GROSS, "51.0"), g(NET, "49.0"))
    two = a_sample(item, sampled=Amount("2", "枚"), rest=rest)

    def refuses(code: str, n: str, rest: tuple[Weight, ...] = rest) -> None:
        asked = a_sample(item, sampled=Amount(n, "枚"), rest=rest)
        world.when(asked, confirmers=[CUSTODIAN_2]).refused(code)

    refuses("item.sample_rest_missing", "2", ())
    refuses("item.sample_everything", "100")
    refuses("quantity.below_zero", "101")
    refuses("item.sample_unexplained", "2", (rest[0], g(NET, "50.9")))
    world.when(two, confirmers=[CUSTODIAN_2]).then(ItemSampled)
    balance = world.item(item).balance
    assert (balance.stored.n, balance.consumed.n) == ("98", "2")
    assert balance.adds_up
    assert world.item(item).weight("net") == Amount("49.0", "g")


def test_money_is_not_sampled() -> None:
    world = a_centre()
    item = world.stored(SAFE, **cash_item())
    stored = world.item(item).balance.stored
    note = a_sample(item, sampled=Amount("100", stored.u), rest=())
    world.when(note, confirmers=[CUSTODIAN_2]).refused("item.sample_everything")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"paper_no": ""}, "item.sample_paper_missing"),
        ({"sampled": Amount("0", "g")}, "quantity.zero"),
        ({"sampled": Amount("1", "包")}, "item.sample_everything"),
        ({"sampled": Amount("60", "g")}, "item.sample_above_weight"),
        ({"rest": (g(GROSS, "51.5"),)}, "item.sample_rest_missing"),
        ({"rest": (g(GROSS, "51.5"), g(NET, "40"))}, "item.sample_unexplained"),
    ],
)
def test_a_sample_adds_up(values: dict[str, Any], code: str) -> None:
    world = a_centre()
    item = opened_drugs(world)
    world.when(a_sample(item, **values), confirmers=[CUSTODIAN_2]).refused(code)


def test_a_sample_needs_an_open_seal_and_two_people() -> None:
    world = a_centre()
    world.when(a_sample(sealed_drugs(world)), confirmers=[CUSTODIAN_2]).refused("seal.open_first")
    world.when(a_sample(opened_drugs(world))).refused("separation.second_person")


@pytest.mark.parametrize(
    ("custody", "code"), [(Custody.SOLD, "item.gone"), (None, "item.not_in_store")]
)
def test_only_what_is_kept_can_be_stopped(custody: Custody | None, code: str) -> None:
    world = a_centre()
    item = world.listed()
    if custody is not None:
        world.change(item, custody=custody)
    command = FreezeItem(item=item, reason=FreezeReason.NOT_FOUND, note="x")
    world.when(command).refused(code)


def test_the_case_officer_opens_nothing() -> None:
    world = a_centre()
    world.change(CASE, "case", officers=(CUSTODIAN,))
    item = world.stored()
    command = ChangeSeal(item=item, new_seal_no="F-1", reason="加封")
    world.when(command).refused("separation.case_officer_keeps")


def test_the_commands_decided_here() -> None:
    assert set(sealing.RULES) == {
        ChangeSeal,
        ChangeContainerSeal,
        SampleItem,
        FreezeItem,
    }
