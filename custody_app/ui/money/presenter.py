"""What the page Money reads and says: balances, ledgers, payments asked for, a laid statement."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from custody_app.domain.money import text_of
from custody_app.domain.reconciliation import Discrepancy
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.statement import Columns, guessed_columns
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import RequestKind, RequestState
from custody_app.queries.money import (
    IN,
    AccountRow,
    MoneyRow,
    accounts,
    balances,
    deposits_without_receipt,
    money_ledger,
)
from custody_app.queries.page import Cursor
from custody_app.queries.reader import Reader
from custody_app.queries.requests import RequestRow, find_requests
from custody_app.queries.states import states_of
from custody_app.runtime.words import word
from custody_app.services.reconciliation import Laid, lay_beside
from custody_app.services.statement_file import read_statement_file

HOME = "CNY"
OPEN = (RequestState.SUBMITTED, RequestState.APPROVED)


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A payment that was asked for and is not made yet."""

    request: RequestRow
    state: ApprovalRequest


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the list below a laid statement: a disagreement, or a row that is wrong."""

    kind: str
    told: Discrepancy | None = None
    row: int = 0
    error: Exception | None = None


def money_text(fen: int, unit: str) -> str:
    """``12,000.50``: minor units as people read them."""
    whole, point, rest = text_of(fen, unit).partition(".")
    return f"{int(whole.removeprefix('-')):,}{point}{rest}" if fen >= 0 else _minus(whole, rest)


def _minus(whole: str, rest: str) -> str:
    return f"-{int(whole.removeprefix('-')):,}" + (f".{rest}" if rest else "")


def all_money(read: Reader) -> str:
    """The sum of all ledgers, one currency after the other."""
    found = read(balances)
    return "   ".join(
        f"{money_text(fen, unit)} {word('unit', unit)}" for unit, fen in found.items()
    )


def read_accounts(
    read: Reader, after: Cursor | None, limit: int
) -> tuple[Sequence[AccountRow], Cursor | None]:
    """Money of cases, one page."""
    page = read(accounts, after=after, limit=limit)
    return page.rows, page.after


def read_ledger(
    read: Reader, account: str, after: Cursor | None, limit: int
) -> tuple[Sequence[MoneyRow], Cursor | None]:
    """The ledger of a case, one page."""
    page = read(money_ledger, account=account, after=after, limit=limit)
    return page.rows, page.after


def read_without_receipt(
    read: Reader, after: Cursor | None, limit: int
) -> tuple[Sequence[MoneyRow], Cursor | None]:
    """Money whose bank receipt is still to come, one page."""
    page = read(deposits_without_receipt, after=after, limit=limit)
    return page.rows, page.after


def read_payments(
    read: Reader, after: Cursor | None, limit: int
) -> tuple[list[PaymentRow], Cursor | None]:
    """Payments asked for or approved, not made yet, one page."""
    found: list[RequestRow] = []
    while len(found) < limit:
        page = read(find_requests, kind=RequestKind.PAYMENT.value, after=after, limit=limit)
        found += [row for row in page.rows if row.state in OPEN]
        after = page.after
        if after is None:
            break
    states = read(states_of, ApprovalRequest, [row.id for row in found])
    return [PaymentRow(row, states[row.id]) for row in found if row.id in states], after


def came_in(row: MoneyRow) -> bool:
    """A line by which money came in, not a correction."""
    return row.kind in IN


def moved_money(row: MoneyRow) -> bool:
    """A line that a correction can be about."""
    return row.of_line == row.line


def lay(
    read: Reader, path: Path, unit: str, columns: Columns | None, *, by_hand: bool = False
) -> Laid:
    """Read a file and lay it beside the ledger.

    Columns chosen by hand count; else the headings say more than what was kept from last time.

    Raises:
        RuleBroken: ``statement.*``.
        Fault: ``statement.*``.
    """
    file = read_statement_file(path)
    guessed = None if by_hand else guessed_columns(file.rows)
    return lay_beside(read, file, unit, guessed or columns)


def findings(laid: Laid) -> list[Finding]:
    """Rows that are wrong first, then what disagrees."""
    wrong = [Finding("bad_row", row=one.row, error=one.error) for one in laid.statement.bad]
    told = laid.result.discrepancies(laid.unit)
    return wrong + [Finding(one.finding.value, one) for one in told]


def kept_columns(kept: dict[str, object]) -> Columns | None:
    """Columns as the window remembers them; None where nothing whole is kept."""
    names = ("first_row", "day", "receipt", "amount", "income", "outgo", "way")
    values = [kept.get(name) for name in names]
    numbers = [value for value in values if isinstance(value, int)]
    if len(numbers) < len(names):
        return None
    columns = Columns(*numbers)
    return columns if columns.is_whole and columns.first_row >= 0 else None


def to_keep(columns: Columns) -> dict[str, object]:
    """Columns as the window remembers them."""
    return {
        "first_row": columns.first_row,
        "day": columns.day,
        "receipt": columns.receipt,
        "amount": columns.amount,
        "income": columns.income,
        "outgo": columns.outgo,
        "way": columns.way,
    }
