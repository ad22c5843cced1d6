"""Backups as folders on a target: consistent copies, their manifest, and which of them are kept."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Engine

from custody_app.domain.values import dataclass
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.storage.engine import faults_told
from custody_app.storage.key_files import (
    OWNER_ONLY,
    STATION_FILE,
    sync_folder,
    write_durably,
)
from custody_app.storage.snapshot import raw_of

MANIFEST = "backup.json"
DAILY, WEEKLY, MONTHLY = 7, 5, 12
PARTIAL = ".part"
_NAME = re.compile(r"([0-9a-f-]{36})-(\d{8})T(\d{9})Z\Z")
_NO_SPACE = 28
_BLOCK = 1 << 20

Count = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a finished backup says of itself; written last.

    Attributes:
        made_at: moment of the copy.
        size: events in its ledger.
        root: RFC 6962 root over them, in hex.
        schema: version of the database.
        is_whole: the verification of the copy found nothing.
    """

    centre: str
    made_at: str
    size: int
    root: str
    schema: int
    is_whole: bool
    v: int = 1


@dataclass(frozen=True, slots=True)
class StoredBackup:
    """A finished backup on a target."""

    path: Path
    manifest: Manifest


def backup_name(centre: str, made_at: str) -> str:
    """The folder's name: the centre and the moment, ``…-20261124T051500123Z``."""
    return f"{centre}-{re.sub(r'[-:.]', '', made_at)}"


def copy_database(reader: Engine, target: Path) -> None:
    """A consistent copy through SQLite's backup interface, as one durable file without a log.

    Raises:
        Fault: ``storage.*``, ``backup.copy_damaged``.
    """
    with faults_told(), reader.connect() as connection:
        copy = sqlite.connect(str(target), isolation_level=None)
        try:
            raw_of(connection).backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE").fetchone()
            quick_check(copy)
        finally:
            copy.close()
    sync_file(target)
    sync_folder(target.parent)


def quick_check(raw: sqlite.Connection) -> None:
    """SQLite's own look at the pages.

    Raises:
        Fault: ``storage.damaged``.
    """
    (found,) = raw.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise Fault("storage.damaged", detail=str(found)[:200])


def check_file(path: Path) -> None:
    """Open a database file and let SQLite look at it.

    Raises:
        Fault: ``storage.damaged``, ``storage.not_a_database``, …
    """
    with faults_told():
        raw = sqlite.connect(str(path), isolation_level=None)
        try:
            raw.execute("PRAGMA query_only=ON")
            quick_check(raw)
        finally:
            raw.close()


def copy_files(source: CentreDir, target: CentreDir, earlier: CentreDir | None) -> int:
    """Copy attachments, issued papers, wrapped keys and settings; never the station's seed.

    A file that the earlier backup already holds with the same content is linked, not copied again.

    Returns:
        how many files the copy has.

    Raises:
        Fault: ``storage.*``.
    """
    pairs = [
        (source.attachments, target.attachments, earlier.attachments if earlier else None),
        (source.printed, target.printed, earlier.printed if earlier else None),
        (source.keys, target.keys, None),
    ]
    count = 0
    try:
        for wanted, made, old in pairs:
            count += _copy_folder(wanted, made, old)
        if source.settings_file.is_file():
            copy_file(source.settings_file, target.settings_file, None)
            count += 1
    except OSError as error:
        code = "storage.disk_full" if error.errno == _NO_SPACE else "storage.cannot_write"
        raise Fault(code, detail=error.strerror or "", file=str(error.filename or "")) from error
    return count


def _copy_folder(source: Path, target: Path, earlier: Path | None) -> int:
    target.mkdir(parents=True, exist_ok=True)
    count = 0
    for path in sorted(source.rglob("*")) if source.is_dir() else ():
        if not path.is_file() or path.name == STATION_FILE or path.name.endswith(PARTIAL):
            continue
        inside = path.relative_to(source)
        made = target / inside
        made.parent.mkdir(parents=True, exist_ok=True)
        copy_file(path, made, earlier / inside if earlier else None)
        count += 1
    for folder in [target, *(one for one in target.rglob("*") if one.is_dir())]:
        sync_folder(folder)
    return count


def copy_file(source: Path, target: Path, earlier: Path | None) -> None:
    """Copy one file durably, or link it to an equal one of an earlier backup."""
    if earlier is not None and _digest(earlier) == _digest(source) is not None:
        try:
            os.link(earlier, target)
        except OSError:
            pass  # Another file system, or one without links: a copy then.
        else:
            return
    shutil.copyfile(source, target)
    target.chmod(source.stat().st_mode & 0o777 if source.parent.name != "keys" else OWNER_ONLY)
    sync_file(target)


def sync_file(path: Path) -> None:
    """Make a file's content durable."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest(path: Path) -> str | None:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError:
        return None
    return digest.hexdigest()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Say what the backup holds; the last file written into it."""
    write_durably(folder / MANIFEST, json.dumps(asdict(manifest), indent=1).encode())


def read_manifest(folder: Path) -> Manifest:
    """What a backup says of itself.

    Raises:
        Fault: ``restore.not_a_backup``, ``restore.newer_backup``.
    """
    try:
        plain = json.loads((folder / MANIFEST).read_bytes())
        version = plain["v"]
        known = Manifest(
            centre=str(plain["centre"]),
            made_at=str(plain["made_at"]),
            size=int(plain["size"]),
            root=str(plain["root"]),
            schema=int(plain["schema"]),
            is_whole=bool(plain["is_whole"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Fault("restore.not_a_backup", folder=str(folder)) from error
    if version != 1:
        raise Fault("restore.newer_backup", folder=str(folder))
    return known


def finish(partial: Path, final: Path) -> None:
    """Give a finished backup its name."""
    try:
        os.replace(partial, final)
        sync_folder(final.parent)
    except OSError as error:
        raise Fault("storage.cannot_write", detail=error.strerror or "", file=final.name) from error


def backups_in(target: Path, centre: str) -> list[StoredBackup]:
    """Finished backups of a centre on a target, newest first."""
    found = []
    for path in target.iterdir() if target.is_dir() else ():
        name = _NAME.match(path.name)
        if name is None or name[1] != centre or not path.is_dir():
            continue
        try:
            found.append(StoredBackup(path, read_manifest(path)))
        except Fault:
            continue
    return sorted(found, key=lambda one: one.path.name, reverse=True)


def kept(names: Iterable[str]) -> set[str]:
    """Which of these backups stay: 7 days, 5 weeks, 12 months; always the newest of each."""
    newest: dict[str, dict[object, str]] = {"day": {}, "week": {}, "month": {}}
    for name in sorted(names, reverse=True):
        stamp = _NAME.match(name)
        if stamp is None:
            continue
        digits = stamp[2]
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
        newest["day"].setdefault(day, name)
        newest["week"].setdefault(day.isocalendar()[:2], name)
        newest["month"].setdefault((day.year, day.month), name)
    limits = {"day": DAILY, "week": WEEKLY, "month": MONTHLY}
    return {name for span, found in newest.items() for name in list(found.values())[: limits[span]]}


def rotate(target: Path, centre: str) -> list[Path]:
    """Remove backups that are no longer kept; only whole ones count, damaged ones are left alone.

    Returns:
        what was removed.
    """
    whole = [one for one in backups_in(target, centre) if one.manifest.is_whole]
    staying = kept(one.path.name for one in whole)
    gone = [one.path for one in whole if one.path.name not in staying]
    for path in gone:
        shutil.rmtree(path, ignore_errors=True)
    return gone


def remove_partial(path: Path) -> None:
    """Clear away what an interrupted backup left."""
    shutil.rmtree(path, ignore_errors=True)
