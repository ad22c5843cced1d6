"""Times, percentiles, goals and the machine they were measured on; shared by all measurements."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from custody_app.runtime.clock import SystemClock

SYNCS = 100
DATABASE = "centre.db"
BUSY_LOAD = 0.7
"""Runnable processes beside this one from which on the figures are called noisy."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured line: percentiles of seconds, or one number with its unit."""

    name: str
    value: str
    goal: str = ""
    is_met: bool = True


def zero(name: str, count: int) -> Figure:
    """A count that must be nought."""
    return Figure(name, str(count), "0", count == 0)


@dataclass(slots=True)
class Sheet:
    """The figures of one run, as a table that can be pasted into docs/measurements.md."""

    title: str
    figures: list[Figure] = field(default_factory=list)

    def note(self, name: str, value: str, goal: str = "", *, is_met: bool = True) -> None:
        """Keep a figure and show that it is there."""
        self.keep(Figure(name, value, goal, is_met))

    def keep(self, *figures: Figure) -> None:
        """Keep figures that were made elsewhere."""
        for one in figures:
            self.figures.append(one)
            print(f"-- {one.name}: {one.value}", flush=True)

    def times(
        self, name: str, seconds: Sequence[float], *, goal: float = 0, at: float = 0.99
    ) -> None:
        """Keep percentiles; the goal, in seconds, is for the share ``at``."""
        wanted = f"{_label(at)} ≤ {told(goal)}" if goal else ""
        met = not goal or percentile(seconds, at) <= goal
        self.note(name, percentiles(seconds), wanted, is_met=met)

    def below(self, name: str, number: float, goal: float, unit: str) -> None:
        """Keep one number that must not be above its goal."""
        self.note(name, f"{number:,.2f} {unit}", f"≤ {goal:g} {unit}", is_met=number <= goal)

    def show(self) -> int:
        """Print the table; 1 when a goal was missed."""
        print(f"\n### {self.title}\n\n| what | measured | goal | |\n| --- | --- | --- | --- |")
        for one in self.figures:
            mark = "" if not one.goal else "yes" if one.is_met else "**no**"
            print(f"| {one.name} | {one.value} | {one.goal} | {mark} |")
        print(flush=True)
        return 0 if all(one.is_met for one in self.figures) else 1


def begin(title: str, folder: Path) -> Sheet:
    """A new sheet, with the machine's facts on top."""
    sheet = Sheet(title)
    for name, value in machine(folder):
        sheet.note(name, value)
    return sheet


def machine(folder: Path) -> list[tuple[str, str]]:
    """What the figures depend on: processor, memory, disk, versions, and who else is at work."""
    load = os.getloadavg()[0]
    noise = "others at work, noisy" if load > BUSY_LOAD else "quiet"
    syncs = [one * 1000 for one in sync_times(folder)]
    disk = f"p50 {percentile(syncs, 0.5):.2f} ms, p95 {percentile(syncs, 0.95):.2f} ms"
    return [
        ("date", SystemClock().now().strftime("%Y-%m-%d %H:%M UTC")),
        ("processor", f"{processor()}, {os.cpu_count()} cores, load before {load:.1f} ({noise})"),
        ("memory", f"{memory_mb():,} MB"),
        ("one fdatasync of 4 KB", disk),
        ("versions", f"Python {platform.python_version()}, SQLite {sqlite.sqlite_version}"),
        ("system", f"{platform.system()} {platform.release()}"),
    ]


def processor() -> str:
    """The processor's name."""
    return _field(Path("/proc/cpuinfo"), "model name") or platform.processor() or "unknown"


def memory_mb() -> int:
    """The machine's memory."""
    found = _field(Path("/proc/meminfo"), "MemTotal").split()
    return int(found[0]) // 1024 if found else 0


def _field(path: Path, name: str) -> str:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")


def sync_times(folder: Path) -> list[float]:
    """Seconds of single synced writes on the disk of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f".sync-{os.getpid()}"
    handle = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
    try:
        return [once(lambda: _write_synced(handle)) for _ in range(SYNCS)]
    finally:
        os.close(handle)
        path.unlink()


def _write_synced(handle: int) -> None:
    os.write(handle, bytes(4096))
    getattr(os, "fdatasync", os.fsync)(handle)


def once(work: Callable[[], object]) -> float:
    """Seconds of one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of them does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def percentiles(seconds: Sequence[float]) -> str:
    """Median, 95th and 99th percentile in words."""
    parts = [f"{_label(at)} {told(percentile(seconds, at))}" for at in (0.5, 0.95, 0.99)]
    return f"{', '.join(parts)}, most {told(max(seconds))} (n = {len(seconds)})"


def _label(share: float) -> str:
    return f"p{share * 100:.0f}"


def told(seconds: float) -> str:
    """A time as people read it."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def drop_from_cache(paths: Sequence[Path]) -> None:
    """Let the system forget the content of files (decisions, 30: what cold means).

    Never while this process has one of them open as a database: closing the handle would drop
    SQLite's locks (ledger, finding 8).
    """
    for path in paths:
        try:
            handle = os.open(path, os.O_RDONLY)
        except OSError:
            continue
        try:
            if path.name.startswith(DATABASE):
                os.fsync(handle)  # what is not written yet would stay
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(handle)


def program_files() -> list[Path]:
    """The interpreter, its libraries, the packages and the program."""
    package = Path(__file__).resolve().parents[2]
    roots = [Path(os.__file__).parent, Path(sqlite.__file__).parents[1], package / "custody_app"]
    kinds = {".so", ".pyc", ".py", ".toml", ".ttf", ".ttc", ".otf"}
    found = {path for root in roots for path in root.rglob("*") if path.is_file()}
    libraries = [path for path in found if path.suffix in kinds or ".so." in path.name]
    return [Path(sys.executable).resolve(), *libraries, *(package / "resources").rglob("*.toml")]
