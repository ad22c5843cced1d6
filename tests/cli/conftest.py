"""A demonstration centre made once, copied for each test that writes, and the command line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from custody_app.demo.cast import Cast, read_cast
from custody_app.demo.production import SEED, DemoPlan, make_demo
from custody_app.runtime.paths import CentreDir

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    """What a process said."""

    code: int
    out: bytes
    err: str

    @property
    def answers(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def codes(self) -> list[str]:
        """The first refusal of each line, empty for one that was carried out."""
        return ["" if a["ok"] else a["refused"][0]["code"] for a in self.answers]


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def cast() -> Cast:
    return read_cast(SEED)


@pytest.fixture(scope="session")
def set_up_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration centre in which nothing has happened yet."""
    folder = tmp_path_factory.mktemp("demo") / "centre"
    make_demo(CentreDir(folder), DemoPlan(day=False))
    return folder


@pytest.fixture(scope="session")
def lived_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration centre after its first day; nobody writes to it."""
    folder = tmp_path_factory.mktemp("demo") / "lived"
    make_demo(CentreDir(folder))
    return folder


@pytest.fixture
def centre(set_up_once: Path, tmp_path: Path) -> Path:
    return copied(set_up_once, tmp_path)


@pytest.fixture
def lived(lived_once: Path, tmp_path: Path) -> Path:
    return copied(lived_once, tmp_path)


def copied(folder: Path, to: Path) -> Path:
    target = to / "centre"
    shutil.copytree(folder, target)
    return target


@pytest.fixture
def run(cast: Cast) -> Run:
    """``run("exec", "--data", …, by="clerk", lines=[…])`` in a process of its own."""

    def run_it(
        *words: str, by: str = "", second: str = "", lines: Sequence[bytes | dict[str, Any]] = ()
    ) -> Ran:
        env = dict(os.environ, CUSTODY_LANGUAGE="en", LC_ALL="C")
        env.pop("CUSTODY_PIN", None)
        more: list[str] = []
        if by:
            more += ["--officer", cast.member(by).badge]
            env["CUSTODY_PIN"] = cast.member(by).pin
        if second:
            more += ["--second", cast.member(second).badge]
            env["CUSTODY_SECOND_PIN"] = cast.member(second).pin
        given = b"".join(line_of(one) for one in lines)
        done = subprocess.run(
            [sys.executable, "-m", "custody_app", *words, *more],
            input=given,
            capture_output=True,
            env=env,
            cwd=PROJECT,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr.decode())

    return run_it


def line_of(one: bytes | dict[str, Any]) -> bytes:
    raw = one if isinstance(one, bytes) else json.dumps(one).encode()
    return raw + b"\n"
