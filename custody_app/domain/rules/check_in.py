"""Rules of taking back (T15): compare with what went out; nobody is sent away (decisions, 14)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.loans import ExtendLoan, ReturnItem
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemFrozen, ItemReturned, LoanExtended
from custody_app.domain.ids import PersonId
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.carrying_out import approved_item, without
from custody_app.domain.rules.comparing import Found, compared
from custody_app.domain.rules.kinds import kind_of, needs_two_people
from custody_app.domain.rules.laboratory import (
    as_documented,
    before_sampling,
    check_documented,
    documented,
)
from custody_app.domain.rules.measured import check_weights
from custody_app.domain.rules.placing import check_where
from custody_app.domain.rules.separation import (
    refuse_case_officer_as_custodian,
    required_for_discrepancy,
    second_person,
)
from custody_app.domain.rules.standing import refuse_frozen
from custody_app.domain.rules.stores import refuse_store_of_others, refuse_temporary_store
from custody_app.domain.state.item import ItemState, Loan
from custody_app.domain.vocabulary import RequestKind, WeightKind
from custody_app.domain.world import Context, World


def return_item(command: ReturnItem, world: World, context: Context) -> tuple[Event, ...]:
    """Take a thing back from whoever brings it; differences and lateness are explained."""
    item = world.item(command.item)
    loan = _loan(item)
    refuse_store_of_others(None, context)
    refuse_case_officer_as_custodian(item, world, context)
    if context.happened_at < loan.out_at:
        raise RuleBroken("return.before_hand_out", at=context.happened_at, out_at=loan.out_at)
    quantity = _quantity(command, loan)
    if command.returned_by is not None:
        world.person(command.returned_by)
    check_weights(command.weights)
    check_documented(command, item, loan, world)
    quantity = before_sampling(quantity, command.sampled, loan)
    found = compared(
        command, item, as_documented(command, loan), quantity, context, command.sampled
    )
    late = context.happened_at > loan.due_at
    refuse_all(_unexplained(command, item, loan, found, world, late=late))
    grave = found.grave if item.frozen is None else None
    stopped = replace(item, frozen=grave) if grave else item
    check_where(stopped, world, command.place, command.container)
    refuse_temporary_store(item, world, command.place, command.container)
    brings_else = bool(command.brought_by.strip())
    returned_by = command.returned_by or (None if brings_else else loan.borrower)
    second = _second(command, stopped, loan, world, context, returned_by)
    returned = ItemReturned(
        item=command.item,
        returned_by=returned_by,
        quantity=quantity,
        condition=command.condition,
        weights=command.weights,
        seal_no=command.seal_no.strip(),
        place=command.place,
        container=command.container,
        difference=bool(found.differences),
        late=late,
        second=second,
        difference_note=command.difference_note if found.differences else "",
        late_note=command.late_note if late else "",
        brought_by=command.brought_by,
    )
    events = (returned, *documented(command, loan, second))
    if grave is None:
        return events
    return (*events, ItemFrozen(item=command.item, reason=grave, note=command.difference_note))


def _loan(item: ItemState) -> Loan:
    if item.loan is None:
        raise RuleBroken("return.not_on_loan", item=item.id, custody=item.custody.value)
    return item.loan


def _quantity(command: ReturnItem, loan: Loan) -> Amount:
    quantity = command.quantity or loan.quantity
    if quantity.u != loan.quantity.u:
        raise RuleBroken("quantity.other_unit", unit=loan.quantity.u, other=quantity.u)
    if quantity.is_zero:
        raise RuleBroken("return.nothing", item=command.item)
    return quantity


def _unexplained(
    command: ReturnItem, item: ItemState, loan: Loan, found: Found, world: World, *, late: bool
) -> list[RuleBroken]:
    """Everything the clerk must still read or say, asked for at once."""
    broken = []
    for kind in _kinds_to_weigh(item, loan, command.weights, world):
        broken.append(RuleBroken("return.weights_missing", item=item.id, weight_kind=kind))
    if found.differences and not command.difference_note.strip():
        broken.append(RuleBroken("return.difference_unexplained", item=item.id))
        broken += found.differences
    if late and not command.late_note.strip():
        broken.append(RuleBroken("return.late_needs_reason", item=item.id, due_at=loan.due_at))
    return broken


def _kinds_to_weigh(
    item: ItemState, loan: Loan, read: tuple[Weight, ...], world: World
) -> list[str]:
    """Kinds read at hand-out are read again; drugs and valuables are weighed in any case."""
    kinds = [one.kind for one in loan.weights if one.kind is not WeightKind.SAMPLED]
    if not kinds and not read and kind_of(item.category, world).weighed:
        kinds = [WeightKind.GROSS]
    have = {one.kind for one in read}
    return [kind.value for kind in kinds if kind not in have]


def _second(
    command: ReturnItem,
    item: ItemState,
    loan: Loan,
    world: World,
    context: Context,
    returned_by: PersonId | None,
) -> PersonId | None:
    """Two people where two are needed; alone only for what comes back under its own seal.

    What is stopped by a difference is put into its place by two people as well.
    """
    beside = without(context, returned_by, loan.borrower)
    if item.frozen is not None and (command.place or command.container):
        return required_for_discrepancy(item, world, beside)
    second = second_person(item, world, beside)
    intact = bool(loan.seal_no) and command.seal_no.strip() == loan.seal_no
    if second is None and needs_two_people(item, world) and not intact:
        raise RuleBroken("return.second_person", item=item.id, category=item.category.value)
    return second


def extend_loan(command: ExtendLoan, world: World, context: Context) -> tuple[Event, ...]:
    """Move the return date on an approved extension of this very loan (T13)."""
    item = world.item(command.item)
    loan = _loan(item)
    refuse_frozen(item)
    request, _ = approved_item(command.request, item, RequestKind.EXTENSION, world)
    if request.extends != loan.request or request.due_at is None:
        raise RuleBroken("loan.other_loan", request=request.number, item=item.id)
    if request.due_at <= loan.due_at:
        raise RuleBroken("request.not_later", due_at=request.due_at, was=loan.due_at)
    return (LoanExtended(item=command.item, request=command.request, due_at=request.due_at),)


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    ReturnItem: return_item,
    ExtendLoan: extend_loan,
}
