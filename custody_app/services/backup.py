"""Backup: a verified copy of the whole centre on another disk, recorded and rotated."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from custody_app.domain.errors import RuleBroken
from custody_app.domain.event_codec import decode
from custody_app.domain.events.centre import BackupDone, PersonalDataErased
from custody_app.domain.ids import CentreId
from custody_app.domain.moments import Moment, moment_of, time_of
from custody_app.domain.policy import Policy
from custody_app.domain.state.registers import CentreState
from custody_app.domain.values import dataclass
from custody_app.domain.world import World
from custody_app.runtime.clock import Clock
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.services.audit_report import Report
from custody_app.services.custody import Custody
from custody_app.services.erasure import Erasure, merge_list
from custody_app.services.ledger_audit import verify
from custody_app.services.recorders import ERASURE
from custody_app.services.scan_journal import ScanJournal
from custody_app.storage.backup_store import (
    PARTIAL,
    Manifest,
    backup_name,
    backups_in,
    copy_database,
    copy_files,
    finish,
    remove_partial,
    rotate,
    write_manifest,
)
from custody_app.storage.projections.rebuild import Progress, no_progress
from custody_app.storage.snapshot import snapshot
from custody_app.storage.state_store import StateStore
from custody_app.storage.subject_facts import core_at, positions_of
from custody_app.storage.upgrade import SCHEMA_VERSION

DUE_AFTER = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A finished backup.

    Attributes:
        path: its folder.
        report: the verification of the copy.
        warnings: codes, such as that the target is the centre's own disk.
        removed: older backups that rotation took away.
    """

    path: Path
    size: int
    report: Report
    warnings: tuple[str, ...]
    removed: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """A finished backup that lies in a folder: when, how many events, whether it proved whole."""

    path: Path
    made_at: Moment
    size: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Backup:
    """Makes backups of one open centre."""

    folder: CentreDir
    reader: Engine
    custody: Custody
    clock: Clock
    erasure: Erasure

    def run(self, target: Path | None = None, progress: Progress = no_progress) -> BackupMade:
        """Copy, verify the copy, rotate, record, and let go of scans kept their two years.

        Args:
            target: another folder than the policy's ``backup_target``.
            progress: told while the copy is verified.

        Raises:
            RuleBroken: ``backup.target_missing``, ``backup.target_inside``.
            Fault: ``storage.*``; what was begun is removed.
        """
        place, warnings = self._target(target)
        self.erasure.forget()
        centre = self.custody.centre
        made_at = moment_of(self.clock.now())
        final = place / backup_name(centre, made_at)
        partial = final.with_name(final.name + PARTIAL)
        earlier = next(iter(backups_in(place, centre)), None)
        try:
            partial.mkdir()
            copy = CentreDir(partial)
            copy_database(self.reader, copy.db)
            copy_files(self.folder, copy, CentreDir(earlier.path) if earlier else None)
            report = verify(copy, progress=progress)
            manifest = Manifest(
                centre=centre,
                made_at=made_at,
                size=report.events,
                root=report.root.hex(),
                schema=SCHEMA_VERSION,
                is_whole=report.is_whole,
            )
            write_manifest(partial, manifest)
            merge_list(place, centre, self._erasures())
        except OSError as error:
            remove_partial(partial)
            raise Fault(
                "storage.cannot_write", detail=error.strerror or "", file=place.name
            ) from error
        except BaseException:
            remove_partial(partial)
            raise
        finish(partial, final)
        if not report.is_whole:
            return BackupMade(final, report.events, report, (*warnings, "backup.not_whole"), ())
        removed = tuple(rotate(place, centre))
        self.custody.record_system(
            BackupDone(centre=centre, size=report.events, root=report.root.hex())
        )
        self._journal().forget_old(self.erasure.guard)
        return BackupMade(final, report.events, report, warnings, removed)

    def is_due(self, now: datetime) -> bool:
        """The last backup is a day old, or there was none."""
        last = self._centre().last_backup_at
        return last is None or now - time_of(last) >= DUE_AFTER

    def kept(self, place: Path) -> tuple[KeptBackup, ...]:
        """The finished backups of this centre in a folder, newest first."""
        try:
            found = backups_in(place, self.custody.centre)
        except OSError as error:
            raise Fault("file.not_read", path=place.name, reason=error.strerror or "") from error
        return tuple(
            KeptBackup(
                one.path, Moment(one.manifest.made_at), one.manifest.size, one.manifest.is_whole
            )
            for one in found
        )

    def _target(self, asked: Path | None) -> tuple[Path, tuple[str, ...]]:
        warnings: list[str] = []
        text = str(asked) if asked else Policy(self._centre().policy).text("backup_target")
        if text:
            place = Path(text)
            if not place.is_dir():
                raise RuleBroken("backup.target_missing", target=text[:200])
        else:
            place = self.folder.backups
            place.mkdir(parents=True, exist_ok=True)
            warnings.append("backup.no_target")
        inside = {self.folder.attachments, self.folder.printed, self.folder.keys}
        real = place.resolve()
        if any(real == one.resolve() or one.resolve() in real.parents for one in inside):
            raise RuleBroken("backup.target_inside", target=str(place)[:200])
        if text and os.stat(place).st_dev == os.stat(self.folder.root).st_dev:
            warnings.append("backup.same_disk")
        return place, tuple(warnings)

    def _centre(self) -> CentreState:
        with self.reader.connect() as connection:
            return World(StateStore(connection)).get(CentreState, self.custody.centre)

    def _journal(self) -> ScanJournal:
        return ScanJournal(self.erasure.writer, self.reader, self.clock)

    def _erasures(self) -> list[PersonalDataErased]:
        return list(erasures_of(self.reader, self.custody.centre))


def erasures_of(reader: Engine, centre: CentreId) -> Iterator[PersonalDataErased]:
    """Every erasure on record."""
    with snapshot(reader) as connection:
        for pos in positions_of(connection, centre):
            core = core_at(connection, pos)
            if core is not None and core.typ == ERASURE:
                event = decode(core.typ, centre, core.body, {})
                assert isinstance(event, PersonalDataErased)
                yield replace(event, centre=centre)
