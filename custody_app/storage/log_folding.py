"""Fold the write-ahead log into the database between commits, so that no commit waits for it."""

from __future__ import annotations

from sqlalchemy import Engine

from custody_app.storage.engine import faults_told

LONG = 2_000
"""Pages from which on the log is folded: about a hundred commits, some ten milliseconds of work."""


def unfolded(engine: Engine) -> int:
    """Pages of the write-ahead log that the database does not have yet.

    Its file tells nothing of it: it keeps its length, because writing over what is there is quicker
    than making it longer.

    Raises:
        Fault: ``storage.*``.
    """
    return _checkpoint(engine, "NOOP")


def fold_log(engine: Engine, longest: int = LONG) -> bool:
    """Copy the log into the database when it grew long; the next commit begins it anew.

    Readers and other writers are not disturbed, nor waited for: what one of them still needs stays
    in the log until the next time. Tells whether anything was done.

    Raises:
        Fault: ``storage.*``.
    """
    if unfolded(engine) <= longest:
        return False
    _checkpoint(engine, "PASSIVE")
    return True


def _checkpoint(engine: Engine, mode: str) -> int:
    with faults_told(), engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        # On the bare cursor, because the engine would begin a transaction first.
        row = raw.cursor().execute(f"PRAGMA wal_checkpoint({mode})").fetchone()
    _, pages, folded = row
    return int(pages) - int(folded)
