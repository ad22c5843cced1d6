"""Rules of things that a qualified unit keeps for the centre (T09): contract, visit, return."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.stores import EntrustItem, ReturnEntrusted, VisitEntrusted
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemFrozen
from custody_app.domain.events.stores import EntrustedReturned, EntrustedVisited, ItemEntrusted
from custody_app.domain.ids import PersonId
from custody_app.domain.law.codes import Act
from custody_app.domain.rules.approver import deciding_person, level_of, rank_of, suffices
from custody_app.domain.rules.carrying_out import refuse_sealed_container, second_beside
from custody_app.domain.rules.counting import SERIOUS
from custody_app.domain.rules.separation import (
    refuse_case_officer_as_custodian,
    second_person,
)
from custody_app.domain.rules.standing import (
    refuse_asked_for,
    refuse_frozen,
    refuse_unless_in_store,
)
from custody_app.domain.rules.stores import refuse_no_place, refuse_temporary_store
from custody_app.domain.rules.timing import local_day, refuse_future_day, refuse_impossible_time
from custody_app.domain.rules.transport import arrival
from custody_app.domain.state.away import Entrustment
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Condition, FreezeReason, UnitKind
from custody_app.domain.world import Context, World

KEEPS_FOR_OTHERS = frozenset({UnitKind.OTHER, UnitKind.COMPETENT_AUTHORITY, UnitKind.LABORATORY})
"""Units that may keep a thing under a contract; police and courts get it by other ways."""


def entrust_item(command: EntrustItem, world: World, context: Context) -> tuple[Event, ...]:
    """By decision of the head of custody, to a qualified unit, under a contract with a term."""
    item = world.item(command.item)
    refuse_unless_in_store(item)
    refuse_case_officer_as_custodian(item, world, context)
    refuse_impossible_time(item, context)
    refuse_frozen(item)
    refuse_asked_for(item, world)
    refuse_sealed_container(item, world)
    refuse_all(_contract_faults(command, world, context))
    refuse_future_day(command.contract_on, context)
    approver = _decided_by(command, item, world, context)
    return (
        ItemEntrusted(
            item=command.item,
            to_unit=command.to_unit,
            qualification=command.qualification.strip(),
            contract_no=command.contract_no.strip(),
            contract_on=command.contract_on,
            until=command.until,
            approver=approver,
            paper_no=command.paper.number if command.paper else "",
            quantity=item.balance.stored,
            condition=item.condition,
            seal_no=item.seal_no,
            second=second_beside(item, world, context, approver),
            reason=command.reason,
            received_by=command.received_by,
        ),
    )


def _contract_faults(command: EntrustItem, world: World, context: Context) -> list[RuleBroken]:
    broken = []
    unit = world.unit(command.to_unit)
    if unit.kind not in KEEPS_FOR_OTHERS:
        broken.append(RuleBroken("stores.unit_keeps_nothing", unit=unit.id))
    for text, code in (
        (command.qualification, "stores.qualification_missing"),
        (command.contract_no, "stores.contract_missing"),
        (command.reason, "stores.entrust_reason"),
    ):
        if not text.strip():
            broken.append(RuleBroken(code))
    today = local_day(context.happened_at)
    if command.until <= max(today, command.contract_on):
        broken.append(RuleBroken("stores.contract_over", until=command.until))
    return broken


def _decided_by(command: EntrustItem, item: ItemState, world: World, context: Context) -> PersonId:
    """The head of custody, by the own PIN or on a signed paper, and no officer of the case."""
    on_paper = command.paper is not None
    person = world.person(deciding_person(command.approver, context, on_paper=on_paper))
    case = world.case(item.case)
    needed = level_of(Act.ENTRUST, case.kind, world).rank
    if not suffices(rank_of(person), needed):
        raise RuleBroken("stores.entrust_rank", person=person.id, rank=needed.value)
    if person.id in case.officers:
        raise RuleBroken("separation.approves_own_case", person=person.id)
    return person.id


def visit_entrusted(command: VisitEntrusted, world: World, context: Context) -> tuple[Event, ...]:
    """Somebody of the centre saw it; what is missing or changed is explained and stops it."""
    item = world.item(command.item)
    kept = _kept(item)
    refuse_case_officer_as_custodian(item, world, context)
    _refuse_before(kept, context)
    quantity = command.quantity or kept.quantity
    if quantity.u != kept.quantity.u:
        raise RuleBroken("quantity.other_unit", unit=kept.quantity.u, other=quantity.u)
    differs = quantity.value != kept.quantity.value or command.condition is not item.condition
    if differs and not command.note.strip():
        raise RuleBroken("stores.visit_needs_note", item=item.id)
    visited = EntrustedVisited(
        item=command.item,
        quantity=quantity,
        condition=command.condition,
        difference=differs,
        second=second_person(item, world, context),
        note=command.note,
    )
    if item.frozen is not None:
        return (visited,)
    reason = None
    if quantity.value != kept.quantity.value:
        reason = FreezeReason.COUNT_DIFFERS
    elif command.condition in SERIOUS and command.condition is not item.condition:
        reason = FreezeReason.CONDITION_DIFFERS
    if command.condition is Condition.LOST:
        reason = FreezeReason.NOT_FOUND
    if reason is None:
        return (visited,)
    return visited, ItemFrozen(item=command.item, reason=reason, note=command.note)


def return_entrusted(command: ReturnEntrusted, world: World, context: Context) -> tuple[Event, ...]:
    """Back into the centre's store, compared with what went out."""
    item = world.item(command.item)
    kept = _kept(item)
    refuse_case_officer_as_custodian(item, world, context)
    _refuse_before(kept, context)
    refuse_no_place(command.place, command.container)
    refuse_temporary_store(item, world, command.place, command.container)
    arrived = arrival(command, item, kept, world, context)
    return (
        EntrustedReturned(
            item=command.item,
            quantity=arrived.quantity,
            condition=command.condition,
            weights=command.weights,
            seal_no=command.seal_no.strip(),
            place=command.place,
            container=command.container,
            difference=bool(arrived.found.differences),
            second=arrived.second,
            difference_note=command.difference_note if arrived.found.differences else "",
        ),
        *arrived.frozen(command),
    )


def _kept(item: ItemState) -> Entrustment:
    if item.entrusted is None:
        raise RuleBroken("stores.not_entrusted", item=item.id, custody=item.custody.value)
    return item.entrusted


def _refuse_before(kept: Entrustment, context: Context) -> None:
    if context.happened_at < kept.since:
        raise RuleBroken("stores.before_entrusting", at=context.happened_at, since=kept.since)


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    EntrustItem: entrust_item,
    VisitEntrusted: visit_entrusted,
    ReturnEntrusted: return_entrusted,
}
