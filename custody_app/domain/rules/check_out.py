"""Rules of handing out (T12): the approval, the borrower, what is handed over."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.loans import CheckOutItem
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemCheckedOut
from custody_app.domain.quantity import WEIGHT_UNITS, grams
from custody_app.domain.rules.carrying_out import (
    approved_item,
    part_of,
    refuse_sealed_container,
    second_beside,
)
from custody_app.domain.rules.counting import SERIOUS
from custody_app.domain.rules.measured import check_weights, compare_weights
from custody_app.domain.rules.separation import refuse_case_officer_as_custodian
from custody_app.domain.rules.signatures import approvers_on
from custody_app.domain.rules.standing import refuse_frozen, refuse_unless_in_store
from custody_app.domain.rules.stores import refuse_store_of_others
from custody_app.domain.rules.timing import refuse_impossible_time
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import RequestKind, Role, SealState, Shown, UnitKind
from custody_app.domain.world import Context, World

BORROWING_KINDS = frozenset({UnitKind.PROCURATORATE, UnitKind.COURT, UnitKind.LABORATORY})
"""Units whose people borrow without being police."""
SHOWN_OTHERWISE = frozenset({Shown.SEEN, Shown.PAPER})


def check_out_item(command: CheckOutItem, world: World, context: Context) -> tuple[Event, ...]:
    """Hand out what was approved, to who may have it, in the condition both see."""
    item = world.item(command.item)
    refuse_unless_in_store(item)
    refuse_store_of_others(None, context)
    refuse_case_officer_as_custodian(item, world, context)
    refuse_impossible_time(item, context)
    refuse_frozen(item)
    request, asked = approved_item(command.request, item, RequestKind.CALL_OUT, world)
    if request.due_at is None or request.purpose is None:
        raise RuleBroken(
            "approval.other_kind", request=request.number, request_kind=request.kind.value
        )
    if request.due_at <= context.happened_at:
        raise RuleBroken("loan.approval_expired", request=request.number, due_at=request.due_at)
    refuse_sealed_container(item, world)
    check_weights(command.weights)
    refuse_all(
        [
            *_borrower_faults(command, request, world, context),
            *_thing_faults(command, item, context),
        ]
    )
    part = part_of(asked, command.quantity, item)
    if item.seal is SealState.SEALED and part.value != item.balance.stored.value:
        raise RuleBroken("loan.part_of_sealed", item=item.id, seal_no=item.seal_no)
    return (
        ItemCheckedOut(
            item=command.item,
            request=command.request,
            borrower=command.borrower,
            purpose=request.purpose,
            quantity=part,
            due_at=request.due_at,
            condition=command.condition or item.condition,
            weights=command.weights,
            seal_no=item.seal_no,
            second=second_beside(item, world, context, command.borrower, *approvers_on(request)),
            condition_note=command.condition_note,
        ),
    )


def _borrower_faults(
    command: CheckOutItem, request: ApprovalRequest, world: World, context: Context
) -> list[RuleBroken]:
    """Known, still serving, of the case, not the custodian, and identity shown."""
    borrower = world.person(command.borrower)
    case = world.case(request.case)
    units = (case.unit, world.person(request.requester).unit)
    broken = []
    if borrower.departed:
        broken.append(RuleBroken("loan.borrower_departed", person=borrower.id))
    if borrower.id == context.recorder.id:
        broken.append(RuleBroken("loan.to_oneself", person=borrower.id))
    judicial = world.unit(borrower.unit).kind in BORROWING_KINDS or Role.LIAISON in borrower.roles
    if not (borrower.police or judicial):
        broken.append(RuleBroken("loan.borrower_not_police", person=borrower.id))
    named = borrower.id == request.requester or borrower.id in case.officers
    if not (named or borrower.unit in units):
        broken.append(
            RuleBroken("loan.borrower_not_of_case", person=borrower.id, number=case.number)
        )
    if borrower.id not in context.confirmers and command.shown not in SHOWN_OTHERWISE:
        broken.append(RuleBroken("loan.borrower_not_confirmed", person=borrower.id))
    return broken


def _thing_faults(command: CheckOutItem, item: ItemState, context: Context) -> list[RuleBroken]:
    """Seal, condition and weight as the record has them, or a word on what differs.

    What differs as much as would stop the thing on its return does not leave at all.
    """
    broken = []
    readings = compare_weights(item, command.weights, context.policy)
    if readings.serious or command.condition in SERIOUS:
        broken.append(RuleBroken("loan.difference_freezes", item=item.id))
    broken += _count_faults(command, item, context)
    said = command.seal_no.strip()
    if item.seal is SealState.SEALED and not said:
        broken.append(RuleBroken("loan.seal_missing", item=item.id, seal_no=item.seal_no))
    elif said and said != item.seal_no:
        broken.append(RuleBroken("loan.seal_differs", recorded=item.seal_no, found=said))
    if command.condition_note.strip():
        return broken
    if command.condition not in (None, item.condition):
        broken.append(
            RuleBroken(
                "loan.condition_needs_note",
                condition_before=item.condition.value,
                condition=command.condition.value if command.condition else "",
            )
        )
    if readings.differs:
        broken.append(RuleBroken("loan.weight_needs_note", item=item.id))
    return broken


def _count_faults(command: CheckOutItem, item: ItemState, context: Context) -> list[RuleBroken]:
    """What was counted is what is stored; a weighed quantity within the tolerance of its kind."""
    counted, stored = command.counted, item.balance.stored
    if counted is None:
        return []
    if counted.u != stored.u:
        return [RuleBroken("quantity.other_unit", unit=stored.u, other=counted.u)]
    if counted.u in WEIGHT_UNITS:
        tolerance = context.policy.weight_tolerance_g(item.category)
        if abs(grams(counted) - grams(stored)) <= tolerance:
            return []
    elif counted.value == stored.value:
        return []
    return [RuleBroken("loan.count_differs", recorded=stored.n, found=counted.n, unit=stored.u)]


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {CheckOutItem: check_out_item}
