"""What the ledger says of a subject, newest first.

The events that a paper documents, and who confirmed them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from sqlalchemy import Connection

from custody_app.domain.event_codec import decode
from custody_app.domain.events.base import Event
from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass
from custody_app.ledger.entry import EventCore, from_bytes
from custody_app.storage import ledger_store
from custody_app.storage.base import pack, unpack
from custody_app.storage.projections.item_card import Matter
from custody_app.storage.unit_of_work import FILES_GROUP

_ITEMS_AT = """
WITH RECURSIVE below(id) AS (
    SELECT ? UNION ALL SELECT p.id FROM place_card p JOIN below ON p.parent_id = below.id
)
SELECT i.id FROM (
    SELECT c.n AS n, c.id AS id FROM below JOIN item_card c ON c.place_id = below.id
    UNION ALL
    SELECT c.n, c.id FROM below
    JOIN container_card b ON b.place_id = below.id
    JOIN item_card c ON c.container_id = b.id
) i ORDER BY i.n
"""

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Seen:
    """One event as it stands in the ledger."""

    event: Event
    core: EventCore
    ehash: str
    names: tuple[str, ...]

    @property
    def at(self) -> Moment:
        """When it happened; when it was recorded if nothing else is said."""
        return Moment(self.core.occ["at"] if self.core.occ else self.core.wall)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A countersignature over a batch."""

    person: str
    at: Moment
    ehash: str


class Evidence:
    """Reads events on one connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def newest_first(self, subject: str) -> Iterator[Seen]:
        """Events that name a subject, the last one first."""
        positions = self.connection.exec_driver_sql(
            "SELECT pos FROM subject_event WHERE id = ? ORDER BY iseq DESC", (pack(subject),)
        ).scalars()
        for pos in positions.all():
            yield self.at_position(pos)

    def last(self, subject: str, *kinds: type[E]) -> tuple[E, Seen] | None:
        """The last event of one of these types."""
        for seen in self.newest_first(subject):
            if isinstance(seen.event, kinds):
                return seen.event, seen
        return None

    def at_position(self, pos: int) -> Seen:
        """The event at a position of the ledger."""
        stored = ledger_store.read_event(self.connection, pos)
        if stored is None:
            raise LookupError(pos)
        core = from_bytes(stored.core)
        values = ledger_store.personal_values(self.connection, pos)
        names = values.pop(FILES_GROUP, {}).get("names", [])
        first = core.subjects[0].id if core.subjects else ""
        return Seen(
            decode(core.typ, first, core.body, values), core, stored.ehash.hex(), tuple(names)
        )

    def items_at(self, place: str) -> list[str]:
        """Items recorded at a place, in its containers and in the places below it, oldest first."""
        rows = self.connection.exec_driver_sql(_ITEMS_AT, (pack(place),)).scalars()
        return [unpack(raw) for raw in rows]

    def awaiting_list(self, seizure: str) -> list[str]:
        """Items of a list that wait for the corrected one."""
        rows = self.connection.exec_driver_sql(
            "SELECT id FROM item_card WHERE seizure_id = ? AND matters & ? ORDER BY n",
            (pack(seizure), int(Matter.LIST_AWAITED)),
        ).scalars()
        return [unpack(raw) for raw in rows]

    def of_batch(self, batch: str) -> list[Seen]:
        """Events that happened together, in order."""
        row = self.connection.exec_driver_sql(
            "SELECT first_pos, last_pos FROM batch WHERE id = ?", (pack(batch),)
        ).first()
        if row is None:
            return []
        return [self.at_position(pos) for pos in range(row[0], row[1] + 1)]

    def confirmations(self, batch: str | None) -> dict[str, Confirmation]:
        """Person -> countersignature over a batch."""
        if not batch:
            return {}
        found = {}
        for seen in self.of_batch(batch):
            if seen.core.typ == "COUNTERSIGN":
                found[seen.core.actor] = Confirmation(
                    seen.core.actor, Moment(seen.core.wall), seen.ehash
                )
        return found
