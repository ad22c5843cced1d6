"""State of the money of a case, and how each event changes it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from custody_app.domain.errors import RuleBroken
from custody_app.domain.events import money as m
from custody_app.domain.events.base import Event
from custody_app.domain.ids import AccountId, CaseId
from custody_app.domain.moments import Day, Moment
from custody_app.domain.money import amount_of, fen_of
from custody_app.domain.quantity import Amount
from custody_app.domain.state.steps import Happened, Step, unchanged
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class AwaitedReceipt:
    """A deposit for which the bank's receipt has not come yet."""

    line: int
    day: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountState:
    """The money of one case in one currency.

    Attributes:
        lines: how many lines its ledger has; the number of the last one.
    """

    id: AccountId
    case: CaseId
    balance: Amount
    lines: int
    last_day: Day
    opened_at: Moment
    awaited: tuple[AwaitedReceipt, ...] = ()

    @property
    def unit(self) -> str:
        """The currency."""
        return self.balance.u

    @property
    def fen(self) -> int:
        """The balance in the smallest unit."""
        return fen_of(self.balance)


def account_key(case: str, unit: str) -> str:
    """The unique key of the money of a case in a currency."""
    return f"{case} {unit}"


def change_of(event: Event) -> int:
    """By how many minor units an event changes the balance."""
    if isinstance(event, m.MoneyDeposited | m.InterestAdded):
        return fen_of(event.amount)
    if isinstance(event, m.MoneyRefunded | m.MoneyPaidOut):
        return -fen_of(event.amount)
    if isinstance(event, m.MoneyCorrected):
        more = fen_of(event.amount) - fen_of(event.before)
        return -more if event.out else more
    return 0


def _deposited(
    state: AccountState | None, event: m.MoneyDeposited, happened: Happened, id_: str
) -> AccountState:
    if state is not None:
        return _changed(state, event, happened, id_)
    return AccountState(
        id=AccountId(id_),
        case=event.case,
        balance=amount_of(fen_of(event.amount), event.amount.u),
        lines=1,
        last_day=event.day,
        opened_at=happened.recorded_at,
        awaited=_awaited(event, 1),
    )


def _awaited(event: Event, line: int) -> tuple[AwaitedReceipt, ...]:
    if isinstance(event, m.MoneyDeposited) and not event.receipt_no:
        return (AwaitedReceipt(line, event.day),)
    return ()


def _receipt_added(
    state: AccountState, event: m.MoneyReceiptAdded, happened: Happened, id_: str
) -> AccountState:
    left = tuple(one for one in state.awaited if one.line != event.line)
    return replace(_changed(state, event, happened, id_), awaited=left)


def _changed(state: AccountState, event: Any, happened: Happened, id_: str) -> AccountState:
    fen = state.fen + change_of(event)
    if fen < 0:
        raise RuleBroken("money.below_zero", balance=state.balance.n, unit=state.unit)
    return replace(
        state,
        balance=amount_of(fen, state.unit),
        lines=state.lines + 1,
        awaited=(*state.awaited, *_awaited(event, state.lines + 1)),
        last_day=getattr(event, "day", state.last_day),
    )


MONEY_STEPS: dict[type[Event], Step] = {
    m.MoneyDeposited: _deposited,
    m.InterestAdded: _changed,
    m.MoneyRefunded: _changed,
    m.MoneyPaidOut: _changed,
    m.MoneyCorrected: _changed,
    m.MoneyReceiptAdded: _receipt_added,
    m.StatementReconciled: unchanged,
}
