"""Backups: what they hold, how they are proved, which are kept, and how a centre comes back."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from custody_app.bootstrap import open_core
from custody_app.demo.production import DEMO_COST
from custody_app.domain.commands.registers import PrintCheckpoint
from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import moment_of
from custody_app.runtime.clock import SystemClock
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.services.backup import BackupMade
from custody_app.services.ledger_audit import verify
from custody_app.services.rebuild import rebuild
from custody_app.services.restore import Restored, restore
from custody_app.services.scan_journal import KEPT_DAYS, ScanJournal
from custody_app.services.upgrade import upgrade
from custody_app.storage.backup_store import (
    MANIFEST,
    Manifest,
    backup_name,
    backups_in,
    kept,
    read_manifest,
    rotate,
    write_manifest,
)
from custody_app.storage.key_files import STATION_FILE
from custody_app.storage.scan_store import write_scan
from tests.living import burgled, opened, seal_recovery, signer_of

CENTRE = "0190a1b2-c3d4-7e5f-8a1b-0123456789ab"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "other disk"
    folder.mkdir()
    return folder


@pytest.fixture
def backup(lived: CentreDir, target: Path) -> BackupMade:
    seal_recovery(lived)
    with opened(lived) as core:
        return core.backup.run(target)


def brought_back(backup: BackupMade, folder: Path, code: str) -> Restored:
    return restore(
        backup.path, CentreDir(folder), code, SystemClock(), reason="硬盘损坏", cost=DEMO_COST
    )


def test_a_backup_is_whole_and_on_record(lived: CentreDir, backup: BackupMade) -> None:
    assert backup.report.is_whole
    assert backup.report.rows_compared
    assert verify(CentreDir(backup.path)).is_whole
    found = verify(lived)
    assert found.is_whole
    assert found.events == backup.size + 1
    manifest = read_manifest(backup.path)
    assert manifest.size == backup.size
    assert backup.path.name.startswith(manifest.centre)


def test_what_lies_in_a_folder_is_told(lived: CentreDir, backup: BackupMade) -> None:
    with opened(lived) as core:
        (found,) = core.backup.kept(backup.path.parent)
        assert core.backup.kept(lived.root / "nowhere") == ()
    assert (found.path, found.size, found.is_whole) == (backup.path, backup.size, True)


def test_a_backup_never_holds_the_stations_seed(lived: CentreDir, backup: BackupMade) -> None:
    seed = json.loads((lived.keys / STATION_FILE).read_bytes())["seed"]
    copied = CentreDir(backup.path)
    assert not (copied.keys / STATION_FILE).exists()
    assert any(copied.keys.iterdir())
    for path in backup.path.rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            assert seed.encode() not in raw
            assert bytes.fromhex(seed) not in raw
            if path.parent == copied.keys:
                assert path.stat().st_mode & 0o077 == 0


def test_a_backup_is_one_file_without_a_log(backup: BackupMade) -> None:
    names = {path.name for path in backup.path.iterdir()}
    assert {"centre.db", MANIFEST, "attachments", "printed", "keys"} <= names
    assert not {"centre.db-wal", "centre.db-shm"} & names


def test_equal_files_are_linked_to_the_earlier_backup(lived: CentreDir, target: Path) -> None:
    def files(made: BackupMade) -> dict[str, int]:
        kept_there = made.path / "attachments"
        return {p.name: p.stat().st_ino for p in kept_there.rglob("*") if p.is_file()}

    with opened(lived) as core:
        first = files(core.backup.run(target))
        assert first
        assert files(core.backup.run(target)) == first


def test_the_same_disk_is_warned_of(backup: BackupMade) -> None:
    assert backup.warnings == ("backup.same_disk",)


def test_without_a_target_the_centres_own_folder_is_used(lived: CentreDir) -> None:
    with opened(lived) as core:
        made = core.backup.run()
    assert made.warnings == ("backup.no_target",)
    assert made.path.parent == lived.backups


@pytest.mark.parametrize(
    ("place", "code"),
    [("nowhere", "backup.target_missing"), ("centre/printed", "backup.target_inside")],
)
def test_a_target_that_cannot_be_is_refused(lived: CentreDir, place: str, code: str) -> None:
    with opened(lived) as core, pytest.raises(RuleBroken) as refused:
        core.backup.run(lived.root.parent / place)
    assert refused.value.code == code


def test_a_backup_of_a_damaged_centre_is_kept_but_not_recorded(
    lived: CentreDir, target: Path
) -> None:
    with burgled(lived) as raw:
        raw.execute("UPDATE item_card SET category = 'cash'")
        (size,) = raw.execute("SELECT max(pos) FROM ledger_event").fetchone()
    with opened(lived) as core:
        made = core.backup.run(target)
    assert not made.report.is_whole
    assert "backup.not_whole" in made.warnings
    assert made.path.is_dir()
    assert verify(lived).events == size


def test_a_backup_is_due_a_day_after_the_last(lived: CentreDir, target: Path) -> None:
    with opened(lived) as core:
        core.backup.run(target)
        now = core.clock.now()
        assert not core.backup.is_due(now + timedelta(hours=23))
        assert core.backup.is_due(now + timedelta(hours=25))


def test_backups_made_while_somebody_writes_are_whole(lived: CentreDir, target: Path) -> None:
    with opened(lived) as core, opened(lived) as window:
        signer = signer_of(window, "clerk")

        def write_on(done: int, total: int) -> None:
            window.custody.handle(PrintCheckpoint(), signer=signer)

        for _ in range(3):
            assert core.backup.run(target, write_on).report.is_whole
    assert verify(lived).is_whole


def test_seven_days_five_weeks_twelve_months_are_kept() -> None:
    start = datetime(2025, 1, 1, 9, tzinfo=UTC)
    names = []
    for day in range(700):
        for hour in (0, 6):
            at = start + timedelta(days=day, hours=hour)
            names.append(backup_name(CENTRE, f"{at:%Y-%m-%dT%H:%M:%S}.000Z"))
    staying = sorted(kept(names), reverse=True)
    assert staying[0] == names[-1]
    assert staying[:7] == names[:-15:-2]
    days = {name.split("-")[-1][:8] for name in staying}
    assert len(days) == len(staying)
    months = {day[:6] for day in days}
    assert len(months) == 12
    assert len(staying) <= 7 + 5 + 12


def test_rotation_leaves_damaged_and_foreign_folders_alone(tmp_path: Path) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for day in range(40):
        at = f"{start + timedelta(days=day):%Y-%m-%dT%H:%M:%S}.000Z"
        for centre, whole in ((CENTRE, day != 3), (CENTRE.replace("a", "b"), True)):
            folder = tmp_path / backup_name(centre, at)
            folder.mkdir()
            write_manifest(folder, Manifest(centre, at, 1, "00", 1, whole))
    (tmp_path / "notes").mkdir()
    gone = rotate(tmp_path, CENTRE)
    assert gone
    left = backups_in(tmp_path, CENTRE)
    assert len(left) + len(gone) == 40
    assert [one.manifest.is_whole for one in left].count(False) == 1
    assert len(backups_in(tmp_path, CENTRE.replace("a", "b"))) == 40
    assert (tmp_path / "notes").is_dir()


def test_a_centre_comes_back(lived: CentreDir, backup: BackupMade, tmp_path: Path) -> None:
    code = seal_recovery(lived)
    done = brought_back(backup, tmp_path / "new", code.lower())
    assert done.report.is_whole
    assert done.size == backup.size
    new = CentreDir(tmp_path / "new")
    assert rebuild(new, check=True).differences == ()
    with opened(new) as core:
        signer = signer_of(core, "clerk")
        core.custody.handle(PrintCheckpoint(), signer=signer)
    assert verify(new).is_whole
    assert (new.keys / STATION_FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("code", ["", "AAAA-BBBB", "2345-6789-ABCD-EFGH-JKLM-NPQR-STUV-WXYA"])
def test_a_wrong_recovery_code_restores_nothing(
    backup: BackupMade, tmp_path: Path, code: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        brought_back(backup, tmp_path / "new", code)
    assert refused.value.code == "keys.wrong_recovery_code"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["centre.lock"]


def test_a_folder_in_use_is_not_restored_into(lived: CentreDir, backup: BackupMade) -> None:
    with opened(lived), pytest.raises(Fault) as refused:
        brought_back(backup, lived.root, "x")
    assert refused.value.code == "storage.in_use"


def test_a_folder_that_holds_something_is_not_restored_into(
    lived: CentreDir, backup: BackupMade
) -> None:
    with pytest.raises(Fault) as refused:
        brought_back(backup, lived.root, "x")
    assert refused.value.code == "restore.not_empty"
    assert verify(lived).is_whole


def refusal(backup: BackupMade, folder: Path, code: str) -> str:
    with pytest.raises((Fault, RuleBroken)) as refused:
        brought_back(backup, folder, code)
    error = refused.value
    assert isinstance(error, Fault | RuleBroken)
    return error.code


def test_a_backup_cut_short_is_refused(backup: BackupMade, tmp_path: Path) -> None:
    path = backup.path / "centre.db"
    os.truncate(path, path.stat().st_size // 2)
    assert refusal(backup, tmp_path / "new", "x") in ("storage.damaged", "restore.not_whole")


def test_a_backup_of_an_older_state_under_a_newer_manifest_is_refused(
    backup: BackupMade, tmp_path: Path
) -> None:
    manifest = read_manifest(backup.path)
    newer = Manifest(manifest.centre, manifest.made_at, manifest.size + 9, "00" * 32, 1, True)
    write_manifest(backup.path, newer)
    assert refusal(backup, tmp_path / "new", "x") == "restore.truncated"


def test_a_changed_backup_is_refused(backup: BackupMade, tmp_path: Path) -> None:
    with burgled(CentreDir(backup.path)) as raw:
        raw.execute("UPDATE item_card SET category = 'cash'")
    assert refusal(backup, tmp_path / "new", "x") == "restore.not_whole"


@pytest.mark.parametrize("content", [None, b"", b"{}", b"[1]", b"\xff", b'{"v": 1}'])
def test_a_folder_that_is_no_backup_is_refused(
    backup: BackupMade, tmp_path: Path, content: bytes | None
) -> None:
    if content is None:
        (backup.path / MANIFEST).unlink()
    else:
        (backup.path / MANIFEST).write_bytes(content)
    assert refusal(backup, tmp_path / "new", "x") == "restore.not_a_backup"


def test_a_newer_backup_is_refused(backup: BackupMade, tmp_path: Path) -> None:
    plain = json.loads((backup.path / MANIFEST).read_bytes())
    (backup.path / MANIFEST).write_text(json.dumps(plain | {"v": 2}))
    assert refusal(backup, tmp_path / "new", "x") == "restore.newer_backup"


def test_a_database_of_a_newer_version_is_refused(backup: BackupMade, tmp_path: Path) -> None:
    with burgled(CentreDir(backup.path)) as raw:
        raw.execute("PRAGMA user_version = 99")
    assert refusal(backup, tmp_path / "new", "x") == "storage.newer_version"


def test_a_foreign_database_is_refused(backup: BackupMade, tmp_path: Path) -> None:
    (backup.path / "centre.db").unlink()
    raw = sqlite3.connect(backup.path / "centre.db")
    raw.execute("CREATE TABLE t (x)")
    raw.commit()
    raw.close()
    assert refusal(backup, tmp_path / "new", "x") == "storage.not_a_centre"


def test_another_centre_under_this_manifest_is_refused(backup: BackupMade, tmp_path: Path) -> None:
    manifest = read_manifest(backup.path)
    write_manifest(backup.path, Manifest(CENTRE, manifest.made_at, manifest.size, "", 1, True))
    assert refusal(backup, tmp_path / "new", "x") == "restore.foreign"


def test_the_key_of_another_centre_is_refused(
    lived: CentreDir, backup: BackupMade, tmp_path: Path
) -> None:
    code = seal_recovery(lived)
    other = CentreDir(tmp_path / "other")
    other.keys.mkdir(parents=True)
    from custody_app.services.keyring import Keyring

    Keyring(other.keys, DEMO_COST).make_station()
    seal_recovery(other)
    shutil.copy(other.keys / "recovery.json", backup.path / "keys" / "recovery.json")
    assert refusal(backup, tmp_path / "new", code) == "restore.other_key"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["centre.lock"]


def test_an_older_database_is_upgraded_with_a_copy(lived: CentreDir) -> None:
    with burgled(lived) as raw:
        raw.execute("PRAGMA user_version = 0")
    with pytest.raises(Fault) as refused:
        open_core(lived)
    assert refused.value.code == "storage.older_version"
    done = upgrade(lived, SystemClock())
    assert (done.before, done.after) == (0, 1)
    assert done.copy is not None
    assert done.copy.is_file()
    assert verify(lived).is_whole
    assert upgrade(lived, SystemClock()).copy is None


def test_an_upgrade_that_does_not_verify_puts_the_old_database_back(lived: CentreDir) -> None:
    with burgled(lived) as raw:
        raw.execute("PRAGMA user_version = 0")
        raw.execute("UPDATE item_card SET category = 'cash'")
    with pytest.raises(Fault) as refused:
        upgrade(lived, SystemClock())
    assert refused.value.code == "upgrade.not_whole"
    with burgled(lived) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (0,)


def test_an_upgrade_wants_the_centre_alone(lived: CentreDir) -> None:
    with opened(lived), pytest.raises(Fault) as refused:
        upgrade(lived, SystemClock())
    assert refused.value.code == "storage.in_use"


def test_a_backup_lets_go_of_scans_kept_their_two_years(lived: CentreDir, target: Path) -> None:
    """The copy still has them; those younger by a day stay."""
    with opened(lived) as core:
        now = core.clock.now()
        journal = ScanJournal(core.writer, core.reader, core.clock)

        def aged(days: int) -> int:
            at = moment_of(now - timedelta(days=days))
            return write_scan(
                core.writer, at=at, source="keyboard", raw="x", meaning="x", person=""
            )

        with core.writer.begin() as connection:
            before = connection.exec_driver_sql("SELECT count(*) FROM scan_journal").scalar_one()
        assert before == 0
        aged(KEPT_DAYS + 1)
        young = aged(KEPT_DAYS - 1)
        newest = journal.keep("x", "keyboard", "x")
        made = core.backup.run(target)
        assert scans_in(lived) == [young, newest]
    assert len(scans_in(CentreDir(made.path))) == 3
    assert verify(lived).is_whole


def scans_in(folder: CentreDir) -> list[int]:
    raw = sqlite3.connect(f"file:{folder.db}?mode=ro", uri=True)
    found = [n for (n,) in raw.execute("SELECT n FROM scan_journal ORDER BY n")]
    raw.close()
    return found
