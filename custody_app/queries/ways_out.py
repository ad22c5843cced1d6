"""Which ways out are open to things of one case, for the screen that asks for their disposal."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from custody_app.domain.moments import Moment
from custody_app.domain.rules.ways_out import WayOut, ways_out
from custody_app.domain.state.item import ItemState
from custody_app.domain.values import dataclass
from custody_app.domain.world import World
from custody_app.queries.item_rows import ItemRow, item_rows
from custody_app.queries.kinds import Kinds, kinds_in_force
from custody_app.queries.people import UnitRow, units
from custody_app.queries.states import states_of
from custody_app.storage.state_store import StateStore


@dataclass(frozen=True, slots=True)
class OpenWays:
    """The things, what the law asks of their kinds, every way out, the units that may receive."""

    rows: tuple[ItemRow, ...]
    states: dict[str, ItemState]
    kinds: Kinds
    ways: tuple[WayOut, ...]
    units: tuple[UnitRow, ...]


def open_ways(connection: Connection, *, items: Sequence[str], now: Moment) -> OpenWays:
    """By the same table that the request is refused by.

    Raises:
        RuleBroken: ``item.unknown``, ``rules.unknown`` in a file without a centre.
    """
    rows = item_rows(connection, items=items)
    states = states_of(connection, ItemState, [row.id for row in rows])
    world = World(StateStore(connection))
    things = [states[row.id] for row in rows]
    kind = world.case(things[0].case).kind
    return OpenWays(
        rows=rows,
        states=states,
        kinds=kinds_in_force(connection),
        ways=ways_out(things, kind, world, now),
        units=tuple(units(connection)),
    )
