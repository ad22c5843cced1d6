"""The page Money at a shown window: who sees it, what is recorded there, in whole fen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from custody_app.domain.vocabulary import RequestState
from custody_app.queries.money import AccountRow, accounts, balances, money_ledger
from custody_app.queries.requests import request_folder
from custody_app.runtime.words import word
from custody_app.ui.centre_frame import officer_of
from custody_app.ui.decision_dialogs import sentence
from custody_app.ui.money.page import CASES, PAYMENTS, RECEIPTS, STATEMENT, MoneyPage
from custody_app.ui.money.presenter import kept_columns, money_text, to_keep
from custody_app.ui.paper_dialog import PaperDialog
from custody_app.ui.shell.confirm_dialog import ConfirmDialog
from tests.living import CAST
from tests.ui.centre.window import Window

STATEMENT_TEXT = "a;b;c\n{day};{amount};YH\n{day};1.00;NEW\n"


def at(window: Window, key: str) -> None:
    member = CAST.member(key)
    session = window.core.sign_in.with_pin(member.badge, member.pin)
    window.program.session.set_officer(officer_of(session))
    window.program.window.rebuild()
    window.settle()


def account(window: Window) -> AccountRow:
    """The money of the case that has most lines."""
    return max(window.read(accounts).rows, key=lambda row: row.lines)


def opened(window: Window) -> MoneyPage:
    at(window, "finance")
    page = window.go("money")
    assert isinstance(page, MoneyPage)
    pick(window, page)
    return page


def pick(window: Window, page: MoneyPage) -> None:
    found = account(window)
    assert page.accounts.pick_where(lambda row: row.id == found.id)
    window.settle()


def fill(window: Window, **values: str) -> Any:
    """Type into the dialog in front and go on."""
    dialog = window.form()
    for key, text in values.items():
        editor: Any = dialog.fields[key].editor
        set_text = getattr(editor, "setText", None) or editor.setPlainText
        set_text(text)
    dialog.submit()
    window.settle()
    return dialog


def go_on(window: Window) -> None:
    """Enter in the confirmation that asks nobody."""
    assert isinstance(window.dialog(), ConfirmDialog)
    window.press(Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("key", "sees"), [("finance", True), ("head", True), ("supervisor", True), ("clerk", False)]
)
def test_who_sees_the_page(window: Window, key: str, sees: bool) -> None:
    at(window, key)
    shown = [
        widget.objectName()
        for widget in QApplication.allWidgets()
        if widget.objectName() == "nav_money" and widget.isVisible()
    ]
    assert bool(shown) is sees


def test_the_ledger_of_the_case_that_is_picked(window: Window) -> None:
    at(window, "finance")
    window.press(Qt.Key.Key_M, control=True)
    page = window.page
    assert isinstance(page, MoneyPage)
    window.tab_to("deposit_button")
    pick(window, page)
    rows = page.ledger.model.held()
    assert len(rows) == account(window).lines
    assert rows[-1].balance_fen == account(window).balance_fen
    assert money_text(window.read(balances)["CNY"], "CNY") in page.total.text()


def test_who_may_not_is_told_why_at_the_button(window: Window) -> None:
    at(window, "supervisor")
    page = window.go("money")
    pick(window, page)
    page.ledger.pick(0)
    for button in (page.deposit_button, page.interest_button, page.judgment_button,
                   page.correct_button, page.statement.record_button):  # fmt: skip
        assert not button.isEnabled()
        assert word("role", "finance") in button.toolTip()
    assert page.ledger_button.isEnabled()
    assert not page.ledger_button.toolTip()


def test_a_deposit_and_its_late_receipt(window: Window) -> None:
    page, before = opened(window), account(window)
    page.deposit_button.click()
    fill(window, amount="12.345", payer="王五")
    assert window.form().isVisible()
    fill(window, amount="1,200.50", payer="王五")
    go_on(window)
    after = account(window)
    assert after.balance_fen - before.balance_fen == 120050
    page.tabs.setCurrentIndex(RECEIPTS)
    assert page.receipts.pick_where(lambda row: row.line == after.lines)
    page.receipt_button.click()
    fill(window, receipt="HD-77")
    assert page.receipts.model.held() == ()
    last = window.read(money_ledger, account=after.id).rows[-1]
    assert (last.receipt_no, last.of_line) == ("HD-77", after.lines)


def test_interest_and_a_correction_with_a_second_person(window: Window) -> None:
    page, before = opened(window), account(window)
    page.interest_button.click()
    fill(window, amount="2.00")
    go_on(window)
    assert page.ledger.pick_where(lambda row: row.line == before.lines + 1)
    page.correct_button.click()
    fill(window, amount="2.50", reason="看错")
    window.confirm_as("head")
    assert account(window).balance_fen - before.balance_fen == 250


def test_a_payment_asked_for_approved_and_made(window: Window) -> None:
    page, before = opened(window), account(window)
    page.ask_button.click()
    dialog = fill(window, amount="100", recipient="赵六", reason="返还")
    assert dialog._refusal.text()
    dialog.reject()
    at(window, "head")
    page = window.go("money")
    pick(window, page)
    page.ask_button.click()
    fill(window, amount="100", recipient="赵六", reason="返还")
    page.tabs.setCurrentIndex(PAYMENTS)
    (asked,) = page.payments.model.held()
    page.payments.pick(0)
    assert not page.pay_button.isEnabled()
    at(window, "police_head")
    folder = window.read(request_folder, request=asked.request.id)
    assert "100" in sentence(folder)
    assert "赵六" in sentence(folder)
    approvals = window.go("approvals", request=folder.row.id)
    approvals.buttons["approve"].click()
    window.settle()
    window.confirm_as("police_head")
    page = opened(window)
    page.tabs.setCurrentIndex(PAYMENTS)
    page.payments.pick(0)
    (row,) = page.payments.model.held()
    assert row.request.state is RequestState.APPROVED
    page.pay_button.click()
    fill(window, receipt="ZF-9")
    window.confirm_as("head")
    assert account(window).balance_fen == before.balance_fen - 10000
    assert page.payments.model.held() == ()


def test_a_judgment_pays_and_more_than_there_is_is_refused_inside(window: Window) -> None:
    page, before = opened(window), account(window)
    page.judgment_button.click()
    paper = {"recipient": "国库", "paper": "判1", "paper_on": "2026-01-05", "receipt": "ZF-10"}
    dialog = fill(window, amount="99999999", **paper)
    window.confirm_as("head")
    assert dialog._refusal.text()
    fill(window, amount="5")
    window.confirm_as("head")
    assert account(window).balance_fen == before.balance_fen - 500


def test_papers_of_the_money(window: Window) -> None:
    page = opened(window)
    page.ledger_button.click()
    window.settle()
    assert isinstance(window.dialog(), PaperDialog)
    window.close_dialogs()
    page.ledger.pick(0)
    page.slip_button.click()
    window.settle()
    assert isinstance(window.dialog(), PaperDialog)
    window.close_dialogs()


def test_a_statement_by_columns_chosen_by_hand_and_remembered(
    window: Window, tmp_path: Path
) -> None:
    page = opened(window)
    page.tabs.setCurrentIndex(STATEMENT)
    first = window.read(money_ledger, account=account(window).id).rows[0]
    path = tmp_path / "s.csv"
    text = STATEMENT_TEXT.format(day=first.day, amount=money_text(first.amount_fen, "CNY"))
    path.write_text(text.replace(",", ""), encoding="utf-8")
    view = page.statement
    view.read_file(path)
    window.settle()
    assert window.said
    assert not view.record_button.isEnabled()
    view.columns_button.click()
    fill(window, first_row="2", day="1", amount="2", receipt="3")
    assert view.record_button.isEnabled()
    kinds = [finding.kind for finding in view.table.model.held()]
    assert "only_there" in kinds
    kept = kept_columns(window.desk.memory.get_shared("money_statement_columns"))
    assert kept is not None and to_keep(kept)["amount"] == 1
    view.record_button.click()
    fill(window, note="核实中")
    assert isinstance(window.dialog(), PaperDialog)
    window.close_dialogs()
    view.read_file(path)
    window.settle()
    assert view.record_button.isEnabled()
    assert page.state() == {"tab": STATEMENT}
    page.restore({"tab": CASES})
    assert page.tabs.currentIndex() == CASES
