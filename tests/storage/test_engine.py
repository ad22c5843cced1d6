"""The door to the database: what must be set is set, what must be refused is refused."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy.exc import DBAPIError

from custody_app.bootstrap import open_core
from custody_app.demo.production import DEMO_COST
from custody_app.domain.commands.registers import PrintCheckpoint
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.services.ledger_audit import verify
from custody_app.storage.base import pack, unpack
from custody_app.storage.engine import (
    APPLICATION_ID,
    GUARDED,
    OLDEST_SQLITE,
    Guard,
    fault_of,
    faults_told,
    reader_engine,
    writer_engine,
)
from custody_app.storage.network_path import (
    NETWORK_FILE_SYSTEMS,
    file_system_of,
    refuse_network_path,
)
from custody_app.storage.upgrade import create_schema
from tests.living import PROJECT, burgled, opened, signer_of

WANTED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
    "mmap_size": 0,
    "wal_autocheckpoint": 0,
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
    "application_id": APPLICATION_ID,
    "user_version": 1,
}


def code_of(folder: CentreDir) -> str:
    with pytest.raises(Fault) as refused:
        open_core(folder, cost=DEMO_COST)
    return refused.value.code


def test_every_setting_is_read_back(lived: CentreDir) -> None:
    with opened(lived) as core, core.writer.connect() as connection:
        for name, wanted in WANTED.items():
            found = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            assert (name, found) == (name, wanted)


def test_the_library_is_free_of_the_wal_reset_bug() -> None:
    assert sqlite.sqlite_version_info >= OLDEST_SQLITE


def test_a_setting_that_does_not_hold_stops_the_opening(tmp_path: Path) -> None:
    """An in-memory database cannot have a write-ahead log."""
    engine = writer_engine(Path(":memory:"), Guard())
    with pytest.raises(Fault) as refused, engine.connect():
        pass
    assert (refused.value.code, refused.value.facts["name"]) == ("storage.pragma", "journal_mode")


@pytest.mark.parametrize("table", sorted(GUARDED | {"ledger_personal"}))
@pytest.mark.parametrize("what", ["UPDATE {0} SET rowid = 1", "DELETE FROM {0}", "DROP TABLE {0}"])
def test_the_guard_refuses_to_change_the_ledger(lived: CentreDir, table: str, what: str) -> None:
    statement = what.format(table)
    if "rowid" in statement:
        with burgled(lived) as raw:
            column = raw.execute(f"SELECT name FROM pragma_table_info('{table}')").fetchone()[0]
        statement = f"UPDATE {table} SET {column} = {column}"
    with opened(lived) as core, pytest.raises(DBAPIError, match="not authorized"):  # noqa: SIM117
        with core.writer.begin() as connection:
            connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER ledger_event_no_update",
        "ALTER TABLE ledger_event RENAME TO x",
        "ALTER TABLE ledger_event ADD COLUMN x",
        "PRAGMA writable_schema = ON",
        "ATTACH ':memory:' AS other",
    ],
)
def test_the_guard_refuses_the_ways_around(lived: CentreDir, statement: str) -> None:
    with opened(lived) as core, pytest.raises(DBAPIError, match="not authorized"):  # noqa: SIM117
        with core.writer.begin() as connection:
            connection.exec_driver_sql(statement)


@pytest.mark.parametrize("table", sorted(GUARDED))
@pytest.mark.parametrize("what", ["UPDATE", "DELETE"])
def test_triggers_refuse_without_the_guard(lived: CentreDir, table: str, what: str) -> None:
    raw = sqlite.connect(str(lived.db))
    columns = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
    # What was said about a scan stays as long as the scan.
    for name in {"scan_journal", table}:
        if not raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0]:
            filler = {"INTEGER": "1", "TEXT": "'1'", "BLOB": "x'01'"}
            types = [row[2] for row in raw.execute(f"PRAGMA table_info({name})")]
            marks = ", ".join(filler[one] for one in types)
            raw.execute(f"INSERT INTO {name} VALUES ({marks})")
    change = f"SET {columns[-1]} = {columns[-1]}"
    statement = f"UPDATE {table} {change}" if what == "UPDATE" else f"DELETE FROM {table}"
    with pytest.raises(sqlite.IntegrityError, match="only grows"):
        raw.execute(statement)
    raw.close()


@pytest.mark.parametrize("table", ["ledger_event", "ledger_checkpoint", "ledger_log"])
def test_insert_or_replace_is_refused(lived: CentreDir, table: str) -> None:
    with opened(lived) as core, pytest.raises(DBAPIError, match=r"only grows|not authorized"):  # noqa: SIM117
        with core.writer.begin() as connection:
            connection.exec_driver_sql(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


def test_insert_or_replace_is_why_recursive_triggers_are_on(lived: CentreDir) -> None:
    statement = "INSERT OR REPLACE INTO ledger_event SELECT * FROM ledger_event WHERE pos = 5"
    raw = sqlite.connect(str(lived.db))
    raw.execute("PRAGMA recursive_triggers = OFF")
    raw.execute(statement)
    raw.rollback()
    raw.execute("PRAGMA recursive_triggers = ON")
    with pytest.raises(sqlite.IntegrityError, match="only grows"):
        raw.execute(statement)
    raw.close()


def test_a_reader_cannot_write(lived: CentreDir) -> None:
    with opened(lived) as core, core.reader.connect() as connection:
        with pytest.raises(DBAPIError, match="readonly") as refused:
            connection.exec_driver_sql("DELETE FROM tally")
        assert fault_of(refused.value).code == "storage.read_only"


def test_a_mistake_of_ours_is_no_fault() -> None:
    with pytest.raises(DBAPIError), faults_told():
        raise DBAPIError("SELECT", None, sqlite.OperationalError("no such column: x"))


def test_no_folder_no_file_foreign_file_newer_file(lived: CentreDir, tmp_path: Path) -> None:
    assert code_of(CentreDir(tmp_path / "nowhere")) == "storage.no_centre"
    other = CentreDir(tmp_path / "other")
    other.root.mkdir()
    assert code_of(other) == "storage.no_centre"
    raw = sqlite3.connect(other.db)
    raw.execute("CREATE TABLE t (x)")
    raw.commit()
    raw.close()
    assert code_of(other) == "storage.not_a_centre"
    other.db.write_bytes(os.urandom(100_000))
    assert code_of(other) == "storage.not_a_database"
    other.db.write_bytes(b"")
    assert code_of(other) == "storage.not_a_centre"
    with burgled(lived) as raw:
        raw.execute("PRAGMA user_version = 2")
    assert code_of(lived) == "storage.newer_version"
    assert not (other.root / "centre.db-wal").exists()


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_file_cut_short_is_refused_and_left_as_it_is(lived: CentreDir, share: float) -> None:
    os.truncate(lived.db, int(lived.db.stat().st_size * share))
    before = lived.db.read_bytes()
    with pytest.raises(Fault) as refused:
        with opened(lived) as core:
            core.custody.handle(PrintCheckpoint(), signer=signer_of(core, "clerk"))
        verify(lived)
        pytest.fail("verification did not see it")
    assert refused.value.code in ("storage.damaged", "storage.not_a_database")
    assert lived.db.read_bytes() == before


def test_a_missing_key_file_is_a_fault(lived: CentreDir) -> None:
    (lived.keys / "station.json").unlink()
    assert code_of(lived) == "keys.missing"
    (lived.keys / "station.json").write_bytes(b"{")
    assert code_of(lived) == "keys.damaged"


READ_ONLY = """
import os, sys
sys.path.insert(0, {project!r})
from pathlib import Path
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.bootstrap import open_core
from custody_app.services.ledger_audit import verify
os.setgid(65534); os.setuid(65534)
folder = CentreDir(Path({folder!r}))
try:
    core = open_core(folder)
    from custody_app.domain.events.centre import BackupDone
    core.custody.record_system(BackupDone(centre=core.custody.centre, size=1, root="00"))
    print("written")
except Fault as fault:
    print(fault.code)
"""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="drops the rights of root")
def test_a_read_only_folder_is_told(lived: CentreDir) -> None:
    """As another user, because root may write everywhere; the key file may be read."""
    for path in [lived.root, *lived.root.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    for parent in lived.root.parents:
        if parent.stat().st_uid == os.getuid() and str(parent).startswith("/tmp/"):
            parent.chmod(0o755)
    script = READ_ONLY.format(project=str(PROJECT), folder=str(lived.root))
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert ran.stdout.strip() in ("storage.read_only", "storage.cannot_open"), ran.stderr


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=14m", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    return place


@pytest.mark.slow
def test_a_full_disk_loses_nothing_and_can_be_freed(lived: CentreDir, small_disk: Path) -> None:
    try:
        shutil.copytree(
            lived.root, small_disk / "c", ignore=shutil.ignore_patterns("backups", "pictures")
        )
        centre = CentreDir(small_disk / "c")
        with opened(centre) as core:
            signer = signer_of(core, "clerk")
            ballast = small_disk / "ballast"
            ballast.write_bytes(b"\0" * (shutil.disk_usage(small_disk).free - 400_000))
            answered = 0
            with pytest.raises(Fault) as refused:
                while True:
                    core.custody.handle(PrintCheckpoint(), signer=signer)
                    answered += 1
            assert refused.value.code == "storage.disk_full"
            assert answered
            with core.reader.connect() as connection:
                size = connection.exec_driver_sql("SELECT size FROM ledger_head").scalar()
            ballast.unlink()
            core.custody.handle(PrintCheckpoint(), signer=signer)
        report = verify(centre)
        assert report.is_whole
        assert report.events == int(size or 0) + 1
    finally:
        subprocess.run(["umount", "-l", str(small_disk)], check=False)


MOUNTS = """\
sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw 0 0
server:/share /mnt/share nfs4 rw 0 0
//nas/x /mnt/with\\040space cifs rw 0 0
/dev/sdb1 /mnt/share/local xfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/a/centre", "ext4"),
        ("/mnt/share/centre", "nfs4"),
        ("/mnt/sharedness", "ext4"),
        ("/mnt/with space/c", "cifs"),
        ("/mnt/share/local/c", "xfs"),
    ],
)
def test_the_file_system_of_a_path_is_found(path: str, kind: str) -> None:
    assert file_system_of(Path(path), MOUNTS) == kind
    assert (kind in NETWORK_FILE_SYSTEMS) == (kind in ("nfs4", "cifs"))


@pytest.mark.parametrize("path", ["//server/share/centre", "\\\\server\\share\\centre"])
def test_a_network_path_is_refused(path: str) -> None:
    with pytest.raises(Fault) as refused:
        refuse_network_path(Path(path))
    assert refused.value.code == "storage.network_path"


def test_a_folder_on_a_share_is_refused_before_anything_is_opened(
    lived: CentreDir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "mounts"
    table.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/x {lived.root} nfs rw 0 0\n")
    monkeypatch.setattr("custody_app.storage.network_path.MOUNTS", table)
    assert code_of(lived) == "storage.network_path"


def test_ids_are_sixteen_bytes() -> None:
    text = "0190a1b2-c3d4-7e5f-8a1b-0123456789ab"
    assert len(pack(text)) == 16
    assert unpack(pack(text)) == text


def test_a_schema_is_made_in_an_empty_file_only(tmp_path: Path) -> None:
    guard = Guard()
    engine = writer_engine(tmp_path / "centre.db", guard)
    create_schema(engine, guard)
    with pytest.raises(Fault) as refused:
        create_schema(engine, guard)
    assert refused.value.code == "storage.not_empty"
    engine.dispose()
    reader = reader_engine(tmp_path / "centre.db")
    with reader.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM ledger_event").scalar() == 0
    reader.dispose()
