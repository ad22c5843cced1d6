"""Counterfeit notes by denomination at the window: taken in, counted again, corrected."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from custody_app.domain.quantity import Amount
from custody_app.domain.vocabulary import CashUse, Category, Custody
from custody_app.ui.intake.page import IntakePage
from tests.ui.centre.test_intake import close_papers, fill, new_list, press, states
from tests.ui.centre.window import Window

NOTE = "写明"


@pytest.fixture
def page(window: Window) -> IntakePage:
    found = window.go("intake")
    assert isinstance(found, IntakePage)
    return found


def listed(window: Window, page: IntakePage, number: str) -> None:
    """A line of counterfeit notes, counted in pieces as the kind is offered."""
    new_list(window, page)
    quick = page.bench.lines.quick
    quick.category.set_value("counterfeit")
    quick._on_category("counterfeit")
    assert quick.amount.value()[1] == "张"
    assert quick._fields["cash_use"].isHidden()
    fill(window, "line_name", "假币")
    quick.amount.set_value(number, "张")
    quick.submit()
    window.until(lambda: len(page.presenter.lines) == 1)
    page.bench.lines.show_quick(False)


def total(window: Window, item: str) -> Amount:
    """What the notes on record add up to."""
    cash = window.state(item).cash
    assert cash is not None
    return cash.total


def typed(editor: Any, *counts: str) -> None:
    """How many of each face, the first row first."""
    for (_face, field), text in zip(editor._rows, counts, strict=False):
        field.setText(text)
        field.textEdited.emit(text)


def taken_in(window: Window, page: IntakePage) -> Any:
    listed(window, page, "3")
    form = page.bench.thing.form
    assert form._fields["cash"].isVisible()
    typed(form._cash, "2", "1")
    assert form.amount.value()[0] == "3"
    fill(window, "found_seal", "F2026-77")
    page.bench.decide()
    press(window, "confirm_lines_button")
    window.dialog()
    window.press(Qt.Key.Key_Return)
    window.until(lambda: states(page)[0].custody is Custody.IN_STORE)
    close_papers(window)
    return states(page)[0]


def test_notes_are_taken_in_counted_again_and_corrected(window: Window, page: IntakePage) -> None:
    state = taken_in(window, page)
    assert state.category is Category.COUNTERFEIT
    assert (state.cash.use, state.cash.total) == (CashUse.OBJECT, Amount("250", "CNY"))
    assert [(row.face.n, row.count) for row in state.cash.denominations] == [("100", 2), ("50", 1)]
    card = window.go("items", item_id=state.id)
    card._start("recount")
    form: Any = window.form()
    typed(form.fields["cash"].editor, "1", "1")
    assert form.fields["quantity"].editor.value()[0] == "2"
    form.fields["seal"].editor.setText("F2026-78")
    form.fields["note"].editor.setPlainText(NOTE)
    form.submit()
    window.settle()
    window.confirm_as("second")
    window.until(lambda: window.state(state.id).balance.stored.n == "2")
    window.close_dialogs()
    assert total(window, state.id) == Amount("150", "CNY")


def test_wrong_faces_are_corrected_and_the_record_says_both(
    window: Window, page: IntakePage
) -> None:
    state = taken_in(window, page)
    card = window.go("items", item_id=state.id)
    card._start("correct")
    form: Any = window.form()
    assert form.fields["cash"].isVisible()
    assert form.fields["cash_use"].isHidden()
    editor = form.fields["cash"].editor
    assert editor.counts() == [("100", 2), ("50", 1)]
    form.fields["reason"].editor.setPlainText(NOTE)
    form.submit()
    window.settle()
    window.press(Qt.Key.Key_Return)
    assert form._refusal.isVisible()
    typed(editor, "3", "")
    form.submit()
    window.settle()
    window.press(Qt.Key.Key_Return)
    window.until(lambda: total(window, state.id) == Amount("300", "CNY"))
    assert window.state(state.id).balance.stored == Amount("3", "张")


def test_foreign_notes_are_counted_in_their_own_money(window: Window, page: IntakePage) -> None:
    listed(window, page, "4")
    editor: Any = page.bench.thing.form._cash
    assert editor._currency.isVisible()
    editor._currency.set_value("USD")
    face, count = editor._rows[0]
    face.setText("100")
    count.setText("4")
    count.textEdited.emit("4")
    draft = page.bench.thing.form.draft()
    assert (draft.cash, draft.cash_unit, draft.number) == ((("100", 4),), "USD", "4")
    window.program.window.set_language("en")
    window.settle()
    again: Any = window.go("intake")
    assert again.bench.thing.form._cash.unit == "USD"
    assert again.bench.thing.form._cash.counts() == [("100", 4)]


def test_a_knife_has_no_notes(window: Window, page: IntakePage) -> None:
    new_list(window, page)
    fill(window, "line_name", "水果刀")
    page.bench.lines.quick.submit()
    window.until(lambda: len(page.presenter.lines) == 1)
    page.bench.lines.show_quick(False)
    assert page.bench.thing.form._fields["cash"].isHidden()
