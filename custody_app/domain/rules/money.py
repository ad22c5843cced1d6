"""Rules of money that comes in: deposits, interest, receipts, corrections (21号 第9条)."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.money import (
    AddInterest,
    AddMoneyReceipt,
    CorrectMoney,
    DepositMoney,
    RecordReconciliation,
)
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import CashBanked, ItemSold
from custody_app.domain.events.money import (
    InterestAdded,
    MoneyCorrected,
    MoneyDeposited,
    MoneyReceiptAdded,
    StatementReconciled,
)
from custody_app.domain.ids import AccountId, CaseId
from custody_app.domain.money import MoneySource, amount_of, fen_of
from custody_app.domain.quantity import CURRENCIES
from custody_app.domain.rules import payments
from custody_app.domain.rules.payments import (
    account_of,
    check_sum,
    known_account,
    refuse_case_officer,
    second_clerk,
)
from custody_app.domain.rules.standing import refuse_blank
from custody_app.domain.rules.timing import local_day, refuse_future_day
from custody_app.domain.world import Context, World

OF_THINGS = frozenset({MoneySource.BANKED_CASH, MoneySource.SALE})
"""Written by the step of the thing itself, never by hand."""
DISCREPANCIES_MAX = 200
"""As many as fit into one event; the counts tell of all."""


def deposit_money(command: DepositMoney, world: World, context: Context) -> tuple[Event, ...]:
    """Money came into the account; who paid it and for which case is known."""
    case = world.case(command.case)
    refuse_case_officer(case, context)
    check_sum(command.amount)
    refuse_future_day(command.day, context)
    broken = []
    if command.source in OF_THINGS:
        broken.append(RuleBroken("money.comes_with_the_thing", source=command.source.value))
    if not command.payer.strip():
        broken.append(RuleBroken("money.payer_missing"))
    account = account_of(case.id, command.amount.u, world)
    receipt = command.receipt_no.strip()
    if receipt and account and world.count("money_with_receipt", f"{account} {receipt}"):
        broken.append(RuleBroken("money.receipt_used", receipt_no=receipt, number=case.number))
    refuse_all(broken)
    return (
        MoneyDeposited(
            account=account or AccountId(context.new_id()),
            case=case.id,
            source=command.source,
            amount=command.amount,
            day=command.day,
            receipt_no=receipt,
            payer=command.payer,
            note=command.note,
        ),
    )


def money_of(events: tuple[Event, ...], world: World, context: Context) -> tuple[Event, ...]:
    """Cash that was banked and the proceeds of a sale are money of the case from the same step."""
    found: list[Event] = []
    for event in events:
        if isinstance(event, CashBanked):
            case = world.item(event.item).case
            found.append(
                MoneyDeposited(
                    account=_account(case, event.amount.u, world, context),
                    case=case,
                    source=MoneySource.BANKED_CASH,
                    amount=event.amount,
                    day=event.banked_on,
                    receipt_no=event.receipt_no,
                    item=event.item,
                )
            )
        elif isinstance(event, ItemSold):
            case = world.item(event.item).case
            found.append(
                MoneyDeposited(
                    account=_account(case, event.proceeds.u, world, context),
                    case=case,
                    source=MoneySource.SALE,
                    amount=event.proceeds,
                    day=local_day(context.happened_at),
                    receipt_no=event.account_receipt_no,
                    item=event.item,
                    payer=event.buyer,
                )
            )
    for one in found:
        assert isinstance(one, MoneyDeposited)
        fen_of(one.amount)
    return tuple(found)


def _account(case: CaseId, unit: str, world: World, context: Context) -> AccountId:
    return account_of(case, unit, world) or AccountId(context.new_id())


def add_interest(command: AddInterest, world: World, context: Context) -> tuple[Event, ...]:
    """Interest belongs to the case whose money bore it."""
    case = world.case(command.case)
    refuse_case_officer(case, context)
    check_sum(command.amount)
    refuse_future_day(command.day, context)
    account = known_account(case, command.amount.u, world)
    return (
        InterestAdded(
            account=account.id,
            amount=command.amount,
            day=command.day,
            receipt_no=command.receipt_no.strip(),
            note=command.note,
        ),
    )


def correct_money(command: CorrectMoney, world: World, context: Context) -> tuple[Event, ...]:
    """A second person sees that the amount of a line is set right; the line stays as it was."""
    case = world.case(command.case)
    refuse_case_officer(case, context)
    account = known_account(case, command.amount.u, world)
    was = world.count("money_of_line", f"{account.id} {command.line}")
    if was == 0:
        raise RuleBroken("money.line_unknown", line=command.line, number=case.number)
    right = fen_of(command.amount)
    refuse_blank(command.reason, "money.reason_missing")
    if right == abs(was):
        raise RuleBroken("money.same_amount", amount=command.amount.n)
    change = right - abs(was) if was > 0 else abs(was) - right
    if account.fen + change < 0:
        raise RuleBroken("money.below_zero", balance=account.balance.n, unit=account.unit)
    return (
        MoneyCorrected(
            account=account.id,
            line=command.line,
            before=amount_of(abs(was), account.unit),
            amount=amount_of(right, account.unit),
            out=was < 0,
            second=second_clerk(case, context, None),
            reason=command.reason,
        ),
    )


def add_receipt(command: AddMoneyReceipt, world: World, context: Context) -> tuple[Event, ...]:
    """The bank's receipt came later than the money; one line has one."""
    case = world.case(command.case)
    refuse_case_officer(case, context)
    account = known_account(case, command.unit or "CNY", world)
    refuse_blank(command.receipt_no, "money.receipt_missing")
    line = f"{account.id} {command.line}"
    if world.count("money_of_line", line) == 0:
        raise RuleBroken("money.line_unknown", line=command.line, number=case.number)
    if world.count("receipts_of_line", line):
        raise RuleBroken("money.receipt_there", line=command.line)
    return (
        MoneyReceiptAdded(
            account=account.id, line=command.line, receipt_no=command.receipt_no.strip()
        ),
    )


def record_reconciliation(
    command: RecordReconciliation, world: World, context: Context
) -> tuple[Event, ...]:
    """What a bank statement and the ledger had in common, and what they had not."""
    if command.unit not in CURRENCIES:
        raise RuleBroken("money.not_money", unit=command.unit[:40])
    counts = (command.matched, command.differing, command.only_here, command.only_there)
    if command.first_day > command.last_day or min(*counts, command.lines, command.entries) < 0:
        raise RuleBroken("money.reconciliation_counts")
    if len(command.found) > DISCREPANCIES_MAX:
        raise RuleBroken("input.too_many", at="found", limit=DISCREPANCIES_MAX)
    return (
        StatementReconciled(
            centre=context.centre.id,
            sha256=command.sha256,
            unit=command.unit,
            first_day=command.first_day,
            last_day=command.last_day,
            lines=command.lines,
            entries=command.entries,
            matched=command.matched,
            differing=command.differing,
            only_here=command.only_here,
            only_there=command.only_there,
            found=command.found,
            note=command.note,
        ),
    )


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    DepositMoney: deposit_money,
    AddInterest: add_interest,
    CorrectMoney: correct_money,
    AddMoneyReceipt: add_receipt,
    RecordReconciliation: record_reconciliation,
    **payments.RULES,
}
