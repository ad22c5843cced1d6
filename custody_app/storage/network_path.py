"""Refuse folders on network shares: SQLite's write-ahead log needs shared memory on one machine."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

from custody_app.runtime.faults import Fault

NETWORK_FILE_SYSTEMS = frozenset(
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "sshfs",
        "fuse.sshfs",
        "9p",
        "afs",
        "ceph",
        "glusterfs",
        "fuse.glusterfs",
        "davfs",
        "fuse.davfs2",
        "ncpfs",
        "lustre",
        "ocfs2",
        "gfs2",
        "beegfs",
    ]
)
MOUNTS = Path("/proc/self/mounts")
_DRIVE_REMOTE = 4


def refuse_network_path(path: Path) -> None:
    """Refuse a path that lies on another machine.

    Raises:
        Fault: ``storage.network_path``.
    """
    text = str(path)
    if text.startswith(("\\\\", "//")):
        raise Fault("storage.network_path", path=text)
    if sys.platform == "win32":
        remote = _is_remote_drive(path)
    else:
        remote = file_system_of(path, _mounts()) in NETWORK_FILE_SYSTEMS
    if remote:
        raise Fault("storage.network_path", path=text)


def file_system_of(path: Path, mounts: str) -> str:
    """The type of the file system that holds the path, by a mount table's text."""
    real = path.resolve()
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        inside = real == Path(point) or Path(point) in real.parents
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind


def _mounts() -> str:
    try:
        return MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _is_remote_drive(path: Path) -> bool:
    windows = getattr(ctypes, "windll", None)
    if windows is None:
        return False
    return bool(windows.kernel32.GetDriveTypeW(path.resolve().drive + "\\") == _DRIVE_REMOTE)
