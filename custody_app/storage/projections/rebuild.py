"""Rebuild every projection from the ledger alone, and compare or replace the live rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from custody_app.domain.errors import RuleBroken
from custody_app.domain.values import dataclass
from custody_app.ledger.canonical_json import NotCanonical
from custody_app.ledger.entry import BadEvent, from_bytes_trusted
from custody_app.runtime.faults import Fault
from custody_app.storage import ledger_store
from custody_app.storage.engine import faults_told
from custody_app.storage.grams import grams_of
from custody_app.storage.projections.comparison import SEARCH_TABLE, Difference, differences
from custody_app.storage.projections.fold import HELD_MAX, Fold
from custody_app.storage.projections.fresh_rows import (
    PROJECTIONS,
    FreshRows,
    columns_of,
    fresh_rows,
    sorted_rows,
)
from custody_app.storage.snapshot import raw_of, snapshot

IN_MEMORY_EVENTS = 20_000
"""Ledgers up to this length are folded without a scratch file."""
FILL_HELD_MAX = 2_000_000
"""States kept in memory when a centre is made: a gigabyte for the sake of minutes."""
PROGRESS_EVENTS = 2_000
DIFFERENCES_MAX = 1_000
CANNOT_FOLLOW = (
    RuleBroken,
    NotCanonical,
    BadEvent,
    LookupError,
    AttributeError,
    TypeError,
    ValueError,
    ArithmeticError,
)
"""What a forged event, or one of a newer program, may raise when it is folded."""

Progress = Callable[[int, int], None]
"""(events done, events in all)."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came out: how many events were folded, and what differs (``more`` were left out)."""

    events: int
    differences: tuple[Difference, ...]
    more: int = 0


def no_progress(done: int, total: int) -> None:
    """Tell nobody."""


def scratch_folder(folder: Path, size: int) -> Path | None:
    """Where the scratch rows of a ledger of this size are kept; None means memory."""
    return folder if size > IN_MEMORY_EVENTS else None


def check_projections(reader: Engine, folder: Path, progress: Progress = no_progress) -> Comparison:
    """Compare the live rows with what the ledger says; nothing is changed.

    Raises:
        Fault: ``rebuild.cannot_follow`` when the ledger itself cannot be read, ``storage.*``.
    """
    with snapshot(reader) as live:
        size = _size(live)
        with fresh_rows(scratch_folder(folder, size)) as rows:
            fold_ledger(live, rows, progress)
            return compared(rows, live, size)


def rebuild_projections(
    reader: Engine, writer: Engine, folder: Path, progress: Progress = no_progress
) -> Comparison:
    """Compare, then replace every projection row in one transaction.

    The caller has the centre alone.

    Raises:
        Fault: as :func:`check_projections`; nothing was changed then.
    """
    with snapshot(reader) as live:
        size = _size(live)
    with fresh_rows(scratch_folder(folder, size)) as rows:
        with snapshot(reader) as live:
            fold_ledger(live, rows, progress)
            found = compared(rows, live, size)
        with faults_told(), writer.begin() as connection:
            replace_rows(rows, raw_of(connection))
    with writer.connect() as connection:
        raw_of(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return found


def fill_projections(
    reader: Engine, writer: Engine, folder: Path, progress: Progress = no_progress
) -> int:
    """Write every projection row of a ledger that was written in bulk; returns its events.

    The caller has the centre alone.

    Raises:
        Fault: as :func:`check_projections`.
    """
    with snapshot(reader) as live:
        size = _size(live)
        with fresh_rows(scratch_folder(folder, size)) as rows:
            fold_ledger(live, rows, progress, FILL_HELD_MAX)
            with faults_told(), writer.begin() as connection:
                replace_rows(rows, raw_of(connection))
    with writer.connect() as connection:
        raw_of(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return size


def fold_ledger(
    live: Connection, rows: FreshRows, progress: Progress, held_max: int = HELD_MAX
) -> None:
    """Fold every event of the own log.

    Raises:
        Fault: ``rebuild.cannot_follow``.
    """
    fold, size = Fold(rows, held_max), _size(live)
    for whole in ledger_store.read_whole(live):
        stored = whole.stored
        try:
            fold.take(stored.pos, stored.ehash, from_bytes_trusted(stored.core), whole.personal)
        except CANNOT_FOLLOW as error:
            raise Fault(
                "rebuild.cannot_follow", lseq=stored.lseq, detail=str(error)[:200]
            ) from error
        if stored.pos % PROGRESS_EVENTS == 0:
            progress(stored.pos, size)
    fold.finish()
    progress(size, size)


def compared(rows: FreshRows, live: Connection, size: int) -> Comparison:
    """The differences, up to a limit."""
    found: list[Difference] = []
    more = 0
    for difference in differences(rows, live, lambda table: None):
        if len(found) < DIFFERENCES_MAX:
            found.append(difference)
        else:
            more += 1
    return Comparison(size, tuple(found), more)


def replace_rows(rows: FreshRows, raw: Any) -> None:
    """Put the fresh rows in the place of the live ones, inside the caller's transaction."""
    for table in PROJECTIONS:
        raw.execute(f"DELETE FROM {table.name}")
        marks = ", ".join("?" * len(table.columns))
        raw.executemany(
            f"INSERT INTO {table.name} ({columns_of(table)}) VALUES ({marks})",
            sorted_rows(rows.raw.cursor(), table),
        )
    raw.execute(f"INSERT INTO {SEARCH_TABLE}({SEARCH_TABLE}) VALUES ('delete-all')")
    texts = rows.raw.cursor().execute("SELECT n, search_text FROM item_card ORDER BY n")
    raw.executemany(
        f"INSERT INTO {SEARCH_TABLE} (rowid, grams) VALUES (?, ?)",
        ((n, " ".join(grams_of(text))) for n, text in texts),
    )


def _size(live: Connection) -> int:
    head = ledger_store.read_head(live)
    if head is None:
        raise Fault("storage.no_centre")
    return head.size
