"""Stretches of the ledger: where a moment falls, and the events of some types within."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from custody_app.ledger.entry import from_bytes
from custody_app.queries.history_entry import Told, read_event
from custody_app.storage import ledger_store


def position_at(connection: Connection, moment: str) -> int:
    """The position of the first event recorded at this moment or later; behind the end if none."""
    head = ledger_store.read_head(connection)
    low, high = 1, (head.size if head else 0) + 1
    while low < high:
        middle = (low + high) // 2
        stored = ledger_store.read_event(connection, middle)
        if stored is not None and from_bytes(stored.core).wall < moment:
            low = middle + 1
        else:
            high = middle
    return low


def events_between(
    connection: Connection, first: int, last: int, types: frozenset[str]
) -> Iterator[Told]:
    """Events of these types from one position to before another.

    The type is looked for in the canonical bytes, so that only what is asked for is decoded.
    """
    marks = [f'"typ":"{typ}"'.encode() for typ in sorted(types)]
    count = max(0, last - first)
    wanted = []
    for stored in ledger_store.read_events(connection, after=first - 1, limit=count):
        if any(mark in stored.core for mark in marks):
            wanted.append(stored.pos)
    for pos in wanted:
        yield read_event(connection, pos)
