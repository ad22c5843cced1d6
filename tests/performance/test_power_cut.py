"""Power cuts: the parts of the measurement in every run, the cuts themselves with ``-m power``."""

from __future__ import annotations

import subprocess
from pathlib import Path
from random import Random

import pytest

from custody_app.runtime.paths import CentreDir
from custody_app.storage import attachment_store, engine, key_files
from custody_app.storage.attachment_store import AttachmentStore
from custody_app.storage.engine import Guard, writer_engine
from tests.performance import not_durable, not_synced_files
from tests.performance.exec_life import Life, live, lost, recorded, things_of
from tests.performance.power_cut import CONTROLS, Cuts, Tally, main, missing

LACKING = missing()


def test_without_root_it_is_said_plainly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert main([]) == 2
    assert "it needs root" in capsys.readouterr().err


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: None if "mkfs" in name else name)
    assert missing() == "these programs are missing: mkfs.ext4"


def test_the_first_control_is_not_durable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(engine, "_PRAGMAS", engine._PRAGMAS)
    not_durable.weaken()
    made = writer_engine(tmp_path / "centre.db", Guard())
    with made.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 1
    made.dispose()


def test_the_second_control_syncs_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("write_durably", "make_folder"):
        monkeypatch.setattr(attachment_store, name, getattr(key_files, name))
    not_synced_files.weaken()
    monkeypatch.setattr("os.fsync", lambda _handle: pytest.fail("it was synced"))
    store = AttachmentStore(tmp_path)
    sha256, _, _ = store.put(b"%PDF-1.7 a paper")
    assert store.read(sha256) == b"%PDF-1.7 a paper"


def test_the_controls_are_programs_and_losses_are_counted(
    few_things: CentreDir, tmp_path: Path
) -> None:
    """One life of each control on an ordinary disk, ended by a kill instead of a cut."""
    folder = few_things
    things, random = things_of(folder), Random(3)
    for program in (control.module for control in CONTROLS):
        lines = things.lines(random, tmp_path / "photo.png")
        before = len(recorded(folder))
        life = Life()
        while not life.answered:
            life = live(folder, lines, random, 0.2, subprocess.Popen.kill, ("-m", program))
        assert lost(life.answered, recorded(folder)) == []
        tally = Tally()
        ahead = [(10**6, "of an event that is not there")]
        Cuts._look(folder, before, [*life.answered, *ahead], tally)
        assert (tally.lost, tally.cuts_that_lost, tally.findings) == (1, 1, set())


@pytest.mark.power
@pytest.mark.timeout(3_600)
@pytest.mark.skipif(bool(LACKING), reason=LACKING or "nothing is lacking")
def test_a_hundred_power_cuts_lose_nothing_and_the_controls_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--times", "100", "--controls", "10"]) == 0, capsys.readouterr().out
