"""Which store a place belongs to, and who may act there.

A temporary store is a place of its own kind with everything in it; all other places are the
centre's, which is one store.
"""

from __future__ import annotations

from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import ContainerId, PlaceId
from custody_app.domain.rules.placing import upward
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import PersonState
from custody_app.domain.vocabulary import STORED, PlaceKind, Role
from custody_app.domain.world import Context, World

CENTRE_KEEPERS = frozenset({Role.CUSTODIAN, Role.CUSTODY_HEAD})


def store_of(world: World, place: PlaceId | None, container: ContainerId | None) -> PlaceId | None:
    """The temporary store in which a place or container lies; None means the centre."""
    if container is not None:
        place = world.container(container).place
    if place is None:
        return None
    for found in upward(world, world.place(place)):
        if found.kind is PlaceKind.TEMPORARY_STORE:
            return found.id
    return None


def store_of_item(item: ItemState, world: World) -> PlaceId | None:
    """The temporary store in which a thing lies; None means the centre."""
    return store_of(world, item.place, item.container)


def refuse_store_of_others(store: PlaceId | None, context: Context) -> None:
    """Who keeps a temporary store only does not act in the centre (rules-and-process 11).

    Raises:
        RuleBroken: ``stores.centre_not_yours``.
    """
    if store is None and keeps_temporary_only(context.recorder):
        raise RuleBroken("stores.centre_not_yours", person=context.recorder.id)


def keeps_temporary_only(person: PersonState) -> bool:
    """A custodian of temporary stores who is no custodian of the centre."""
    return Role.STORE_CUSTODIAN in person.roles and not CENTRE_KEEPERS & set(person.roles)


def refuse_other_store(
    item: ItemState, world: World, place: PlaceId | None, container: ContainerId | None
) -> None:
    """From one store into another a thing goes by transport with two signatures only (T07).

    What was taken in and has no place yet is in the centre.

    Raises:
        RuleBroken: ``stores.needs_transport``.
    """
    if item.custody not in STORED:
        return
    if store_of(world, place, container) != store_of_item(item, world):
        raise RuleBroken("stores.needs_transport", item=item.id)


def refuse_temporary_store(
    item: ItemState, world: World, place: PlaceId | None, container: ContainerId | None
) -> None:
    """What comes back to the centre comes into its own store, not into a temporary one.

    Raises:
        RuleBroken: ``stores.back_to_centre``.
    """
    if store_of(world, place, container) is not None:
        raise RuleBroken("stores.back_to_centre", item=item.id)


def refuse_no_place(place: PlaceId | None, container: ContainerId | None) -> None:
    """What comes into a store comes into a place of it.

    Raises:
        RuleBroken: ``stores.place_needed``.
    """
    if place is None and container is None:
        raise RuleBroken("stores.place_needed")
