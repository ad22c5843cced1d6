"""Bring a database to this program's schema at start, or refuse it with a clear reason."""

from __future__ import annotations

from sqlalchemy import Connection, Engine

from custody_app.runtime.faults import Fault
from custody_app.storage.engine import APPLICATION_ID, Guard, faults_told
from custody_app.storage.migration_door import run_migrations

SCHEMA_VERSION = 1
"""Kept in ``user_version``; one more with each migration."""


def create_schema(engine: Engine, guard: Guard) -> None:
    """Make the tables of a new centre.

    Raises:
        Fault: ``storage.not_empty`` when the file already holds something.
    """
    with faults_told(), engine.begin() as connection:
        if connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar():
            raise Fault("storage.not_empty")
        _migrate(connection, guard)


def schema_version(engine: Engine) -> int:
    """The version of a centre's file, this program's or an older one.

    Raises:
        Fault: ``storage.not_a_centre``, ``storage.newer_version``.
    """
    with faults_told(), engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        cursor = raw.cursor()
        (application,) = cursor.execute("PRAGMA application_id").fetchone()
        (version,) = cursor.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise Fault("storage.not_a_centre")
    if version > SCHEMA_VERSION:
        raise Fault("storage.newer_version", found=version, known=SCHEMA_VERSION)
    return int(version)


def check_schema(engine: Engine) -> None:
    """Refuse a file that is not a centre, or is of another version.

    Raises:
        Fault: ``storage.not_a_centre``, ``storage.newer_version``, ``storage.older_version``.
    """
    version = schema_version(engine)
    if version < SCHEMA_VERSION:
        raise Fault("storage.older_version", found=version, known=SCHEMA_VERSION)


def upgrade_schema(engine: Engine, guard: Guard) -> None:
    """Bring an older database up to date in one transaction; the caller has made a backup."""
    with faults_told(), engine.begin() as connection:
        _migrate(connection, guard)


def _migrate(connection: Connection, guard: Guard) -> None:
    guard.building = True
    try:
        run_migrations(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
    finally:
        guard.building = False
