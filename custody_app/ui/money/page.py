"""The page Money: what does each case hold, what is to be paid, does the bank agree?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QTabBar

from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.ids import CaseId
from custody_app.domain.vocabulary import FormKind, RequestState
from custody_app.queries.money import AccountRow
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.ui.money.dialogs import add_receipt, correct, deposit, interest
from custody_app.ui.money.payment_dialogs import ask_payment, pay_on_judgment, pay_on_request
from custody_app.ui.money.presenter import (
    all_money,
    came_in,
    moved_money,
    read_ledger,
)
from custody_app.ui.money.statement_view import StatementView
from custody_app.ui.money.tables import account_table, ledger_table, payment_table, receipt_table
from custody_app.ui.paged import fetch_of
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.shell.page import Page
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import boxed, column, row, split

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

CASES, PAYMENTS, RECEIPTS, STATEMENT = range(4)


class MoneyPage(Page):
    """What does each case hold?"""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._read = Reader(desk.core.reader)
        self._account = ""
        self.tabs = QTabBar()
        self.tabs.setObjectName("money_tabs")
        self.tabs.setDrawBase(False)
        for text in (
            translate("money", "Cases"),
            translate("money", "Payments"),
            translate("money", "Receipt missing"),
            translate("money", "Bank statement"),
        ):
            self.tabs.addTab(text)
        self.total = Label("", "section")
        self.accounts = account_table(desk)
        self.ledger = ledger_table(desk)
        self.payments = payment_table(desk)
        self.receipts = receipt_table(desk)
        self.statement = StatementView(desk)
        self._stack = QStackedWidget()
        self._make_buttons()
        self._build()

    def _make_buttons(self) -> None:
        self.deposit_button = Button(
            translate("money", "Deposit…"), Kind.PRIMARY, "plus",
            lambda: deposit(self.desk, self.accounts.current()), name="deposit_button",
        )  # fmt: skip
        self.interest_button = self._button(
            translate("money", "Interest…"), "banknote", "interest_button", interest
        )
        self.ask_button = self._button(
            translate("money", "Ask for a payment…"), "send", "ask_payment_button", ask_payment
        )
        self.judgment_button = self._button(
            translate("money", "Pay on a judgment…"), "gavel", "judgment_button", pay_on_judgment
        )
        self.ledger_button = Button(
            translate("money", "Print ledger"), icon="printer", clicked=self._print_ledger,
            name="print_ledger_button",
        )  # fmt: skip
        self.slip_button = Button(
            translate("money", "Print receipt"), icon="printer", clicked=self._print_slip,
            name="print_slip_button",
        )  # fmt: skip
        self.correct_button = Button(
            translate("money", "Correct line…"), icon="pencil", clicked=self._correct,
            name="correct_money_button",
        )  # fmt: skip
        self.pay_button = Button(
            translate("money", "Pay…"), Kind.PRIMARY, "check", self._pay, name="pay_button"
        )
        self.receipt_button = Button(
            translate("money", "Enter receipt…"), Kind.PRIMARY, "pencil", self._add_receipt,
            name="add_receipt_button",
        )  # fmt: skip

    def _button(
        self, text: str, icon: str, name: str, dialog: Callable[[Desk, AccountRow], object]
    ) -> Button:
        """A button that opens a dialog about the case that is picked."""

        def clicked() -> None:
            account = self.accounts.current()
            if account is not None:
                dialog(self.desk, account)

        return Button(text, icon=icon, clicked=clicked, name=name)

    def _build(self) -> None:
        self.body.addLayout(row(self.tabs, None, self.total))
        self.body.addLayout(
            row(
                self.deposit_button, self.interest_button, self.ask_button, self.judgment_button,
                self.pay_button, self.receipt_button, None,
            )
        )  # fmt: skip
        below = column(
            row(Label(translate("money", "Ledger of the case"), "section"), None,
                self.correct_button, self.slip_button, self.ledger_button),
            self.ledger,
        )  # fmt: skip
        both = split(
            self.accounts, boxed(below), sizes=[240, 360], vertical=True, name="money_split"
        )
        for part in (both, self.payments, self.receipts, self.statement):
            self._stack.addWidget(part)
        self.body.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._show_tab)
        self.accounts.picked.connect(lambda _row: self._show_account())
        self.ledger.picked.connect(lambda _row: self._show_buttons())
        for table in (self.payments, self.receipts):
            table.picked.connect(lambda _row: self._show_buttons())
        self.payments.opened.connect(lambda _row: self._pay())
        self.receipts.opened.connect(lambda _row: self._add_receipt())
        self._show_tab(CASES)

    def _show_tab(self, tab: int) -> None:
        self._stack.setCurrentIndex(tab)
        cases = (
            self.deposit_button, self.interest_button, self.ask_button, self.judgment_button,
        )  # fmt: skip
        for button in cases:
            button.setVisible(tab == CASES)
        self.pay_button.setVisible(tab == PAYMENTS)
        self.receipt_button.setVisible(tab == RECEIPTS)
        self._show_buttons()

    def _show_buttons(self) -> None:
        has_account, line = self.accounts.current() is not None, self.ledger.current()
        asked = self.payments.current()
        approved = asked is not None and asked.request.state is RequestState.APPROVED
        for button in (
            self.interest_button, self.ask_button, self.judgment_button, self.ledger_button,
        ):  # fmt: skip
            button.setEnabled(has_account)
        self.correct_button.setEnabled(line is not None and moved_money(line))
        self.slip_button.setEnabled(line is not None and came_in(line))
        self.pay_button.setEnabled(approved)
        self.receipt_button.setEnabled(self.receipts.current() is not None)

    def _show_account(self) -> None:
        """The ledger below follows the case that is picked above."""
        account: AccountRow | None = self.accounts.current()
        if account is not None and account.id != self._account:
            self._account = account.id
            id_ = account.id
            self.ledger.ask(
                fetch_of(
                    self._read, lambda read, after, limit: read_ledger(read, id_, after, limit)
                )
            )
        self._show_buttons()

    def on_shown(self, **args: object) -> None:
        """Read anew; ``tab`` picks a list."""
        tabs = {"cases": CASES, "payments": PAYMENTS, "receipts": RECEIPTS, "statement": STATEMENT}
        tab = tabs.get(str(args.get("tab") or ""))
        if tab is not None:
            self.tabs.setCurrentIndex(tab)
        self._refresh()

    def on_changed(self, changes: object) -> None:
        """Money moved, or a payment was approved."""
        self._refresh()

    def take_keyboard(self) -> bool:
        """The tabs: arrow keys change the list, Tab goes on to its buttons."""
        self.tabs.setFocus()
        return True

    def state(self) -> dict[str, object]:
        """The list in front."""
        return {"tab": self.tabs.currentIndex()}

    def restore(self, state: dict[str, object]) -> None:
        """Put back what ``state`` gave."""
        tab = state.get("tab")
        if isinstance(tab, int) and CASES <= tab <= STATEMENT:
            self.tabs.setCurrentIndex(tab)

    def _refresh(self) -> None:
        self.accounts.refresh()
        self.ledger.refresh()
        self.payments.refresh()
        self.receipts.refresh()
        read = self._read
        self.desk.tasks.read(lambda: all_money(read), self._show_total, owner=self, question="sum")

    def _show_total(self, text: str) -> None:
        said = translate("money", "In the account: {sum}").format(sum=text) if text else ""
        self.total.setText(said)

    def _pay(self) -> None:
        found = self.payments.current()
        if found is not None and self.pay_button.isEnabled():
            pay_on_request(self.desk, found)

    def _add_receipt(self) -> None:
        found = self.receipts.current()
        if found is not None and self.receipt_button.isEnabled():
            add_receipt(self.desk, found)

    def _correct(self) -> None:
        line = self.ledger.current()
        if line is not None and moved_money(line):
            correct(self.desk, line)

    def _print_slip(self) -> None:
        line = self.ledger.current()
        if line is not None:
            issue_paper(
                self.desk, self,
                IssueForm(
                    kind=FormKind.MONEY_RECEIPT, case=CaseId(line.case_id), line=line.line,
                    unit=line.unit,
                ),
            )  # fmt: skip

    def _print_ledger(self) -> None:
        account = self.accounts.current()
        if account is not None:
            command = IssueForm(kind=FormKind.MONEY_LEDGER, case=CaseId(account.case_id))
            issue_paper(self.desk, self, command)
