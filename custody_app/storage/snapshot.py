"""One unchanging view of a centre for long readings, while others go on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine

from custody_app.storage.engine import faults_told


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection on which every statement sees the same state of the file.

    Raises:
        Fault: ``storage.*``.
    """
    with faults_told(), engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar()
        try:
            yield connection
        finally:
            connection.exec_driver_sql("ROLLBACK")


def raw_of(connection: Connection) -> Any:
    """The driver's own connection, for bulk reading and the backup interface."""
    raw = connection.connection.dbapi_connection
    assert raw is not None
    return raw
