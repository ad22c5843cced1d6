"""The money of cases in the sole lawful account: balances, the ledger of a case, what lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from custody_app.domain.events import money as m
from custody_app.domain.ids import CaseId
from custody_app.domain.moments import Day
from custody_app.domain.state.money import account_key
from custody_app.domain.values import dataclass
from custody_app.queries.history_entry import Told, read_event
from custody_app.queries.names import cases_of, id_text, packed_id, people_of
from custody_app.queries.page import (
    PAGE,
    Cursor,
    KeysetPage,
    Select,
    Span,
    read_page,
    tallies,
)
from custody_app.queries.states import id_of_key

ENTRY = (
    "e.pos, e.account_id, e.line, e.of_line, e.case_id, e.unit, e.day, e.kind, e.amount_fen,"
    " e.balance_fen, e.receipt_no"
)
IN = ("MONEY_DEPOSITED", "INTEREST_ADDED")
_WITHOUT_RECEIPT = (
    "e.receipt_no = '' AND e.kind IN ('MONEY_DEPOSITED', 'INTEREST_ADDED')"
    " AND NOT EXISTS (SELECT 1 FROM money_entry r WHERE r.account_id = e.account_id"
    " AND r.of_line = e.line AND r.receipt_no <> '')"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """The money of a case in one currency."""

    n: int
    id: str
    case_id: str
    case_number: str
    case_name: str
    unit: str
    balance_fen: int
    lines: int
    last_day: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyRow:
    """One line of the ledger of a case.

    Attributes:
        pos: place of the event in the log.
        of_line: the earlier line that a correction or a receipt is about; else the line itself.
        source: where a deposit came from.
        payee: whom a payment went to.
        person: payer or recipient.
        basis: number of the request or the judgment.
    """

    pos: int
    account_id: str
    case_id: str
    case_number: str
    line: int
    of_line: int
    unit: str
    day: Day
    kind: str
    amount_fen: int
    balance_fen: int
    receipt_no: str
    source: str = ""
    payee: str = ""
    person: str = ""
    basis: str = ""
    note: str = ""
    actor: str = ""
    item: str = ""
    request: str = ""


def accounts(
    connection: Connection,
    *,
    case: str = "",
    after: Cursor | None = None,
    before: Cursor | None = None,
    limit: int = PAGE,
) -> KeysetPage[AccountRow]:
    """Money of cases, the newest ledger first."""
    head = (
        "SELECT a.n, a.id, a.case_id, a.unit, a.balance_fen, a.lines, a.last_day"
        " FROM money_account a"
    )
    where: tuple[str, ...] = ()
    args: tuple[Any, ...] = ()
    if case:
        head += " INDEXED BY ix_money_account_case"
        where, args = ("a.case_id = ?",), (packed_id(case),)
    select = Select(head, where, args, "a.n", "a.n")
    page = read_page(
        connection, select, Span(after, before, limit), lambda row: Cursor(None, row.n)
    )
    cases = cases_of(connection, (id_text(row.case_id) for row in page.rows))
    rows = []
    for row in page.rows:
        found = cases.get(id_text(row.case_id))
        rows.append(
            AccountRow(
                n=row.n,
                id=id_text(row.id),
                case_id=id_text(row.case_id),
                case_number=found.number if found else "",
                case_name=found.name if found else "",
                unit=row.unit,
                balance_fen=row.balance_fen,
                lines=row.lines,
                last_day=row.last_day,
            )
        )
    return KeysetPage(tuple(rows), page.after, page.before)


def account_of_case(connection: Connection, *, case: str, unit: str = "CNY") -> str:
    """The id of the money of a case in a currency, empty when there is none."""
    return id_of_key(connection, "account", account_key(CaseId(case), unit))


def balances(connection: Connection) -> dict[str, int]:
    """All money together, by currency, in minor units."""
    return {unit: fen for (_, unit), fen in sorted(tallies(connection, "money").items())}


def money_ledger(
    connection: Connection,
    *,
    account: str,
    after: Cursor | None = None,
    before: Cursor | None = None,
    limit: int = PAGE,
) -> KeysetPage[MoneyRow]:
    """The ledger of a case in the order of its lines."""
    select = Select(
        f"SELECT {ENTRY} FROM money_entry e", ("e.account_id = ?",), (packed_id(account),),
        "e.line", "e.line",
    )  # fmt: skip
    span = Span(after, before, limit, descending=False)
    page = read_page(connection, select, span, lambda row: Cursor(None, row.line))
    return KeysetPage(told_lines(connection, page.rows), page.after, page.before)


def deposits_without_receipt(
    connection: Connection,
    *,
    after: Cursor | None = None,
    before: Cursor | None = None,
    limit: int = PAGE,
) -> KeysetPage[MoneyRow]:
    """Money that came in and whose bank receipt is still to come, oldest first."""
    select = Select(f"SELECT {ENTRY} FROM money_entry e", (_WITHOUT_RECEIPT,), (), "e.pos", "e.pos")
    span = Span(after, before, limit, descending=False)
    page = read_page(connection, select, span, lambda row: Cursor(None, row.pos))
    return KeysetPage(told_lines(connection, page.rows), page.after, page.before)


def entries_between(connection: Connection, *, unit: str, first: Day, last: Day) -> tuple[Any, ...]:
    """Every line that moved money on these days, with corrections and late receipts worked in.

    Rows of (pos, case_id, line, day, fen, receipt_no), in the order of days.
    """
    return tuple(
        connection.exec_driver_sql(
            "SELECT e.pos, e.case_id, e.line, e.day,"
            " (SELECT sum(c.amount_fen) FROM money_entry c INDEXED BY ix_money_entry_of_line"
            "  WHERE c.account_id = e.account_id AND c.of_line = e.line) AS fen,"
            " (SELECT max(c.receipt_no) FROM money_entry c INDEXED BY ix_money_entry_of_line"
            "  WHERE c.account_id = e.account_id AND c.of_line = e.line) AS receipt_no"
            " FROM money_entry e INDEXED BY ix_money_entry_day"
            " WHERE e.unit = ? AND e.day >= ? AND e.day <= ? AND e.of_line = e.line"
            " ORDER BY e.day, e.pos",
            (unit, first, last),
        )
    )


def told_lines(connection: Connection, rows: Sequence[Any]) -> tuple[MoneyRow, ...]:
    """Rows of ``ENTRY`` with what their events say of people and papers."""
    told = [read_event(connection, row.pos) for row in rows]
    cases = cases_of(connection, (id_text(row.case_id) for row in rows))
    people = people_of(connection, (one.core.actor for one in told))
    found = []
    for row, one in zip(rows, told, strict=True):
        case = cases.get(id_text(row.case_id))
        actor = people.get(one.core.actor)
        found.append(
            MoneyRow(
                pos=row.pos,
                account_id=id_text(row.account_id),
                case_id=id_text(row.case_id),
                case_number=case.number if case else "",
                line=row.line,
                of_line=row.of_line,
                unit=row.unit,
                day=row.day,
                kind=row.kind,
                amount_fen=row.amount_fen,
                balance_fen=row.balance_fen,
                receipt_no=row.receipt_no,
                actor=actor.name if actor else "",
                **_said(connection, one),
            )
        )
    return tuple(found)


def _said(connection: Connection, told: Told) -> dict[str, str]:
    event = told.event
    if isinstance(event, m.MoneyDeposited):
        return {
            "source": event.source.value,
            "person": event.payer,
            "note": event.note,
            "item": event.item or "",
        }
    if isinstance(event, m.MoneyRefunded | m.MoneyPaidOut):
        payee = event.payee.value if isinstance(event, m.MoneyPaidOut) else "payer"
        return {
            "payee": payee,
            "person": event.recipient,
            "note": event.note,
            "basis": event.paper_no or _number(connection, event.request),
            "request": event.request or "",
        }
    if isinstance(event, m.MoneyCorrected):
        return {"note": event.reason}
    return {"note": event.note} if isinstance(event, m.InterestAdded) else {}


def _number(connection: Connection, request: str | None) -> str:
    if request is None:
        return ""
    found = connection.exec_driver_sql(
        "SELECT number FROM request_card WHERE id = ?", (packed_id(request),)
    ).scalar()
    return str(found or "")
