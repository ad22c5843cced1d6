"""Writes every scan down before it is understood, and what was done about those in doubt."""

from __future__ import annotations

from sqlalchemy import Engine

from custody_app.domain.moments import later, moment_of
from custody_app.domain.values import dataclass
from custody_app.queries.reader import Reader
from custody_app.queries.resolve_tag import resolve_tag
from custody_app.runtime.clock import Clock
from custody_app.scanning.code import ScanSource
from custody_app.storage.engine import Guard, faults_told
from custody_app.storage.scan_store import (
    ScanRow,
    count_unread,
    forget_scans,
    is_person,
    read_unread,
    write_answer,
    write_doubt,
    write_scan,
)

__all__ = ["LOCKED", "NOT_READ", "ScanJournal", "ScanRow"]
LOCKED = "locked"
"""Source of scans that came while the window was locked; they are offered afterwards."""
NOT_READ = "not_read"
"""Why of a scan that is no code at all."""
UNDERSTOOD = frozenset({"known", "dead_twin"})
RAW_MAX = 500
KEPT_DAYS = 2 * 366
"""Two years (decisions, 18); never a day less, whatever years they are."""


@dataclass(frozen=True, slots=True)
class ScanJournal:
    """The journal of one centre."""

    writer: Engine
    reader: Engine
    clock: Clock

    def keep(self, raw: str, source: str, meaning: str = "", person: str = "") -> int:
        """Write one scan down.

        Args:
            raw: what the scanner gave.
            source: keyboard, image, ``locked`` …; what tests the scanner is never in doubt.
            meaning: the 18 digits, empty when it is no code of ours.
            person: who was at the window.

        Returns:
            the number of the scan.
        """
        return write_scan(
            self.writer,
            at=moment_of(self.clock.now()),
            source=source,
            raw=_storable(raw),
            meaning=_storable(meaning),
            person=person if is_person(person) else "",
            why=_why(source, meaning),
        )

    def look_up(self, n: int, code: str) -> str:
        """What a kept code stands for, as ``resolve_tag`` tells it.

        What is foreign or unknown stays on the list until a person has dealt with it.
        """
        status = Reader(self.reader)(resolve_tag, code=code).status
        if status not in UNDERSTOOD:
            write_doubt(self.writer, scan=n, why=status)
        return status

    def answer(self, n: int, text: str) -> None:
        """Note what was done about a scan in doubt."""
        write_answer(self.writer, scan=n, at=moment_of(self.clock.now()), answer=_storable(text))

    def forget_old(self, guard: Guard) -> int:
        """Delete the scans that were kept two years; those nobody dealt with stay.

        Returns:
            how many went.
        """
        before = later(moment_of(self.clock.now()), days=-KEPT_DAYS)
        return forget_scans(self.writer, guard, before=before)

    def unread(self, limit: int = 50) -> tuple[ScanRow, ...]:
        """Scans in doubt that nobody answered, newest first."""
        with faults_told(), self.reader.connect() as connection:
            return read_unread(connection, limit)

    def count_unread(self) -> int:
        """How many of them there are."""
        with faults_told(), self.reader.connect() as connection:
            return count_unread(connection)


def _why(source: str, meaning: str) -> str:
    """Why somebody must look at a scan from the start; empty when nobody need."""
    if source == LOCKED:
        return LOCKED
    return "" if meaning or source == ScanSource.DOCTOR else NOT_READ


def _storable(text: str) -> str:
    return text[:RAW_MAX].encode("utf-8", "backslashreplace").decode().replace("\x00", "\\x00")
