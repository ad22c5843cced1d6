"""Where things are that do not lie in the store of who asks: another store, the road, a unit."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from custody_app.domain.moments import Moment
from custody_app.domain.rules.stores import keeps_temporary_only, store_of_item
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import PersonState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import STORED, Custody
from custody_app.domain.world import World
from custody_app.queries.names import person_of, place_of, unit_name
from custody_app.queries.states import state_of, states_of
from custody_app.storage.state_store import StateStore


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a thing is.

    Attributes:
        custody: in another store, on the road, entrusted, or kept by another authority.
        store: the store in which it lies or from which it was sent; empty is the centre.
        place: the place in that store, with its path.
        to_store: the store for which it is on the road; empty is the centre.
        carrier: who carries it.
        unit: the unit that keeps it.
        since: since when it is on the road or with the unit, where that is known.
    """

    custody: Custody
    store: str = ""
    place: str = ""
    to_store: str = ""
    carrier: str = ""
    unit: str = ""
    since: Moment | None = None


def whereabouts(
    connection: Connection, *, items: Sequence[str], person: str
) -> dict[str, Whereabouts]:
    """Item -> where it is, of those that do not lie in this person's store.

    Who keeps temporary stores only has none in the centre; all others have the centre.

    Raises:
        RuleBroken: ``person.unknown``.
    """
    outside = keeps_temporary_only(state_of(connection, PersonState, person))
    world = World(StateStore(connection))
    found = {}
    for id_, state in states_of(connection, ItemState, list(items)).items():
        where = _of(connection, state, world, outside=outside)
        if where is not None:
            found[id_] = where
    return found


def _of(
    connection: Connection, item: ItemState, world: World, *, outside: bool
) -> Whereabouts | None:
    if item.custody in STORED:
        store = store_of_item(item, world)
        placed = item.place or (world.container(item.container).place if item.container else None)
        if placed is None or (store is not None) is outside:
            return None
        at = place_of(connection, placed)
        return Whereabouts(
            item.custody, _name(connection, store), at.path if at is not None else ""
        )
    if item.transit is not None:
        carrier = person_of(connection, item.transit.carrier)
        return Whereabouts(
            item.custody, _name(connection, item.transit.from_store),
            to_store=_name(connection, item.transit.to_store),
            carrier=carrier.name if carrier is not None else "", since=item.transit.sent_at,
        )  # fmt: skip
    if item.entrusted is not None:
        unit = unit_name(connection, item.entrusted.unit)
        return Whereabouts(item.custody, unit=unit, since=item.entrusted.since)
    if item.custody is Custody.AT_AUTHORITY_STORE:
        return Whereabouts(item.custody, unit=unit_name(connection, item.kept_by))
    return None


def _name(connection: Connection, store: str | None) -> str:
    found = place_of(connection, store)
    return found.name or found.code if found is not None else ""
