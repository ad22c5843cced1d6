"""Commands about the money of a case in the sole lawful account."""

from __future__ import annotations

from custody_app.domain.commands.base import Command
from custody_app.domain.ids import CaseId, PersonId, RequestId
from custody_app.domain.moments import Day
from custody_app.domain.money import MoneySource, Payee
from custody_app.domain.quantity import Amount
from custody_app.domain.reconciliation import Discrepancy
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositMoney(Command):
    """Record money that came into the account for a case."""

    case: CaseId
    source: MoneySource
    amount: Amount
    day: Day
    receipt_no: str = ""
    payer: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddInterest(Command):
    """Record interest that the bank added to the money of a case."""

    case: CaseId
    amount: Amount
    day: Day
    receipt_no: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPayment(Command):
    """Ask that money of a case be paid to somebody."""

    case: CaseId
    payee: Payee
    amount: Amount
    recipient: str
    reason: str
    legal_paper_no: str = ""
    requester: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundMoney(Command):
    """Record that money went back to who had paid it in.

    On an approved request, or on a judgment by number and date.
    """

    case: CaseId
    amount: Amount
    day: Day
    receipt_no: str
    request: RequestId | None = None
    paper_no: str = ""
    paper_on: Day | None = None
    recipient: str
    recipient_account: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOutMoney(Command):
    """Record a payment to the victim, the party or the treasury.

    On an approved request, or on a judgment by number and date.
    """

    case: CaseId
    payee: Payee
    amount: Amount
    day: Day
    receipt_no: str
    request: RequestId | None = None
    paper_no: str = ""
    paper_on: Day | None = None
    recipient: str
    recipient_account: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectMoney(Command):
    """Say what the amount of an earlier line really is."""

    case: CaseId
    line: int
    amount: Amount
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMoneyReceipt(Command):
    """Add the bank's receipt number to an earlier line."""

    case: CaseId
    line: int
    receipt_no: str
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReconciliation(Command):
    """Record what came out when a bank statement was laid beside the ledger."""

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
    note: str = ""
