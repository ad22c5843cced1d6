"""The real window in a process of its own, drawn into memory and played by a script.

It says when the first rows of the list of things were painted; with ``--scans`` it types codes at
the counter as a scanner does, and says how long each took from its Enter to the painted row, with
everything durable.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from custody_app.bootstrap import open_core
from custody_app.queries.commit_mark import CommitMark
from custody_app.runtime.paths import CentreDir
from custody_app.ui.app import WindowProgram, make_application
from custody_app.ui.centre_frame import officer_of
from custody_app.ui.start import needs_of
from tests.performance.asking import baskets_of
from tests.performance.exec_life import CLERK, PROJECT

PATIENCE_S = 120


def main(argv: Sequence[str] | None = None) -> int:
    """Open, sign in, play, tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scans", nargs="*", default=[])
    options = parser.parse_args(argv)
    app = make_application()
    core = open_core(CentreDir(options.data))
    mark = CommitMark(core.reader)
    window = Played(WindowProgram(app, needs_of(core, mark)))
    window.show()
    _say(step="card")
    window.program.session.set_officer(officer_of(core.sign_in.with_pin(CLERK.badge, CLERK.pin)))
    window.program.window.rebuild()
    window.first_list()
    _say(step="rows", rows=window.rows, memory_mb=peak_mb())
    if options.scans:
        _say(step="scans", seconds=window.scan_all(options.scans))
    _say(step="end", memory_mb=peak_mb())
    window.program.end()
    mark.close()
    core.close()
    return 0


def peak_mb() -> float:
    """The most memory this process ever held."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    found = next(line.split()[1] for line in lines if line.startswith("VmHWM"))
    return int(found) / 1024


def _say(**told: Any) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


class Played:
    """A shown window and the hands at it."""

    def __init__(self, program: WindowProgram) -> None:
        self.program = program

    @property
    def page(self) -> Any:
        """The page in front."""
        return self.program.window._frame.pages.page()

    @property
    def table(self) -> QAbstractItemView:
        """The page's table."""
        found = self.page.table.findChild(QAbstractItemView)
        return cast("QAbstractItemView", found)

    @property
    def rows(self) -> int:
        """Rows that the table holds so far."""
        model = self.table.model()
        return int(model.rowCount())

    def show(self) -> None:
        """As a person sees it."""
        self.program.window.show()
        self.program.window.activateWindow()
        self.until(self.program.window.isActiveWindow)
        self.program.window.repaint()

    def until(self, holds: Callable[[], bool]) -> None:
        """Let events happen until something holds and nothing runs."""
        ends = time.monotonic() + PATIENCE_S
        while not (holds() and self.program.tasks.running == 0):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if time.monotonic() > ends:
                raise TimeoutError("the window does not answer")

    def first_list(self) -> None:
        """Things, the newest first, painted."""
        self.program.window.desk.navigate("items")
        self.until(lambda: self.rows > 0)
        self.table.viewport().repaint()

    def scan_all(self, codes: Sequence[str]) -> list[float]:
        """Scan after scan at the counter, person after person; seconds of each scan."""
        self.program.window.desk.navigate("counter")
        self.until(lambda: True)
        seconds = []
        for basket in baskets_of(codes):
            self.page.clear()
            self.until(lambda: True)
            seconds += [self.scan(code) for code in basket]
        self.page.clear()
        self.until(lambda: True)
        return seconds

    def scan(self, code: str) -> float:
        """One code as a scanner types it, from its last key to the painted row."""
        before = len(self.page.presenter.basket.entries)
        for char in code:
            self._key(Qt.Key(ord(char)), char)
        started = time.perf_counter()
        self._key(Qt.Key.Key_Return, "\r")
        self.until(lambda: self._shows(before + 1))
        self.page.rows.repaint()
        return time.perf_counter() - started

    def _shows(self, count: int) -> bool:
        presenter = self.page.presenter
        entries = len(presenter.basket.entries)
        return entries == count and len(presenter.shown_look.lines) == count

    def _key(self, key: Qt.Key, text: str) -> None:
        focus = QApplication.focusWidget() or cast("QWidget", self.program.window)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            QApplication.sendEvent(focus, event)


@dataclass(slots=True)
class Told:
    """What such a process said: seconds from its start to each step, scans, its peak of memory."""

    card: float = 0.0
    rows: float = 0.0
    scans: list[float] = field(default_factory=list)
    memory_mb: float = 0.0


def played(folder: CentreDir, scans: Sequence[str] = ()) -> Told:
    """Start the window in a process of its own and wait for what it tells.

    Raises:
        ValueError: it ended before its end.
    """
    found = Told()
    words = ["-m", "tests.performance.window_life", "--data", str(folder.root), "--scans", *scans]
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *words],
        stdout=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
        env=dict(os.environ, QT_QPA_PLATFORM="offscreen"),
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            told = json.loads(line)
            if told["step"] in ("card", "rows"):
                setattr(found, told["step"], time.perf_counter() - started)
            found.scans += told.get("seconds", [])
            found.memory_mb = told.get("memory_mb", found.memory_mb)
    if process.returncode or not found.memory_mb:
        raise ValueError(f"the window ended with {process.returncode}")
    return found


if __name__ == "__main__":
    raise SystemExit(main())
