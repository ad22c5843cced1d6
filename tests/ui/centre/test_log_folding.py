"""An open window keeps its write-ahead log short, and never while somebody works."""

from __future__ import annotations

from threading import Event

from custody_app.services.scan_journal import ScanJournal
from custody_app.storage.log_folding import LONG, unfolded
from custody_app.ui.log_folding import LogFolding
from tests.ui.centre.window import Window


def test_a_long_log_is_folded_when_nothing_runs(window: Window) -> None:
    core, tasks = window.core, window.program.tasks
    journal = ScanJournal(core.writer, core.reader, core.clock)
    folding = LogFolding(core, tasks, window.program.window)
    journal.keep("x", "keyboard")
    folding.look()
    window.settle()
    assert unfolded(core.writer) > 0
    while unfolded(core.writer) <= LONG:
        journal.keep("x" * 400, "keyboard")
    gate = Event()
    tasks.read(gate.wait, owner=window.program.window)
    folding.look()
    gate.set()
    window.settle()
    assert unfolded(core.writer) > LONG
    folding.look()
    window.settle()
    assert unfolded(core.writer) == 0
