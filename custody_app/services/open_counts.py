"""Keeps a running count of a place through a crash, a lock or a closed window."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Engine

from custody_app.domain.moments import moment_of
from custody_app.domain.values import dataclass
from custody_app.runtime.clock import Clock
from custody_app.services.custody import Beside
from custody_app.storage.count_store import (
    OpenCount,
    drop_count,
    keep_scans,
    read_counts,
    take_count,
    write_count,
)
from custody_app.storage.engine import faults_told
from custody_app.storage.unit_of_work import UnitOfWork

__all__ = ["OpenCount", "OpenCounts"]


@dataclass(frozen=True, slots=True)
class OpenCounts:
    """Counts of one centre that are not closed; each person has one of a place."""

    writer: Engine
    reader: Engine
    clock: Clock

    def of_place(self, place: str) -> tuple[OpenCount, ...]:
        """Who is counting there, or was until something broke off, the oldest first."""
        with faults_told(), self.reader.connect() as connection:
            return read_counts(connection, place)

    def begin(self, place: str, person: str) -> OpenCount:
        """Nothing scanned yet; what the person had of this place goes."""
        at = moment_of(self.clock.now())
        count = OpenCount(place, person, self.clock.new_id(), at, at)
        write_count(self.writer, count)
        return count

    def take_up(self, count: OpenCount) -> OpenCount:
        """Go on here, with all that was scanned; a window that had it keeps nothing more."""
        mine = take_count(
            self.writer,
            place=count.place_id,
            person=count.person_id,
            window=self.clock.new_id(),
        )
        return mine or self.begin(count.place_id, count.person_id)

    def keep(self, count: OpenCount, items: tuple[str, ...]) -> bool:
        """Keep what was scanned by now; False when the count goes on in another window."""
        at = moment_of(self.clock.now())
        return keep_scans(self.writer, replace(count, items=items, saved_at=at))

    def let_go(self, count: OpenCount) -> None:
        """Nothing of it is wanted, if it goes on here."""
        with faults_told(), self.writer.begin() as connection:
            drop_count(
                connection, place=count.place_id, person=count.person_id, window=count.window
            )

    def beside(self, count: OpenCount) -> Beside:
        """What lets the count go in the very transaction that records it."""

        def drop(work: UnitOfWork) -> None:
            drop_count(work.connection, place=count.place_id, person=count.person_id)

        return drop
