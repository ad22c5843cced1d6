"""The lock of a centre's folder: shared while it is open, exclusive for what needs it alone.

The operating system lets go of it when the process ends, however it ends.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from custody_app.runtime.faults import Fault

_POSIX: Any = import_module("fcntl") if find_spec("fcntl") else None
_WINDOWS: Any = import_module("msvcrt") if find_spec("msvcrt") else None

WINDOWS_SLOTS = 64
"""Windows has no shared lock: each opener holds one byte of so many, who is alone holds all."""
_BUSY = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})


class CentreLock:
    """A lock in hand; ``release`` gives it back."""

    def __init__(self, handle: int | None) -> None:
        self._handle = handle

    def release(self) -> None:
        """Give the lock back; harmless when done twice."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def take_lock(path: Path, *, alone: bool) -> CentreLock:
    """Take the lock at once or refuse.

    A folder that cannot be written to (a backup on a read-only disk) is opened without a lock,
    except for what must have it alone.

    Raises:
        Fault: ``storage.in_use`` when others have the centre open and it is wanted alone, or the
            other way round; ``storage.cannot_write``.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        if not alone and error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
            return CentreLock(None)
        raise Fault("storage.cannot_write", detail=error.strerror or "", file=path.name) from error
    try:
        if _POSIX is not None:
            _POSIX.flock(handle, (_POSIX.LOCK_EX if alone else _POSIX.LOCK_SH) | _POSIX.LOCK_NB)
        else:
            _lock_bytes(_WINDOWS, handle, alone)
    except OSError as error:
        os.close(handle)
        if error.errno in _BUSY:
            code = "storage.in_use" if alone else "storage.in_work"
            raise Fault(code, folder=str(path.parent)) from error
        raise Fault("storage.cannot_write", detail=error.strerror or "", file=path.name) from error
    return CentreLock(handle)


@contextmanager
def centre_lock(path: Path, *, alone: bool) -> Iterator[None]:
    """The lock for the length of a block.

    Raises:
        Fault: as :func:`take_lock`.
    """
    lock = take_lock(path, alone=alone)
    try:
        yield
    finally:
        lock.release()


def _lock_bytes(windows: Any, handle: int, alone: bool) -> None:
    """Shared and exclusive from locks on single bytes."""
    if alone:
        os.lseek(handle, 0, os.SEEK_SET)
        windows.locking(handle, windows.LK_NBLCK, WINDOWS_SLOTS)
        return
    for slot in range(WINDOWS_SLOTS):
        os.lseek(handle, slot, os.SEEK_SET)
        try:
            windows.locking(handle, windows.LK_NBLCK, 1)
        except OSError:
            continue
        return
    raise OSError(errno.EACCES, "every slot is taken")
