"""An old password stops scripts too, until it is changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from custody_app.demo.cast import Cast
from custody_app.domain.moments import later, moment_of
from custody_app.runtime.clock import SystemClock
from custody_app.services.keyring import PASSWORD_AT
from tests.cli.conftest import Run
from tests.cli.test_exec import UNIT, asked

NEW = "Erhai-2026-Moon"


def make_old(centre: Path, at: str = "2020-01-01T00:00:00.000Z") -> None:
    """Every password of this centre was set then."""
    for path in (centre / "keys").glob("*.json"):
        kept = json.loads(path.read_text(encoding="utf-8"))
        if PASSWORD_AT in kept:
            path.write_text(json.dumps(kept | {PASSWORD_AT: at}))


def test_an_old_password_is_changed_before_anything_is_carried_out(
    centre: Path, run: Run, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_old(centre)
    line = asked("RegisterUnit", **UNIT)
    ran = run("exec", "--data", str(centre), by="clerk", lines=[line])
    assert ran.code == 2
    assert "sign_in.password_old" in ran.err
    change = ("password", "--data", str(centre), "--json")
    monkeypatch.setenv("CUSTODY_PASSWORD", "Wrong-2026-wrong")
    assert "cli.secret_missing" in run(*change, by="clerk").err
    monkeypatch.setenv("CUSTODY_NEW_PASSWORD", NEW)
    assert "sign_in.wrong" in run(*change, by="clerk").err
    monkeypatch.setenv("CUSTODY_PASSWORD", cast.member("clerk").password)
    assert run(*change, by="clerk").answers == [{"ok": True}]
    assert run("exec", "--data", str(centre), by="clerk", lines=[line]).code == 0


def test_two_weeks_before_it_ends_scripts_are_warned(centre: Path, run: Run) -> None:
    eighty_days_ago = later(moment_of(SystemClock().now()), days=-80.5)
    make_old(centre, eighty_days_ago)
    ran = run("exec", "--data", str(centre), by="clerk", lines=[asked("RegisterUnit", **UNIT)])
    assert ran.code == 0
    assert "10 more days" in ran.err
