"""Who has a centre open, and who must wait."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from custody_app.bootstrap import open_core
from custody_app.demo.production import DEMO_COST
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.services.ledger_audit import verify
from custody_app.services.rebuild import rebuild
from custody_app.storage.centre_lock import WINDOWS_SLOTS, _lock_bytes, centre_lock, take_lock
from tests.living import PROJECT, opened


def refusal(path: Path, alone: bool) -> str:
    with pytest.raises(Fault) as refused:
        take_lock(path, alone=alone)
    return refused.value.code


def test_many_share_one_is_alone(tmp_path: Path) -> None:
    path = tmp_path / "centre.lock"
    one, two = take_lock(path, alone=False), take_lock(path, alone=False)
    assert refusal(path, True) == "storage.in_use"
    one.release()
    one.release()
    assert refusal(path, True) == "storage.in_use"
    two.release()
    with centre_lock(path, alone=True):
        assert refusal(path, True) == "storage.in_use"
        assert refusal(path, False) == "storage.in_work"
    take_lock(path, alone=False).release()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no" / "centre.lock", False) == "storage.cannot_write"


HOLDER = """
import sys, os
sys.path.insert(0, sys.argv[3])
from pathlib import Path
from custody_app.storage.centre_lock import take_lock
lock = take_lock(Path(sys.argv[1]), alone=sys.argv[2] == "alone")
print("held", flush=True)
sys.stdin.read()
os._exit(9)
"""


@contextmanager
def held_elsewhere(path: Path, how: str) -> Iterator[None]:
    """The lock in a process of its own, which is killed in the end."""
    words = [sys.executable, "-c", HOLDER, str(path), how, str(PROJECT)]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield
        process.kill()


def test_a_lock_of_another_process_holds_and_ends_with_it(tmp_path: Path) -> None:
    path = tmp_path / "centre.lock"
    with held_elsewhere(path, "shared"):
        take_lock(path, alone=False).release()
        assert refusal(path, True) == "storage.in_use"
    take_lock(path, alone=True).release()


def test_rebuild_waits_for_windows_and_windows_for_rebuild(lived: CentreDir) -> None:
    with opened(lived):
        with pytest.raises(Fault) as refused:
            rebuild(lived)
        assert refused.value.code == "storage.in_use"
        assert rebuild(lived, check=True).differences == ()
        assert verify(lived).is_whole
    with held_elsewhere(lived.lock_file, "alone"):
        with pytest.raises(Fault) as refused:
            open_core(lived, cost=DEMO_COST)
        assert refused.value.code == "storage.in_work"
    assert rebuild(lived).differences == ()


def test_a_core_that_could_not_be_opened_holds_no_lock(lived: CentreDir) -> None:
    (lived.keys / "station.json").rename(lived.keys / "away")
    with pytest.raises(Fault):
        open_core(lived, cost=DEMO_COST)
    take_lock(lived.lock_file, alone=True).release()


class Bytes:
    """Locks on single bytes as Windows has them, for handles of one file."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        self.taken: dict[int, set[int]] = {}

    def locking(self, handle: int, mode: int, count: int) -> None:
        at = os.lseek(handle, 0, os.SEEK_CUR)
        wanted = set(range(at, at + count))
        for other in self.taken.values():
            if other & wanted:
                raise OSError(13, "taken")
        self.taken.setdefault(handle, set()).update(wanted)


def test_shared_and_alone_from_locks_on_bytes(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.touch()
    windows: Any = Bytes()
    handles = [os.open(path, os.O_RDWR) for _ in range(WINDOWS_SLOTS + 1)]
    try:
        for handle in handles[:-1]:
            _lock_bytes(windows, handle, False)
        with pytest.raises(OSError, match="every slot"):
            _lock_bytes(windows, handles[-1], False)
        with pytest.raises(OSError, match="taken"):
            _lock_bytes(windows, handles[-1], True)
        windows.taken.clear()
        _lock_bytes(windows, handles[-1], True)
        with pytest.raises(OSError, match="every slot"):
            _lock_bytes(windows, handles[0], False)
    finally:
        for handle in handles:
            os.close(handle)
