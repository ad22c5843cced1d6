"""Rules of places: put away and move an item or a container, and record a sighting."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.store import MoveContainer, MoveItem, SeeItem
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemMoved, ItemSeen
from custody_app.domain.events.registers import ContainerMoved
from custody_app.domain.rules.carrying_out import refuse_sealed_container
from custody_app.domain.rules.labelling import refuse_unproved_label
from custody_app.domain.rules.placing import (
    check_where,
    is_dual,
    is_safe_where,
    refuse_closed,
    refuse_full,
    refuse_locker,
)
from custody_app.domain.rules.separation import (
    CUSTODY_ROLES,
    refuse_case_officer_as_custodian,
    required_for_discrepancy,
)
from custody_app.domain.rules.standing import refuse_unless_stored
from custody_app.domain.rules.stores import (
    refuse_other_store,
    refuse_store_of_others,
    store_of,
    store_of_item,
)
from custody_app.domain.rules.timing import refuse_impossible_time
from custody_app.domain.rules.zones import changes_zone, place_of, zone_approver
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ContainerState
from custody_app.domain.vocabulary import CaseKind, Grade, Origin, SealState
from custody_app.domain.world import Context, World


def move_item(command: MoveItem, world: World, context: Context) -> tuple[Event, ...]:
    """Put away or move; what is frozen goes to a place for discrepancies, by two people."""
    item = world.item(command.item)
    if (command.place is None) == (command.container is None):
        raise RuleBroken("move.one_place")
    refuse_unless_stored(item)
    refuse_store_of_others(store_of_item(item, world), context)
    refuse_case_officer_as_custodian(item, world, context)
    refuse_impossible_time(item, context)
    if (command.place, command.container) == (item.place, item.container):
        raise RuleBroken("move.already_there", item=item.id)
    refuse_sealed_container(item, world)
    check_where(item, world, command.place, command.container)
    refuse_other_store(item, world, command.place, command.container)
    made_safe = _may_wait_for_label(command, item, world)
    if not made_safe:
        refuse_unproved_label(item, context)
    second = None
    if item.frozen is not None:
        second = required_for_discrepancy(item, world, context)
    before = place_of(item.place, item.container, world)
    after = place_of(command.place, command.container, world)
    case, changes = world.case(item.case), not made_safe and changes_zone(before, after, world)
    return (
        ItemMoved(
            item=command.item,
            place=command.place,
            container=command.container,
            second=second,
            approver=zone_approver(
                command, case.officers, case.kind, world, context, changes=changes
            ),
            paper_no=command.paper.number if command.paper else "",
            reason=command.reason,
        ),
    )


def _may_wait_for_label(command: MoveItem, item: ItemState, world: World) -> bool:
    """Stock taken over, sealed uncounted and frozen things are made safe first."""
    if item.frozen is not None:
        return True
    sealed_uncounted = not item.counted and item.seal is SealState.SEALED
    waits = item.origin is Origin.TAKEOVER or sealed_uncounted
    return waits and is_safe_where(world, command.place, command.container)


def see_item(command: SeeItem, world: World, context: Context) -> tuple[Event, ...]:
    """Human eyes saw the thing; nothing said means where the record has it."""
    item = world.item(command.item)
    refuse_unless_stored(item)
    refuse_impossible_time(item, context)
    if command.place is not None and command.container is not None:
        raise RuleBroken("move.one_place")
    place, container = command.place, command.container
    if place is None and container is None:
        place, container = item.place, item.container
    if place is not None:
        world.place(place)
    if container is not None:
        world.container(container)
    return (ItemSeen(item=command.item, place=place, container=container),)


def move_container(command: MoveContainer, world: World, context: Context) -> tuple[Event, ...]:
    """Moving a container moves all it holds by one event (decisions, 3)."""
    container = world.container(command.container)
    place = world.place(command.place)
    refuse_case_officer_of_container(container, world, context)
    refuse_store_of_others(store_of(world, place.id, None), context)
    if container.place is not None:
        refuse_store_of_others(store_of(world, container.place, None), context)
    if container.place == place.id:
        raise RuleBroken("move.already_there", item=container.tag)
    refuse_closed(world, place)
    refuse_locker(place)
    held = world.count("items_in_container", container.id)
    refuse_full(world, place, held)
    if held and store_of(world, place.id, None) != store_of(world, container.place, None):
        raise RuleBroken("stores.needs_transport", item=container.tag)
    was_dual = container.place is not None and is_dual(world, world.place(container.place))
    if (was_dual or container.grade is not Grade.NORMAL) and not is_dual(world, place):
        raise RuleBroken("move.needs_dual_custody", item=container.tag, place=place.code)
    changes = bool(held) and changes_zone(container.place, place.id, world)
    case = world.case(container.case) if container.case is not None else None
    officers, kind = (case.officers, case.kind) if case is not None else ((), CaseKind.CRIMINAL)
    return (
        ContainerMoved(
            container=command.container,
            place=command.place,
            approver=zone_approver(command, officers, kind, world, context, changes=changes),
            paper_no=command.paper.number if command.paper else "",
            reason=command.reason,
        ),
    )


def refuse_case_officer_of_container(
    container: ContainerState, world: World, context: Context
) -> None:
    """The officer of a case does not keep its containers either (21号 第8条).

    Raises:
        RuleBroken: ``separation.case_officer_keeps``.
    """
    if container.case is None:
        return
    officers = world.case(container.case).officers
    for person in (context.recorder, context.actor):
        if person.id in officers and CUSTODY_ROLES & {role.value for role in person.roles}:
            raise RuleBroken("separation.case_officer_keeps", person=person.id, case=container.case)


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    MoveItem: move_item,
    SeeItem: see_item,
    MoveContainer: move_container,
}
