"""Drugs go to the anti-drug store before the judgment: another custodian, no disposal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from custody_app.domain.commands.loans import RequestDisposal, RequestedItem
from custody_app.domain.commands.outgoing import DeliverToAuthorityStore, TakeBackItem
from custody_app.domain.events.item import ItemCameBack
from custody_app.domain.events.keeping import ItemStoredByAuthority
from custody_app.domain.events.registers import RequestCarriedOut, RequestMade
from custody_app.domain.ids import ItemId, RequestId
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.keeping import RULES, STORE
from custody_app.domain.vocabulary import Category, Custody, Disposal, WeightKind
from tests.builders import (
    ANTI_DRUG,
    COURT,
    CUSTODIAN_2,
    POLICE_HEAD,
    SAFE,
    UNIT_HEAD,
    TestWorld,
    a_centre,
)
from tests.domain.rules.asking import disposal_granted, disposal_of

GRAMS = Amount("5.50", "g")


def test_the_rule_is_of_one_command() -> None:
    assert set(RULES) == {DeliverToAuthorityStore}
    assert {Disposal.AUTHORITY_STORE} == STORE


def read(gross: str = "7.20", net: str = "5.50") -> tuple[Weight, ...]:
    return (
        Weight(WeightKind.GROSS, Amount(gross, "g")),
        Weight(WeightKind.NET, Amount(net, "g")),
    )


def some_drugs(world: TestWorld) -> ItemId:
    return world.stored(
        SAFE, category=Category.DRUGS, quantity=GRAMS, accepted={"weights": read(), "seal_no": "F"}
    )


def deliver(item: ItemId, request: RequestId, **values: Any) -> DeliverToAuthorityStore:
    defaults: dict[str, Any] = {
        "to_unit": ANTI_DRUG, "receipt_no": "JDK-1", "received_by": "周九", "weights": read(),
    }  # fmt: skip
    return DeliverToAuthorityStore(item=item, request=request, **(defaults | values))


def granted(world: TestWorld, item: ItemId) -> RequestId:
    return disposal_granted(world, item, disposal=Disposal.AUTHORITY_STORE, to_unit=ANTI_DRUG)


def test_drugs_are_kept_by_the_anti_drug_store_before_the_judgment() -> None:
    world = a_centre()
    drugs = some_drugs(world)
    request = granted(world, drugs)
    world.when(deliver(drugs, request)).refused("separation.second_person")
    done = world.when(deliver(drugs, request), confirmers=[CUSTODIAN_2])
    done.then(ItemStoredByAuthority, RequestCarriedOut)
    state = world.item(drugs)
    assert (state.custody, state.kept_by) == (Custody.AT_AUTHORITY_STORE, ANTI_DRUG)
    assert not state.is_gone
    assert not state.in_custody


def test_they_are_weighed_again_also_under_their_seal() -> None:
    world = a_centre()
    drugs = some_drugs(world)
    request = granted(world, drugs)
    bare = deliver(drugs, request, weights=())
    world.when(bare, confirmers=[CUSTODIAN_2]).refused(
        "transfer.weigh_again", "transfer.weigh_again"
    )
    light = deliver(drugs, request, weights=read(net="5.10"))
    world.when(light, confirmers=[CUSTODIAN_2]).refused("transfer.weight_differs")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"to_unit": COURT}, "disposal.other_unit"),
        ({"receipt_no": " "}, "disposal.receipt_missing"),
        ({"received_by": ""}, "disposal.receiver_missing"),
    ],
)
def test_it_goes_to_the_store_that_was_approved_against_its_receipt(
    values: dict[str, Any], code: str
) -> None:
    world = a_centre()
    drugs = some_drugs(world)
    command = deliver(drugs, granted(world, drugs), **values)
    world.when(command, confirmers=[CUSTODIAN_2]).refused(code)


def test_they_come_back_weighed_as_a_new_leg() -> None:
    world = a_centre()
    drugs = some_drugs(world)
    world.do(deliver(drugs, granted(world, drugs)), confirmers=[CUSTODIAN_2])
    back = TakeBackItem(
        item=drugs, quantity=GRAMS, paper_no="禁调〔2026〕5号", reason="补充鉴定",
        from_unit=ANTI_DRUG, weights=read(), seal_no="F-2", place=SAFE,
    )  # fmt: skip
    world.when(back, confirmers=[CUSTODIAN_2]).then(ItemCameBack)
    state = world.item(drugs)
    assert (state.custody, state.kept_by, state.leg) == (Custody.IN_STORE, None, 2)


def test_only_drugs_go_there_and_the_pack_names_the_rank() -> None:
    world = a_centre()
    knife = world.stored(category=Category.KNIFE)
    asked = disposal_of(knife, disposal=Disposal.AUTHORITY_STORE, to_unit=ANTI_DRUG)
    world.when(asked).refused("disposal.no_authority_store")
    drugs = some_drugs(world)
    request = replace(asked, items=(RequestedItem(item=drugs),))
    assert isinstance(request, RequestDisposal)
    (made,) = world.do(request)
    assert isinstance(made, RequestMade)
    assert made.rank_needed is world.world.person(POLICE_HEAD).rank
    assert made.rank_needed is not world.world.person(UNIT_HEAD).rank


def test_nothing_of_drugs_is_disposed_of_before_the_judgment() -> None:
    world = a_centre()
    drugs = some_drugs(world)
    for way, unit in (
        (Disposal.DESTRUCTION, None),
        (Disposal.COMPETENT_AUTHORITY, ANTI_DRUG),
    ):
        asked = disposal_of(drugs, disposal=way, to_unit=unit)
        assert "disposal.drugs_before_judgment" in world.when(asked).codes
