"""The scan journal: every scan as it was read, and what a person did about those nobody understood.

Append-only, apart from the ledger (decisions, 18).
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from custody_app.domain.moments import Moment
from custody_app.storage.base import pack, unpack
from custody_app.storage.engine import faults_told
from custody_app.storage.tables.local import scan_answer, scan_journal

LOOK_BACK = 5_000
"""Newest scans among which unread ones are looked for."""
UNREAD = (
    " FROM scan_journal j WHERE j.n > (SELECT coalesce(max(n), 0) FROM scan_journal)"
    f" - {LOOK_BACK} AND (j.meaning = '' OR j.source = 'locked')"
    " AND NOT EXISTS (SELECT 1 FROM scan_answer a WHERE a.scan = j.n)"
)


@dataclass(frozen=True, slots=True)
class ScanRow:
    """One scan: number, time, where it came from, what was read."""

    n: int
    at: Moment
    source: str
    raw: str
    person_id: str


def write_scan(engine: Engine, *, at: str, source: str, raw: str, meaning: str, person: str) -> int:
    """Keep a scan; returns its number."""
    row = {
        "at": at,
        "source": source,
        "raw": raw,
        "meaning": meaning,
        "person_id": person or None,
    }
    with faults_told(), engine.begin() as connection:
        done = connection.execute(scan_journal.insert(), row)
    key = done.inserted_primary_key
    return int(key[0]) if key else 0


def write_answer(engine: Engine, *, scan: int, at: str, answer: str) -> None:
    """Keep what was done about a scan; the first answer stands."""
    with faults_told(), engine.begin() as connection:
        connection.execute(
            scan_answer.insert().prefix_with("OR IGNORE"),
            {"scan": scan, "at": at, "answer": answer},
        )


def read_unread(connection: Connection, limit: int) -> tuple[ScanRow, ...]:
    """Scans that nobody understood and nobody answered, newest first."""
    rows = connection.exec_driver_sql(
        f"SELECT j.n, j.at, j.source, j.raw, j.person_id{UNREAD} ORDER BY j.n DESC LIMIT ?",
        (limit,),
    )
    return tuple(
        ScanRow(row[0], row[1], row[2], row[3], unpack(row[4]) if row[4] else "") for row in rows
    )


def count_unread(connection: Connection) -> int:
    """How many of the newest scans are unread."""
    found: int = connection.exec_driver_sql(f"SELECT count(*){UNREAD}").scalar_one()
    return found


def is_person(person: str) -> bool:
    """Whether a text can name a person."""
    try:
        pack(person)
    except ValueError:
        return False
    return True
