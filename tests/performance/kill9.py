"""kill -9 at random moments: every answer and every beeped scan is there, the record is whole.

``python3 dev.py bench kill9 --times 300 --baskets 200`` makes its own demonstration centres.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from custody_app.runtime.paths import CentreDir
from custody_app.services.ledger_audit import verify
from tests.performance.basket_life import baskets_killed
from tests.performance.exec_life import (
    NO_WONDER,
    live,
    lost,
    make_centre,
    recorded,
    things_of,
)
from tests.performance.measuring import Figure, begin, zero

LONGEST_S = 0.5
"""How long a process may answer before it is killed."""


def main(argv: Sequence[str] | None = None) -> int:
    """Kill and count."""
    parser = argparse.ArgumentParser(prog="dev.py bench kill9")
    parser.add_argument("--times", type=int, default=300, help="kills during custody exec")
    parser.add_argument("--baskets", type=int, default=200, help="kills of scripted baskets")
    parser.add_argument("--seed", type=int, default=9)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(2) as lanes:
        folder = Path(scratch)
        sheet = begin("kill -9", folder)
        first = make_centre(folder / "exec")
        second = CentreDir(shutil.copytree(first.root, folder / "baskets"))
        tried = [
            lanes.submit(exec_killed, first, options.times, Random(options.seed)),
            lanes.submit(baskets_killed, second, options.baskets, Random(options.seed)),
        ]
        for lane in tried:
            sheet.keep(*lane.result())
    return sheet.show()


def exec_killed(folder: CentreDir, times: int, random: Random) -> list[Figure]:
    """Kill ``custody exec`` so many times and count what is left."""
    things = things_of(folder)
    before = len(recorded(folder))
    lines = things.lines(random, folder.root.parent / "photo.png")
    lives = [live(folder, lines, random, LONGEST_S, subprocess.Popen.kill) for _ in range(times)]
    answered = [one for life in lives for one in life.answered]
    events = recorded(folder)
    report = verify(folder)
    cut_off = len(events) - before - len(answered)
    refused = sorted({code for life in lives for code in life.refused} - NO_WONDER)
    silent = sum(not life.lines for life in lives)
    found = ", ".join(sorted({one.code for one in report.findings})) or "whole"
    return [
        Figure("kills during custody exec", f"{times}, {silent} before the first answer"),
        Figure("events answered", f"{len(answered):,}", "some", bool(answered)),
        zero("answered events lost", len(lost(answered, events))),
        Figure("events recorded whose answer the kill cut off", str(cut_off)),
        Figure("lines refused", ", ".join(refused) or "none", "none", not refused),
        Figure("verify", f"{found}, {report.events:,} events", "whole", report.is_whole),
    ]


if __name__ == "__main__":
    raise SystemExit(main())
