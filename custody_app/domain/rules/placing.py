"""Where a thing may be put: open, with room, for its kind, under dual custody if need be."""

from __future__ import annotations

from collections.abc import Iterator

from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import ContainerId, PlaceId
from custody_app.domain.law.rule_pack import Lodging
from custody_app.domain.rules.kinds import kind_of, needs_two_people
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ContainerState, PlaceState
from custody_app.domain.vocabulary import Category, PlaceKind, SealState
from custody_app.domain.world import World

DEEPEST = 12


def check_where(
    item: ItemState,
    world: World,
    place: PlaceId | None,
    container: ContainerId | None,
) -> None:
    """Refuse a place or container that is not fit for the item; neither of them is fine.

    Raises:
        RuleBroken: ``move.one_place``, and those of ``check_place`` and ``check_container``.
    """
    if place is not None and container is not None:
        raise RuleBroken("move.one_place")
    if place is not None:
        check_place(item, world, world.place(place))
    elif container is not None:
        check_container(item, world, world.container(container))


def check_place(
    item: ItemState, world: World, place: PlaceState, *, check_room: bool = True
) -> None:
    """Refuse a place that is closed, full, for other kinds or not under dual custody.

    A frozen thing goes to a place for discrepancies and nowhere else.

    Raises:
        RuleBroken: ``move.place_closed``, ``move.effects_locker``, ``move.frozen``,
            ``move.place_full``, ``move.other_category``, ``move.needs_own_place``,
            ``move.needs_safe``, ``move.needs_dual_custody``,
            ``move.slot_taken``.
    """
    refuse_closed(world, place)
    refuse_locker(place)
    if item.frozen is not None and place.kind is not PlaceKind.DISCREPANCY:
        raise RuleBroken(
            "move.frozen", item=item.id, place=place.code, freeze_reason=item.frozen.value
        )
    if check_room:
        refuse_full(world, place, 1)
        _refuse_second_vehicle(item, world, place)
    allowed = allowed_categories(world, place)
    if allowed and item.category not in allowed:
        raise RuleBroken("move.other_category", place=place.code, category=item.category.value)
    to_clear = item.frozen is not None and place.kind is PlaceKind.DISCREPANCY
    if needs_two_people(item, world) and not to_clear and not is_dual(world, place):
        raise RuleBroken("move.needs_dual_custody", item=item.id, place=place.code)
    _check_lodging(item, world, place, allowed)


def _refuse_second_vehicle(item: ItemState, world: World, place: PlaceState) -> None:
    """One vehicle a slot of the yard; keys and bags may hang there beside it."""
    if item.category is not Category.VEHICLE or place.kind is not PlaceKind.SLOT:
        return
    in_yard = any(found.kind is PlaceKind.YARD for found in upward(world, place))
    if in_yard and world.count("vehicles_in_place", place.id):
        raise RuleBroken("move.slot_taken", place=place.code)


def _check_lodging(
    item: ItemState, world: World, place: PlaceState, allowed: tuple[Category, ...]
) -> None:
    """A kind lies where the pack wants it; a place for discrepancies takes what is stopped."""
    lodging = kind_of(item.category, world).lodging
    if place.kind is PlaceKind.DISCREPANCY or lodging is None:
        return
    named = item.category in allowed
    if lodging is Lodging.OWN_PLACE and not named:
        raise RuleBroken("move.needs_own_place", place=place.code, category=item.category.value)
    if lodging is Lodging.SAFE and not named and not is_dual(world, place):
        raise RuleBroken("move.needs_safe", place=place.code, category=item.category.value)


def check_container(item: ItemState, world: World, container: ContainerState) -> None:
    """Refuse a container of another case, one that is sealed, or one that lies in an unfit place.

    Raises:
        RuleBroken: ``move.other_case``, ``move.container_sealed``,
            ``move.container_nowhere``, and those of ``check_place``.
    """
    if container.case is not None and container.case != item.case:
        raise RuleBroken("move.other_case", container=container.tag, case=container.case)
    if container.seal is SealState.SEALED:
        raise RuleBroken(
            "move.container_sealed", container=container.tag, seal_no=container.seal_no
        )
    if container.place is not None:
        check_place(item, world, world.place(container.place), check_room=False)
    elif item.frozen is not None or needs_two_people(item, world):
        raise RuleBroken("move.container_nowhere", container=container.tag)


def refuse_closed(world: World, place: PlaceState) -> None:
    """Nothing is put into a closed place, nor into one inside a closed place.

    Raises:
        RuleBroken: ``move.place_closed``.
    """
    for found in upward(world, place):
        if found.closed:
            raise RuleBroken("move.place_closed", place=found.code)


def refuse_locker(place: PlaceState) -> None:
    """Case property never lies among the personal effects of somebody (公通字〔2012〕40号 第2条).

    Raises:
        RuleBroken: ``move.effects_locker``.
    """
    if place.kind is PlaceKind.LOCKER:
        raise RuleBroken("move.effects_locker", place=place.code)


def refuse_full(world: World, place: PlaceState, more: int) -> None:
    """A place with a capacity takes no more than that.

    Raises:
        RuleBroken: ``move.place_full``.
    """
    if place.capacity is None:
        return
    held = world.count("items_in_place", place.id)
    if held + more > place.capacity:
        raise RuleBroken("move.place_full", place=place.code, capacity=place.capacity, held=held)


def is_dual(world: World, place: PlaceState) -> bool:
    """A safe, a place under dual custody, or inside one."""
    return any(found.dual_custody or found.kind is PlaceKind.SAFE for found in upward(world, place))


def allowed_categories(world: World, place: PlaceState) -> tuple[Category, ...]:
    """The kinds a place is for; the nearest place that says so decides; nothing means all."""
    for found in upward(world, place):
        if found.categories:
            return found.categories
    return ()


def is_safe_where(world: World, place: PlaceId | None, container: ContainerId | None) -> bool:
    """Whether this is a place for uncounted sealed property of a kind that needs two people."""
    if container is not None:
        place = world.container(container).place
    return place is not None and is_dual(world, world.place(place))


def upward(world: World, place: PlaceState) -> Iterator[PlaceState]:
    """The place, and every place it lies in, from the inside out."""
    found: PlaceState | None = place
    for _ in range(DEEPEST):
        if found is None:
            return
        yield found
        found = world.place(found.parent) if found.parent is not None else None
