"""A small centre: how long until the first rows stand there, how long a scan takes.

``python3 dev.py bench small`` makes the demonstration centre and opens its real window.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

from custody_app.demo.production import make_demo
from custody_app.runtime.paths import CentreDir
from tests.performance.asking import counter_scans, item_codes, sightings
from tests.performance.measuring import Sheet, begin, drop_from_cache, once, program_files
from tests.performance.window_play import played

STARTS = 7
SCANS = 200
FIRST_ROWS_S = 2.0
SCAN_S = 0.1


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="dev.py bench small")
    parser.add_argument("--starts", type=int, default=STARTS, help="starts of the window, each way")
    parser.add_argument("--scans", type=int, default=SCANS)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as scratch:
        folder = CentreDir(Path(scratch) / "centre")
        sheet = begin("Small centre (the demonstration)", Path(scratch))
        sheet.note("made, with its day lived", f"{once(lambda: make_demo(folder)):.1f} s")
        starts(folder, options.starts, sheet, FIRST_ROWS_S)
        scans(folder, options.scans, sheet)
    return sheet.show()


def starts(folder: CentreDir, times: int, sheet: Sheet, cold_goal: float) -> None:
    """The window from the start of its process to painted rows, warm and cold."""
    spent = processor_time()
    warm = [played(folder) for _ in range(times)]
    spent = (processor_time() - spent) / times
    sheet.times("start to sign-in card, warm", [one.card for one in warm])
    sheet.times("start to first rows, warm", [one.rows for one in warm], goal=FIRST_ROWS_S, at=0.5)
    sheet.note("processor time of such a start, with its end", f"{spent:.2f} s")
    files = program_files()
    cold = []
    for _ in range(times):
        drop_from_cache([*files, *folder.root.glob("centre.db*")])
        cold.append(played(folder))
    sheet.times("start to first rows, cold", [one.rows for one in cold], goal=cold_goal, at=0.5)


def processor_time() -> float:
    """Seconds that the processes started from here have worked."""
    used = os.times()
    return used.children_user + used.children_system


def scans(folder: CentreDir, count: int, sheet: Sheet) -> None:
    """Scans at the window's counter, and the same by the services alone."""
    random = Random(1)
    codes = item_codes(folder, random, count)
    told = played(folder, codes)
    name = "scan at the counter: last key to painted row, durable"
    sheet.times(name, told.scans, goal=SCAN_S)
    sheet.below("memory of the window, most", told.memory_mb, 400, "MB")
    counter_scans(folder, codes, sheet, SCAN_S)
    sightings(folder, codes, sheet, SCAN_S)


if __name__ == "__main__":
    raise SystemExit(main())
