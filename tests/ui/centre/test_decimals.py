"""More decimals than the unit allows: each way in refuses with a sentence, and nothing breaks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from custody_app.domain.quantity import Amount
from custody_app.domain.state.item import ItemState
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.money import accounts
from custody_app.ui.disposal.money_dialogs import BankDialog
from custody_app.ui.items.away_actions import ask_receive
from custody_app.ui.items.count_actions import ask_recount, ask_sample
from custody_app.ui.items.discrepancy_actions import ask_write_off
from custody_app.ui.items.entrust_actions import ask_visit
from custody_app.ui.money.dialogs import deposit
from custody_app.ui.widgets.person_picker import PersonChoice
from tests.ui.centre.test_counter_bad_input import call_out, counter, read, reasons
from tests.ui.centre.window import Window

HALF = "不能是 1.5"
CENTS = "最多两位小数"
Ask = Callable[[Window, ItemRow, ItemState], Any]


def _bank(at: Window, row: ItemRow, _state: ItemState) -> Any:
    dialog = BankDialog(at.desk, row, Amount("100", "CNY")).dialog
    dialog.open()
    return dialog


DIALOGS: dict[str, tuple[Ask, str, str, str]] = {
    "recount": (lambda at, _row, it: ask_recount(at.desk, it), "quantity", "1.5", HALF),
    "write off": (
        lambda at, _row, it: ask_write_off(at.desk, at.program.window, it), "quantity", "1.5",
        HALF,
    ),
    "visit": (lambda at, _row, it: ask_visit(at.desk, it), "quantity", "1.5", HALF),
    "receive": (lambda at, _row, it: ask_receive(at.desk, it), "quantity", "1.5", HALF),
    "sample": (lambda at, _row, it: ask_sample(at.desk, it), "sampled", "1.2345678", "数字"),
    "deposit": (
        lambda at, _row, _it: deposit(at.desk, at.read(accounts).rows[0]), "amount", "10.005",
        CENTS,
    ),
    "bank receipt": (_bank, "amount", "10.005", CENTS),
}  # fmt: skip


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_says_it_and_records_nothing(window: Window, name: str, tmp_path: Path) -> None:
    ask, key, number, said = DIALOGS[name]
    row = window.item("钥匙")
    before = window.state(row.id)
    dialog = ask(window, row, before)
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF-1.4")
    for field in dialog.fields.values():
        _fill(window, field.editor, paper)
    window.settle()
    editor = dialog.fields[key].editor
    getattr(editor, "number", editor).setText(number)
    dialog.submit()
    window.settle()
    below = dialog.fields[key]._below.text()
    assert said in dialog._refusal.text() + below
    assert dialog.isVisible()
    assert window.state(row.id) == before
    dialog.reject()


def _fill(window: Window, editor: Any, paper: Path) -> None:
    """Whatever else the dialog needs."""
    if hasattr(editor, "add_paths"):
        editor.add_paths([paper])
    elif hasattr(editor, "set_chosen"):
        person = window.person("head")
        editor.set_chosen(PersonChoice(person.id, person.badge_no, person.name, person.unit_name))
    elif hasattr(editor, "with_time"):
        editor.setText("2026-11-25 09:00")
    elif hasattr(editor, "setPlainText"):
        editor.setPlainText("写明")
    elif hasattr(editor, "setText") and not editor.text():
        editor.setText("A-01-01")


def test_the_counter_counts_whole_keys_and_lends_no_half(window: Window) -> None:
    page = counter(window)
    key = window.item("钥匙")
    call_out(window, key.id)
    window.scan(window.person("zhang").code, key.code)
    read(window, page, key.id, number="1.5")
    assert HALF in reasons(page)
    assert not page.presenter.can_confirm
    read(window, page, key.id, number="3", part="1.5")
    assert HALF in reasons(page)
    assert not page.presenter.can_confirm
    read(window, page, key.id, number="３", part="1")
    window.until(lambda: page.presenter.can_confirm)
