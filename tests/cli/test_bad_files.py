"""What a disk can do to a centre: each is one sentence with a code, and nothing is half done."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from custody_app.runtime.paths import CentreDir
from custody_app.services.backup import BackupMade
from custody_app.services.ledger_audit import verify
from tests.cli.conftest import Ran, Run
from tests.living import opened, seal_recovery

OPENING = ("exec", "verify", "rebuild", "backup", "due", "print")
"""Every sub-command that opens an existing centre."""
CHECKPOINT = {"command": "PrintCheckpoint", "args": {}}


def first_of(*cases: Any, quick: int = 1) -> list[Any]:
    """Each case is a process or more: the first are tried always, the others with ``-m slow``."""
    later = [one if isinstance(one, tuple) else (one,) for one in cases[quick:]]
    return [*cases[:quick], *(pytest.param(*one, marks=pytest.mark.slow) for one in later)]


def asked(run: Run, name: str, folder: Path, *more: str) -> Ran:
    words = [name, *(("place_contents", "--place", "A-01-01") if name == "print" else ())]
    lines = [CHECKPOINT] if name == "exec" else []
    by = "clerk" if name in ("print", "exec") else ""
    return run(*words, "--data", str(folder), "--json", *more, by=by, lines=lines)


def refusal(ran: Ran) -> str:
    """The code of a run that could not be: told to people and to programs, never as a mistake."""
    assert ran.code == 2, (ran.code, ran.out, ran.err)
    assert "Traceback" not in ran.err
    assert "report number" not in ran.err
    (refused,) = json.loads(ran.out)["refused"]
    assert refused["message"]
    assert f"[{refused['code']}]" in ran.err
    return str(refused["code"])


@pytest.mark.parametrize("name", first_of(*OPENING))
def test_a_file_cut_short(lived: Path, run: Run, name: str) -> None:
    os.truncate(lived / "centre.db", (lived / "centre.db").stat().st_size // 3)
    before = (lived / "centre.db").read_bytes()
    assert refusal(asked(run, name, lived)) == "storage.damaged"
    assert (lived / "centre.db").read_bytes() == before


@pytest.mark.parametrize("name", first_of("verify", "exec"))
def test_a_file_that_is_no_database(lived: Path, run: Run, name: str) -> None:
    (lived / "centre.db").write_bytes(bytes(range(256)) * 800)
    assert refusal(asked(run, name, lived)) == "storage.not_a_database"


@pytest.mark.parametrize("name", first_of("backup", "verify"))
def test_a_foreign_database(lived: Path, run: Run, name: str) -> None:
    (lived / "centre.db").unlink()
    raw = sqlite3.connect(lived / "centre.db")
    raw.execute("CREATE TABLE ledger_head (x)")
    raw.commit()
    raw.close()
    assert refusal(asked(run, name, lived)) == "storage.not_a_centre"


@pytest.mark.parametrize("name", first_of("exec", "verify"))
def test_a_file_of_a_newer_version(lived: Path, run: Run, name: str) -> None:
    raw = sqlite3.connect(lived / "centre.db")
    raw.execute("PRAGMA user_version = 99")
    raw.commit()
    raw.close()
    assert refusal(asked(run, name, lived)) == "storage.newer_version"


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    first_of(
        ("exec", None, "keys.missing"),
        ("exec", b"{}", "keys.damaged"),
        ("backup", None, "keys.missing"),
        ("backup", b"{}", "keys.damaged"),
    ),
)
def test_the_stations_key_is_gone_or_damaged(
    lived: Path, run: Run, name: str, raw: bytes | None, code: str
) -> None:
    key = lived / "keys" / "station.json"
    if raw is None:
        key.unlink()
    else:
        key.write_bytes(raw)
    assert refusal(asked(run, name, lived)) == code
    assert run("verify", "--data", str(lived)).code == 0


def test_a_damaged_key_of_the_officer_is_not_a_wrong_pin(lived: Path, run: Run) -> None:
    for path in (lived / "keys").glob("0*.json"):
        path.write_bytes(b'{"pin": {}}')
    assert refusal(asked(run, "exec", lived)) == "keys.damaged"


@pytest.mark.parametrize("name", first_of("verify", "rebuild", "backup", "exec", "demo", quick=2))
def test_a_network_path(run: Run, name: str) -> None:
    assert refusal(asked(run, name, Path("//server/share/centre"))) == "storage.network_path"


@pytest.mark.slow
def test_a_path_that_is_a_file(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"kept")
    for name in ("verify", "exec"):
        assert refusal(asked(run, name, file)) == "storage.no_centre"
    assert refusal(asked(run, "demo", file)) == "storage.cannot_open"
    assert refusal(asked(run, "demo", file / "below")) == "storage.cannot_write"
    assert file.read_bytes() == b"kept"


# -- restore ----------------------------------------------------------------------------------


@pytest.fixture
def backup(lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BackupMade:
    monkeypatch.setenv("CUSTODY_RECOVERY_CODE", seal_recovery(CentreDir(lived)))
    (tmp_path / "disk").mkdir()
    with opened(CentreDir(lived)) as core:
        return core.backup.run(tmp_path / "disk")


def test_no_restore_into_a_centre_that_is_open(lived: Path, run: Run, backup: BackupMade) -> None:
    with opened(CentreDir(lived)):
        ran = run("restore", str(backup.path), "--data", str(lived), "--json")
        assert refusal(ran) == "storage.in_use"
        assert refusal(run("rebuild", "--data", str(lived), "--json")) == "storage.in_use"
    ran = run("restore", str(backup.path), "--data", str(lived), "--json")
    assert refusal(ran) == "restore.not_empty"
    assert verify(CentreDir(lived)).is_whole


@pytest.mark.parametrize(
    ("change", "code"),
    first_of(
        ("cut", "storage.damaged"),
        ("wrong code", "keys.wrong_recovery_code"),
        ("newer", "storage.newer_version"),
        ("foreign", "storage.not_a_centre"),
        ("no manifest", "restore.not_a_backup"),
        ("newer manifest", "restore.newer_backup"),
        ("nothing there", "restore.not_a_backup"),
        ("broken recovery", "keys.damaged"),
        quick=2,
    ),
)
def test_a_backup_that_cannot_be_used_makes_no_centre(
    run: Run, backup: BackupMade, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str,
    code: str,
) -> None:  # fmt: skip
    spoil(backup.path, change, monkeypatch)
    target = tmp_path / "new"
    assert refusal(run("restore", str(backup.path), "--data", str(target), "--json")) == code
    left = {path.name for path in target.iterdir()} if target.exists() else set()
    assert left <= {"centre.lock"}


def spoil(folder: Path, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    db = folder / "centre.db"
    manifest = next(folder.glob("*.json"))
    if change == "cut":
        os.truncate(db, db.stat().st_size // 3)
    elif change == "newer":
        raw = sqlite3.connect(db)
        raw.execute("PRAGMA user_version = 99")
        raw.commit()
        raw.close()
    elif change == "foreign":
        db.unlink()
        raw = sqlite3.connect(db)
        raw.execute("CREATE TABLE t (x)")
        raw.commit()
        raw.close()
    elif change == "no manifest":
        manifest.unlink()
    elif change == "newer manifest":
        content: dict[str, Any] = json.loads(manifest.read_bytes())
        manifest.write_text(json.dumps(content | {"v": 99}))
    elif change == "nothing there":
        shutil.rmtree(folder)
    elif change == "wrong code":
        monkeypatch.setenv("CUSTODY_RECOVERY_CODE", "2345-6789-恢复码")
    else:
        (folder / "keys" / "recovery.json").write_bytes(b"{}")


# -- the disk itself --------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "small"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=14m", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("a disk of its own needs root; a full and a read-only disk were NOT tried")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def on_small_disk(lived: Path, small_disk: Path) -> Path:
    return Path(
        shutil.copytree(
            lived, small_disk / "c", ignore=shutil.ignore_patterns("backups", "pictures", "logs")
        )
    )


def fill(disk: Path, left: int) -> Path:
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        file.write(bytes(max(0, shutil.disk_usage(disk).free - left)))
    return ballast


@pytest.mark.slow
def test_a_full_disk(on_small_disk: Path, small_disk: Path, run: Run) -> None:
    """Answered is durable, refused is told, closing is no mistake, and freed space heals all."""
    ballast = fill(small_disk, 1_400_000)
    ran = run("exec", "--data", str(on_small_disk), by="clerk", lines=[CHECKPOINT] * 400)
    assert ran.code == 1, ran.err
    assert ran.err == ""
    assert set(ran.codes) == {"", "storage.disk_full"}
    assert refusal(asked(run, "print", on_small_disk)) == "storage.disk_full"
    assert refusal(asked(run, "demo", small_disk / "new")) == "storage.disk_full"
    ballast.unlink()
    shutil.rmtree(small_disk / "new", ignore_errors=True)
    report = verify(CentreDir(on_small_disk))
    assert report.is_whole, report.findings
    first = next(answer for answer in ran.answers if answer["ok"])
    assert ran.codes.count("") == report.events - first["events"][0]["seq"]
    assert run("exec", "--data", str(on_small_disk), by="clerk", lines=[CHECKPOINT]).code == 0


def test_a_backup_to_a_full_disk_leaves_no_half(lived: Path, small_disk: Path, run: Run) -> None:
    fill(small_disk, 200_000)
    ran = run("backup", "--data", str(lived), "--to", str(small_disk), "--json")
    assert refusal(ran) == "storage.disk_full"
    assert [path.name for path in small_disk.iterdir()] == ["ballast"]
    assert verify(CentreDir(lived)).is_whole


@pytest.mark.parametrize("name", first_of("exec", "verify", "backup", "demo"))
def test_a_read_only_disk(on_small_disk: Path, small_disk: Path, run: Run, name: str) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    folder = small_disk / "new" if name == "demo" else on_small_disk
    found = refusal(asked(run, name, folder))
    assert found in ("storage.read_only", "storage.cannot_open", "storage.cannot_write")
