"""Private keys of the station and its people.

Wrapped, one file each, readable by the owner only.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from custody_app.runtime.faults import Fault

STATION_FILE = "station.json"
RECOVERY_FILE = "recovery.json"
OWNER_ONLY = 0o600


def write_key_file(folder: Path, name: str, content: dict[str, Any]) -> None:
    """Write a key file in the safe order: temporary file, fsync, rename, fsync of the folder."""
    make_folder(folder)
    raw = json.dumps(content, ensure_ascii=True, indent=1).encode()
    write_durably(folder / name, raw, OWNER_ONLY)


def read_key_file(folder: Path, name: str) -> dict[str, Any]:
    """Read a key file.

    Raises:
        Fault: ``keys.missing``, ``keys.damaged``.
    """
    try:
        content = json.loads((folder / name).read_bytes())
    except FileNotFoundError as error:
        raise Fault("keys.missing", file=name) from error
    except (OSError, ValueError) as error:
        raise Fault("keys.damaged", file=name) from error
    if not isinstance(content, dict):
        raise Fault("keys.damaged", file=name)
    return content


def make_folder(folder: Path) -> None:
    """Make a folder with those above it, unless it is there; its name outlives a power cut.

    Raises:
        Fault: ``storage.cannot_write`` when the disk takes none, or a file is in the way.
    """
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            sync_folder(folder.parent)
    except OSError as error:
        raise Fault(
            "storage.cannot_write", detail=error.strerror or "", file=folder.name
        ) from error


def settle_name(file: Path) -> None:
    """Make the name of a file durable that another process may have written a moment ago.

    Raises:
        Fault: ``storage.cannot_write``.
    """
    try:
        sync_folder(file.parent)
    except OSError as error:
        raise Fault("storage.cannot_write", detail=error.strerror or "", file=file.name) from error


def write_durably(target: Path, raw: bytes, mode: int = 0o644) -> None:
    """Write a file so that after a power cut it is whole or absent (ledger finding 3).

    Raises:
        Fault: ``storage.disk_full``, ``storage.cannot_write``.
    """
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, mode)
        try:
            _write_all(handle, raw)
            os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(temporary, target)
        sync_folder(target.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        code = "storage.disk_full" if error.errno == _NO_SPACE else "storage.cannot_write"
        raise Fault(code, detail=error.strerror or "", file=target.name) from error


_BINARY = getattr(os, "O_BINARY", 0)
_NO_SPACE = 28


def _write_all(handle: int, raw: bytes) -> None:
    view = memoryview(raw)
    while view:
        view = view[os.write(handle, view) :]


def sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows has no handle for it and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
