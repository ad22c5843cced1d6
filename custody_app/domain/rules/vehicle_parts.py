"""Rules of keys and of things found in a vehicle: records of their own that know their vehicle."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.outgoing import (
    DestroyItem,
    GiveToAuthority,
    HandOverWithCase,
    PayInItem,
    ReleaseItem,
    SellItem,
)
from custody_app.domain.commands.vehicles import LinkToVehicle
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.events.vehicles import ItemLinkedToVehicle, PartsLeftBehind
from custody_app.domain.ids import CaseId, ItemId
from custody_app.domain.rules.separation import refuse_case_officer_as_custodian
from custody_app.domain.rules.standing import refuse_gone
from custody_app.domain.rules.vehicles import a_vehicle
from custody_app.domain.vocabulary import Category
from custody_app.domain.world import Context, World

Leaves = DestroyItem | GiveToAuthority | HandOverWithCase | PayInItem | ReleaseItem | SellItem


def link_to_vehicle(command: LinkToVehicle, world: World, context: Context) -> tuple[Event, ...]:
    """A thing of the same case becomes the key of a vehicle, or one that was found in it."""
    item = world.item(command.item)
    refuse_gone(item)
    refuse_case_officer_as_custodian(item, world, context)
    if (item.belongs_to, item.is_key) == (command.vehicle, command.is_key):
        raise RuleBroken("vehicle.linked_already", item=item.id)
    return (linked(item.id, item.case, command.vehicle, world, is_key=command.is_key,
                   reason=command.reason),)  # fmt: skip


def linked(
    item: ItemId, case: CaseId, vehicle: ItemId, world: World, *, is_key: bool, reason: str = ""
) -> Event:
    """The event that links a thing to a vehicle of its case that is still here.

    Raises:
        RuleBroken: ``vehicle.not_a_vehicle``, ``vehicle.itself``, ``vehicle.other_case``,
            ``item.gone``.
    """
    found = a_vehicle(vehicle, world)
    if found.id == item:
        raise RuleBroken("vehicle.itself", item=item)
    if found.case != case:
        raise RuleBroken("vehicle.other_case", item=found.id)
    refuse_gone(found)
    return ItemLinkedToVehicle(item=item, vehicle=found.id, is_key=is_key, reason=reason)


def left_behind(command: Command, world: World) -> tuple[Event, ...]:
    """A vehicle leaves while its key or things of it stay: somebody says why.

    Raises:
        RuleBroken: ``vehicle.parts_remain``.
    """
    if not isinstance(command, Leaves):
        return ()
    item = world.item(command.item)
    if item.category is not Category.VEHICLE:
        return ()
    count = world.count("parts_of_vehicle", item.id)
    if not count:
        return ()
    if not command.parts_note.strip():
        raise RuleBroken("vehicle.parts_remain", item=item.id, count=count)
    return (PartsLeftBehind(item=item.id, count=count, reason=command.parts_note),)


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {LinkToVehicle: link_to_vehicle}
