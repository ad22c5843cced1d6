"""Restore a centre from a backup into an empty folder, with the code of its recovery sheet."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from custody_app.domain.event_codec import decode
from custody_app.domain.events.centre import CentreOpened, CentreRestored, PersonalDataErased
from custody_app.domain.ids import CentreId
from custody_app.domain.values import dataclass
from custody_app.ledger.key_wrapping import WrapParameters
from custody_app.runtime.clock import Clock
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.services.audit_report import Report
from custody_app.services.backup import erasures_of
from custody_app.services.custody import Custody
from custody_app.services.erasure import Erasure, list_path, read_list
from custody_app.services.keyring import Keyring
from custody_app.services.ledger_audit import verify
from custody_app.services.plain_text import plain_text
from custody_app.services.signer import Signer
from custody_app.storage.backup_store import (
    Manifest,
    check_file,
    copy_file,
    copy_files,
    read_manifest,
)
from custody_app.storage.centre_lock import centre_lock
from custody_app.storage.engine import Guard, reader_engine, writer_engine
from custody_app.storage.key_files import make_folder, sync_folder
from custody_app.storage.network_path import refuse_network_path
from custody_app.storage.projections.rebuild import Progress, no_progress
from custody_app.storage.snapshot import snapshot
from custody_app.storage.subject_facts import core_at
from custody_app.storage.upgrade import check_schema

REASON_MAX = 400


@dataclass(frozen=True, slots=True)
class Restored:
    """A centre that goes on from a backup.

    Attributes:
        size: events the backup held.
        erased_again: erasures younger than the backup that were applied again.
    """

    centre: str
    size: int
    made_at: str
    erased_again: int
    report: Report


def restore(
    backup: Path,
    folder: CentreDir,
    recovery_code: str,
    clock: Clock,
    *,
    reason: str = "",
    cost: WrapParameters | None = None,
    progress: Progress = no_progress,
) -> Restored:
    """Bring a centre back; either all of it or nothing.

    Args:
        backup: the folder of one backup.
        folder: where the centre shall lie; empty or absent.
        recovery_code: from the sealed recovery sheet.
        clock: source of time and ids.
        reason: why, for the record.
        cost: cost of Argon2id; tests lower it.
        progress: told while the backup is verified.

    Raises:
        RuleBroken: ``keys.wrong_recovery_code``.
        Fault: ``restore.*``, ``storage.in_use``, ``storage.*``.
    """
    refuse_network_path(folder.root)
    manifest = read_manifest(backup)
    make_folder(folder.root)
    with centre_lock(folder.lock_file, alone=True):
        _refuse_full(folder)
        report = _checked(backup, manifest, progress)
        if report.is_whole and (report.events, report.root.hex()) != (manifest.size, manifest.root):
            raise Fault("restore.truncated", wanted=manifest.size, found=report.events)
        if not report.is_whole:
            raise Fault("restore.not_whole", first=report.findings[0].code)
        try:
            erased = _bring_back(backup, manifest, folder, recovery_code, clock, reason, cost)
            after = verify(folder)
        except BaseException:
            _clear(folder)
            raise
    return Restored(manifest.centre, manifest.size, manifest.made_at, erased, after)


def _refuse_full(folder: CentreDir) -> None:
    found = [path.name for path in folder.root.iterdir() if path != folder.lock_file]
    if found:
        raise Fault("restore.not_empty", folder=str(folder.root))


def _checked(backup: Path, manifest: Manifest, progress: Progress) -> Report:
    source = CentreDir(backup)
    if not source.db.is_file():
        raise Fault("restore.not_a_backup", folder=str(backup))
    check_file(source.db)
    report = verify(source, progress=progress)
    if report.log.partition("/")[0] != manifest.centre:
        raise Fault("restore.foreign", folder=str(backup))
    return report


def _bring_back(
    backup: Path,
    manifest: Manifest,
    folder: CentreDir,
    recovery_code: str,
    clock: Clock,
    reason: str,
    cost: WrapParameters | None,
) -> int:
    source = CentreDir(backup)
    copy_files(source, folder, None)
    keyring = Keyring(folder.keys, cost or WrapParameters())
    station = keyring.recover_station(recovery_code)
    arriving = folder.db.with_suffix(".arriving")
    try:
        copy_file(source.db, arriving, None)
        _refuse_other_key(CentreDir(backup), station)
        folder.inbox.mkdir(exist_ok=True)
        os.replace(arriving, folder.db)
        sync_folder(folder.root)
    except OSError as error:
        raise Fault(
            "storage.cannot_write", detail=error.strerror or "", file=folder.db.name
        ) from error
    return _record(folder, manifest, station, clock, reason, backup)


def _refuse_other_key(source: CentreDir, station: Signer) -> None:
    """The recovery code must give the key that signed event 0."""
    reader = reader_engine(source.db)
    try:
        with snapshot(reader) as connection:
            first = core_at(connection, 1)
    finally:
        reader.dispose()
    opened = decode(first.typ, "", first.body, {}) if first is not None else None
    if not isinstance(opened, CentreOpened) or opened.station_public_key != station.public:
        raise Fault("restore.other_key")


def _record(
    folder: CentreDir, manifest: Manifest, station: Signer, clock: Clock, reason: str, backup: Path
) -> int:
    centre = CentreId(manifest.centre)
    guard = Guard()
    writer = writer_engine(folder.db, guard)
    reader = reader_engine(folder.db)
    try:
        check_schema(reader)
        on_record = {event.commitments for event in erasures_of(reader, centre)}
        erasures = [
            event
            for event in read_list(list_path(backup.parent, centre), centre)
            if event.commitments not in on_record
        ]
        erasure = Erasure(folder, writer, guard)
        custody = Custody(
            writer, clock, station, centre, effects={PersonalDataErased: erasure.effect}
        )
        restored = CentreRestored(
            centre=centre, size=manifest.size, root=manifest.root, reason=_clean(reason)
        )
        custody.record_system(restored, *erasures)
    finally:
        reader.dispose()
        writer.dispose()
    return len(erasures)


def _clean(reason: str) -> str:
    return plain_text(reason, newlines=True)[:REASON_MAX]


def _clear(folder: CentreDir) -> None:
    """Leave the folder as empty as it was."""
    for path in folder.root.iterdir():
        if path == folder.lock_file:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
