"""Counts of places that are not closed: what was scanned so far, one a place and person."""

from __future__ import annotations

import json

from sqlalchemy import Connection, Engine

from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass
from custody_app.storage.engine import faults_told
from custody_app.storage.tables.local import open_count


@dataclass(frozen=True, slots=True)
class OpenCount:
    """A count as it was last kept.

    Attributes:
        window: where it goes on; another window that takes it up gets another mark.
        items: ids of the things that were scanned, in their order.
    """

    place_id: str
    person_id: str
    window: str
    begun_at: Moment
    saved_at: Moment
    items: tuple[str, ...] = ()


def write_count(engine: Engine, count: OpenCount) -> None:
    """Begin a count in place of what the person had there."""
    row = {
        "place_id": count.place_id,
        "person_id": count.person_id,
        "window": count.window,
        "begun_at": count.begun_at,
        "saved_at": count.saved_at,
        "content": json.dumps(count.items),
    }
    with faults_told(), engine.begin() as connection:
        drop_count(connection, place=count.place_id, person=count.person_id)
        connection.execute(open_count.insert(), row)


def keep_scans(engine: Engine, count: OpenCount) -> bool:
    """Keep what was scanned by now; False when the count goes on in another window."""
    statement = (
        open_count.update()
        .where(open_count.c.place_id == count.place_id)
        .where(open_count.c.person_id == count.person_id)
        .where(open_count.c.window == count.window)
        .values(saved_at=count.saved_at, content=json.dumps(count.items))
    )
    with faults_told(), engine.begin() as connection:
        return connection.execute(statement).rowcount == 1


def take_count(engine: Engine, *, place: str, person: str, window: str) -> OpenCount | None:
    """From now on it goes on in this window; None when it was closed or let go meanwhile."""
    with faults_told(), engine.begin() as connection:
        connection.execute(
            open_count.update()
            .where(open_count.c.place_id == place)
            .where(open_count.c.person_id == person)
            .values(window=window)
        )
        mine = [one for one in read_counts(connection, place) if one.person_id == person]
    return mine[0] if mine else None


def drop_count(connection: Connection, *, place: str, person: str, window: str = "") -> None:
    """Let it go; with a window only if it goes on there."""
    statement = (
        open_count.delete()
        .where(open_count.c.place_id == place)
        .where(open_count.c.person_id == person)
    )
    if window:
        statement = statement.where(open_count.c.window == window)
    connection.execute(statement)


def read_counts(connection: Connection, place: str = "") -> tuple[OpenCount, ...]:
    """Every count of the place, or of all places, that is not closed, the oldest first."""
    statement = open_count.select()
    if place:
        statement = statement.where(open_count.c.place_id == place)
    rows = connection.execute(statement.order_by(open_count.c.begun_at, open_count.c.id))
    return tuple(
        OpenCount(
            row.place_id, row.person_id, row.window, row.begun_at, row.saved_at,
            tuple(json.loads(row.content)),
        )
        for row in rows
    )  # fmt: skip
