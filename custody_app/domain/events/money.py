"""What happened to the money of a case in the agency's sole lawful account (21号 第9条)."""

from __future__ import annotations

from typing import ClassVar

from custody_app.domain.events.base import Event, personal, subject
from custody_app.domain.events.centre import CentreEvent
from custody_app.domain.ids import AccountId, CaseId, ItemId, PersonId, RequestId
from custody_app.domain.moments import Day
from custody_app.domain.money import MoneySource, Payee
from custody_app.domain.quantity import Amount
from custody_app.domain.reconciliation import Discrepancy
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyEvent(Event):
    """An event about the money of one case in one currency."""

    KIND: ClassVar[str] = "account"
    account: AccountId = subject()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyDeposited(MoneyEvent):
    """Money of the case came into the account; the first one opens its ledger.

    Attributes:
        item: the cash that was banked, or the thing that was sold.
    """

    case: CaseId
    source: MoneySource
    amount: Amount
    day: Day
    receipt_no: str = ""
    item: ItemId | None = None
    payer: str = personal("person")
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestAdded(MoneyEvent):
    """The bank added interest."""

    amount: Amount
    day: Day
    receipt_no: str = ""
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyRefunded(MoneyEvent):
    """Money went back to who had paid it in, on an approval or a judgment."""

    amount: Amount
    day: Day
    receipt_no: str
    request: RequestId | None = None
    paper_no: str = ""
    paper_on: Day | None = None
    second: PersonId
    recipient: str = personal("person")
    recipient_account: str = personal("person")
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyPaidOut(MoneyEvent):
    """Money went to the victim, the party or the treasury, on an approval or a judgment."""

    payee: Payee
    amount: Amount
    day: Day
    receipt_no: str
    request: RequestId | None = None
    paper_no: str = ""
    paper_on: Day | None = None
    second: PersonId
    recipient: str = personal("person")
    recipient_account: str = personal("person")
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyCorrected(MoneyEvent):
    """The amount of an earlier line was recorded wrong; the line itself stays.

    Attributes:
        out: the line took money out.
    """

    line: int
    before: Amount
    amount: Amount
    out: bool = False
    second: PersonId
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyReceiptAdded(MoneyEvent):
    """The bank's receipt of an earlier line arrived."""

    line: int
    receipt_no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementReconciled(CentreEvent):
    """A bank statement was laid beside the money ledger; what came out, in counts."""

    sha256: str
    unit: str
    first_day: Day
    last_day: Day
    lines: int
    entries: int
    matched: int
    differing: int
    only_here: int
    only_there: int
    found: tuple[Discrepancy, ...] = ()
    note: str = personal("note")
