"""How a request changes when it was approved in a hurry, and when that is confirmed or not."""

from __future__ import annotations

from dataclasses import replace

from custody_app.domain.events import approvals as a
from custody_app.domain.events.base import Event
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.state.steps import Happened, Step
from custody_app.domain.vocabulary import RequestState


def _delegated(
    state: ApprovalRequest, event: a.ApprovalDelegated, happened: Happened, id_: str
) -> ApprovalRequest:
    return replace(
        state,
        delegation=event.how,
        entitled=event.entitled,
        delegation_reason=event.reason,
        confirm_by=event.confirm_by,
    )


def _confirmed(
    state: ApprovalRequest, event: a.ApprovalConfirmed, happened: Happened, id_: str
) -> ApprovalRequest:
    return replace(state, confirmed_at=happened.at)


def _revoked(
    state: ApprovalRequest, event: a.ApprovalRevoked, happened: Happened, id_: str
) -> ApprovalRequest:
    return replace(state, state=RequestState.REVOKED, decision_note=event.reason)


APPROVAL_STEPS: dict[type[Event], Step] = {
    a.ApprovalDelegated: _delegated,
    a.ApprovalConfirmed: _confirmed,
    a.ApprovalRevoked: _revoked,
}
