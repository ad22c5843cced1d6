"""Upgrade: bring the database of an older program up to date, with a copy made before."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Engine

from custody_app.domain.moments import moment_of
from custody_app.domain.values import dataclass
from custody_app.runtime.clock import Clock
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.services.ledger_audit import verify
from custody_app.storage.backup_store import check_file, copy_database, copy_file
from custody_app.storage.centre_lock import centre_lock
from custody_app.storage.engine import Guard, reader_engine, writer_engine
from custody_app.storage.projections.rebuild import Progress, no_progress
from custody_app.storage.upgrade import SCHEMA_VERSION, schema_version, upgrade_schema


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What was done; ``copy`` is the database as it was before."""

    before: int
    after: int
    copy: Path | None


def upgrade(folder: CentreDir, clock: Clock, progress: Progress = no_progress) -> Upgraded:
    """Migrate an older database; one of this version is left alone.

    Raises:
        Fault: ``storage.in_use``, ``storage.newer_version``, ``storage.not_a_centre``,
            ``upgrade.not_whole`` (the old database is back in its place), ``storage.*``.
    """
    if not folder.db.is_file():
        raise Fault("storage.no_centre", folder=str(folder.root))
    with centre_lock(folder.lock_file, alone=True):
        reader = reader_engine(folder.db)
        try:
            before = schema_version(reader)
            if before == SCHEMA_VERSION:
                return Upgraded(before, before, None)
            copy = _copy_before(folder, reader, before, clock)
        finally:
            reader.dispose()
        guard = Guard()
        writer = writer_engine(folder.db, guard)
        try:
            upgrade_schema(writer, guard)
        finally:
            writer.dispose()
        report = verify(folder, progress=progress)
        if not report.is_whole:
            _put_back(folder, copy)
            raise Fault("upgrade.not_whole", first=report.findings[0].code, copy=str(copy))
    return Upgraded(before, SCHEMA_VERSION, copy)


def _copy_before(folder: CentreDir, reader: Engine, before: int, clock: Clock) -> Path:
    stamp = moment_of(clock.now()).replace(":", "").replace("-", "").replace(".", "")
    place = folder.backups / f"before-upgrade-{before}-{stamp}"
    try:
        place.mkdir(parents=True)
    except OSError as error:
        raise Fault("storage.cannot_write", detail=error.strerror or "", file=place.name) from error
    copy = place / folder.db.name
    copy_database(reader, copy)
    check_file(copy)
    return copy


def _put_back(folder: CentreDir, copy: Path) -> None:
    for ending in ("-wal", "-shm"):
        folder.db.with_name(folder.db.name + ending).unlink(missing_ok=True)
    back = folder.db.with_suffix(".back")
    copy_file(copy, back, None)
    os.replace(back, folder.db)
