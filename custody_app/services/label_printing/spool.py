"""Raw bytes to a print queue of this PC: winspool on Windows, ``lp -o raw`` elsewhere."""

from __future__ import annotations

import ctypes
import errno
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import Any

JOB_NAME = "custody labels"
LP_SECONDS = 30
DOC_LEVEL = 1


class NotTaken(OSError):
    """The queue took nothing: no label can have left."""


class DocInfo(ctypes.Structure):
    """DOC_INFO_1W."""

    _fields_ = (
        ("pDocName", ctypes.c_wchar_p),
        ("pOutputFile", ctypes.c_wchar_p),
        ("pDatatype", ctypes.c_wchar_p),
    )


def queue_writer(name: str) -> Callable[[bytes], None]:
    """What gives a whole job to the queue of this name."""
    if sys.platform == "win32":
        library = ctypes.WinDLL("winspool.drv", use_last_error=True)
        return lambda job: give_to_windows(library, ctypes.get_last_error, name, job)
    return lambda job: give_to_lp(name, job)


def give_to_windows(library: Any, last_error: Callable[[], int], name: str, job: bytes) -> None:
    """One document of datatype RAW; aborted when not all of it could be written.

    Raises:
        NotTaken: there is no such queue.
        OSError: with the error number of Windows; some of it may be printed.
    """
    handle = ctypes.c_void_p()
    if not library.OpenPrinterW(name, ctypes.byref(handle), None):
        raise NotTaken(last_error(), "OpenPrinter")
    try:
        info = DocInfo(JOB_NAME, None, "RAW")
        if not library.StartDocPrinterW(handle, DOC_LEVEL, ctypes.byref(info)):
            raise NotTaken(last_error(), "StartDocPrinter")
        _write_all(library, last_error, handle, job)
        if not library.EndDocPrinter(handle):
            raise OSError(last_error(), "EndDocPrinter")
    finally:
        library.ClosePrinter(handle)


def _write_all(
    library: Any, last_error: Callable[[], int], handle: ctypes.c_void_p, job: bytes
) -> None:
    at = 0
    while at < len(job):
        written = ctypes.c_uint32(0)
        rest = job[at:]
        done = library.WritePrinter(handle, rest, len(rest), ctypes.byref(written))
        if not done or not written.value:
            library.AbortPrinter(handle)
            raise OSError(last_error(), "WritePrinter")
        at += written.value


def give_to_lp(name: str, job: bytes) -> None:
    """Hand the job to CUPS.

    Raises:
        NotTaken: no ``lp`` here, no such queue, or the queue does not take it.
        OSError: it does not say whether it took it.
    """
    program = shutil.which("lp")
    if program is None:
        raise NotTaken(errno.ENOENT, "lp")
    command = [program, "-d", name, "-o", "raw", "-t", JOB_NAME]
    try:
        done = subprocess.run(command, input=job, capture_output=True, timeout=LP_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise OSError(errno.ETIMEDOUT, "lp") from error
    if done.returncode:
        raise NotTaken(errno.EIO, "lp")
