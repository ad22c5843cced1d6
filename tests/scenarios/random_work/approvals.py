"""Steps of approvals in a hurry: by telephone or by a deputy, confirmed or revoked later."""

from __future__ import annotations

from custody_app.domain.commands.loans import ApproveRequest, ConfirmApproval, RevokeApproval
from custody_app.domain.parts import Delegated
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import Delegation
from tests import builders as b
from tests.scenarios.random_work.centre import PAPER, Centre, submitted
from tests.scenarios.random_work.dice import Asked, Steps, Throw

APPROVALS = Steps()


def awaits(request: ApprovalRequest) -> bool:
    return request.awaits_confirmation


@APPROVALS.step(b.CUSTODIAN_2, b.POLICE_HEAD)
def approve_by_telephone(centre: Centre, throw: Throw) -> Asked:
    request = centre.request(throw.dice, submitted)
    called = Delegated(Delegation.TELEPHONE, "负责人出差")
    return request and ApproveRequest(request=request.id, approver=throw.other, delegated=called)


@APPROVALS.step(b.UNIT_HEAD, b.POLICE_HEAD)
def approve_as_deputy(centre: Centre, throw: Throw) -> Asked:
    request = centre.request(throw.dice, submitted)
    deputy = Delegated(Delegation.DEPUTY, "负责人开会", throw.other)
    return request and ApproveRequest(request=request.id, delegated=deputy)


@APPROVALS.step(b.POLICE_HEAD)
def confirm(centre: Centre, throw: Throw) -> Asked:
    request = centre.request(throw.dice, awaits)
    return request and ConfirmApproval(request=request.id)


@APPROVALS.step(b.CUSTODIAN, b.POLICE_HEAD)
def confirm_on_paper(centre: Centre, throw: Throw) -> Asked:
    request = centre.request(throw.dice, awaits)
    return request and ConfirmApproval(request=request.id, approver=throw.other, paper=PAPER)


@APPROVALS.step(b.POLICE_HEAD)
def revoke(centre: Centre, throw: Throw) -> Asked:
    request = centre.request(throw.dice, awaits)
    return request and RevokeApproval(request=request.id, reason="未经同意")
