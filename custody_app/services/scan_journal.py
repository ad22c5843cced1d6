"""Writes every scan down before it is understood, and what was done about the unread ones."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine

from custody_app.domain.moments import moment_of
from custody_app.runtime.clock import Clock
from custody_app.storage.engine import faults_told
from custody_app.storage.scan_store import (
    ScanRow,
    count_unread,
    is_person,
    read_unread,
    write_answer,
    write_scan,
)

__all__ = ["LOCKED", "ScanJournal", "ScanRow"]
LOCKED = "locked"
"""Source of scans that came while the window was locked; they are offered afterwards."""
RAW_MAX = 500


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
            source: keyboard, image, ``locked`` …
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
        )

    def answer(self, n: int, text: str) -> None:
        """Note what was done about an unread scan."""
        write_answer(self.writer, scan=n, at=moment_of(self.clock.now()), answer=_storable(text))

    def unread(self, limit: int = 50) -> tuple[ScanRow, ...]:
        """Scans that nobody understood or that came while locked, and nobody answered."""
        with faults_told(), self.reader.connect() as connection:
            return read_unread(connection, limit)

    def count_unread(self) -> int:
        """How many of them there are."""
        with faults_told(), self.reader.connect() as connection:
            return count_unread(connection)


def _storable(text: str) -> str:
    return text[:RAW_MAX].encode("utf-8", "backslashreplace").decode().replace("\x00", "\\x00")
