"""Approvals by telephone and by a deputy, and what the one entitled says of them afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.commands.loans import (
    ApproveRequest,
    CheckOutItem,
    ConfirmApproval,
    RevokeApproval,
)
from custody_app.domain.events.approvals import (
    ApprovalConfirmed,
    ApprovalDelegated,
    ApprovalRevoked,
)
from custody_app.domain.events.item import ItemFrozen
from custody_app.domain.events.registers import PersonChanged, RequestApproved
from custody_app.domain.ids import ItemId, PersonId, RequestId
from custody_app.domain.moments import Moment
from custody_app.domain.parts import Delegated, PaperApproval
from custody_app.domain.rules.delegation import RULES
from custody_app.domain.rules.rule_packs import adopted
from custody_app.domain.state.approval_steps import APPROVAL_STEPS
from custody_app.domain.vocabulary import Delegation, FreezeReason, Rank, RequestState
from tests.builders import (
    CUSTODIAN,
    CUSTODIAN_2,
    LABORATORY,
    OFFICER,
    OFFICER_2,
    OTHER_OFFICER,
    POLICE_HEAD,
    PRINCIPAL_HEAD,
    UNIT_HEAD,
    TestWorld,
    a_centre,
)
from tests.domain.law.packs import NATIONAL, YEARS
from tests.domain.rules.asking import asked, check_out_of

NEXT_DAY = Moment("2026-03-03T06:00:00.000Z")
CALLED = Delegated(Delegation.TELEPHONE, "负责人出差，嫌疑人今日须辨认")
PAPER = PaperApproval("追认1号", "2026-03-01")


def by_telephone(request: RequestId, **values: Any) -> ApproveRequest:
    facts: dict[str, Any] = {"approver": UNIT_HEAD, "delegated": CALLED} | values
    return ApproveRequest(request=request, **facts)


def by_deputy(
    request: RequestId, deputy: PersonId, entitled: PersonId | None = UNIT_HEAD
) -> ApproveRequest:
    said = Delegated(Delegation.DEPUTY, "负责人开会", entitled)
    return ApproveRequest(request=request, approver=deputy, delegated=said)


def a_request() -> tuple[TestWorld, ItemId, RequestId]:
    world = a_centre()
    item = world.stored()
    return world, item, asked(world, item)


def test_an_approval_by_telephone_is_recorded_as_such_with_its_term() -> None:
    assert set(RULES) == {ConfirmApproval, RevokeApproval}
    assert set(APPROVAL_STEPS) == {ApprovalDelegated, ApprovalConfirmed, ApprovalRevoked}
    world, _, request = a_request()
    answer = world.when(by_telephone(request)).then(RequestApproved, ApprovalDelegated)
    answer.saying(approver=UNIT_HEAD, rank=Rank.UNIT_HEAD)
    state = world.world.request(request)
    assert (state.delegation, state.entitled) == (Delegation.TELEPHONE, UNIT_HEAD)
    assert (state.confirm_by, state.awaits_confirmation) == (NEXT_DAY, True)
    assert state.delegation_reason == CALLED.reason


@pytest.mark.parametrize(
    ("by", "values", "code"),
    [
        (CUSTODIAN, {"approver": None}, "delegation.nobody_called"),
        (CUSTODIAN, {"delegated": Delegated(Delegation.TELEPHONE, " ")},
         "delegation.reason_missing"),
        (UNIT_HEAD, {}, "delegation.own_call"),
        (OFFICER, {}, "delegation.told_by_requester"),
        (OFFICER_2, {}, "delegation.told_by_requester"),
        (CUSTODIAN, {"approver": OTHER_OFFICER}, "approval.rank_too_low"),
        (CUSTODIAN, {"approver": OFFICER_2}, "approval.own_case approval.rank_too_low"),
    ],
)  # fmt: skip
def test_what_a_call_must_satisfy(by: str, values: dict[str, Any], code: str) -> None:
    world, _, request = a_request()
    world.when(by_telephone(request, **values), by=by).refused(*code.split())


def test_a_deputy_is_another_head_of_the_same_unit() -> None:
    world, _, request = a_request()
    world.change(OTHER_OFFICER, "person", rank=Rank.UNIT_HEAD, unit=LABORATORY)
    deputy = by_deputy(request, OTHER_OFFICER)
    world.when(deputy, by=OTHER_OFFICER).refused("delegation.no_deputy")
    world.change(OTHER_OFFICER, "person", unit=world.world.person(UNIT_HEAD).unit)
    world.when(deputy, by=CUSTODIAN).refused("approval.needs_pin")
    nobody = by_deputy(request, OTHER_OFFICER, None)
    world.when(nobody, by=OTHER_OFFICER).refused("delegation.nobody_entitled")
    himself = by_deputy(request, OTHER_OFFICER, OTHER_OFFICER)
    world.when(himself, by=OTHER_OFFICER).refused("delegation.own_deputy")
    world.when(by_deputy(request, OFFICER_2), by=OFFICER_2).refused(
        "delegation.no_deputy", "approval.own_case"
    )
    world.when(deputy, by=OTHER_OFFICER).saying(approver=OTHER_OFFICER, rank=Rank.UNIT_HEAD)
    assert world.world.request(request).decided_by == UNIT_HEAD


def test_the_level_is_that_of_the_one_entitled() -> None:
    world = a_centre()
    item = world.stored()
    request = asked(world, item)
    world.change(request, "request", rank_needed=Rank.POLICE_HEAD)
    world.when(by_deputy(request, POLICE_HEAD), by=POLICE_HEAD).refused("approval.rank_too_low")
    world.when(by_deputy(request, UNIT_HEAD, POLICE_HEAD), by=UNIT_HEAD).saying(
        approver=UNIT_HEAD, rank=Rank.POLICE_HEAD
    )


def test_a_pack_without_the_term_knows_no_such_approvals() -> None:
    world, _, request = a_request()
    fewer = tuple(one for one in NATIONAL.deadlines if one.id != "D29")
    pack = NATIONAL.__class__(
        name="own", version="1", zh="本地", en="Own", deadlines=fewer,
        approvals=NATIONAL.approvals, categories=NATIONAL.categories,
    )  # fmt: skip
    world.record(adopted(world.world.rules().id, pack, YEARS))
    world.when(by_telephone(request)).refused("delegation.off")


def test_only_the_one_entitled_confirms_and_late_is_not_refused() -> None:
    world, _, request = a_request()
    world.do(by_telephone(request))
    confirm = ConfirmApproval(request=request)
    world.when(confirm, by=POLICE_HEAD).refused("delegation.not_entitled")
    world.when(confirm, by=CUSTODIAN_2).refused("approval.rank_too_low")
    late = Moment("2026-03-20T06:00:00.000Z")
    world.when(confirm, by=UNIT_HEAD, now=late).then(ApprovalConfirmed)
    assert not world.world.request(request).awaits_confirmation
    world.when(confirm, by=UNIT_HEAD).refused("delegation.not_awaited")


def test_the_successor_confirms_on_paper() -> None:
    world, _, request = a_request()
    world.do(by_telephone(request))
    world.record(PersonChanged(person=UNIT_HEAD, departed=True))
    confirm = ConfirmApproval(request=request, approver=OTHER_OFFICER, paper=PAPER)
    world.when(confirm).refused("approval.rank_too_low")
    world.change(OTHER_OFFICER, "person", rank=Rank.UNIT_HEAD)
    world.when(ConfirmApproval(request=request, approver=POLICE_HEAD, paper=PAPER)).refused(
        "delegation.not_entitled"
    )
    world.when(confirm).saying(person=OTHER_OFFICER)


def test_what_is_not_confirmed_freezes_what_follows() -> None:
    world, item, request = a_request()
    other = world.stored()
    unused = asked(world, other)
    for one in (request, unused):
        world.do(by_telephone(one))
    world.do(check_out_of(item, request))
    world.when(RevokeApproval(request=request, reason=""), by=UNIT_HEAD).refused(
        "approval.reason_missing"
    )
    revoke = RevokeApproval(request=request, reason="未同意过")
    answer = world.when(revoke, by=UNIT_HEAD).then(ApprovalRevoked, ItemFrozen)
    frozen = answer.events[1]
    assert isinstance(frozen, ItemFrozen)
    assert frozen.reason is FreezeReason.APPROVAL_REVOKED
    world.when(RevokeApproval(request=unused, reason="未同意过"), by=UNIT_HEAD).then(
        ApprovalRevoked
    )
    assert world.world.request(unused).state is RequestState.REVOKED
    out = CheckOutItem(item=other, request=unused, borrower=OFFICER)
    assert "approval.not_approved" in world.when(out).codes


def test_the_principal_head_stands_by_his_own_call() -> None:
    world, _, request = a_request()
    world.do(by_telephone(request, approver=PRINCIPAL_HEAD))
    world.when(ConfirmApproval(request=request), by=UNIT_HEAD).refused("delegation.not_entitled")
    world.when(ConfirmApproval(request=request), by=PRINCIPAL_HEAD).then(ApprovalConfirmed)
