"""Migrations run on the connection that is handed over, inside its transaction."""

from __future__ import annotations

from pathlib import Path

from alembic.script import ScriptDirectory

from custody_app.storage.engine import Guard, writer_engine
from custody_app.storage.migration_door import alembic_config, run_migrations
from custody_app.storage.upgrade import SCHEMA_VERSION


def tables(raw: object) -> int:
    found = raw.exec_driver_sql(  # type: ignore[attr-defined]
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table'"
    )
    return int(found.scalar_one())


def test_what_a_migration_made_goes_with_its_transaction(tmp_path: Path) -> None:
    guard = Guard()
    guard.building = True
    engine = writer_engine(tmp_path / "centre.db", guard)
    with engine.connect() as connection:
        transaction = connection.begin()
        run_migrations(connection)
        assert tables(connection) > 20
        transaction.rollback()
        assert tables(connection) == 0
    engine.dispose()


def test_the_version_of_the_file_counts_the_migrations(tmp_path: Path) -> None:
    engine = writer_engine(tmp_path / "centre.db", Guard())
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(alembic_config(connection))
    engine.dispose()
    assert len(list(scripts.walk_revisions())) == SCHEMA_VERSION
