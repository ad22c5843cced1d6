"""Papers of leaving: what left, to whom, on whose decision, with which proof."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.bootstrap import Core
from custody_app.documents.parts import FormHead
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import ItemId
from custody_app.domain.quantity import Amount
from custody_app.domain.vocabulary import Authority, Disposal, FormKind, Rank, Recipient
from custody_app.services.paper.gather import Gather
from custody_app.services.paper.keeping_forms import authority_store_list
from custody_app.services.paper.outgoing_forms import (
    authority_change,
    destruction_list,
    disposal_voucher,
    release_list,
    transfer_list,
)
from tests.services.asking import item_named, items_named


def ask(*items: ItemId) -> IssueForm:
    return IssueForm(kind=FormKind.TRANSFER_LIST, items=items)


def test_a_part_goes_with_the_case(centre: Core, gather: Gather, head: FormHead) -> None:
    paper = transfer_list(ask(item_named(centre, "钥匙")), gather, head)
    (line,) = paper.lines
    assert (line.line.quantity, line.proposal) == (Amount("5", "把"), "没收")
    assert (paper.receiver.name, paper.receiver.unit) == ("孙慧", "昆明市五华区人民检察院")
    assert paper.to_unit == paper.receiver.unit
    assert paper.paper is not None
    assert paper.giver.name == "李䶮"
    assert paper.giver.confirmed_hash


def test_authority_changes_thing_by_thing_with_place_loan_and_answer(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    phones = items_named(centre, "手机")
    accepted, refused, laptop = phones[2], phones[3], item_named(centre, "笔记本电脑")
    paper = authority_change(ask(accepted, refused, laptop), gather, head)
    by_item = dict(zip((accepted, refused, laptop), paper.lines, strict=True))
    assert by_item[accepted].refused_because == ""
    assert by_item[refused].refused_because.startswith("该机与起诉事实无关")
    assert by_item[laptop].on_loan_until is not None
    assert by_item[accepted].on_loan_until is None
    assert by_item[laptop].photos == 1
    assert by_item[accepted].line.place.endswith("B-01-01")
    assert paper.to_authority is Authority.PROCURATORATE
    assert paper.receipt_no.startswith("五检换押回")


def test_what_was_sent_and_not_answered_has_no_receipt(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    paper = authority_change(ask(item_named(centre, "笔记本电脑")), gather, head)
    assert (paper.receipt_no, paper.receipt_on) == ("", None)


def test_a_release_names_the_owner_the_proof_and_the_approver(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    paper = release_list(ask(item_named(centre, "平板电脑")), gather, head)
    assert (paper.kind, paper.recipient) == (Disposal.RETURN_TO_VICTIM, Recipient.OWNER)
    assert (paper.recipient_name, paper.recipient_id_no) == ("朱丽娜", "530102198803140049")
    assert paper.proofs == ("购机发票及身份证复印件",)
    assert (paper.approval.approver, paper.approval.rank) == ("赵𠮷", Rank.POLICE_HEAD)
    assert paper.officer.name == "张𬱖"
    assert paper.witness is None


def test_a_destruction_has_two_handlers_and_a_witness(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    gone = [
        one
        for one in items_named(centre, "盗版教辅图书")
        if gather.world.item(one).balance.released == Amount("298", "本")
    ]
    paper = destruction_list(ask(*gone), gather, head)
    assert [one.name for one in paper.handlers] == ["李䶮", "王㛃"]
    assert paper.witness.name == "郭晓峰"
    assert (paper.method, paper.where) == ("粉碎化浆", "昆明市固体废物处置中心")
    assert paper.lines[0].reason.startswith("盗版出版物")


@pytest.mark.parametrize(
    ("name", "kind", "voucher", "counterpart"),
    [
        ("电动自行车", Disposal.AUCTION, "PM", "昆明惠民旧货交易市场"),
        ("无主现金", Disposal.TREASURY, "GK", "昆明市五华区财政局"),
        ("气枪", Disposal.COMPETENT_AUTHORITY, "", "昆明市公安局治安管理支队（枪爆管理）"),
    ],
)
def test_a_voucher_says_who_got_it_for_what(
    centre: Core, gather: Gather, head: FormHead, name: str, kind: Disposal, voucher: str,
    counterpart: str,
) -> None:  # fmt: skip
    paper = disposal_voucher(ask(item_named(centre, name)), gather, head)
    assert (paper.kind, paper.counterpart) == (kind, counterpart)
    assert paper.voucher_no.startswith(voucher)
    assert (paper.proceeds == Amount("460.00", "CNY")) == (kind is Disposal.AUCTION)


BUILDS = [
    (transfer_list, "form.not_handed_over"),
    (authority_change, "form.no_authority_sent"),
    (release_list, "form.not_released"),
    (destruction_list, "form.not_destroyed"),
    (disposal_voucher, "form.not_disposed"),
    (authority_store_list, "form.not_delivered"),
]


@pytest.mark.parametrize(("build", "code"), BUILDS)
def test_nothing_is_documented_that_did_not_happen(
    centre: Core, gather: Gather, head: FormHead, build: Any, code: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        build(ask(item_named(centre, "雨伞")), gather, head)
    assert refused.value.code == code
    with pytest.raises(RuleBroken) as refused:
        build(ask(), gather, head)
    assert refused.value.code == "form.no_items"


def test_one_thing_that_did_not_leave_spoils_the_list(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    with pytest.raises(RuleBroken) as refused:
        release_list(ask(item_named(centre, "平板电脑"), item_named(centre, "雨伞")), gather, head)
    assert refused.value.facts["item"] == item_named(centre, "雨伞")
