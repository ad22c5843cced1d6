"""The real window in a process of its own, drawn into memory and played by a script.

It says when the first rows of the list of things were painted; with ``--scans`` it types codes at
the counter as a scanner does, and says how long each took from its Enter to the painted row, with
everything durable. It loads what the program loads and nothing else, for its start is measured.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from custody_app.bootstrap import open_core
from custody_app.queries.commit_mark import CommitMark
from custody_app.runtime.paths import CentreDir
from custody_app.ui.app import WindowProgram, make_application
from custody_app.ui.centre_frame import officer_of
from custody_app.ui.start import needs_of

PATIENCE_S = 120
LOOK_MS = 100
PARTED = "/"


def main(argv: Sequence[str] | None = None) -> int:
    """Open, sign in, play, tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--badge", required=True)
    parser.add_argument("--pin", required=True)
    parser.add_argument("--scans", nargs="*", default=[], help="codes, baskets parted by /")
    options = parser.parse_args(argv)
    app = make_application()
    core = open_core(CentreDir(options.data))
    mark = CommitMark(core.reader)
    window = Played(WindowProgram(app, needs_of(core, mark)))
    window.show()
    _say(step="card")
    window.program.session.set_officer(
        officer_of(core.sign_in.with_pin(options.badge, options.pin))
    )
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
        self._looks = QTimer()
        self._looks.start(LOOK_MS)

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
        """Let events happen until something holds and nothing runs.

        Sleeps between them as the program does: a thread that asks over and over would keep the
        interpreter from those that work.
        """
        ends = time.monotonic() + PATIENCE_S
        while not (holds() and self.program.tasks.running == 0):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
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
        for code in [*codes, PARTED]:
            if code == PARTED:
                self.page.clear()
                self.until(lambda: True)
            else:
                seconds.append(self.scan(code))
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


if __name__ == "__main__":
    raise SystemExit(main())
