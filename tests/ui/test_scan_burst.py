"""1,000 scans at no delay, through the window into the journal on disk, while the focus jumps."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from custody_app.domain.tag import Tag, TagKind
from custody_app.runtime.clock import SystemClock
from custody_app.scanning.code import Found, ScannedCode
from custody_app.services.scan_journal import ScanJournal
from custody_app.storage.engine import Guard, reader_engine, writer_engine
from custody_app.storage.upgrade import create_schema
from custody_app.ui.app import WindowNeeds, WindowProgram
from custody_app.ui.desk import KeptScan
from tests.ui.conftest import CLERK, ENTRIES, NOW, FrameCore, RecordingPage, explain

if TYPE_CHECKING:
    from custody_app.bootstrap import Core

COUNT = 1_000


class JournalledFrame(FrameCore):
    """Its journal is the real one."""

    def __init__(self, journal: ScanJournal) -> None:
        super().__init__()
        self.real = journal

    def journal_scan(self, found: Found, person: str, waits: bool) -> KeptScan:
        digits = found.digits if isinstance(found, ScannedCode) else ""
        return KeptScan(self.real.keep(found.raw, found.source.value, digits), "known")


@pytest.fixture
def engines(tmp_path: Path) -> Iterator[tuple[Engine, Engine]]:
    guard = Guard()
    writer = writer_engine(tmp_path / "centre.db", guard)
    create_schema(writer, guard)
    reader = reader_engine(tmp_path / "centre.db")
    yield writer, reader
    reader.dispose()
    writer.dispose()


@pytest.fixture
def program(
    engines: tuple[Engine, Engine], qapp: QApplication, qtbot: QtBot
) -> Iterator[WindowProgram]:
    frame = JournalledFrame(ScanJournal(*engines, SystemClock()))
    idle = cast("Core", SimpleNamespace(fold_log=lambda: None))
    needs = WindowNeeds(core=idle, frame=frame, explain=explain, now=lambda: NOW)
    made = WindowProgram(qapp, needs, ENTRIES)
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    made.session.set_officer(CLERK)
    made.window.rebuild()
    yield made
    made.end()
    made.tasks.wait()


@pytest.mark.slow
@pytest.mark.parametrize("prefix", [True, False])
def test_a_thousand_scans_are_in_the_journal_in_order_and_none_twice(
    program: WindowProgram, engines: tuple[Engine, Engine], qtbot: QtBot, prefix: bool
) -> None:
    chance = random.Random(7)
    window = program.window
    fields = [QLineEdit(parent=window.desk.notices.window()) for _ in range(2)]
    for at, field in enumerate(fields):
        field.move(300 + 200 * at, 300)
        field.show()
    line = window.findChild(QLineEdit, "scan_line")
    assert line is not None
    places = [*fields, line]
    codes = [Tag(TagKind.ITEM, 5301, 1, 26, serial).code() for serial in range(COUNT)]
    start: list[Qt.Key | str] = [Qt.Key.Key_F9] if prefix else []
    keys = [key for code in codes for key in (*start, *code, Qt.Key.Key_Return)]
    keys.reverse()
    click: Callable[..., None] = QTest.keyClick

    def turn() -> None:
        for _ in range(min(7, len(keys))):
            if chance.random() < 0.02:
                chance.choice(places).setFocus()
            click(window.windowHandle(), keys.pop())

    timer = QTimer()
    timer.timeout.connect(turn)
    fields[0].setFocus()
    timer.start(0)
    qtbot.waitUntil(lambda: not keys, timeout=60_000)
    timer.stop()
    qtbot.waitUntil(lambda: program.tasks.running == 0, timeout=60_000)
    with engines[1].connect() as connection:
        rows = connection.exec_driver_sql("SELECT raw, meaning FROM scan_journal ORDER BY n").all()
    assert [tuple(row) for row in rows] == [(code, code) for code in codes]
    page = window.findChild(RecordingPage, "today_page")
    assert page is not None
    assert page.scans == codes
    assert [field.text() for field in fields] == ["", ""]
