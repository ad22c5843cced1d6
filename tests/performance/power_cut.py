"""A pulled plug: bytes that were not synced are gone, every answered command must not be.

``python3 dev.py bench power_cut --times 100`` mounts an ext4 image on a loop device and lets the
kernel drop what was not synced (``EXT4_IOC_SHUTDOWN`` without a flush). It needs root, loop devices
and mkfs.ext4, and says so where they are missing. Two controls must lose: the same with
``synchronous=NORMAL``, and with attachments that are not synced.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.services.ledger_audit import verify
from tests.performance.exec_life import (
    NO_WONDER,
    Things,
    live,
    lost,
    make_centre,
    recorded,
    things_of,
)
from tests.performance.measuring import Figure, begin, zero

IMAGE_MB = 512
EXT4_IOC_SHUTDOWN = 0x8004587D
NO_LOG_FLUSH = 2
"""Neither data nor journal are written any more: as if the power were gone."""
LONGEST_S = 0.4
TOOLS = ("mkfs.ext4", "mount", "umount", "losetup")
AFTER_A_CUT = frozenset(
    {"storage.disk_error", "storage.cannot_write", "storage.read_only", "storage.disk_full"}
    | {"storage.cannot_open", "storage.damaged", "attachment.unreadable"}
)
"""What commands are refused with once the disk is gone; none of them is an answer."""
FRESH_EVERY = 25
"""Cuts after which a fresh centre is taken, so that proving it stays quick."""


def main(argv: Sequence[str] | None = None) -> int:
    """Cut and count."""
    parser = argparse.ArgumentParser(prog="dev.py bench power_cut")
    parser.add_argument("--times", type=int, default=100, help="cuts of the real program")
    parser.add_argument("--controls", type=int, default=10, help="cuts of each control")
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args(argv)
    lacking = missing()
    if lacking:
        print(f"A power cut cannot be tried here: {lacking}.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        sheet = begin("power cut", folder)
        made = make_centre(folder / "centre")
        cuts = Cuts(made, things_of(made), folder)
        sheet.keep(*_real(cuts, options.times, Random(options.seed)))
        for control in CONTROLS:
            sheet.keep(*_control(cuts, control, options.controls, Random(options.seed)))
    return sheet.show()


def missing() -> str:
    """What this machine lacks for a power cut, in words; empty when nothing."""
    if not sys.platform.startswith("linux"):
        return "it needs Linux, ext4 and a loop device"
    if os.geteuid() != 0:
        return "it needs root, to mount an image on a loop device"
    absent = [tool for tool in TOOLS if shutil.which(tool) is None]
    if absent:
        return f"these programs are missing: {', '.join(absent)}"
    if not Path("/dev/loop-control").exists():
        return "there are no loop devices (/dev/loop-control)"
    return ""


@dataclass(frozen=True, slots=True)
class Control:
    """A program made worse on purpose, by a module of the tests."""

    name: str
    module: str


CONTROLS = (
    Control("control with synchronous=NORMAL", "tests.performance.not_durable"),
    Control("control with attachments not synced", "tests.performance.not_synced_files"),
)


@dataclass(slots=True)
class Tally:
    """What came of some cuts."""

    answered: int = 0
    lost: int = 0
    cuts_that_lost: int = 0
    cuts_not_whole: int = 0
    cut_off: int = 0
    findings: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Cuts:
    """Everything cuts need: a centre to copy, what its lines are about, room for images."""

    centre: CentreDir
    things: Things
    scratch: Path

    def run(self, times: int, random: Random, program: str, *, one_centre: bool) -> Tally:
        """Cut so many times; with ``one_centre`` the same centre goes on after each cut."""
        tally, done = Tally(), 0
        while done < times:
            count = min(FRESH_EVERY if one_centre else 1, times - done)
            image = self._image()
            for _ in range(count):
                self._cut(image, random, program, tally)
            image.unlink()
            done += count
        return tally

    def _image(self) -> Path:
        """An ext4 image with a copy of the centre in it, all of it synced."""
        image = self.scratch / "disk.img"
        with image.open("wb") as file:
            file.truncate(IMAGE_MB * 1024 * 1024)
        subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)
        with mounted(image, self.scratch / "disk") as disk:
            shutil.copytree(self.centre.root, disk / "centre")
        return image

    def _cut(self, image: Path, random: Random, program: str, tally: Tally) -> None:
        point = self.scratch / "disk"
        with mounted(image, point) as disk:
            before = len(recorded(CentreDir(disk / "centre")))
            os.sync()
            lines = self.things.lines(random, self.scratch / "photo.png")

            def pull(process: subprocess.Popen[str]) -> None:
                # The processor stops first: while the file system goes down, a sync may come back
                # as done that is not, and no machine without power would tell of it.
                process.send_signal(signal.SIGSTOP)
                pull_plug(disk)
                process.kill()

            life = live(CentreDir(disk / "centre"), lines, random, LONGEST_S, pull, ("-m", program))
        with mounted(image, point) as disk:
            self._look(CentreDir(disk / "centre"), before, life.answered, tally)
        tally.refused |= set(life.refused) - NO_WONDER - AFTER_A_CUT

    @staticmethod
    def _look(
        folder: CentreDir, before: int, answered: Sequence[tuple[int, str]], tally: Tally
    ) -> None:
        """After the power came back."""
        try:
            events = recorded(folder)
            report = verify(folder)
            found = {one.code for one in report.findings}
        except Fault as fault:
            events, found = {}, {fault.code}
        gone = lost(answered, events)
        tally.answered += len(answered)
        tally.lost += len(gone)
        tally.cuts_that_lost += bool(gone)
        tally.cuts_not_whole += bool(found)
        tally.findings |= found
        tally.cut_off += max(0, len(events) - before - len(answered))


def _real(cuts: Cuts, times: int, random: Random) -> list[Figure]:
    tally = cuts.run(times, random, "custody_app", one_centre=True)
    found = ", ".join(sorted(tally.findings)) or "whole each time"
    refused = ", ".join(sorted(tally.refused)) or "none"
    return [
        Figure("power cuts during custody exec", str(times)),
        Figure("events answered", f"{tally.answered:,}", "some", tally.answered > 0),
        zero("answered events lost", tally.lost),
        zero("cuts after which verify found something", tally.cuts_not_whole),
        Figure("found", found, "whole each time", not tally.findings),
        Figure("events recorded whose answer the cut cut off", str(tally.cut_off)),
        Figure("lines refused while the disk was there", refused, "none", not tally.refused),
    ]


def _control(cuts: Cuts, control: Control, times: int, random: Random) -> list[Figure]:
    if not times:
        return []
    tally = cuts.run(times, random, control.module, one_centre=False)
    bad = max(tally.cuts_that_lost, tally.cuts_not_whole)
    found = ", ".join(sorted(tally.findings)) or "nothing"
    told = f"{bad} of {times} cuts; {tally.lost:,} of {tally.answered:,} answered events lost"
    return [Figure(f"{control.name}: hurt", f"{told}; verify found {found}", "≥ 1 cut", bad > 0)]


@contextmanager
def mounted(image: Path, point: Path) -> Iterator[Path]:
    """The file system of an image, as it is when the machine starts again."""
    point.mkdir(exist_ok=True)
    subprocess.run(["mount", "-o", "loop", image, point], check=True)
    try:
        yield point
    finally:
        subprocess.run(["umount", point], check=True)


def pull_plug(disk: Path) -> None:
    """Stop a mounted ext4 at once, without writing what lies in memory."""
    import fcntl

    handle = os.open(disk, os.O_RDONLY)
    try:
        fcntl.ioctl(handle, EXT4_IOC_SHUTDOWN, NO_LOG_FLUSH.to_bytes(4, "little"))
    finally:
        os.close(handle)


if __name__ == "__main__":
    raise SystemExit(main())
