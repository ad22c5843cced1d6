"""What happened together, in order; the countersignatures stand last."""

from __future__ import annotations

from sqlalchemy import Connection

from custody_app.queries.history_entry import HistoryEntry, entries, read_event
from custody_app.queries.names import packed_id


def batch_events(connection: Connection, *, batch: str) -> tuple[HistoryEntry, ...]:
    """Events of a batch; a batch of one event has no row of its own and is not found."""
    row = connection.exec_driver_sql(
        "SELECT first_pos, last_pos FROM batch WHERE id = ?", (packed_id(batch),)
    ).first()
    if row is None:
        return ()
    told = [read_event(connection, pos) for pos in range(row[0], row[1] + 1)]
    return entries(connection, told)
