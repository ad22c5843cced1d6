"""One life of ``custody exec``: lines in, answers out, until something ends it from outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image

from custody_app.bootstrap import open_core
from custody_app.demo.cast import read_cast
from custody_app.demo.production import SEED, DemoPlan, make_demo
from custody_app.domain.vocabulary import Custody, Grade
from custody_app.queries.find_items import find_items
from custody_app.queries.holdings import find_place
from custody_app.queries.item_filters import ItemFilters
from custody_app.queries.reader import Reader
from custody_app.runtime.paths import CentreDir
from custody_app.services.large_centre.size import size_of
from custody_app.storage import ledger_store
from custody_app.storage.snapshot import snapshot

PROJECT = Path(__file__).resolve().parents[2]
CLERK = read_cast(SEED).member("clerk")
BASKET = 5
STARTING = 0.1
"""Share of lives that may end before the first answer."""
START_S = 1.0
"""In which such a life ends, counted from its start."""
NO_WONDER = frozenset({"move.already_there"})
"""Refusals that lines told by chance bring about."""
RECORDS = "120"


@dataclass(frozen=True, slots=True)
class Things:
    """What the lines are about: codes of things in the store, and places they can go to."""

    items: tuple[str, ...]
    places: tuple[str, ...]

    def lines(self, random: Random, picture: Path) -> Iterator[dict[str, Any]]:
        """Lines for ever: sightings, moves, whole baskets, photos, now and then a paper."""
        number = 0
        while True:
            number += 1
            kind = random.choices(("see", "move", "basket", "photo", "paper"), (6, 4, 4, 2, 0.4))
            yield {"id": number, **self._line(kind[0], random, picture)}

    def _line(self, kind: str, random: Random, picture: Path) -> dict[str, Any]:
        if kind == "basket":
            steps = [self._see(item) for item in random.sample(self.items, BASKET)]
            return {"command": "CarryOutBasket", "args": {"steps": steps}}
        if kind == "photo":
            _paint(picture, random)
            files = [{"path": str(picture), "kind": "photo"}]
            args = {"item": random.choice(self.items), "attachments": files}
            return {"command": "AttachFiles", "args": args}
        if kind == "paper":
            args = {"kind": "place_contents", "place": random.choice(self.places)}
            return {"command": "IssueForm", "args": args}
        if kind == "move":
            args = {"item": random.choice(self.items), "place": random.choice(self.places)}
            return {"command": "MoveItem", "args": args}
        return self._see(random.choice(self.items))

    @staticmethod
    def _see(item: str) -> dict[str, Any]:
        return {"command": "SeeItem", "args": {"item": item}}


def make_centre(folder: Path) -> CentreDir:
    """A demonstration centre with some hundred things in it."""
    centre = CentreDir(folder)
    make_demo(centre, DemoPlan(day=False, size=size_of(RECORDS)))
    return centre


def things_of(folder: CentreDir) -> Things:
    """Things in the store that one clerk may move alone, and places they may go to."""
    core = open_core(folder)
    read = Reader(core.reader)
    rows = read(find_items, filters=ItemFilters(custody=(Custody.IN_STORE,)), limit=200).rows
    items = [row.code for row in rows if row.grade is Grade.NORMAL and row.place_id]
    places = read(find_place, text="L1-01-")
    core.close()
    return Things(tuple(items), tuple(place.label_code for place in places))


def _paint(path: Path, random: Random) -> None:
    """A picture nobody has seen before, large enough to lie on several pages of the disk."""
    Image.frombytes("RGB", (64, 64), random.randbytes(64 * 64 * 3)).save(path)


@dataclass(slots=True)
class Life:
    """What one process answered before it ended.

    Attributes:
        answered: (seq, hash) of every event in an answer that came through whole.
        refused: codes of answers that were no.
    """

    answered: list[tuple[int, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    lines: int = 0


def live(
    folder: CentreDir,
    lines: Iterator[dict[str, Any]],
    random: Random,
    longest: float,
    end: Callable[[subprocess.Popen[str]], object],
    program: Sequence[str] = ("-m", "custody_app"),
) -> Life:
    """Start ``custody exec``, feed it, and let ``end`` strike at a random moment."""
    process = subprocess.Popen(
        [sys.executable, *program, "exec", "--data", str(folder.root), "--officer", CLERK.badge],
        env=os.environ | {"CUSTODY_PIN": CLERK.pin},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=PROJECT,
    )
    found = Life()
    strike = None
    if random.random() < STARTING:
        strike = _later(random.uniform(0, START_S), end, process)
    with suppress(BrokenPipeError):
        while _ask(process, next(lines), found):
            if strike is None:
                strike = _later(random.uniform(0, longest), end, process)
    process.wait()
    if strike is not None:
        strike.join()
    with suppress(BrokenPipeError):
        process.stdin.close()  # type: ignore[union-attr]
    process.stdout.close()  # type: ignore[union-attr]
    return found


def _later(
    seconds: float, end: Callable[[subprocess.Popen[str]], object], process: subprocess.Popen[str]
) -> threading.Timer:
    timer = threading.Timer(seconds, end, (process,))
    timer.start()
    return timer


def _ask(process: subprocess.Popen[str], line: dict[str, Any], found: Life) -> bool:
    """One line; whether an answer came whole."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(line) + "\n")
    process.stdin.flush()
    answer = process.stdout.readline()
    if not answer.endswith("\n"):
        return False
    told = json.loads(answer)
    found.lines += 1
    found.answered += [(event["seq"], event["hash"]) for event in told.get("events", ())]
    found.refused += [one["code"] for one in told.get("refused", ())]
    return True


def recorded(folder: CentreDir) -> dict[int, str]:
    """Every event of the ledger: seq -> hash."""
    core = open_core(folder)
    with snapshot(core.reader) as connection:
        events = {one.lseq: one.ehash.hex() for one in ledger_store.read_events(connection)}
    core.close()
    return events


def lost(answered: Sequence[tuple[int, str]], events: dict[int, str]) -> list[int]:
    """Answered events that the ledger does not have."""
    return [seq for seq, ehash in answered if events.get(seq) != ehash]
