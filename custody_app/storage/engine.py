"""The one place where a database is opened.

Driver, PRAGMAs read back, append-only guard, errors told apart.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from custody_app.runtime.faults import Fault
from custody_app.storage.network_path import refuse_network_path

OLDEST_SQLITE = (3, 51, 3)
"""Older versions can lose committed data when two connections reset the log (WAL-reset bug)."""
APPLICATION_ID = 0x53504343
BUSY_MS = 10_000
GUARDED = frozenset(
    {
        "ledger_log",
        "ledger_event",
        "ledger_checkpoint",
        "scan_journal",
        "scan_doubt",
        "scan_answer",
        "label_print",
    }
)
"""Tables in which nothing may ever be changed or deleted."""
SCANS = frozenset({"scan_journal", "scan_doubt", "scan_answer"})
"""Those of them that are kept two years (decisions, 18); triggers hold the younger rows."""
ERASABLE = "ledger_personal"

_PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("secure_delete", "ON", 1),
    ("mmap_size", "0", 0),
    ("wal_autocheckpoint", "0", 0),
    ("fullfsync", "ON", 1),
    ("checkpoint_fullfsync", "ON", 1),
    ("cache_size", "-16000", -16000),
)
"""(name, value set, value that must be read back); WAL + FULL lost nothing in 300 power cuts."""

_DENIED_ON_GUARDED = frozenset(
    {
        sqlite3.SQLITE_DELETE,
        sqlite3.SQLITE_UPDATE,
        sqlite3.SQLITE_DROP_TABLE,
        sqlite3.SQLITE_ALTER_TABLE,
    }
)
_DENIED_PRAGMAS = frozenset({"writable_schema", "ignore_check_constraints"})
_DENIED_ALWAYS = frozenset({sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DROP_TRIGGER})


class Guard:
    """The authorizer.

    It refuses to change the ledger, except that an order may erase personal values; scans may go
    when their time is over.

    Attributes:
        erasing: personal values may be deleted now.
        sweeping: scans that were kept their two years may be deleted now.
        building: a migration is at work; tables may be made.
    """

    def __init__(self) -> None:
        self.erasing = False
        self.sweeping = False
        self.building = False

    def __call__(
        self,
        action: int,
        first: str | None,
        second: str | None,
        database: str | None,
        inner: str | None,
    ) -> int:
        """SQLite asks before it prepares each statement."""
        if action in _DENIED_ALWAYS and not self.building:
            return sqlite3.SQLITE_DENY
        if action == sqlite.SQLITE_ALTER_TABLE and not self.building:
            return sqlite3.SQLITE_DENY
        if action == sqlite.SQLITE_PRAGMA and first in _DENIED_PRAGMAS:
            return sqlite3.SQLITE_DENY
        if action in _DENIED_ON_GUARDED and not self.building:
            swept = self.sweeping and action == sqlite3.SQLITE_DELETE and first in SCANS
            if first in GUARDED and not swept:
                return sqlite3.SQLITE_DENY
            if first == ERASABLE and not (self.erasing and action == sqlite3.SQLITE_DELETE):
                return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK


def writer_engine(path: Path, guard: Guard) -> Engine:
    """The engine of the one writer: a single connection, BEGIN IMMEDIATE, WAL and FULL.

    Raises:
        Fault: ``storage.*`` when the file cannot be opened as it must.
    """
    refuse_network_path(path)
    engine = _engine(path, size=1, set_up=lambda raw: _set_up_writer(raw, guard))

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def reader_engine(path: Path) -> Engine:
    """An engine whose connections can only read."""
    return _engine(path, size=3, set_up=_set_up_reader)


def _engine(path: Path, *, size: int, set_up: Any) -> Engine:
    if sqlite.sqlite_version_info < OLDEST_SQLITE:
        raise Fault("storage.old_sqlite", version=sqlite.sqlite_version)

    def connect() -> Any:
        try:
            raw = sqlite.connect(
                str(path), timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
            )
            set_up(raw)
        except sqlite.Error as error:
            raise fault_of(error) from error
        return raw

    return create_engine(
        "sqlite://",
        module=sqlite,
        creator=connect,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        pool_reset_on_return=None,
    )


def _set_up_writer(raw: Any, guard: Guard) -> None:
    guard.building = True
    for name, value, wanted in _PRAGMAS:
        raw.execute(f"PRAGMA {name}={value}")
        (found,) = raw.execute(f"PRAGMA {name}").fetchone()
        if found != wanted:
            raise Fault("storage.pragma", name=name, wanted=str(wanted), found=str(found))
    guard.building = False
    raw.set_authorizer(guard)


def _set_up_reader(raw: Any) -> None:
    raw.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    raw.execute("PRAGMA trusted_schema=OFF")
    raw.execute("PRAGMA cache_size=-16000")
    raw.execute("PRAGMA query_only=ON")


_FAULT_OF_MESSAGE: tuple[tuple[str, str], ...] = (
    ("file is not a database", "storage.not_a_database"),
    ("malformed", "storage.damaged"),
    ("readonly", "storage.read_only"),
    ("read-only", "storage.read_only"),
    ("disk is full", "storage.disk_full"),
    ("full", "storage.disk_full"),
    ("unable to open", "storage.cannot_open"),
    ("locked", "storage.locked"),
    ("busy", "storage.locked"),
    ("disk i/o error", "storage.disk_error"),
)


def fault_of(error: BaseException) -> Fault:
    """A driver's error as a fault with a code; errors of ours are raised again as they are.

    Raises:
        BaseException: the error itself when the environment is not to blame.
    """
    text = str(getattr(error, "orig", None) or error)
    for part, code in _FAULT_OF_MESSAGE:
        if part in text.lower():
            return Fault(code, detail=text[:200])
    raise error


@contextmanager
def faults_told() -> Iterator[None]:
    """Driver errors inside become faults."""
    try:
        yield
    except (DBAPIError, sqlite.Error) as error:
        raise fault_of(error) from error
