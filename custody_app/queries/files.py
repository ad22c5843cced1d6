"""Files that were attached to a subject, with the names they came with."""

from __future__ import annotations

from sqlalchemy import Connection

from custody_app.queries.history_entry import read_event
from custody_app.queries.names import FileRef, packed_id

FILES_MAX = 200


def files_of(connection: Connection, subject: str) -> tuple[FileRef, ...]:
    """Files of a subject's events, the last first."""
    positions = connection.exec_driver_sql(
        "SELECT DISTINCT pos FROM item_file WHERE subject_id = ? ORDER BY pos DESC LIMIT ?",
        (packed_id(subject), FILES_MAX),
    ).scalars()
    found: list[FileRef] = []
    for pos in positions.all():
        found += read_event(connection, pos).files
    return tuple(found)
