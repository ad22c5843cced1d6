"""T10 to T15 and T24 in the words of the field: asked, approved, out, longer, late, back."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.rules.clocks import CONFIRMATION
from custody_app.domain.vocabulary import Authority, Custody, FreezeReason, RequestState, Role
from custody_app.queries.deadlines import sweep
from custody_app.queries.reader import Reader
from tests.scenarios import test_deadlines as deadlines
from tests.scenarios.conftest import ONE, Play
from tests.scenarios.test_deadlines import Term

term = deadlines.term
stored = deadlines.stored
APPROVE = {"request": "$asked.request"}
BY_TELEPHONE = {"delegated": {"how": "telephone", "reason": "负责人出差"}, "approver": "530201"}


def asks(play: Play, who: str = "zhang", **more: Any) -> None:
    args = {
        "items": [{"item": "$thing.item"}], "purpose": "identification",
        "due_at": play.hours(30), "reason": "辨认",
    } | more  # fmt: skip
    play.does(who, "RequestCallOut", as_="asked", **args)


def asks_longer(play: Play, hours: float = 80) -> None:
    play.does(
        "zhang", "RequestExtension", as_="more",
        request="$asked.request", due_at=play.hours(hours), reason="鉴定未完成",
    )  # fmt: skip


def on_paper(play: Play, badge: str) -> dict[str, Any]:
    """The decision of a head, typed in with its scan."""
    paper = {"number": "昆公批1号", "on": play.today}
    return {"approver": badge, "paper": paper, "attachments": [play.file("approval")]}


# T10 asked


def test_t10_an_officer_of_the_case_asks_with_reason_and_term(stored: Term) -> None:
    args = {
        "items": [{"item": "$thing.item"}], "purpose": "identification",
        "due_at": stored.hours(30), "reason": "辨认",
    }  # fmt: skip
    assert stored.refused("duan", "RequestCallOut", **args) == ["permission.own_case"]
    stranger = stored.refused("clerk", "RequestCallOut", **args, requester="530231")
    assert stranger == ["request.not_of_case"]
    assert stored.refused("zhang", "RequestCallOut", **(args | {"reason": " "})) == [
        "request.reason_missing"
    ]
    past = args | {"due_at": stored.hours(-1)}
    assert stored.refused("zhang", "RequestCallOut", **past) == ["request.due_in_past"]
    stored.does("zhang", "RequestCallOut", as_="asked", **args)
    assert stored.request("$asked.request").state is RequestState.SUBMITTED


def test_t10_a_custodian_enters_what_a_visiting_officer_asks(stored: Term) -> None:
    asks(stored, "clerk", requester="530212")
    request = stored.request("$asked.request")
    assert (request.requester, request.recorder) == (
        stored.session("liu").person.id, stored.session("clerk").person.id,
    )  # fmt: skip


# T11 decided


def test_t11_the_head_of_the_case_unit_approves_case_work(stored: Term) -> None:
    asks(stored)
    assert stored.refused("guandu_head", "ApproveRequest", **APPROVE) == ["approval.other_unit"]
    assert stored.refused("head", "ApproveRequest", **APPROVE) == ["approval.rank_too_low"]
    stored.does("wuhua_head", "ApproveRequest", **APPROVE)
    assert stored.refused("police_head", "ApproveRequest", **APPROVE) == [
        "approval.decided_already"
    ]


def test_t11_showing_it_in_public_needs_the_head_of_the_police(stored: Term) -> None:
    asks(stored, purpose="publicity")
    assert stored.refused("wuhua_head", "ApproveRequest", **APPROVE) == ["approval.rank_too_low"]
    stored.does("police_head", "ApproveRequest", **APPROVE)


def test_t11_a_vehicle_needs_the_head_of_the_police(term: Term) -> None:
    identifiers = {
        "vin": "LSVAG2180E2100001", "plate": "云A12345", "engine_no": "E1", "mileage": "42000",
    }  # fmt: skip
    term.lists("轿车", category="vehicle", quantity={"n": "1", "u": "辆"}, identifiers=identifiers)
    term.takes_in(attachments=term.photo)
    asks(term)
    assert term.refused("wuhua_head", "ApproveRequest", **APPROVE)[0].startswith(
        "approval.rank_too_low"
    )
    term.does("police_head", "ApproveRequest", **APPROVE)


@pytest.mark.parametrize(
    ("badge", "code"),
    [("530211", "approval.own_request"), ("530212", "approval.own_case"),
     ("530202", "approval.other_unit"), ("530104", "approval.rank_too_low")],
)  # fmt: skip
def test_t11_paper_does_not_help_whoever_may_not_decide(
    stored: Term, badge: str, code: str
) -> None:
    asks(stored)
    refused = stored.refused("clerk", "ApproveRequest", **APPROVE, **on_paper(stored, badge))
    assert code in refused
    stored.does("clerk", "ApproveRequest", **APPROVE, **on_paper(stored, "530201"))
    assert stored.request("$asked.request").paper is not None


def test_t11_a_part_is_approved_and_the_rest_stays(stored: Term) -> None:
    stored.lists("手套", as_="glove")
    stored.takes_in("glove", place="A-01-02")
    asks(stored, items=[{"item": "$thing.item"}, {"item": "$glove.item"}])
    stored.does("wuhua_head", "ApproveRequest", **APPROVE, items=["$glove.item"])
    out = {"request": "$asked.request", "borrower": "530211"}
    refused = stored.refused("clerk", "CheckOutItem", "zhang", item="$thing.item", **out)
    assert refused == ["approval.other_item"]
    stored.does("clerk", "CheckOutItem", "zhang", item="$glove.item", **out)
    assert stored.request("$asked.request").state is RequestState.CARRIED_OUT


def test_t11_refused_with_a_reason_and_withdrawn(stored: Term) -> None:
    asks(stored)
    assert stored.refused("wuhua_head", "RefuseRequest", **APPROVE, reason=" ") == [
        "approval.reason_missing"
    ]
    stored.does("wuhua_head", "RefuseRequest", **APPROVE, reason="不必要")
    asks(stored)
    stored.does("zhang", "WithdrawRequest", **APPROVE, reason="不再需要")
    assert stored.request("$asked.request").state is RequestState.WITHDRAWN


def test_t11_by_telephone_and_confirmed_in_time(stored: Term) -> None:
    asks(stored)
    told = stored.refused("zhang", "ApproveRequest", **APPROVE, **BY_TELEPHONE)
    assert told == ["permission.role"]
    stored.does("clerk", "ApproveRequest", **APPROVE, **BY_TELEPHONE)
    request = stored.request("$asked.request")
    alerts = Reader(stored.core.reader)(sweep, now=stored.hours(25), limit=50)
    (alert,) = [one for one in alerts if one.kind == CONFIRMATION]
    assert (alert.item, alert.at) == (request.id, request.confirm_by)
    assert alert.is_late
    assert Role.UNIT_HEAD in alert.told
    assert alert.cleared_by == ("ConfirmApproval", "RevokeApproval")
    stored.checks_out()
    assert stored.refused("police_head", "ConfirmApproval", **APPROVE) == [
        "delegation.not_entitled"
    ]
    stored.does("wuhua_head", "ConfirmApproval", **APPROVE)
    alerts = Reader(stored.core.reader)(sweep, now=stored.hours(25), limit=50)
    assert [one for one in alerts if one.kind == CONFIRMATION] == []


def test_t11_a_call_that_is_not_confirmed_freezes_what_went_out(stored: Term) -> None:
    asks(stored)
    stored.does("clerk", "ApproveRequest", **APPROVE, **BY_TELEPHONE)
    stored.checks_out()
    stored.does("wuhua_head", "RevokeApproval", **APPROVE, reason="从未同意")
    assert stored.item("$thing.item").frozen is FreezeReason.APPROVAL_REVOKED
    assert stored.request("$asked.request").state is RequestState.REVOKED
    stored.does("clerk", "ReturnItem", item="$thing.item", quantity=ONE, returned_by="530211")


def test_t11_the_principal_stands_in_for_the_head_of_the_police(stored: Term) -> None:
    asks(stored, purpose="publicity")
    deputy = {"delegated": {"how": "deputy", "reason": "开会", "entitled": "530301"}}
    assert stored.refused("wuhua_head", "ApproveRequest", **APPROVE, **deputy) == [
        "delegation.no_deputy"
    ]
    stored.does("principal", "ApproveRequest", **APPROVE, **deputy)
    request = stored.request("$asked.request")
    assert request.approver == stored.session("principal").person.id
    assert request.entitled == stored.session("police_head").person.id


def test_t11_a_changed_fact_voids_the_approval_and_a_move_does_not(stored: Term) -> None:
    asks(stored)
    stored.does("clerk", "MoveItem", item="$thing.item", place="A-01-02")
    stored.does("wuhua_head", "ApproveRequest", **APPROVE)
    stored.does("clerk", "MoveItem", item="$thing.item", place="A-01-01")
    stored.does("clerk", "PlaceHold", item="$thing.item", reason="异议")
    out = {"item": "$thing.item", "request": "$asked.request", "borrower": "530211"}
    assert stored.refused("clerk", "CheckOutItem", "zhang", **out) == ["approval.facts_changed"]
    stored.does("clerk", "LiftHold", item="$thing.item", reason="异议撤回")
    stored.does("clerk", "CheckOutItem", "zhang", **out)


# T12 out


def test_t12_handed_out_on_the_approval_to_the_officer_who_confirms(stored: Term) -> None:
    asks(stored)
    out = {"item": "$thing.item", "request": "$asked.request", "borrower": "530211"}
    assert stored.refused("clerk", "CheckOutItem", "zhang", **out) == ["approval.not_approved"]
    stored.does("wuhua_head", "ApproveRequest", **APPROVE)
    assert stored.refused("clerk", "CheckOutItem", **out) == ["loan.borrower_not_confirmed"]
    answer = stored.does("clerk", "CheckOutItem", "zhang", **out)
    assert stored.types(answer)[:2] == ["ITEM_CHECKED_OUT", "REQUEST_CARRIED_OUT"]
    assert stored.item("$thing.item").custody is Custody.ON_LOAN


# T13 longer


def test_t13_the_extension_goes_to_who_approved_the_call_out(stored: Term) -> None:
    stored.calls_out(hours=30)
    stored.checks_out()
    asks_longer(stored)
    approve = {"request": "$more.request"}
    assert stored.refused("police_head", "ApproveRequest", **approve) == [
        "approval.original_approver"
    ]
    stored.does("wuhua_head", "ApproveRequest", **approve)
    stored.does("clerk", "ExtendLoan", item="$thing.item", **approve)
    loan = stored.item("$thing.item").loan
    assert loan is not None
    assert loan.due_at == stored.request("$more.request").due_at


def test_t13_when_the_head_has_left_the_successor_decides_and_nobody_else(stored: Term) -> None:
    stored.calls_out(hours=30)
    stored.checks_out()
    asks_longer(stored)
    stored.does("security", "CloseAccount", "audit", person="530201", reason="调离")
    stored.does("security", "ChangePerson", person="530201", departed=True)
    approve = {"request": "$more.request"}
    assert stored.refused("police_head", "ApproveRequest", **approve) == [
        "approval.original_office"
    ]
    stored.does("security", "ChangePerson", person="530202", unit="530102XZ")
    stored.does("guandu_head", "ApproveRequest", **approve)


# T14, T15 late and back


def test_t14_the_day_of_return_passes_and_the_chase_climbs(stored: Term) -> None:
    stored.calls_out(hours=30)
    stored.checks_out()
    loan = stored.item("$thing.item").loan
    assert loan is not None
    assert stored.late("thing", "D05", loan.due_at) is None
    told = stored.late("thing", "D05", stored.hours(24 * 12))
    assert told is not None
    assert told.told == (Role.CASE_OFFICER, Role.UNIT_HEAD, Role.CUSTODY_HEAD)
    stored.passes(hours=31)
    refused = stored.refused(
        "zhang", "RequestExtension",
        request="$asked.request", due_at=stored.hours(40), reason="未用完",
    )  # fmt: skip
    assert refused == ["request.loan_over"]


def test_t15_late_is_taken_back_with_its_reason(stored: Term) -> None:
    stored.calls_out(hours=30)
    stored.checks_out()
    stored.passes(hours=31)
    back = {"item": "$thing.item", "quantity": ONE, "returned_by": "530211", "place": "A-01-01"}
    assert stored.refused("clerk", "ReturnItem", **back) == ["return.late_needs_reason"]
    stored.does("clerk", "ReturnItem", **back, late_note="鉴定延误")
    item = stored.item("$thing.item")
    assert (item.custody, item.loan) == (Custody.IN_STORE, None)


# T24 authority changes, the object stays


def test_t24_the_procuratorate_takes_authority_and_the_object_stays(stored: Term) -> None:
    place = stored.item("$thing.item").place
    send = {
        "item": "$thing.item", "to_unit": "530102JCY", "paper_no": "移字1号", "proposal": "没收",
    }  # fmt: skip
    stored.does("zhang", "SendAuthority", **send)
    assert stored.refused("clerk", "SendAuthority", **send) == ["item.authority_offered"]
    stored.does(
        "clerk", "ConfirmAuthority",
        item="$thing.item", receipt_no="回1", receipt_on=stored.today,
        attachments=[stored.file("receipt")],
    )  # fmt: skip
    item = stored.item("$thing.item")
    assert (item.authority, item.place) == (Authority.PROCURATORATE, place)


def test_t24_the_other_unit_does_not_take_it(stored: Term) -> None:
    stored.does(
        "zhang", "SendAuthority",
        item="$thing.item", to_unit="530102JCY", paper_no="移字1号", proposal="没收",
    )  # fmt: skip
    stored.does(
        "liaison", "RefuseAuthority",
        item="$thing.item", refused_on=stored.today, reason="与起诉事实无关",
    )  # fmt: skip
    item = stored.item("$thing.item")
    assert (item.authority, item.authority_offer) == (Authority.POLICE, None)
