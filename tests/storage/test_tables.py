"""The tables of the program and those that the migrations make are the same, to the last index."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import IntegrityError

from custody_app.storage.base import METADATA
from custody_app.storage.engine import Guard, writer_engine
from custody_app.storage.upgrade import create_schema

BY_HAND = {"item_search"}
"""The full-text index is no table that SQLAlchemy could describe."""
MODULES = (
    "custody_app.storage.tables.effects",
    "custody_app.storage.tables.items",
    "custody_app.storage.tables.ledger",
    "custody_app.storage.tables.local",
    "custody_app.storage.tables.money",
    "custody_app.storage.tables.registers",
    "custody_app.storage.tables.subjects",
)


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Engine]:
    guard = Guard()
    engine = writer_engine(tmp_path / "migrated.db", guard)
    create_schema(engine, guard)
    yield engine
    engine.dispose()


@pytest.fixture
def described(tmp_path: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{tmp_path / 'described.db'}")
    METADATA.create_all(engine)
    yield engine
    engine.dispose()


def shape(engine: Engine) -> dict[str, Any]:
    """Everything SQLite knows of each table: columns, keys, STRICT, WITHOUT ROWID, indexes."""
    with engine.connect() as connection:

        def rows(pragma: str) -> list[tuple[Any, ...]]:
            return [tuple(row) for row in connection.exec_driver_sql(f"PRAGMA {pragma}")]

        found = {}
        for _, name, kind, _, without_rowid, strict in rows("table_list"):
            ours = kind == "table" and not name.startswith(("sqlite_", "alembic_"))
            if ours and not any(name.startswith(hand) for hand in BY_HAND):
                columns = [column[1:] for column in rows(f"table_xinfo({name})")]
                found[name] = (without_rowid, strict, columns, indexes(connection, name))
        return found


def indexes(connection: Connection, table: str) -> set[tuple[Any, ...]]:
    found = set()
    for _, name, unique, origin, partial in connection.exec_driver_sql(
        f"PRAGMA index_list({table})"
    ):
        columns = tuple(
            tuple(row)[1:] for row in connection.exec_driver_sql(f"PRAGMA index_xinfo({name})")
        )
        where = ""
        if partial:
            sql = connection.exec_driver_sql(
                "SELECT sql FROM sqlite_schema WHERE name = ?", (name,)
            ).scalar_one()
            where = "".join(str(sql).partition("WHERE")[2].split())
        named = name if origin == "c" else origin
        found.add((named, unique, columns, where))
    return found


def test_the_migrations_make_the_tables_of_the_program(migrated: Engine, described: Engine) -> None:
    made, wanted = shape(migrated), shape(described)
    assert set(made) == set(wanted)
    for name in sorted(wanted):
        assert made[name] == wanted[name], name


def test_alembic_would_write_no_further_migration(migrated: Engine) -> None:
    with migrated.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _: (
                    kind != "table" or not str(name).startswith(("item_search", "alembic_"))
                ),
            },
        )
        assert compare_metadata(context, METADATA) == []


def test_the_check_can_fail(migrated: Engine, described: Engine) -> None:
    with described.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ix_due_id")
        connection.exec_driver_sql("ALTER TABLE place_card ADD COLUMN colour TEXT")
    made, wanted = shape(migrated), shape(described)
    assert {name for name in wanted if made[name] != wanted[name]} == {"due", "place_card"}


def test_every_table_is_described_in_one_of_the_modules() -> None:
    described = {
        table.name
        for module in MODULES
        for table in vars(import_module(module)).values()
        if hasattr(table, "name") and hasattr(table, "columns")
    }
    assert described == set(METADATA.tables)


def test_every_table_takes_only_what_its_columns_say(migrated: Engine) -> None:
    """STRICT: a number that came in as text would sort and compare wrongly for years."""
    loose = [name for name, (_, strict, _, _) in shape(migrated).items() if not strict]
    assert loose == []
    with migrated.connect() as connection, pytest.raises(IntegrityError):
        connection.exec_driver_sql("INSERT INTO serial (series, last) VALUES ('RK', 'many')")


def test_two_things_never_share_a_code(migrated: Engine) -> None:
    one, other = bytes(16), bytes([1]) * 16
    row = "INSERT INTO subject_key (kind, key, id) VALUES ('item', '153010126000001', ?)"
    with migrated.begin() as connection:
        connection.exec_driver_sql(row, (one,))
        with pytest.raises(IntegrityError):
            connection.exec_driver_sql(row, (other,))
