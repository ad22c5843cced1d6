"""Papers of lending: what went out, what came back beside it, who asked and who allowed it."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.bootstrap import Core
from custody_app.documents.parts import FormHead
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import ItemId, RequestId
from custody_app.domain.quantity import Amount
from custody_app.domain.vocabulary import FormKind, LoanPurpose, Rank
from custody_app.services.paper.gather import Gather
from custody_app.services.paper.loan_forms import (
    call_out_approval,
    check_out_slip,
    disposal_approval,
    return_slip,
)
from tests.services.asking import item_named, items_named, keyed


def ask(*items: ItemId, request: str = "") -> IssueForm:
    id_ = RequestId(request) if request else None
    return IssueForm(kind=FormKind.CHECK_OUT_SLIP, items=items, request=id_)


def request(centre: Core, kind: str, disposal: str = "") -> str:
    """The first request of a kind."""
    with centre.reader.connect() as connection:
        number = connection.exec_driver_sql(
            "SELECT number FROM request_card WHERE kind = ? AND ifnull(disposal, '') = ?"
            " ORDER BY n LIMIT 1",
            (kind, disposal),
        ).scalar_one()
    return keyed(centre, "request", number)


def test_a_slip_names_borrower_purpose_and_return_date(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    laptop = item_named(centre, "笔记本电脑")
    phone = items_named(centre, "手机")[1]
    paper = check_out_slip(ask(phone, laptop), gather, head)
    assert [line.name for line in paper.lines] == ["手机", "笔记本电脑"]
    assert paper.borrower.name == "张𬱖"
    assert paper.borrower.confirmed_hash
    (terms,) = paper.terms
    assert terms.purpose is LoanPurpose.APPRAISAL
    assert terms.approval.rank is Rank.UNIT_HEAD
    assert terms.request_no == gather.world.request(RequestId(request(centre, "call_out"))).number


def test_an_officer_without_an_account_is_named_and_signs_on_paper(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    drug = item_named(centre, "白色晶体疑似甲基苯丙胺")
    paper = check_out_slip(ask(drug), gather, head)
    assert paper.borrower.confirmed_at is None
    assert paper.second is not None
    assert paper.second.name == "王㛃"
    assert paper.terms[0].approval.number.startswith("官公（禁）借字")


def test_what_went_out_stands_beside_what_came_back(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    drug = item_named(centre, "白色晶体疑似甲基苯丙胺")
    paper = return_slip(ask(drug), gather, head)
    (line,) = paper.lines
    assert line.differs
    assert "0.18 g" in line.explanation
    assert [one.amount for one in line.last.weights] == [Amount("6.12", "g"), Amount("5.50", "g")]
    assert [one.amount for one in line.found.weights] == [Amount("5.94", "g"), Amount("5.32", "g")]
    assert line.last.seal_no == line.found.seal_no
    phone = return_slip(ask(items_named(centre, "手机")[1]), gather, head)
    assert not phone.lines[0].differs


def test_an_approval_form_can_be_printed_before_and_after_the_decision(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    paper = call_out_approval(ask(request=request(centre, "call_out")), gather, head)
    assert (paper.requester.name, paper.rank_needed) == ("张𬱖", Rank.UNIT_HEAD)
    assert len(paper.lines) == 2
    assert paper.opinion == "同意借调，按期归还"
    longer = call_out_approval(ask(request=request(centre, "extension")), gather, head)
    assert longer.extends == paper.request_no
    assert longer.due_at > paper.due_at


def test_a_disposal_asks_for_what_and_for_whom(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    paper = disposal_approval(ask(request=request(centre, "disposal", "with_case")), gather, head)
    assert paper.recipient == "昆明市五华区人民检察院"
    assert paper.lines[0].quantity == Amount("5", "把")
    assert paper.paper is not None
    released = disposal_approval(
        ask(request=request(centre, "disposal", "return_to_victim")), gather, head
    )
    assert (released.recipient, released.paper) == ("朱丽娜", None)


@pytest.mark.parametrize(
    ("build", "name", "code"),
    [
        (check_out_slip, "", "form.no_items"),
        (return_slip, "", "form.no_items"),
        (check_out_slip, "雨伞", "form.not_checked_out"),
        (return_slip, "雨伞", "form.not_returned"),
        (return_slip, "笔记本电脑", "form.not_returned"),
    ],
)
def test_a_slip_never_says_what_did_not_happen(
    centre: Core, gather: Gather, head: FormHead, build: Any, name: str, code: str
) -> None:
    items = (item_named(centre, name),) if name else ()
    with pytest.raises(RuleBroken) as refused:
        build(ask(*items), gather, head)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("build", "kind", "code"),
    [
        (call_out_approval, (), "form.no_request"),
        (disposal_approval, (), "form.no_request"),
        (call_out_approval, ("disposal", "destruction"), "form.not_a_call_out"),
        (disposal_approval, ("call_out",), "form.not_a_disposal"),
    ],
)
def test_an_approval_form_is_of_the_right_kind(
    centre: Core, gather: Gather, head: FormHead, build: Any, kind: Any, code: str
) -> None:
    asked = ask(request=request(centre, *kind) if kind else "")
    with pytest.raises(RuleBroken) as refused:
        build(asked, gather, head)
    assert refused.value.code == code
