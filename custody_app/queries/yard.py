"""The yard as a list of slots: which are free, and what stands on the others."""

from __future__ import annotations

from sqlalchemy import Connection

from custody_app.domain.state.item import ItemState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Category, PlaceKind
from custody_app.queries.names import id_text, rows_of
from custody_app.queries.states import states_of

_SLOTS = """
WITH RECURSIVE below(id, yard, code, depth, kind) AS (
    SELECT id, code, code, 0, kind FROM place_card WHERE kind = ? AND closed = 0
    UNION ALL
    SELECT p.id, below.yard, p.code, below.depth + 1, p.kind FROM place_card p
    JOIN below ON p.parent_id = below.id WHERE p.closed = 0
)
SELECT id, yard, code, kind FROM below ORDER BY yard, code
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One place of the yard and the vehicle on it; the yard itself takes what has no slot.

    Attributes:
        is_slot: False for the yard itself and for rows of slots.
        item: id of the vehicle; empty where the slot is free.
        told: plate of the vehicle, or its name where it has none.
    """

    place: str
    yard: str
    code: str
    is_slot: bool
    item: str = ""
    name: str = ""
    told: str = ""

    @property
    def is_free(self) -> bool:
        """A slot with nothing on it."""
        return self.is_slot and not self.item


def yard_slots(connection: Connection) -> tuple[Slot, ...]:
    """Every slot of every yard in the order of the codes, and vehicles without a slot."""
    places = connection.exec_driver_sql(_SLOTS, (PlaceKind.YARD.value,)).all()
    standing = _standing(connection, [row[0] for row in places])
    found = []
    for raw, yard, code, kind in places:
        id_, is_slot = id_text(raw), kind == PlaceKind.SLOT.value
        there = standing.get(id_, [])
        if is_slot and not there:
            found.append(Slot(place=id_, yard=yard, code=code, is_slot=True))
        found += [
            Slot(place=id_, yard=yard, code=code, is_slot=is_slot, item=item.id, name=item.name,
                 told=_told(item))
            for item in there
        ]  # fmt: skip
    return tuple(found)


def _told(item: ItemState) -> str:
    return (item.identifiers.plate if item.identifiers else "") or item.name


def _standing(connection: Connection, places: list[bytes]) -> dict[str, list[ItemState]]:
    """Place -> the vehicles on it."""
    head = "SELECT i.id, i.place_id, i.category FROM item_card i"
    rows = [
        row
        for row in rows_of(connection, head, "i.place_id", places)
        if row[2] == Category.VEHICLE.value
    ]
    states = states_of(connection, ItemState, [id_text(row[0]) for row in rows])
    found: dict[str, list[ItemState]] = {}
    for id_, place, _ in rows:
        found.setdefault(id_text(place), []).append(states[id_text(id_)])
    return found
