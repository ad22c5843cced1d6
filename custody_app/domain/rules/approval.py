"""Rules of deciding on requests: approve, refuse, withdraw; in the program or on paper (T11)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.loans import ApproveRequest, RefuseRequest, WithdrawRequest
from custody_app.domain.errors import RuleBroken, all_broken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.registers import (
    RequestApproved,
    RequestRefused,
    RequestWithdrawn,
)
from custody_app.domain.parts import AskedItem, PaperApproval
from custody_app.domain.rules import requests
from custody_app.domain.rules.approver import (
    check_again,
    check_approver,
    check_paper,
    deciding_person,
)
from custody_app.domain.rules.delegation import check_entitled, decider_of
from custody_app.domain.rules.standing import refuse_blank
from custody_app.domain.rules.timing import local_day
from custody_app.domain.state.registers import ApprovalRequest, PersonState
from custody_app.domain.vocabulary import RequestKind, RequestState, Role
from custody_app.domain.world import Context, World

WITHDRAWS_FOR_OTHERS = frozenset(
    {Role.CUSTODIAN, Role.STORE_CUSTODIAN, Role.CUSTODY_HEAD, Role.UNIT_HEAD}
)


def approve_request(command: ApproveRequest, world: World, context: Context) -> tuple[Event, ...]:
    """The approver's own act, or paper with number and date; what changed is asked for anew."""
    request = _open_request(command.request, world)
    on_paper = command.paper is not None
    check_paper(command.paper, context)
    _check_paper_day(command.paper, request, world)
    decider = decider_of(command, request, world, context)
    rank = check_approver(decider.entitled, request, world, on_paper=on_paper)
    if command.rank is not None and command.rank is not rank:
        raise RuleBroken("approval.rank_not_held", rank=rank.value)
    _check_route(decider.entitled, request, world)
    approved = _part_of(command, request)
    refuse_all(
        [
            RuleBroken("approval.facts_changed", item=asked.item, request=request.number)
            for asked in approved
            if has_changed(asked, world)
        ]
    )
    return (
        RequestApproved(
            request=command.request,
            approver=decider.approver.id,
            rank=rank,
            paper=command.paper,
            items=command.items,
            digest=digest_of(approved, _payment_of(request)),
            note=command.note,
        ),
        *decider.beside,
    )


def _check_paper_day(paper: PaperApproval | None, request: ApprovalRequest, world: World) -> None:
    """Nobody decided on a thing before it was taken; before the request was entered they may.

    Raises:
        RuleBroken: ``approval.paper_early``.
    """
    taken = [local_day(world.item(asked.item).taken_at) for asked in request.items]
    if paper is not None and taken and paper.on < max(taken):
        raise RuleBroken("approval.paper_early", paper_on=paper.on, taken_on=max(taken))


def _part_of(command: ApproveRequest, request: ApprovalRequest) -> tuple[AskedItem, ...]:
    """The things that are approved, in the order they were asked for."""
    asked = {one.item for one in request.items}
    for item in command.items:
        if item not in asked:
            raise RuleBroken("approval.other_item", request=request.number, item=item)
    return tuple(one for one in request.items if not command.items or one.item in command.items)


def why_not_decided_by(
    person: PersonState, request: ApprovalRequest, world: World
) -> RuleBroken | None:
    """Why this person cannot decide on a request in the program; None when nothing is in the way.

    What waits for its confirmation is judged by who may confirm it.
    """
    try:
        if request.awaits_confirmation:
            check_entitled(person, request, world, on_paper=False)
        elif request.state is RequestState.SUBMITTED:
            check_approver(person, request, world, on_paper=False)
            _check_route(person, request, world)
        else:
            _open_request(request.id, world)
    except RuleBroken as error:
        return all_broken(error)[0]
    return None


def digest_of(items: tuple[AskedItem, ...], payment: str = "") -> str:
    """SHA-256 over the digests of the things in their order: what the approval is bound to."""
    text = "".join(asked.digest for asked in items) + payment
    return hashlib.sha256(text.encode()).hexdigest()


def _payment_of(request: ApprovalRequest) -> str:
    """What a payment is bound to; its recipient's name is compared in clear, never hashed bare."""
    if request.amount is None or request.payee is None:
        return ""
    return f"{request.case} {request.payee.value} {request.amount.n} {request.amount.u}"


def has_changed(asked: AskedItem, world: World) -> bool:
    """A material fact of the thing is no longer what was asked about (decisions, 12)."""
    return world.item(asked.item).material_digest() != asked.digest


def _open_request(id_: str, world: World) -> ApprovalRequest:
    request = world.request(id_)
    if request.state is not RequestState.SUBMITTED:
        raise RuleBroken(
            "approval.decided_already", request=request.number, request_state=request.state.value
        )
    return request


def _check_route(approver: PersonState, request: ApprovalRequest, world: World) -> None:
    """A loan is extended by who approved it (21号 第16条)."""
    if request.kind is RequestKind.EXTENSION and request.extends is not None:
        check_again(approver, world.request(request.extends), world)


def refuse_request(command: RefuseRequest, world: World, context: Context) -> tuple[Event, ...]:
    """Who may approve may refuse, with a reason."""
    request = _open_request(command.request, world)
    on_paper = command.paper is not None
    check_paper(command.paper, context)
    _check_paper_day(command.paper, request, world)
    refuse_blank(command.reason, "approval.reason_missing")
    approver = world.person(deciding_person(command.approver, context, on_paper=on_paper))
    check_approver(approver, request, world, on_paper=on_paper)
    return (
        RequestRefused(
            request=command.request,
            approver=approver.id,
            paper=command.paper,
            reason=command.reason,
        ),
    )


def withdraw_request(command: WithdrawRequest, world: World, context: Context) -> tuple[Event, ...]:
    """Take a request back as long as nothing was done on it."""
    request = world.request(command.request)
    refuse_blank(command.reason, "approval.reason_missing")
    if request.state not in (RequestState.SUBMITTED, RequestState.APPROVED):
        raise RuleBroken(
            "approval.decided_already", request=request.number, request_state=request.state.value
        )
    if any(request.id in world.item(asked.item).used_requests for asked in request.items):
        raise RuleBroken("approval.carried_out", request=request.number)
    own = context.actor.id in (request.requester, request.recorder)
    of_case = context.actor.id in world.case(request.case).officers
    if not (own or of_case or WITHDRAWS_FOR_OTHERS & set(context.recorder.roles)):
        raise RuleBroken("approval.not_yours", request=request.number)
    return (RequestWithdrawn(request=command.request, reason=command.reason),)


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    ApproveRequest: approve_request,
    RefuseRequest: refuse_request,
    WithdrawRequest: withdraw_request,
    **requests.RULES,
}
