"""The list model under Qt's own model tester, with any number of rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from custody_app.ui.tasks import Tasks
from custody_app.ui.widgets.columns import FIRST_PAGE, Ask, Column, Fetched
from custody_app.ui.widgets.keyset_table_model import KeysetTableModel

COLUMNS = (
    Column[int]("no", "编号", lambda row: f"{row:06d}", sort="no"),
    Column[int]("double", "两倍", lambda row: str(row * 2), is_number=True),
)


def counting(total: int) -> Callable[[Ask], Fetched[int]]:
    def fetch(ask: Ask) -> Fetched[int]:
        numbers = range(total - 1, -1, -1) if ask.is_descending else range(total)
        first = int(str(ask.after)) if ask.after is not None else 0
        last = min(first + ask.limit, total)
        return Fetched(numbers[first:last], last if last < total else None)

    return fetch


def check(tester: ModelTester, model: KeysetTableModel[int]) -> None:
    tester.check(model, force_py=True)  # type: ignore[no-untyped-call]  # pytest-qt has no types


def loaded(model: KeysetTableModel[int], qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not model.is_loading)


@pytest.mark.parametrize("total", [0, 1, FIRST_PAGE, FIRST_PAGE + 1, 1_234])
def test_every_row_comes_as_the_list_is_scrolled(
    qtbot: QtBot, qtmodeltester: ModelTester, tasks: Tasks, total: int
) -> None:
    model = KeysetTableModel(COLUMNS, tasks, counting(total))
    model.refresh()
    loaded(model, qtbot)
    assert model.rowCount() == min(total, FIRST_PAGE)
    check(qtmodeltester, model)
    loaded(model, qtbot)
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
        loaded(model, qtbot)
    assert model.rowCount() == total
    assert list(model.held()) == list(range(total))
    check(qtmodeltester, model)


def test_no_row_is_lost_beyond_any_cap(qtbot: QtBot, tasks: Tasks) -> None:
    model = KeysetTableModel(COLUMNS, tasks, counting(50_000))
    model.refresh()
    loaded(model, qtbot)
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
        loaded(model, qtbot)
    assert model.rowCount() == 50_000


def test_sorting_asks_again_in_the_other_order(qtbot: QtBot, tasks: Tasks) -> None:
    model = KeysetTableModel(COLUMNS, tasks, counting(300))
    model.sort(0, Qt.SortOrder.DescendingOrder)
    loaded(model, qtbot)
    assert model.row_at(0) == 299
    model.sort(1, Qt.SortOrder.AscendingOrder)
    assert model.order == ("no", True)


def test_only_the_answer_to_the_last_question_is_shown(qtbot: QtBot, tasks: Tasks) -> None:
    model = KeysetTableModel(COLUMNS, tasks, counting(10))
    for total in (20, 30, 40):
        model.ask(counting(total))
    loaded(model, qtbot)
    assert model.rowCount() == 40


def test_a_failed_question_is_told_and_the_rows_stay(qtbot: QtBot, tasks: Tasks) -> None:
    model = KeysetTableModel(COLUMNS, tasks, counting(10))
    model.refresh()
    loaded(model, qtbot)

    def broken(_ask: Ask) -> Fetched[int]:
        raise OSError("disk")

    with qtbot.waitSignal(model.failed):
        model.ask(broken)
    assert model.rowCount() == 10


def test_rows_at_hand_need_no_question(qtmodeltester: ModelTester, tasks: Tasks) -> None:
    model = KeysetTableModel(COLUMNS, tasks)
    model.set_rows([7, 8])
    check(qtmodeltester, model)
    assert model.data(model.index(1, 0)) == "000008"
    assert model.data(model.index(1, 1)) == "16"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "编号"
