"""The collector of an open window: never in a worker's thread, at work in the window's own."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from custody_app.ui.garbage import GarbageWatch


class Ring:
    """A circle of one."""

    def __init__(self, died: list[threading.Thread]) -> None:
        self.ring = self
        weakref.finalize(self, lambda: died.append(threading.current_thread()))


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[GarbageWatch]:
    assert qapp is not None
    gc.enable()
    parent = QObject()
    yield GarbageWatch(parent)
    gc.disable()
    parent.deleteLater()


def test_what_a_worker_leaves_dies_in_the_window_s_thread(
    watch: GarbageWatch, qtbot: QtBot
) -> None:
    died: list[threading.Thread] = []

    def work() -> None:
        for _ in range(gc.get_threshold()[0] * 3):
            Ring(died)

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert died == []
    qtbot.waitUntil(lambda: bool(died))
    assert set(died) == {threading.main_thread()}
    watch.end()


def test_after_the_window_everybody_may_collect_again(watch: GarbageWatch) -> None:
    assert not gc.isenabled()
    watch.end()
    assert gc.isenabled()
