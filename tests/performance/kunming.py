"""A centre of the model centre's size: build time, size, cold start, scans, search, memory, proof.

``python3 dev.py bench kunming --data DIR`` makes the centre when DIR is empty, as ``custody demo
--size kunming`` does, keeps it, and measures it; ``--skip-verify`` leaves out the minutes of the
proof.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

from custody_app.runtime.clock import SystemClock
from custody_app.runtime.paths import CentreDir
from tests.performance.asking import lists, opened, searches
from tests.performance.exec_life import PROJECT
from tests.performance.measuring import Sheet, begin, once
from tests.performance.small import scans, starts

BUILD_MINUTES = 20
BYTES_PER_EVENT = 1331
"""1.3 KB."""
FIRST_LIST_S = 3.0
SEARCH_S = 0.05
PAGE_S = 0.05


def main(argv: Sequence[str] | None = None) -> int:
    """Build if need be, measure and print."""
    parser = argparse.ArgumentParser(prog="dev.py bench kunming")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--size", default="kunming", help="as custody demo takes it")
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--scans", type=int, default=300)
    parser.add_argument("--searches", type=int, default=300)
    parser.add_argument("--skip-verify", action="store_true")
    options = parser.parse_args(argv)
    folder = CentreDir(options.data.absolute())
    sheet = begin(f"Large centre ({options.size})", folder.root.parent)
    built(folder, options.size, sheet)
    size(folder, sheet)
    starts(folder, options.starts, sheet, FIRST_LIST_S)
    scans(folder, options.scans, sheet)
    with opened(folder) as core:
        random = Random(2)
        searches(core, random, options.searches, sheet, SEARCH_S)
        lists(core, random, sheet, PAGE_S)
    if not options.skip_verify:
        verified(folder, sheet)
    return sheet.show()


def built(folder: CentreDir, size: str, sheet: Sheet, more: Sequence[str] = ()) -> None:
    """Make the centre where there is none; how long it took is kept beside it."""
    note = folder.root.with_name(f"{folder.root.name}.built.json")
    if not folder.db.exists():
        load = os.getloadavg()[0]
        words = ["demo", "--data", str(folder.root), "--size", size, "--language", "en", *more]
        seconds = once(lambda: _custody(words))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        day = SystemClock().now().strftime("%Y-%m-%d")
        told = {"minutes": seconds / 60, "load": load, "peak_mb": peak, "day": day}
        note.write_text(json.dumps(told), encoding="utf-8")
    if note.exists():
        told = json.loads(note.read_text(encoding="utf-8"))
        sheet.below("built in", told["minutes"], BUILD_MINUTES, "min")
        beside = f"{told['day']}, load before {told['load']:.1f}, {told['peak_mb']:.0f} MB at most"
        sheet.note("built on", beside)


def _custody(words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "custody_app", *words]
    return subprocess.run(command, cwd=PROJECT, check=False, stdout=subprocess.PIPE, text=True)


def size(folder: CentreDir, sheet: Sheet) -> None:
    """Things, events, bytes."""
    with opened(folder) as core, core.reader.connect() as connection:
        (events,) = connection.exec_driver_sql("SELECT size FROM ledger_head").one()
        (things,) = connection.exec_driver_sql("SELECT count(*) FROM item_card").one()
    held = folder.db.stat().st_size
    sheet.note("things, events", f"{things:,}, {events:,}")
    sheet.note("centre.db", f"{held / 1e9:.2f} GB")
    sheet.below("bytes an event, rows and search included", held / events, BYTES_PER_EVENT, "B")


def verified(folder: CentreDir, sheet: Sheet) -> None:
    """``custody verify`` in a process of its own."""
    done: list[subprocess.CompletedProcess[str]] = []
    words = ["verify", "--data", str(folder.root), "--json"]
    seconds = once(lambda: done.append(_custody(words)))
    told = json.loads(done[0].stdout)
    rate = told["events"] / seconds
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    what = f"{seconds / 60:.1f} min, {rate:,.0f} events/s, {peak:.0f} MB at most"
    sheet.note("verify: everything", what, "whole", is_met=bool(told["ok"]))


if __name__ == "__main__":
    raise SystemExit(main())
