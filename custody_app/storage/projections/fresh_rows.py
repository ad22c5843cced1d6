"""A scratch database that holds freshly folded projection rows beside the live ones."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Table
from sqlalchemy.dialects import sqlite as dialect
from sqlalchemy.schema import CreateTable

from custody_app.storage.engine import faults_told
from custody_app.storage.tables import effects, items, money, registers, subjects

BUFFERED_ROWS = 20_000
_OWN = (effects, items, money, registers, subjects)
PROJECTIONS: tuple[Table, ...] = tuple(
    sorted(
        (
            member
            for module in _OWN
            for member in vars(module).values()
            if isinstance(member, Table)
        ),
        key=lambda table: table.name,
    )
)
"""Every table that follows from the ledger alone."""


def columns_of(table: Table) -> str:
    """The columns of a table as SQL, in their order."""
    return ", ".join(f'"{column.name}"' for column in table.columns)


def key_of(table: Table) -> tuple[int, ...]:
    """Which columns, by position, are the primary key."""
    names = [column.name for column in table.columns]
    return tuple(names.index(column.name) for column in table.primary_key.columns)


def sorted_rows(cursor: Any, table: Table) -> Iterator[tuple[Any, ...]]:
    """All rows of a table in the order of its primary key."""
    order = ", ".join(f'"{column.name}"' for column in table.primary_key.columns)
    found: Iterator[tuple[Any, ...]] = cursor.execute(
        f"SELECT {columns_of(table)} FROM {table.name} ORDER BY {order}"
    )
    return found


class FreshRows:
    """Buffers rows and writes them in bulk; the newest row of a key wins."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self._statements: dict[str, str] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        for table in PROJECTIONS:
            marks = ", ".join("?" * len(table.columns))
            self._statements[table.name] = (
                f"INSERT OR REPLACE INTO {table.name} ({columns_of(table)}) VALUES ({marks})"
            )
            self._names[table.name] = tuple(column.name for column in table.columns)
        self._waiting: dict[str, list[tuple[Any, ...]]] = {t.name: [] for t in PROJECTIONS}

    def put(self, table: str, row: dict[str, Any]) -> None:
        """Add one row given by column names."""
        self.put_tuple(table, tuple(map(row.get, self._names[table])))

    def put_tuple(self, table: str, row: tuple[Any, ...]) -> None:
        """Add one row in the order of the columns."""
        waiting = self._waiting[table]
        waiting.append(row)
        if len(waiting) >= BUFFERED_ROWS:
            self.flush(table)

    def flush(self, *tables: str) -> None:
        """Write what waits, of these tables or of all."""
        for table in tables or self._waiting:
            waiting = self._waiting[table]
            if waiting:
                self.raw.executemany(self._statements[table], waiting)
                waiting.clear()


@contextmanager
def fresh_rows(folder: Path | None) -> Iterator[FreshRows]:
    """An empty set of projection tables, in a file of this folder or in memory; gone afterwards.

    Raises:
        Fault: ``storage.*``.
    """
    path = folder / f".rebuild-{os.getpid()}.db" if folder is not None else None
    with faults_told():
        raw = sqlite.connect(
            str(path) if path else ":memory:", isolation_level=None, check_same_thread=False
        )
        try:
            for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-65536"):
                raw.execute(f"PRAGMA {pragma}")
            raw.execute("BEGIN")
            for table in PROJECTIONS:
                raw.execute(str(CreateTable(table).compile(dialect=dialect.dialect())))
            yield FreshRows(raw)
        finally:
            raw.close()
            if path is not None:
                path.unlink(missing_ok=True)
