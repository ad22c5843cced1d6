"""Files that were attached to a subject, with the names they came with."""

from __future__ import annotations

from sqlalchemy import Connection

from custody_app.domain.moments import Moment
from custody_app.ledger.entry import from_bytes
from custody_app.queries.names import FileRef, packed_id
from custody_app.storage import ledger_store
from custody_app.storage.unit_of_work import FILES_GROUP

FILES_MAX = 200


def files_of(connection: Connection, subject: str) -> tuple[FileRef, ...]:
    """Files of a subject's events, the last first."""
    positions = connection.exec_driver_sql(
        "SELECT DISTINCT pos FROM item_file WHERE subject_id = ? ORDER BY pos DESC LIMIT ?",
        (packed_id(subject), FILES_MAX),
    ).scalars()
    found: list[FileRef] = []
    for pos in positions.all():
        found += files_at(connection, pos)
    return tuple(found)


def files_at(connection: Connection, pos: int) -> tuple[FileRef, ...]:
    """Files of one event."""
    stored = ledger_store.read_event(connection, pos)
    if stored is None:
        return ()
    core = from_bytes(stored.core)
    names = ledger_store.personal_values(connection, pos).get(FILES_GROUP, {}).get("names", [])
    return tuple(
        FileRef(
            h=str(file["h"]),
            size=int(file["n"]),
            mime=str(file["mime"]),
            name=names[at] if at < len(names) else "",
            pos=pos,
            recorded_at=Moment(core.wall),
        )
        for at, file in enumerate(core.att)
    )
