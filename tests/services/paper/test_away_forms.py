"""Papers between stores and hands say what the record says, and nothing that did not happen."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.bootstrap import Core
from custody_app.documents.parts import FormHead
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import ItemId
from custody_app.domain.vocabulary import DeliveryMode, FormKind
from custody_app.services.paper.away_forms import entrust_list, hand_over_sheet, store_transfer
from custody_app.services.paper.gather import Gather
from tests.services.asking import item_named

THING = "液压扩张钳"


def ask(*items: ItemId) -> IssueForm:
    return IssueForm(kind=FormKind.HAND_OVER_SHEET, items=items)


def test_the_hand_over_sheet_waits_for_both_hands(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    paper = hand_over_sheet(ask(item_named(centre, THING)), gather, head)
    assert (paper.mode, paper.giver.name) == (DeliveryMode.OFFICER_BRINGS, "张𬱖")
    assert paper.receiver.name == ""


def test_a_transfer_bears_two_signatures_of_two_people(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    paper = store_transfer(ask(item_named(centre, THING)), gather, head)
    assert (paper.from_store, paper.to_store) == ("五华分局暂存库", "")
    names = (paper.giver.name, paper.carrier.name, paper.receiver.name)
    assert names == ("杨丽萍", "周建民", "李䶮")
    assert paper.received_at is not None


def test_the_list_of_entrusted_property_names_contract_and_decision(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    paper = entrust_list(ask(item_named(centre, THING)), gather, head)
    assert paper.contract_no.startswith("委保")
    assert (paper.keeper, paper.approver) == ("云南安达物证保管有限公司", "周建民")
    assert paper.returned_at is not None


@pytest.mark.parametrize(
    ("build", "code"),
    [
        (hand_over_sheet, "form.not_announced"),
        (store_transfer, "form.not_sent_to_store"),
        (entrust_list, "form.not_entrusted"),
    ],
)
def test_nothing_is_documented_that_did_not_happen(
    centre: Core, gather: Gather, head: FormHead, build: Any, code: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        build(ask(item_named(centre, "雨伞")), gather, head)
    assert refused.value.code == code
