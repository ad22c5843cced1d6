"""Papers about money: receipt of a deposit, ledger of a case, reconciliation with the bank."""

from __future__ import annotations

from collections.abc import Iterator

from custody_app.documents.forms.money_ledger import LedgerLine, MoneyLedger
from custody_app.documents.forms.money_receipt import MoneyReceipt
from custody_app.documents.forms.money_reconciliation import MoneyReconciliation
from custody_app.documents.parts import FormHead
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.money import MoneyDeposited, StatementReconciled
from custody_app.domain.money import amount_of
from custody_app.queries.money import MoneyRow, accounts, money_ledger
from custody_app.queries.page import Cursor
from custody_app.services.paper.gather import Gather
from custody_app.storage.ledger_store import log_name

ACCOUNTS_MAX = 100


def money_receipt(command: IssueForm, gather: Gather, head: FormHead) -> MoneyReceipt:
    """存入回执单 of one line of the ledger of a case.

    Raises:
        RuleBroken: ``form.no_case``, ``form.no_deposit``.
    """
    if command.case is None:
        raise RuleBroken("form.no_case")
    for row in _rows(gather, command.case):
        if row.line != command.line or row.unit != (command.unit or "CNY"):
            continue
        seen = gather.evidence.at_position(row.pos)
        if isinstance(seen.event, MoneyDeposited):
            confirmed = gather.evidence.confirmations(seen.core.batch)
            item = gather.world.item(seen.event.item) if seen.event.item else None
            return MoneyReceipt(
                head=head,
                case=gather.case(command.case),
                line=row.line,
                source=seen.event.source,
                amount=seen.event.amount,
                day=row.day,
                receipt_no=row.receipt_no,
                payer=row.person,
                thing=f"{item.line} {item.name}" if item else "",
                note=row.note,
                balance=amount_of(row.balance_fen, row.unit),
                clerk=gather.recorder(seen, confirmed),
            )
    raise RuleBroken("form.no_deposit", line=command.line)


def money_ledger_of_case(command: IssueForm, gather: Gather, head: FormHead) -> MoneyLedger:
    """涉案款明细账 of a case, one currency after the other.

    Raises:
        RuleBroken: ``form.no_case``, ``form.no_money``.
    """
    if command.case is None:
        raise RuleBroken("form.no_case")
    rows = list(_rows(gather, command.case))
    if not rows:
        raise RuleBroken("form.no_money")
    last = {row.unit: row.balance_fen for row in rows}
    return MoneyLedger(
        head=head,
        case=gather.case(command.case),
        lines=tuple(map(_line, rows)),
        balances=tuple(amount_of(fen, unit) for unit, fen in last.items()),
    )


def reconciliation(command: IssueForm, gather: Gather, head: FormHead) -> MoneyReconciliation:
    """银行对账核对表 of the last statement that was laid beside the ledger.

    Raises:
        RuleBroken: ``form.no_reconciliation``.
    """
    centre = (log_name(gather.evidence.connection) or "").partition("/")[0]
    found = gather.evidence.last(centre, StatementReconciled)
    if found is None:
        raise RuleBroken("form.no_reconciliation")
    event, seen = found
    return MoneyReconciliation(
        head=head,
        unit=event.unit,
        first_day=event.first_day,
        last_day=event.last_day,
        sha256=event.sha256,
        lines=event.lines,
        entries=event.entries,
        matched=event.matched,
        differing=event.differing,
        only_here=event.only_here,
        only_there=event.only_there,
        found=event.found,
        note=event.note,
        clerk=gather.recorder(seen, gather.evidence.confirmations(seen.core.batch)),
    )


def _rows(gather: Gather, case: str) -> Iterator[MoneyRow]:
    connection = gather.evidence.connection
    for account in accounts(connection, case=case, limit=ACCOUNTS_MAX).rows[::-1]:
        after: Cursor | None = None
        while True:
            page = money_ledger(connection, account=account.id, after=after)
            yield from page.rows
            after = page.after
            if after is None:
                break


def _line(row: MoneyRow) -> LedgerLine:
    amount = amount_of(abs(row.amount_fen), row.unit)
    return LedgerLine(
        line=row.line,
        day=row.day,
        kind=row.kind,
        of_line=row.of_line if row.of_line != row.line else 0,
        came=amount if row.amount_fen > 0 else None,
        went=amount if row.amount_fen < 0 else None,
        balance=amount_of(row.balance_fen, row.unit),
        receipt_no=row.receipt_no,
        who=row.person,
        basis=row.basis,
        note=row.note,
    )
