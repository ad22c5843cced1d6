"""Rules of asking: call things out, extend a loan, dispose of things (T10, T13, T19)."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.loans import (
    RequestCallOut,
    RequestDisposal,
    RequestedItem,
    RequestExtension,
)
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.registers import RequestMade
from custody_app.domain.ids import CaseId, PersonId, RequestId
from custody_app.domain.parts import AskedItem
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.approver import call_out_level, disposal_level
from custody_app.domain.rules.kinds import kind_of
from custody_app.domain.rules.standing import (
    refuse_blank,
    refuse_frozen,
    refuse_unless_in_store,
)
from custody_app.domain.rules.ways_out import disposal_faults, receiver_faults
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ApprovalRequest, CaseState, PersonState
from custody_app.domain.vocabulary import (
    LoanPurpose,
    Rank,
    RequestKind,
    RequestState,
    Role,
    UnitKind,
)
from custody_app.domain.world import Context, World

GRANTED = frozenset({RequestState.APPROVED, RequestState.CARRIED_OUT})
JUDICIAL_KINDS = frozenset({UnitKind.PROCURATORATE, UnitKind.COURT})
RETURN_DATE = "D05"
CUSTODY = frozenset({Role.STORE_CUSTODIAN, Role.CUSTODIAN, Role.CUSTODY_HEAD})


def request_call_out(command: RequestCallOut, world: World, context: Context) -> tuple[Event, ...]:
    """Ask to call things of one case out, for a purpose, until a moment still to come."""
    items = _things(command.items, world)
    case = _one_open_case(items, world)
    requester = requester_of(command.requester, case, world, context, command.purpose)
    refuse_blank(command.reason, "request.reason_missing")
    if command.due_at <= context.happened_at:
        raise RuleBroken("request.due_in_past", due_at=command.due_at)
    broken = []
    for item in items:
        try:
            refuse_unless_in_store(item)
            refuse_frozen(item)
            _refuse_shown(item, command.purpose, world)
        except RuleBroken as error:
            broken.append(error)
    refuse_all(broken)
    return (
        RequestMade(
            request=RequestId(context.new_id()),
            number=context.next_number("request"),
            kind=RequestKind.CALL_OUT,
            case=case.id,
            requester=requester.id,
            items=_asked(command.items, items),
            rank_needed=call_out_level(items, command.purpose, case.kind, world).rank,
            purpose=command.purpose,
            due_at=command.due_at,
            reason=command.reason,
        ),
    )


def _refuse_shown(item: ItemState, purpose: LoanPurpose, world: World) -> None:
    """Some kinds are never lent for publicity, whoever approves it."""
    if purpose is LoanPurpose.PUBLICITY and kind_of(item.category, world).never_shown:
        raise RuleBroken("request.never_shown", item=item.id, category=item.category.value)


def request_extension(
    command: RequestExtension, world: World, context: Context
) -> tuple[Event, ...]:
    """Ask for a later return date for what is still out on a call-out (21号 第16条)."""
    original = world.request(command.request)
    if original.kind is not RequestKind.CALL_OUT or original.state not in GRANTED:
        raise RuleBroken("request.not_a_running_call_out", request=original.number)
    refuse_blank(command.reason, "request.reason_missing")
    out = [item for item in (world.item(a.item) for a in original.items) if _is_out(item, original)]
    if not out:
        raise RuleBroken("request.nothing_on_loan", request=original.number)
    latest = max(item.loan.due_at for item in out if item.loan)
    if latest < context.happened_at and world.rules().pack.deadline(RETURN_DATE).before_end:
        raise RuleBroken("request.loan_over", was=latest)
    if command.due_at <= max(latest, context.happened_at):
        raise RuleBroken("request.not_later", due_at=command.due_at, was=latest)
    case = world.case(original.case)
    requester = requester_of(command.requester, case, world, context, original.purpose)
    return (
        RequestMade(
            request=RequestId(context.new_id()),
            number=context.next_number("request"),
            kind=RequestKind.EXTENSION,
            case=original.case,
            requester=requester.id,
            items=tuple(
                AskedItem(item.id, item.loan.quantity, item.material_digest())
                for item in out
                if item.loan
            ),
            rank_needed=_extension_rank(original),
            purpose=original.purpose,
            extends=original.id,
            due_at=command.due_at,
            reason=command.reason,
        ),
    )


def _is_out(item: ItemState, request: ApprovalRequest) -> bool:
    return item.loan is not None and item.loan.request == request.id


def _extension_rank(original: ApprovalRequest) -> Rank:
    return original.approver_rank or original.rank_needed


def request_disposal(command: RequestDisposal, world: World, context: Context) -> tuple[Event, ...]:
    """Ask that things of one case leave for good, by a way that is open to each of them."""
    items = _things(command.items, world)
    case = _one_open_case(items, world)
    if command.case not in (None, case.id):
        raise RuleBroken("request.other_case", number=case.number)
    refuse_blank(command.reason, "request.reason_missing")
    broken = receiver_faults(command, world)
    for item in items:
        broken += disposal_faults(command, item, world, context.now)
    refuse_all(broken)
    requester = requester_of(command.requester, case, world, context, None)
    return (
        RequestMade(
            request=RequestId(context.new_id()),
            number=context.next_number("request"),
            kind=RequestKind.DISPOSAL,
            case=case.id,
            requester=requester.id,
            items=_asked(command.items, items),
            rank_needed=disposal_level(items, command.disposal, case.kind, world).rank,
            disposal=command.disposal,
            to_unit=command.to_unit,
            legal_paper_no=command.legal_paper_no,
            reason=command.reason,
            recipient=command.recipient,
        ),
    )


def _things(asked: tuple[RequestedItem, ...], world: World) -> list[ItemState]:
    if not asked:
        raise RuleBroken("request.no_items")
    ids = [one.item for one in asked]
    if len(set(ids)) < len(ids):
        raise RuleBroken("request.item_twice")
    return [world.item(id_) for id_ in ids]


def _one_open_case(items: list[ItemState], world: World) -> CaseState:
    cases = {item.case for item in items}
    if len(cases) > 1:
        raise RuleBroken("request.one_case", count=len(cases))
    case = world.case(CaseId(cases.pop()))
    if case.closed:
        raise RuleBroken("case.closed", number=case.number)
    return case


def _asked(asked: tuple[RequestedItem, ...], items: list[ItemState]) -> tuple[AskedItem, ...]:
    """Each thing with the part asked for and the digest of its material facts (decisions, 12)."""
    found = []
    for one, item in zip(asked, items, strict=True):
        stored = item.balance.stored
        quantity = one.quantity or stored
        _check_part(item, quantity)
        found.append(AskedItem(item.id, quantity, item.material_digest()))
    return tuple(found)


def _check_part(item: ItemState, quantity: Amount) -> None:
    stored = item.balance.stored
    if quantity.is_zero:
        raise RuleBroken("quantity.zero")
    if quantity.u != stored.u:
        raise RuleBroken("quantity.other_unit", unit=stored.u, other=quantity.u)
    if quantity.value > stored.value:
        raise RuleBroken(
            "request.more_than_stored",
            item=item.id,
            asked=quantity.n,
            stored=stored.n,
            unit=stored.u,
        )


def requester_of(
    named: PersonId | None,
    case: CaseState,
    world: World,
    context: Context,
    purpose: LoanPurpose | None,
) -> PersonState:
    """Who asks belongs to the case: its officer, its unit, or procuratorate and court (T10).

    Custodians ask for disposals (expired terms) and for showing things, not for case work.
    """
    person = world.person(named) if named is not None else context.actor
    if person.departed:
        raise RuleBroken("request.requester_departed", person=person.id)
    custodian = bool(CUSTODY & set(person.roles))
    of_case = person.id in case.officers or (person.unit == case.unit and not custodian)
    judicial = world.unit(person.unit).kind in JUDICIAL_KINDS or Role.LIAISON in person.roles
    special = Role.SPECIAL_DEPARTMENT in person.roles
    shows = custodian and purpose in (None, LoanPurpose.PUBLICITY)
    if not (of_case or judicial or special or shows):
        raise RuleBroken("request.not_of_case", person=person.id, number=case.number)
    return person


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    RequestCallOut: request_call_out,
    RequestExtension: request_extension,
    RequestDisposal: request_disposal,
}
