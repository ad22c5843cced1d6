"""A serial scanner at the window: its scans come in the window's thread, its choice is kept."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import current_thread, main_thread

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from custody_app.domain.tag import Tag, TagKind
from custody_app.scanning.code import Found, ScannedCode, ScanSource
from custody_app.scanning.serial_door import SerialState
from custody_app.scanning.serial_ports import SerialChoice
from custody_app.ui.memory import Memory
from custody_app.ui.serial_scanner import SerialScanner

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
CODE = Tag(TagKind.ITEM, 5301, 1, 26, 123).code()


@pytest.fixture
def line() -> Iterator[tuple[int, str]]:
    try:
        here, there = os.openpty()
    except OSError as error:
        pytest.skip(f"no pseudo-terminal here: {error}")
    yield here, os.ttyname(there)
    os.close(here)
    os.close(there)


def test_scans_come_in_the_window_s_thread_until_the_scanner_is_given_up(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, line: tuple[int, str]
) -> None:
    here, port = line
    found: list[Found] = []
    threads = set()

    def take(scan: Found) -> None:
        threads.add(current_thread())
        found.append(scan)

    memory = Memory(tmp_path / "window.json")
    scanner = SerialScanner(memory, take)
    scanner.start()
    assert scanner.state is SerialState.OFF
    scanner.choose(SerialChoice(port, baud=115_200))
    qtbot.waitUntil(lambda: scanner.state is SerialState.CONNECTED)
    os.write(here, f"{CODE}\r\n".encode())
    qtbot.waitUntil(lambda: bool(found))
    assert found == [ScannedCode(CODE, CODE, ScanSource.SERIAL)]
    assert threads == {main_thread()}
    scanner.stop()
    assert scanner.state is SerialState.OFF
    memory.save()
    again = SerialScanner(Memory(tmp_path / "window.json"), take)
    assert again.choice == SerialChoice(port, baud=115_200)
    again.start()
    qtbot.waitUntil(lambda: again.state is SerialState.CONNECTED)
    again.choose(SerialChoice())
    assert again.state is SerialState.OFF
