"""Figures of a large centre: cold start, scan to durable answer, search, memory, size.

``python3 dev.py bench large_centre --data DIR``; DIR comes from ``custody demo --size kunming``.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from custody_app.bootstrap import Core, open_core
from custody_app.domain.commands.store import SeeItem
from custody_app.domain.ids import ItemId, PlaceId
from custody_app.domain.moments import moment_of
from custody_app.domain.vocabulary import Custody
from custody_app.queries.find_items import find_items
from custody_app.queries.item_filters import ItemFilters
from custody_app.queries.reader import Reader
from custody_app.queries.resolve_tag import resolve_tag
from custody_app.queries.today import today
from custody_app.runtime.paths import CentreDir
from custody_app.services.signer import Signer

SCANS = 300
SEARCHES = 300


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    options = _options(argv)
    folder = CentreDir(Path(options.data))
    if options.first_list:
        _first_list(folder)
        return 0
    events = _size(folder)
    print(f"events {events:,}; {folder.db.stat().st_size / events:.0f} bytes an event")
    colds = [_cold(folder) for _ in range(5)]
    print(
        f"cold process to first 100 rows: median {statistics.median(colds):.2f} s of {len(colds)}"
    )
    core = open_core(folder)
    read = Reader(core.reader)
    rows = read(find_items, filters=ItemFilters(custody=(Custody.IN_STORE,)), limit=500).rows
    random = Random(1)
    _report("today page", _timed(lambda: read(today, now=moment_of(core.clock.now())), 50))
    words = [_pair(random, row.name) for row in random.choices(rows, k=SEARCHES)]
    times = [
        _once(lambda word=word: read(find_items, filters=ItemFilters(text=word), limit=100))
        for word in words
    ]
    _report("search, two Chinese characters, first page", times)
    if options.badge:
        signer = core.sign_in.with_pin(options.badge, options.pin).signer
        _report("scan to durable answer", _scans(core, signer, rows, random))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")
    core.close()
    return 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--badge", default="")
    parser.add_argument("--pin", default="")
    parser.add_argument("--first-list", action="store_true")
    return parser.parse_args(argv)


def _size(folder: CentreDir) -> int:
    core = open_core(folder)
    with core.reader.connect() as connection:
        found = connection.exec_driver_sql("SELECT size FROM ledger_head").scalar_one()
    core.close()
    return int(found)


def _first_list(folder: CentreDir) -> None:
    core = open_core(folder)
    Reader(core.reader)(find_items, limit=100)
    core.close()


def _cold(folder: CentreDir) -> float:
    """Seconds of a new process to the first rows, after the files left the page cache."""
    package = Path(__file__).resolve().parents[2] / "custody_app"
    for path in [*folder.root.glob("centre.db*"), *package.rglob("*.py"), *_libraries()]:
        _drop(path)
    command = [sys.executable, "-m", "tests.performance.large_centre", "--first-list"]
    started = time.perf_counter()
    subprocess.run([*command, "--data", str(folder.root)], check=True)
    return time.perf_counter() - started


def _libraries() -> list[Path]:
    site = Path(sys.prefix) / "lib"
    return [path for path in site.rglob("*") if path.suffix in (".so", ".pyc", ".py")]


def _drop(path: Path) -> None:
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return
    try:
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)


def _pair(random: Random, text: str) -> str:
    start = random.randrange(max(1, len(text) - 1))
    return text[start : start + 2].strip() or text[:2]


def _scans(core: Core, signer: Signer, rows: Sequence[object], random: Random) -> list[float]:
    times = []
    read = Reader(core.reader)
    for row in random.choices(rows, k=SCANS):
        code, place = row.code, row.place_id  # type: ignore[attr-defined]
        started = time.perf_counter()
        meaning = read(resolve_tag, code=code)
        command = SeeItem(item=ItemId(meaning.id), place=PlaceId(place) if place else None)
        core.custody.handle(command, signer=signer)
        times.append(time.perf_counter() - started)
    return times


def _timed(work: Callable[[], object], count: int) -> list[float]:
    return [_once(work) for _ in range(count)]


def _once(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _report(name: str, times: Sequence[float]) -> None:
    ordered = sorted(times)
    at = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95, 0.99)]
    shown = ", ".join(
        f"{label} {value * 1000:.1f} ms"
        for label, value in zip(("p50", "p95", "p99"), at, strict=True)
    )
    print(f"{name}: {shown} (n = {len(ordered)})")


if __name__ == "__main__":
    sys.exit(main())
