"""Rules of the stock-take (21号 第24条): a blind count, a second one by somebody else, then a stop.

What one person did not find is only missing; what a second person does not find either is stopped
and reported to the two heads as any difference (T16).
"""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.counts import CountPlace
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.events.counts import PlaceCounted
from custody_app.domain.events.item import ItemFrozen
from custody_app.domain.rules.placing import refuse_closed
from custody_app.domain.state.registers import PlaceState
from custody_app.domain.vocabulary import FreezeReason
from custody_app.domain.world import Context, World


def count_place(command: CountPlace, world: World, context: Context) -> tuple[Event, ...]:
    """One count of one place."""
    place = world.place(command.place)
    refuse_closed(world, place)
    if len(set(command.seen)) < len(command.seen):
        raise RuleBroken("count.seen_twice", place=place.code)
    for id_ in command.seen:
        world.item(id_)
    open_ones = [id_ for id_ in place.count_missing if world.item(id_).frozen is None]
    if open_ones and place.counted_by == context.actor.id:
        raise RuleBroken("count.second_by_same", place=place.code, person=context.actor.id)
    expected, seen = set(command.expected), set(command.seen)
    missing = tuple(id_ for id_ in command.expected if id_ not in seen)
    counted = PlaceCounted(
        place=place.id,
        expected=len(expected),
        seen=len(expected & seen),
        missing=missing,
        unexpected=tuple(id_ for id_ in command.seen if id_ not in expected),
        note=command.note,
    )
    return (counted, *_stopped(place, missing, command.note, world))


def _stopped(
    place: PlaceState, missing: tuple[str, ...], note: str, world: World
) -> tuple[Event, ...]:
    """Things that the count before did not find either, unless they are stopped already."""
    before = set(place.count_missing)
    gone = [item for id_ in missing if id_ in before and (item := world.item(id_)).frozen is None]
    return tuple(
        ItemFrozen(item=item.id, reason=FreezeReason.NOT_FOUND, note=note) for item in gone
    )


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {CountPlace: count_place}
