"""The lists of the page Money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from custody_app.domain.money import fen_of
from custody_app.domain.quantity import Amount
from custody_app.domain.vocabulary import RequestState
from custody_app.queries.money import AccountRow, MoneyRow
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.money.presenter import (
    Finding,
    PaymentRow,
    money_text,
    read_accounts,
    read_payments,
    read_without_receipt,
)
from custody_app.ui.paged import Paged, fetch_of
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.times import local_text
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

R = TypeVar("R")


def account_table(desk: Desk) -> RecordTable[AccountRow]:
    """What each case holds."""
    columns: list[Column[AccountRow]] = [
        Column("case", translate("money", "Case"), lambda r: r.case_number, 300, is_strong=True),
        Column("name", translate("money", "Case name"), lambda r: r.case_name, 220),
        Column("balance", translate("money", "Balance"),
               lambda r: money_text(r.balance_fen, r.unit), 150, is_number=True),
        Column("unit", translate("money", "Currency"), lambda r: word("unit", r.unit), 110),
        Column("lines", translate("money", "Lines"), lambda r: str(r.lines), 70, is_number=True),
        Column("day", translate("money", "Last moved"), lambda r: r.last_day, 110),
    ]  # fmt: skip
    empty = EmptyState(
        translate("money", "No case has money in the account yet."),
        translate("money", "Record a deposit; banked cash and proceeds come here by themselves."),
        icon="banknote",
    )
    return _paged(desk, "money_accounts", columns, read_accounts, empty)


def ledger_table(desk: Desk) -> RecordTable[MoneyRow]:
    """The ledger of the case that is picked above."""
    columns: list[Column[MoneyRow]] = [
        Column("line", translate("money", "Line"), lambda r: str(r.line), 60, is_number=True),
        Column("day", translate("money", "Day"), lambda r: r.day, 100),
        Column("kind", translate("money", "Entry"), entry_text, 230, is_strong=True),
        Column("in", translate("money", "In"), lambda r: _side(r, 1), 100, is_number=True),
        Column("out", translate("money", "Out"), lambda r: _side(r, -1), 100, is_number=True),
        Column("balance", translate("money", "Balance"),
               lambda r: money_text(r.balance_fen, r.unit), 105, is_number=True),
        Column("who", translate("money", "Payer, recipient"), lambda r: r.person, 135),
        Column("receipt", translate("money", "Bank receipt"), lambda r: r.receipt_no, 115),
        Column("basis", translate("money", "Basis"), lambda r: r.basis, 130),
        Column("actor", translate("money", "Recorded by"), lambda r: r.actor, 90),
        Column("note", translate("money", "Remark"), lambda r: r.note, 160),
    ]  # fmt: skip
    empty = EmptyState(
        translate("money", "Pick a case above to see its ledger."), icon="list-checks"
    )
    return RecordTable("money_ledger", columns, desk.tasks, desk.memory, empty=empty)


def payment_table(desk: Desk) -> RecordTable[PaymentRow]:
    """Payments asked for."""
    columns: list[Column[PaymentRow]] = [
        Column("number", translate("money", "Request"), lambda r: r.request.number, 150,
               is_strong=True),
        Column("amount", translate("money", "Amount"), lambda r: amount_text(r.state.amount), 160,
               is_number=True),
        Column("payee", translate("money", "Paid to"),
               lambda r: word("payee", r.state.payee.value) if r.state.payee else "", 100),
        Column("recipient", translate("money", "Recipient"), lambda r: r.state.recipient, 150),
        Column("case", translate("money", "Case"), lambda r: r.request.case_number, 260),
        Column("asked", translate("money", "Asked by"), lambda r: r.request.requester_name, 110),
        Column("made", translate("money", "Asked on"), lambda r: local_text(r.request.made_at),
               150),
        Column("state", translate("money", "State"),
               lambda r: word("request_state", r.request.state.value), 110,
               lambda r: Tone.GOOD if r.request.state is RequestState.APPROVED else Tone.CAUTION),
    ]  # fmt: skip
    empty = EmptyState(
        translate("money", "No payment is asked for."),
        translate("money", "Pick a case and ask for a payment; once approved it is paid here."),
        icon="send",
    )
    return _paged(desk, "money_payments", columns, read_payments, empty)


def receipt_table(desk: Desk) -> RecordTable[MoneyRow]:
    """Money whose bank receipt is still to come."""
    columns: list[Column[MoneyRow]] = [
        Column("case", translate("money", "Case"), lambda r: r.case_number, 300, is_strong=True),
        Column("line", translate("money", "Line"), lambda r: str(r.line), 60, is_number=True),
        Column("day", translate("money", "Day"), lambda r: r.day, 110),
        Column("kind", translate("money", "Entry"), entry_text, 190),
        Column("amount", translate("money", "Amount"),
               lambda r: f"{money_text(r.amount_fen, r.unit)} {word('unit', r.unit)}", 180,
               is_number=True),
        Column("who", translate("money", "Payer, recipient"), lambda r: r.person, 140),
        Column("actor", translate("money", "Recorded by"), lambda r: r.actor, 110),
    ]  # fmt: skip
    empty = EmptyState(translate("money", "Every deposit has its bank receipt."), icon="check")
    return _paged(desk, "money_receipts", columns, read_without_receipt, empty)


def finding_table(desk: Desk) -> RecordTable[Finding]:
    """What disagrees between statement and ledger."""
    columns: list[Column[Finding]] = [
        Column("finding", translate("money", "Finding"), _finding_text, 200,
               lambda r: Tone.BAD if r.kind == "bad_row" else Tone.CAUTION),
        Column("receipt", translate("money", "Bank receipt"),
               lambda r: r.told.receipt_no if r.told else "", 150),
        Column("day_here", translate("money", "Ledger: day"),
               lambda r: str(r.told.day_here or "") if r.told else "", 110),
        Column("here", translate("money", "Ledger: amount"),
               lambda r: _signed(r.told.here, out=r.told.out_here) if r.told else "", 150,
               is_number=True),
        Column("day_there", translate("money", "Bank: day"),
               lambda r: str(r.told.day_there or "") if r.told else "", 110),
        Column("there", translate("money", "Bank: amount"),
               lambda r: _signed(r.told.there, out=r.told.out_there) if r.told else "", 150,
               is_number=True),
        Column("why", translate("money", "What is wrong"),
               lambda r: desk.notices.explain(r.error) if r.error else "", 260),
    ]  # fmt: skip
    empty = EmptyState(
        translate("money", "No statement is laid beside the ledger."),
        translate("money", "Choose the bank's file; nothing is recorded before you say so."),
        icon="scale",
    )
    return RecordTable("money_findings", columns, desk.tasks, desk.memory, empty=empty)


def _paged(
    desk: Desk, name: str, columns: Sequence[Column[R]], question: Paged[R], empty: EmptyState
) -> RecordTable[R]:
    fetch = fetch_of(Reader(desk.core.reader), question)
    return RecordTable(name, columns, desk.tasks, desk.memory, fetch=fetch, empty=empty)


def entry_text(row: MoneyRow) -> str:
    """What happened, in words; of a deposit where it came from, of a payment whom it went to."""
    said = word("event", row.kind)
    more = word("money_source", row.source) if row.source else ""
    more = word("payee", row.payee) if row.payee else more
    if row.of_line != row.line:
        more = translate("money", "line {line}").format(line=row.of_line)
    return f"{said} · {more}" if more else said


def amount_text(amount: Amount | None) -> str:
    """An amount with its currency."""
    if amount is None:
        return ""
    return f"{money_text(fen_of(amount), amount.u)} {word('unit', amount.u)}"


def _side(row: MoneyRow, sign: int) -> str:
    return money_text(abs(row.amount_fen), row.unit) if row.amount_fen * sign > 0 else ""


def _finding_text(finding: Finding) -> str:
    if finding.kind == "bad_row":
        return translate("money", "Row {row} cannot be read").format(row=finding.row)
    return word("finding", finding.kind)


def _signed(amount: Amount | None, *, out: bool) -> str:
    return money_text(-fen_of(amount) if out else fen_of(amount), amount.u) if amount else ""
