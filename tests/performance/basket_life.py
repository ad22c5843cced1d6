"""Counter baskets told by a script, in a process that is killed, and what must be left of them.

The process uses what the window uses, without the window: journal, understanding, basket, look,
record. It says ``beep`` when a scan is in the journal, ``kept`` when the open basket is saved,
``carries`` before and ``done`` after a basket is recorded.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from custody_app.bootstrap import Core, open_core
from custody_app.ledger.entry import from_bytes
from custody_app.runtime.paths import CentreDir
from custody_app.services.baskets import Baskets
from custody_app.services.ledger_audit import verify
from custody_app.services.scan_journal import ScanJournal
from custody_app.services.session import Session
from custody_app.storage import ledger_store
from custody_app.storage.snapshot import snapshot
from custody_app.ui.counter.looking import look
from custody_app.ui.counter.presenter import CounterPresenter
from custody_app.ui.counter.understanding import understand
from tests.performance.exec_life import CLERK, PROJECT, Things, recorded, things_of
from tests.performance.measuring import Figure, zero

LONGEST_S = 0.8
THINGS = (3, 12)
"""Fewest and most things of a basket."""


@dataclass(slots=True)
class Counter:
    """The clerk's side of the counter without its window."""

    core: Core
    session: Session
    presenter: CounterPresenter = field(default_factory=CounterPresenter)

    @property
    def clerk(self) -> str:
        """Who records."""
        return self.session.person.id

    @property
    def baskets(self) -> Baskets:
        """Where the open basket is kept."""
        return Baskets(self.core.writer, self.core.reader, self.core.clock)

    def journal(self, code: str) -> int:
        """Write the scan down, before anything is made of it."""
        core = self.core
        return ScanJournal(core.writer, core.reader, core.clock).keep(code, "keyboard", code)

    def take(self, code: str) -> None:
        """Understand a scan, put it into the basket, keep the basket."""
        basket = self.presenter.basket
        self.presenter.take(understand(self.core, code, basket))
        self.baskets.save(self.clerk, self.presenter.plain())

    def look(self) -> None:
        """What the table would show now."""
        recorder = self.session.person.id
        self.presenter.keep_look(look(self.core, self.presenter.wanted(recorder)))

    def carry_out(self) -> list[str]:
        """Record what is ready, the saved basket with it; the hashes of the events."""
        commands = self.presenter.shown_look.commands
        beside = self.baskets.beside(self.clerk, self.presenter.plain_after())
        outcome = self.core.custody.handle(*commands, signer=self.session.signer, beside=beside)
        return [one.ehash for one in outcome.recorded]

    def clear(self) -> None:
        """Ready for the next person."""
        self.presenter.carried_out()
        self.baskets.clear(self.clerk)


def main(argv: Sequence[str] | None = None) -> int:
    """One life at the counter: take up what was left, then basket after basket."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seed", type=int, required=True)
    options = parser.parse_args(argv)
    things = Things(**json.loads(sys.stdin.readline()))
    random = Random(options.seed)
    core = open_core(CentreDir(options.data))
    counter = Counter(core, core.sign_in.with_pin(CLERK.badge, CLERK.pin))
    left = counter.baskets.load(counter.clerk)
    if left:
        counter.presenter.restore(left)
    _say(found=_codes(counter))
    while True:
        for code in random.sample(things.items, random.randint(*THINGS)):
            _scan(counter, code)
        _scan(counter, random.choice(things.places))
        counter.look()
        items = sorted(str(c.item) for c in counter.presenter.shown_look.commands)  # type: ignore[attr-defined]
        _say(carries=items)
        _say(done=counter.carry_out())
        counter.clear()
        _say(kept=[])


def _scan(counter: Counter, code: str) -> None:
    _say(beep=counter.journal(code), code=code)
    counter.take(code)
    _say(kept=_codes(counter))


def _codes(counter: Counter) -> list[str]:
    return [entry.code for entry in counter.presenter.basket.entries]


def _say(**told: Any) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


@dataclass(slots=True)
class Heard:
    """What the processes said before they were killed."""

    beeps: list[tuple[int, str]] = field(default_factory=list)
    carried: list[list[str]] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    baskets_done: int = 0
    kept: list[str] = field(default_factory=list)
    next_scan: str = ""
    last: str = ""
    wrong: list[str] = field(default_factory=list)
    open_when_killed: int = 0

    def hear(self, told: dict[str, Any]) -> None:
        """Take one line in."""
        self._hear(told)
        self.last = next(iter(told))

    def _hear(self, told: dict[str, Any]) -> None:
        if "beep" in told:
            self.beeps.append((told["beep"], told["code"]))
            self.next_scan = told["code"]
        elif "kept" in told:
            self.kept, self.next_scan = told["kept"], ""
        elif "carries" in told:
            self.carried.append(told["carries"])
        elif "done" in told:
            self.done += told["done"]
            self.baskets_done += 1
        elif "found" in told:
            self._check_found(told["found"])

    def _check_found(self, found: list[str]) -> None:
        """The basket offered again is the one that was kept, at most one step further."""
        may_be = [self.kept]
        less = [code for code in self.kept if code in found]
        if self.next_scan:
            may_be.append([*self.kept, self.next_scan])
        if self.last == "carries":
            may_be.append(less)
        if self.last == "done":
            may_be = [less] if len(less) < len(self.kept) else []
        if self.last and found not in may_be:
            self.wrong.append(f"{self.last} {self.kept} {self.next_scan} -> {found}")
        self.open_when_killed += bool(found)
        self.kept, self.next_scan = found, ""


def baskets_killed(folder: CentreDir, times: int, random: Random) -> list[Figure]:
    """Kill the clerk's process so many times and count what is left."""
    things = things_of(folder)
    before = len(recorded(folder))
    heard = Heard()
    for seed in range(times):
        # However slow the machine is, one basket is answered.
        patient = seed == times - 1 and not heard.baskets_done
        _one_life(folder, things, seed, random, heard, patient=patient)
    told = _left(folder, before, heard)
    report = verify(folder)
    found = ", ".join(sorted({one.code for one in report.findings})) or "whole"
    return [
        Figure("kills at the counter", f"{times}, {heard.open_when_killed} with an open basket"),
        Figure("scans beeped", f"{len(heard.beeps):,}", "some", bool(heard.beeps)),
        zero("beeped scans not in the journal", told.scans),
        Figure("baskets answered", f"{heard.baskets_done:,}", "some", heard.baskets_done > 0),
        zero("answered baskets lost", told.lost),
        zero("baskets half carried out", told.half),
        zero("open baskets offered again otherwise than kept", len(heard.wrong)),
        Figure("verify", f"{found}, {report.events:,} events", "whole", report.is_whole),
    ]


def _one_life(
    folder: CentreDir, things: Things, seed: int, random: Random, heard: Heard, *, patient: bool
) -> None:
    words = ["-m", "tests.performance.basket_life", "--data", str(folder.root)]
    with subprocess.Popen(
        [sys.executable, *words, "--seed", str(seed)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"items": things.items, "places": things.places}) + "\n")
        process.stdin.flush()
        strike = None
        for line in process.stdout:
            if not line.endswith("\n"):
                break
            heard.hear(json.loads(line))
            if strike is None and (heard.baskets_done or not patient):
                strike = threading.Timer(random.uniform(0, LONGEST_S), process.kill)
                strike.start()


@dataclass(frozen=True, slots=True)
class Left:
    """What is wrong with what is left."""

    scans: int
    lost: int
    half: int


def _left(folder: CentreDir, before: int, heard: Heard) -> Left:
    """Compare what was said with the journal and with the batches that came into the ledger."""
    core = open_core(folder)
    hashes: set[str] = set()
    batches: dict[str, set[str]] = {}
    with snapshot(core.reader) as connection:
        raw = connection.exec_driver_sql("SELECT n, meaning FROM scan_journal")
        journal = {(int(n), str(meaning)) for n, meaning in raw}
        for event in ledger_store.read_events(connection, after=before):
            entry = from_bytes(event.core)
            hashes.add(event.ehash.hex())
            named = {one.id for one in entry.subjects if one.kind == "item"}
            batches.setdefault(entry.batch or "", set()).update(named)
    core.close()
    whole = {frozenset(items) for items in heard.carried}
    return Left(
        scans=sum(beep not in journal for beep in heard.beeps),
        lost=sum(ehash not in hashes for ehash in heard.done),
        half=sum(frozenset(items) not in whole for items in batches.values()),
    )


if __name__ == "__main__":
    raise SystemExit(main())
