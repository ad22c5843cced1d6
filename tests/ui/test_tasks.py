"""Work off the window's thread: answers on it, outdated ones dropped, failures told."""

from __future__ import annotations

from functools import partial
from threading import Event, get_ident

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from custody_app.ui.tasks import Cancelled, Progress, Tasks


def test_work_runs_elsewhere_and_the_answer_comes_here(qtbot: QtBot, tasks: Tasks) -> None:
    threads: list[int] = []
    answers: list[tuple[int, int]] = []

    def work() -> int:
        threads.append(get_ident())
        return 42

    tasks.read(work, lambda answer: answers.append((answer, get_ident())))
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [(42, get_ident())]
    assert threads[0] != get_ident()


def test_an_outdated_answer_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    gate = Event()
    answers: list[str] = []
    tasks.read(
        lambda: gate.wait(5) and "old",
        lambda it: answers.append(str(it)),
        owner=owner,
        question="q",
    )
    tasks.read(lambda: "new", answers.append, owner=owner, question="q")
    qtbot.waitUntil(lambda: bool(answers))
    gate.set()
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert answers == ["new"]


def test_nobody_is_answered_who_is_gone(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    gate = Event()
    answers: list[object] = []
    tasks.read(lambda: gate.wait(5), answers.append, owner=owner)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    gate.set()
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert not answers


def test_writes_run_one_after_the_other(qtbot: QtBot, tasks: Tasks) -> None:
    order: list[int] = []
    for number in range(20):
        tasks.write(partial(order.append, number))
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert order == list(range(20))


def test_a_failure_goes_to_whoever_asked_or_to_the_window(qtbot: QtBot, tasks: Tasks) -> None:
    def work() -> None:
        raise ValueError("no")

    failures: list[Exception] = []
    tasks.read(work, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    with qtbot.waitSignal(tasks.unhandled) as told:
        tasks.write(work)
    assert isinstance(failures[0], ValueError)
    assert isinstance(told.args[0], ValueError)


def test_a_cancelled_work_stops_at_its_next_report() -> None:
    progress = Progress()
    progress.report(1, 2)
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.report(2, 2)
    assert progress.is_cancelled


def test_a_thousand_answers_come_back(qtbot: QtBot, tasks: Tasks) -> None:
    answers: list[int] = []
    for number in range(1_000):
        tasks.read(partial(abs, number), answers.append)
    qtbot.waitUntil(lambda: len(answers) == 1_000, timeout=20_000)
    assert sorted(answers) == list(range(1_000))
