"""The day driven by processes of ``custody exec``, one for each pair of people, all at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from custody_app.demo.cast import Cast, read_cast
from custody_app.demo.production import SEED, DemoPlan, make_demo
from custody_app.runtime.paths import CentreDir
from custody_app.services.ledger_audit import verify
from custody_app.services.script.answer import Answer, filled_in
from tests.scenarios.test_day import types_of

PROJECT = Path(__file__).resolve().parents[2]


def process_of(folder: Path, cast: Cast, officer: str, second: str) -> subprocess.Popen[bytes]:
    env = dict(os.environ, CUSTODY_PIN=cast.member(officer).pin)
    words = ["exec", "--data", str(folder), "--officer", officer]
    if second:
        env["CUSTODY_SECOND_PIN"] = cast.member(second).pin
        words += ["--second", second]
    return subprocess.Popen(
        [sys.executable, "-m", "custody_app", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=env,
        cwd=PROJECT,
    )


@pytest.mark.slow
def test_processes_of_many_people_live_the_same_day(tmp_path: Path) -> None:
    lived, twin = CentreDir(tmp_path / "lived"), CentreDir(tmp_path / "twin")
    lines = make_demo(lived).lines
    make_demo(twin, DemoPlan(day=False))
    cast = read_cast(SEED)
    doors: dict[tuple[str, str], subprocess.Popen[bytes]] = {}
    answers: dict[str, Answer] = {}
    with ExitStack() as stack:
        for line in lines:
            people = (line["officer"], line.get("second", ""))
            if people not in doors:
                doors[people] = stack.enter_context(process_of(twin.root, cast, *people))
            door = doors[people]
            assert door.stdin is not None
            assert door.stdout is not None
            door.stdin.write(json.dumps(filled_in(line, answers)).encode() + b"\n")
            door.stdin.flush()
            answer = json.loads(door.stdout.readline())
            assert answer["ok"], (line, answer)
            answers[line["id"]] = answer
        for door in doors.values():
            assert door.stdin is not None
            door.stdin.close()
        assert {door.wait() for door in doors.values()} == {0}
    assert len(doors) > 10
    assert types_of(twin) == [typ for typ in types_of(lived) if typ != "BACKUP_DONE"]
    assert verify(twin).is_whole
