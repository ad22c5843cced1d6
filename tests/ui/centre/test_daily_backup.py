"""The daily backup of an open window: when it is due, once, and what is told when it fails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from custody_app.bootstrap import Core, open_core
from custody_app.demo.production import DEMO_COST
from custody_app.domain.commands.registers import SetPolicy
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.centre import PolicyEntry
from custody_app.runtime.clock import SystemClock
from custody_app.runtime.paths import CentreDir
from custody_app.ui.change_bus import ChangeBus
from custody_app.ui.daily_backup import DailyBackup
from custody_app.ui.tasks import Tasks
from tests.living import copy_of, signer_of


class Later(SystemClock):
    """So many hours after now."""

    def __init__(self) -> None:
        super().__init__()
        self.hours = 0

    def now(self) -> datetime:
        return super().now() + timedelta(hours=self.hours)


class Case:
    """A centre, its backups, and what was heard of them."""

    def __init__(self, core: Core, clock: Later, tasks: Tasks, qtbot: QtBot) -> None:
        self.core, self.clock, self.tasks, self.qtbot = core, clock, tasks, qtbot
        self.told: list[Exception] = []
        self.heard: list[object] = []
        bus = ChangeBus()
        bus.changed.connect(self.heard.append)
        self.backups = DailyBackup(core, tasks, bus, self.told.append)

    def look(self) -> int:
        """How many backups lie there after a look."""
        self.backups.look()
        self.qtbot.waitUntil(lambda: not self.backups.is_running, timeout=60_000)
        return len(self.core.backup.kept(self.core.folder.backups))


@pytest.fixture
def case(lived_once: CentreDir, tmp_path: Path, qtbot: QtBot) -> Iterator[Case]:
    clock, tasks = Later(), Tasks()
    core = open_core(copy_of(lived_once, tmp_path / "centre"), clock, DEMO_COST)
    made = Case(core, clock, tasks, qtbot)
    yield made
    made.backups.stop()
    tasks.wait()
    core.close()


def test_it_is_made_once_when_it_is_due(case: Case) -> None:
    case.clock.hours = 48
    before = len(case.core.backup.kept(case.core.folder.backups))
    assert case.look() == before + 1
    assert case.heard == [None]
    assert case.look() == before + 1
    case.clock.hours = 73
    assert case.look() == before + 2
    assert case.told == []


def test_why_it_failed_is_told_once(case: Case, tmp_path: Path) -> None:
    gone = tmp_path / "stick"
    entry = PolicyEntry("backup_target", str(gone))
    case.core.custody.handle(SetPolicy(entries=(entry,)), signer=signer_of(case.core, "system"))
    case.clock.hours = 48
    case.look()
    case.look()
    (error,) = case.told
    assert isinstance(error, RuleBroken)
    assert error.code == "backup.target_missing"
    gone.mkdir()
    case.look()
    assert len(case.core.backup.kept(gone)) == 1
    assert len(case.told) == 1
