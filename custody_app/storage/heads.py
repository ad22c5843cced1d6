"""Heads of all subjects' own chains, for writers that go on from them in bulk."""

from __future__ import annotations

from sqlalchemy import Connection, select

from custody_app.storage.tables.subjects import subject_state


def subject_heads(connection: Connection) -> dict[str, tuple[int, str]]:
    """Subject id -> (place in its own chain, hash of its last event in hex)."""
    rows = connection.execute(
        select(subject_state.c.id, subject_state.c.iseq, subject_state.c.head)
    )
    return {row.id: (row.iseq, row.head.hex()) for row in rows}
