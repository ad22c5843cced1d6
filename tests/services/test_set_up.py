"""The wizard's last step: the centre, its backup target on record, its sealed recovery sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from custody_app.bootstrap import open_core
from custody_app.demo.production import DEMO_COST
from custody_app.domain.errors import RuleBroken
from custody_app.domain.policy import Policy
from custody_app.domain.state.registers import CentreState
from custody_app.domain.vocabulary import Role
from custody_app.domain.world import World
from custody_app.runtime.clock import SystemClock
from custody_app.runtime.paths import CentreDir
from custody_app.services.backup import Backup
from custody_app.services.first_run import CentrePlan
from custody_app.services.keyring import Keyring
from custody_app.services.ledger_audit import verify
from custody_app.services.set_up import SetUp, is_other_disk, set_up
from custody_app.storage.state_store import StateStore
from tests.documents.reading import squeezed, text_by_pdfium
from tests.services.test_first_run import PLAN, SECURITY, person

NO_POLICY = CentrePlan("试验中心", 5301, "530100CW", (SECURITY, person("2", Role.AUDIT_ADMIN)))


def done(folder: CentreDir, target: str, plan: CentrePlan = PLAN) -> SetUp:
    return set_up(folder, plan, SystemClock(), target, DEMO_COST)


def target_of(folder: CentreDir) -> str:
    core = open_core(folder, cost=DEMO_COST)
    with core.reader.connect() as connection:
        centre = World(StateStore(connection)).get(CentreState, core.custody.centre)
    core.close()
    return Policy(centre.policy).text("backup_target")


def test_the_target_is_on_record_and_used(tmp_path: Path) -> None:
    folder, disk = CentreDir(tmp_path / "centre"), tmp_path / "other disk"
    disk.mkdir()
    done(folder, str(disk))
    assert target_of(folder) == str(disk)
    core = open_core(folder, cost=DEMO_COST)
    made = core.backup.run()
    core.close()
    assert isinstance(core.backup, Backup)
    assert made.path.parent == disk
    assert verify(folder).is_whole


def test_the_sheet_holds_the_code_and_the_code_opens_the_station(tmp_path: Path) -> None:
    folder = CentreDir(tmp_path / "centre")
    made = done(folder, "")
    text = squeezed("".join(text_by_pdfium(made.recovery_pdf)))
    assert made.opened.recovery_code in text
    assert made.opened.centre in text
    station = Keyring(folder.keys, DEMO_COST).station().key
    assert Keyring(folder.keys, DEMO_COST).recover_station(made.opened.recovery_code).key == station


def test_the_code_lies_nowhere_in_the_folder(tmp_path: Path) -> None:
    folder = CentreDir(tmp_path / "centre")
    made = done(folder, str(tmp_path))
    code = made.opened.recovery_code.encode()
    for path in folder.root.rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            assert code not in raw
            assert made.recovery_pdf not in raw


@pytest.mark.parametrize("target", ["backups", "./x", "../other", "~", "~/backups"])
def test_a_target_that_depends_on_where_the_program_starts_is_refused(
    tmp_path: Path, target: str
) -> None:
    folder = CentreDir(tmp_path / "centre")
    with pytest.raises(RuleBroken) as refused:
        done(folder, target)
    assert refused.value.code == "centre.backup_target"
    assert not folder.root.exists()


def test_a_target_that_nobody_may_record_is_not_forgotten_silently(tmp_path: Path) -> None:
    folder = CentreDir(tmp_path / "centre")
    with pytest.raises(RuleBroken) as refused:
        done(folder, str(tmp_path), NO_POLICY)
    assert (refused.value.code, refused.value.facts["role"]) == (
        "centre.admin_missing",
        "system_admin",
    )
    assert not folder.root.exists()
    done(folder, "", NO_POLICY)
    assert target_of(folder) == ""


def test_the_same_disk_is_told_from_another(tmp_path: Path) -> None:
    assert not is_other_disk(tmp_path / "centre", tmp_path / "to be made" / "backups")
    shm = Path("/dev/shm")
    if shm.is_dir() and shm.stat().st_dev != tmp_path.stat().st_dev:
        assert is_other_disk(tmp_path / "centre", shm / "not there yet")
