"""The scan journal: every scan as it was read, which are in doubt, and what a person did about it.

Append-only, apart from the ledger (decisions, 18).
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine

from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass
from custody_app.storage.base import pack, unpack
from custody_app.storage.engine import Guard, faults_told
from custody_app.storage.tables.local import scan_answer, scan_doubt, scan_journal

UNKNOWN = "unknown"
"""Why of a code of this centre with nothing behind it; no doubt any more once there is."""
_SUBJECTS = "item", "container", "place", "person", "", "form", "case"
_KINDS = " ".join(f"WHEN '{digit}' THEN '{kind}'" for digit, kind in enumerate(_SUBJECTS, 1))
UNREAD = (
    " FROM scan_doubt d JOIN scan_journal j ON j.n = d.scan"
    " WHERE NOT EXISTS (SELECT 1 FROM scan_answer a WHERE a.scan = d.scan)"
    f" AND (d.why <> '{UNKNOWN}' OR NOT EXISTS (SELECT 1 FROM subject_key k"
    f" WHERE k.kind = CASE substr(j.meaning, 1, 1) {_KINDS} END"
    " AND k.key = substr(j.meaning, 1, 15)))"
)


@dataclass(frozen=True, slots=True)
class ScanRow:
    """One scan: number, time, where it came from, what was read, why somebody must look."""

    n: int
    at: Moment
    source: str
    raw: str
    person_id: str
    why: str = ""


def write_scan(
    engine: Engine, *, at: str, source: str, raw: str, meaning: str, person: str, why: str = ""
) -> int:
    """Keep a scan, in doubt from the start where ``why`` is given; returns its number."""
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
        n = int(key[0]) if key else 0
        if why:
            connection.execute(scan_doubt.insert(), {"scan": n, "why": why})
    return n


def write_doubt(engine: Engine, *, scan: int, why: str) -> None:
    """A person must deal with a kept scan; the first reason stands."""
    with faults_told(), engine.begin() as connection:
        connection.execute(scan_doubt.insert().prefix_with("OR IGNORE"), {"scan": scan, "why": why})


def write_answer(engine: Engine, *, scan: int, at: str, answer: str) -> None:
    """Keep what was done about a scan; the first answer stands."""
    with faults_told(), engine.begin() as connection:
        connection.execute(
            scan_answer.insert().prefix_with("OR IGNORE"),
            {"scan": scan, "at": at, "answer": answer},
        )


def read_unread(connection: Connection, limit: int) -> tuple[ScanRow, ...]:
    """Scans in doubt that nobody answered, newest first."""
    rows = connection.exec_driver_sql(
        f"SELECT j.n, j.at, j.source, j.raw, j.person_id, d.why{UNREAD}"
        " ORDER BY d.scan DESC LIMIT ?",
        (limit,),
    )
    return tuple(
        ScanRow(row[0], row[1], row[2], row[3], unpack(row[4]) if row[4] else "", row[5])
        for row in rows
    )


def count_unread(connection: Connection) -> int:
    """How many scans in doubt nobody answered."""
    found: int = connection.exec_driver_sql(f"SELECT count(*){UNREAD}").scalar_one()
    return found


def forget_scans(engine: Engine, guard: Guard, *, before: str) -> int:
    """Delete the scans from the start of the journal up to the first one that is younger.

    What nobody has dealt with stays, and so does a row that a wrong clock dated back: it stands
    behind younger ones. Nothing is asked for that the triggers would refuse: they let a row go once
    the journal went on for two years after it. Returns how many rows of the journal went.
    """
    with faults_told(), engine.begin() as connection:
        # The writer has one connection, so nobody else is at it while the guard lets scans go.
        guard.sweeping = True
        try:
            return _forget(connection, before)
        finally:
            guard.sweeping = False


def _forget(connection: Connection, before: str) -> int:
    young = connection.exec_driver_sql(
        "SELECT n FROM scan_journal WHERE at >= min(?, (SELECT strftime('%Y-%m-%dT%H:%M:%fZ', at,"
        " '-2 years') FROM scan_journal ORDER BY n DESC LIMIT 1)) ORDER BY n LIMIT 1",
        (before,),
    ).scalar()
    if young is None:
        return 0
    gone = connection.exec_driver_sql(
        f"DELETE FROM scan_journal WHERE n < ? AND n NOT IN (SELECT j.n{UNREAD})", (young,)
    )
    for table in ("scan_doubt", "scan_answer"):
        connection.exec_driver_sql(
            f"DELETE FROM {table} WHERE scan < ? AND scan NOT IN (SELECT n FROM scan_journal)",
            (young,),
        )
    return int(gone.rowcount)


def is_person(person: str) -> bool:
    """Whether a text can name a person."""
    try:
        pack(person)
    except ValueError:
        return False
    return True
