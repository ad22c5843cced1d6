"""Rules of transport between stores (T07): one signs out, another signs in and compares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.stores import ReceiveFromStore, ReturnEntrusted, SendToStore
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemFrozen
from custody_app.domain.events.stores import ItemReceivedFromStore, ItemSentToStore
from custody_app.domain.ids import PersonId
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.carrying_out import (
    refuse_sealed_container,
    second_beside,
    without,
)
from custody_app.domain.rules.comparing import Found, WentOut, compared
from custody_app.domain.rules.measured import check_weights
from custody_app.domain.rules.placing import check_where, refuse_closed
from custody_app.domain.rules.separation import (
    refuse_case_officer_as_custodian,
    required_for_discrepancy,
    required_second,
)
from custody_app.domain.rules.standing import refuse_frozen, refuse_unless_stored
from custody_app.domain.rules.stores import (
    refuse_no_place,
    refuse_store_of_others,
    store_of,
    store_of_item,
)
from custody_app.domain.rules.timing import refuse_impossible_time
from custody_app.domain.state.away import Transit
from custody_app.domain.state.item import ItemState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import PlaceKind
from custody_app.domain.world import Context, World


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came into a place: how much, what differs, who was the second person."""

    quantity: Amount
    found: Found
    second: PersonId | None

    def frozen(self, command: ReceiveFromStore | ReturnEntrusted) -> tuple[Event, ...]:
        """The event that stops the thing where the difference is grave (T16)."""
        if self.found.grave is None:
            return ()
        note = command.difference_note
        return (ItemFrozen(item=command.item, reason=self.found.grave, note=note),)


def send_to_store(command: SendToStore, world: World, context: Context) -> tuple[Event, ...]:
    """Signed out by a custodian of the store it lies in, for a carrier, to another store."""
    item = world.item(command.item)
    refuse_unless_stored(item)
    refuse_case_officer_as_custodian(item, world, context)
    refuse_impossible_time(item, context)
    refuse_frozen(item)
    from_store = store_of_item(item, world)
    refuse_store_of_others(from_store, context)
    if command.to_store == from_store:
        raise RuleBroken("stores.same_store", item=item.id)
    if command.to_store is not None:
        place = world.place(command.to_store)
        if place.kind is not PlaceKind.TEMPORARY_STORE:
            raise RuleBroken("stores.not_a_store", place=place.code)
        refuse_closed(world, place)
    carrier = world.person(command.carrier)
    if carrier.departed:
        raise RuleBroken("stores.bringer_departed", person=carrier.id)
    if carrier.id in world.case(item.case).officers:
        raise RuleBroken("separation.case_officer_keeps", person=carrier.id, case=item.case)
    refuse_sealed_container(item, world)
    return (
        ItemSentToStore(
            item=command.item,
            from_store=from_store,
            to_store=command.to_store,
            carrier=carrier.id,
            quantity=item.balance.stored,
            condition=item.condition,
            seal_no=item.seal_no,
            second=second_beside(item, world, context, carrier.id),
            paper_no=command.paper_no.strip(),
            reason=command.reason,
        ),
    )


def receive_from_store(
    command: ReceiveFromStore, world: World, context: Context
) -> tuple[Event, ...]:
    """Signed in by somebody who neither sent nor carried it; differences are explained."""
    item = world.item(command.item)
    transit = item.transit
    if transit is None:
        raise RuleBroken("stores.not_in_transit", item=item.id, custody=item.custody.value)
    refuse_case_officer_as_custodian(item, world, context)
    _refuse_own_dispatch(transit, context)
    if context.happened_at < transit.sent_at:
        raise RuleBroken("stores.before_dispatch", at=context.happened_at, sent_at=transit.sent_at)
    refuse_no_place(command.place, command.container)
    store = store_of(world, command.place, command.container)
    refuse_store_of_others(store, context)
    if store not in (transit.to_store, transit.from_store):
        raise RuleBroken("stores.other_store", item=item.id)
    senders = (transit.sent_by, transit.recorded_by, transit.carrier)
    arrived = arrival(command, item, transit, world, without(context, *senders))
    return (
        ItemReceivedFromStore(
            item=command.item,
            temporary=store is not None,
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


def _refuse_own_dispatch(transit: Transit, context: Context) -> None:
    """Two signatures are of two people (T07)."""
    receivers = {context.recorder.id, context.actor.id}
    for person in (transit.sent_by, transit.recorded_by, transit.carrier):
        if person in receivers:
            raise RuleBroken("stores.receives_own_dispatch", person=person)


def arrival(
    command: ReceiveFromStore | ReturnEntrusted,
    item: ItemState,
    went_out: WentOut,
    world: World,
    context: Context,
) -> Arrived:
    """Compare what arrived, ask for what is unexplained, and look at its place.

    Raises:
        RuleBroken: ``quantity.*``, ``return.*``, ``move.*``, ``separation.*``.
    """
    quantity = command.quantity or went_out.quantity
    if quantity.u != went_out.quantity.u:
        raise RuleBroken("quantity.other_unit", unit=went_out.quantity.u, other=quantity.u)
    if quantity.is_zero:
        raise RuleBroken("stores.nothing_arrived", item=item.id)
    check_weights(command.weights)
    found = compared(command, item, went_out, quantity, context)
    if item.frozen is not None:
        found = replace(found, grave=None)
    if found.differences and not command.difference_note.strip():
        unexplained = RuleBroken("return.difference_unexplained", item=item.id)
        refuse_all([unexplained, *found.differences])
    stopped = replace(item, frozen=item.frozen or found.grave)
    check_where(stopped, world, command.place, command.container)
    if stopped.frozen is not None:
        return Arrived(quantity, found, required_for_discrepancy(item, world, context))
    return Arrived(quantity, found, required_second(item, world, context))


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    SendToStore: send_to_store,
    ReceiveFromStore: receive_from_store,
}
