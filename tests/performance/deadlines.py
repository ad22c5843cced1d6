"""The sweep of deadlines from cold, and all due moments anew by another rule pack.

``python3 dev.py bench deadlines --data DIR`` makes a centre of a million open things when DIR is
empty, as ``custody demo --size million --open 1.0`` does, and keeps it. A rule pack of the centre
is adopted in it, once each turn.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from custody_app.bootstrap import Core
from custody_app.domain.commands.rules import AdoptRulePack
from custody_app.domain.moments import moment_of
from custody_app.domain.vocabulary import GONE
from custody_app.queries.deadlines import sweep
from custody_app.runtime.paths import CentreDir
from tests.living import CAST
from tests.performance.asking import opened
from tests.performance.exec_life import PROJECT
from tests.performance.kunming import built
from tests.performance.measuring import Sheet, begin, drop_from_cache, once, program_files

SWEEP_S = 2.0
RECOMPUTE_MINUTES = 10
OWN = """
name = "bench"
version = "{version}"
zh = "测量"
en = "Bench"
over = "national"
[[deadlines]]
id = "D26"
zh = "在库未移送"
en = "In store, case not transferred"
starts = "intake"
length = {days}
unit = "days"
chased = [{{role = "case_officer", after_days = 0}}]
article = "本中心规定"
certainty = "I"
enabled = true
"""
"""Another length for the deadline that runs for every thing in store."""


def main(argv: Sequence[str] | None = None) -> int:
    """Build if need be, measure and print."""
    parser = argparse.ArgumentParser(prog="dev.py bench deadlines")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--size", default="million", help="as custody demo takes it")
    parser.add_argument("--sweeps", type=int, default=5)
    options = parser.parse_args(argv)
    folder = CentreDir(options.data.absolute())
    sheet = begin(f"Deadlines ({options.size})", folder.root.parent)
    built(folder, options.size, sheet, ("--open", "1.0"))
    counts(folder, sheet)
    swept(folder, options.sweeps, sheet)
    asked(folder, options.sweeps, sheet)
    recomputed(folder, sheet)
    return sheet.show()


def counts(folder: CentreDir, sheet: Sheet) -> None:
    """Open things and due moments."""
    gone = ", ".join(f"'{custody.value}'" for custody in sorted(GONE))
    with opened(folder) as core, core.reader.connect() as connection:
        query = f"SELECT count(*) FROM item_card WHERE custody NOT IN ({gone})"
        sheet.note("open things", f"{connection.exec_driver_sql(query).scalar_one():,}")
        moments = connection.exec_driver_sql("SELECT count(*) FROM due").scalar_one()
        sheet.note("due moments", f"{moments:,}")


def swept(folder: CentreDir, times: int, sheet: Sheet) -> None:
    """The sweep alone, the pages of the file dropped before each."""
    took = []
    for _ in range(times):
        drop_from_cache([*folder.root.glob("centre.db*")])
        with opened(folder) as core:
            now = moment_of(core.clock.now())
            with core.reader.connect() as connection:
                took.append(once(lambda: sweep(connection, now=now)))  # noqa: B023
    sheet.times("sweep, file cold", took, goal=SWEEP_S)


def asked(folder: CentreDir, times: int, sheet: Sheet) -> None:
    """``custody due --json`` from the start of its process, program and file cold."""
    files = program_files()
    command = [sys.executable, "-m", "custody_app", "due", "--data", str(folder.root), "--json"]
    took = []
    for _ in range(times):
        drop_from_cache([*files, *folder.root.glob("centre.db*")])
        began = time.perf_counter()
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True)
        took.append(time.perf_counter() - began)
        rows = len(json.loads(done.stdout)["due"])
    sheet.times(f"custody due --json ({rows:,} rows), all cold", took, goal=SWEEP_S, at=0.5)


def recomputed(folder: CentreDir, sheet: Sheet) -> None:
    """Another rule pack is adopted; every thing gets its new moment in the same transaction."""
    folder.rulepacks.mkdir(exist_ok=True)
    told: list[int] = []
    with opened(folder) as core:
        version = moment_of(core.clock.now())
        days = 90 + time.time_ns() % 60
        text = OWN.format(version=version, days=days)
        (folder.rulepacks / "bench.toml").write_text(text, encoding="utf-8")
        seconds, worked = once(lambda: adopted(core, told)), os.times().user
    sheet.below("all due moments anew, by the clock", seconds / 60, RECOMPUTE_MINUTES, "min")
    sheet.note("of it processor time, with all before", f"{worked:.0f} s")
    sheet.note("times that progress was told", f"{len(told):,}")


def adopted(core: Core, told: list[int]) -> None:
    """By the head of custody."""
    head = CAST.member("head")
    signer = core.sign_in.with_pin(head.badge, head.pin).signer
    core.rules.progress = lambda done, _all: told.append(done)
    core.custody.handle(AdoptRulePack(file="bench", reason="测量"), signer=signer)


if __name__ == "__main__":
    raise SystemExit(main())
