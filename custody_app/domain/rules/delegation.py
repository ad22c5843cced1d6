"""Approvals in a hurry: by telephone or by a deputy, confirmed afterwards by the one entitled.

The pack says within which term (D29); a pack in which it is off knows no such approvals. Nothing
waits for the confirmation, but what was not confirmed is shown until somebody entitled speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.loans import ApproveRequest, ConfirmApproval, RevokeApproval
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.approvals import (
    ApprovalConfirmed,
    ApprovalDelegated,
    ApprovalRevoked,
)
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemFrozen
from custody_app.domain.law.terms import end_of
from custody_app.domain.parts import Delegated, PaperApproval
from custody_app.domain.rules.approver import (
    check_approver,
    check_paper,
    deciding_person,
    holds_office,
    is_of_office,
    rank_of,
)
from custody_app.domain.rules.clocks import CONFIRMATION
from custody_app.domain.rules.standing import refuse_blank
from custody_app.domain.state.registers import ApprovalRequest, PersonState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Delegation, FreezeReason
from custody_app.domain.world import Context, World


@dataclass(frozen=True, slots=True)
class Decider:
    """Who said yes, in whose right, and what is recorded of it besides."""

    approver: PersonState
    entitled: PersonState
    beside: tuple[Event, ...] = ()


def decider_of(
    command: ApproveRequest, request: ApprovalRequest, world: World, context: Context
) -> Decider:
    """The approver himself, or who stands in for him.

    Raises:
        RuleBroken: ``approval.paper_approver``, ``approval.needs_pin``, ``delegation.*``.
    """
    on_paper = command.paper is not None
    if command.delegated is None:
        who = world.person(deciding_person(command.approver, context, on_paper=on_paper))
        return Decider(who, who)
    said = command.delegated
    deadline = next((d for d in world.rules().pack.deadlines if d.id == CONFIRMATION), None)
    if deadline is None or deadline.term is None or not deadline.enabled:
        raise RuleBroken("delegation.off", deadline=CONFIRMATION)
    refuse_blank(said.reason, "delegation.reason_missing")
    if said.how is Delegation.TELEPHONE:
        approver, entitled = _by_telephone(command, request, world, context)
    else:
        approver, entitled = _by_deputy(command, said, request, world, context)
    end = end_of(context.happened_at, deadline.term, world.rules().work)
    event = ApprovalDelegated(
        request=request.id,
        how=said.how,
        entitled=entitled.id,
        confirm_by=end.at,
        reason=said.reason,
    )
    return Decider(approver, entitled, (event,))


def _by_telephone(
    command: ApproveRequest, request: ApprovalRequest, world: World, context: Context
) -> tuple[PersonState, PersonState]:
    """Who is called says yes; neither who asks nor an officer of the case writes that down."""
    if command.approver is None:
        raise RuleBroken("delegation.nobody_called")
    called = world.person(command.approver)
    officers = world.case(request.case).officers
    writers = {context.recorder.id, context.actor.id}
    if called.id in writers:
        raise RuleBroken("delegation.own_call", person=called.id)
    if writers & {request.requester, *officers}:
        raise RuleBroken("delegation.told_by_requester", request=request.number)
    return called, called


def _by_deputy(
    command: ApproveRequest,
    said: Delegated,
    request: ApprovalRequest,
    world: World,
    context: Context,
) -> tuple[PersonState, PersonState]:
    """Another head of the same unit, who has nothing to do with the request either."""
    on_paper = command.paper is not None
    deputy = world.person(deciding_person(command.approver, context, on_paper=on_paper))
    if said.entitled is None:
        raise RuleBroken("delegation.nobody_entitled")
    entitled = world.person(said.entitled)
    case = world.case(request.case)
    broken = []
    if deputy.departed:
        broken.append(RuleBroken("approval.departed", person=deputy.id))
    if deputy.id == entitled.id:
        broken.append(RuleBroken("delegation.own_deputy", person=deputy.id))
    if rank_of(deputy) is None or deputy.unit != entitled.unit:
        broken.append(RuleBroken("delegation.no_deputy", person=deputy.id))
    if deputy.id == request.requester:
        broken.append(RuleBroken("approval.own_request", request=request.number))
    elif deputy.id == request.recorder and not on_paper:
        broken.append(RuleBroken("approval.own_entry", request=request.number))
    if deputy.id in case.officers:
        broken.append(RuleBroken("approval.own_case", person=deputy.id, number=case.number))
    refuse_all(broken)
    return deputy, entitled


def confirm_approval(command: ConfirmApproval, world: World, context: Context) -> tuple[Event, ...]:
    """Stand by what was approved in one's name; late is recorded, never refused."""
    request = _awaiting(command.request, world)
    person = _entitled(command, request, world, context)
    return (
        ApprovalConfirmed(
            request=request.id, person=person.id, paper=command.paper, note=command.note
        ),
    )


def revoke_approval(command: RevokeApproval, world: World, context: Context) -> tuple[Event, ...]:
    """Not stand by it: the request serves no more, and what went out on it is frozen."""
    request = _awaiting(command.request, world)
    refuse_blank(command.reason, "approval.reason_missing")
    person = _entitled(command, request, world, context)
    return (
        ApprovalRevoked(
            request=request.id, person=person.id, paper=command.paper, reason=command.reason
        ),
        *_frozen(request, command.reason, world),
    )


def _frozen(request: ApprovalRequest, reason: str, world: World) -> Iterator[Event]:
    """What the centre still answers for and was handled on the request goes nowhere else."""
    for asked in request.items:
        item = world.item(asked.item)
        if request.id in item.used_requests and item.in_custody and item.frozen is None:
            yield ItemFrozen(item=item.id, reason=FreezeReason.APPROVAL_REVOKED, note=reason)


def _awaiting(id_: str, world: World) -> ApprovalRequest:
    request = world.request(id_)
    if not request.awaits_confirmation:
        raise RuleBroken("delegation.not_awaited", request=request.number)
    return request


def _entitled(
    command: ConfirmApproval | RevokeApproval,
    request: ApprovalRequest,
    world: World,
    context: Context,
) -> PersonState:
    """The one in whose name it was approved, or who holds the office now."""
    paper: PaperApproval | None = command.paper
    check_paper(paper, context)
    named = deciding_person(command.approver, context, on_paper=paper is not None)
    person = world.person(named)
    check_entitled(person, request, world, on_paper=paper is not None)
    return person


def check_entitled(
    person: PersonState, request: ApprovalRequest, world: World, *, on_paper: bool
) -> None:
    """The person may speak for an approval that was given in somebody's name.

    Raises:
        RuleBroken: ``delegation.not_entitled``, and what ``check_approver`` refuses.
    """
    check_approver(person, request, world, on_paper=on_paper)
    first = request.entitled
    if first is not None and person.id != first:
        in_office = holds_office(request, world)
        if in_office or not is_of_office(person, request, world):
            raise RuleBroken("delegation.not_entitled", person=first, request=request.number)


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    ConfirmApproval: confirm_approval,
    RevokeApproval: revoke_approval,
}
