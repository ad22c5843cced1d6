"""The figures of a disposal report: opening + in − out = closing, and what left in the period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from custody_app.domain.events import item as e
from custody_app.domain.events.inquiry import ItemWrittenOff
from custody_app.domain.moments import Day, Moment
from custody_app.domain.quantity import Amount
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Category, Custody, Disposal
from custody_app.queries.facts import facts_before, facts_of
from custody_app.queries.form_rows import COLUMNS, FormRow, named_forms
from custody_app.queries.history_entry import Told
from custody_app.queries.item_rows import ItemRow, item_rows
from custody_app.queries.ledger_walk import events_between, position_at
from custody_app.queries.names import id_text, people_of, units_of
from custody_app.queries.shift_summary import midnight
from custody_app.queries.states import states_of

DISPOSALS = frozenset(
    {
        "ITEM_RELEASED",
        "ITEM_DESTROYED",
        "ITEM_SOLD",
        "ITEM_PAID_IN",
        "ITEM_GIVEN_TO_AUTHORITY",
        "ITEM_HANDED_OVER",
        "CASH_BANKED",
        "ITEM_WRITTEN_OFF",
    }
)
CORRECTED = "ITEM_CORRECTED"
NO_FACTS = frozenset({"of_event", "of_form", "second", "reason", "was"})
"""Fields of a correction that are not the corrected fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLine:
    """Things of one kind of one case unit, counted as records."""

    unit_id: str
    unit: str
    category: Category
    opening: int
    taken_in: int
    out: int
    closing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposedRow:
    """One thing, or a part of it, that left for good."""

    at: Moment
    item: ItemRow
    kind: Disposal | Custody
    case_number: str
    approval_no: str
    approver: str
    receipt_no: str
    recipient: str
    quantity: Amount
    typ: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRow:
    """One corrected fact; ``old`` is what the correction says was recorded before."""

    at: Moment
    item: ItemRow
    fact: str
    old: str
    new: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """Everything a report of a period tells."""

    balances: tuple[StockLine, ...]
    disposed: tuple[DisposedRow, ...]
    corrections: tuple[CorrectionRow, ...]
    unsigned: tuple[FormRow, ...]


def disposal_report(
    connection: Connection, *, since: Day, until: Day, zone_minutes: int = 480
) -> ReportFigures:
    """The figures of a period, both days included."""
    start = midnight_of(since, zone_minutes)
    end = midnight_of(until, zone_minutes, days=1)
    first, last = position_at(connection, start), position_at(connection, end)
    told = list(events_between(connection, first, last, DISPOSALS | {CORRECTED}))
    items = {
        row.id: row
        for row in item_rows(connection, items=(one.core.subjects[0].id for one in told))
    }
    return ReportFigures(
        _balances(connection, since, until),
        _disposed(connection, [one for one in told if one.core.typ != CORRECTED], items),
        _corrections(connection, [one for one in told if one.core.typ == CORRECTED], items),
        _unsigned(connection, start, end),
    )


def midnight_of(day: Day, zone_minutes: int, days: int = 0) -> Moment:
    """The moment a day begins at this place."""
    return midnight(Moment(f"{day}T12:00:00.000Z"), zone_minutes, days)


def _balances(connection: Connection, since: Day, until: Day) -> tuple[StockLine, ...]:
    rows = connection.exec_driver_sql(
        "SELECT category, unit_id,"
        " sum(CASE WHEN day < ?1 THEN way ELSE 0 END),"
        " sum(day >= ?1 AND way > 0), sum(day >= ?1 AND way < 0), sum(way)"
        " FROM stock_move INDEXED BY ix_stock_move_day WHERE day <= ?2"
        " GROUP BY category, unit_id",
        (since, until),
    ).all()
    units = units_of(connection, (id_text(row[1]) for row in rows))
    lines = [
        StockLine(
            unit_id=id_text(row[1]),
            unit=units.get(id_text(row[1]), ""),
            category=Category(row[0]),
            opening=row[2],
            taken_in=row[3],
            out=row[4],
            closing=row[5],
        )
        for row in rows
        if any(row[2:6])
    ]
    return tuple(sorted(lines, key=lambda line: (line.unit, line.unit_id, line.category)))


@dataclass(frozen=True, slots=True)
class _Left:
    """What the events that end custody have in common."""

    kind: Disposal | Custody
    quantity: Amount
    receipt_no: str
    recipient: str = ""
    unit: str = ""
    request: str = ""
    approver: str = ""
    approval_no: str = ""


def _left(event: Any) -> _Left | None:
    """Way, quantity, receipt and recipient of an event by which something left."""
    if isinstance(event, e.ItemReleased):
        name = event.recipient_name
        return _Left(event.kind, event.quantity, "", name, request=event.request)
    if isinstance(event, e.ItemDestroyed):
        return _Left(Disposal.DESTRUCTION, event.quantity, event.paper_no, request=event.request)
    if isinstance(event, e.ItemSold):
        receipt = event.account_receipt_no or event.voucher_no
        return _Left(event.kind, event.quantity, receipt, event.buyer, request=event.request)
    if isinstance(event, e.ItemPaidIn):
        unit = event.to_unit or ""
        return _Left(Disposal.TREASURY, event.quantity, event.receipt_no, "", unit, event.request)
    if isinstance(event, e.ItemGivenToAuthority):
        return _Left(
            Disposal.COMPETENT_AUTHORITY, event.quantity, event.receipt_no, event.received_by,
            event.to_unit, event.request,
        )  # fmt: skip
    if isinstance(event, e.ItemHandedOver):
        return _Left(
            Disposal.WITH_CASE, event.quantity, event.list_no, event.received_by,
            event.to_unit, event.request,
        )  # fmt: skip
    if isinstance(event, e.CashBanked):
        return _Left(Disposal.TREASURY, event.amount, event.receipt_no)
    if isinstance(event, ItemWrittenOff):
        return _Left(
            Custody.WRITTEN_OFF, event.quantity, event.liability_no,
            approver=event.approver, approval_no=event.paper_no,
        )  # fmt: skip
    return None


def _disposed(
    connection: Connection, told: Sequence[Told], items: dict[str, ItemRow]
) -> tuple[DisposedRow, ...]:
    left = [(one, found) for one in told if (found := _left(one.event)) is not None]
    requests = states_of(connection, ApprovalRequest, [found.request for _, found in left])
    asked = [found.approver for _, found in left]
    asked += [one.approver or "" for one in requests.values()]
    approvers = people_of(connection, asked)
    units = units_of(connection, (found.unit for _, found in left))
    rows = []
    for one, found in left:
        item = items.get(one.core.subjects[0].id)
        if item is None:
            continue
        request = requests.get(found.request)
        decided_by = (request.approver or "") if request else found.approver
        approver = approvers.get(decided_by)
        rows.append(
            DisposedRow(
                at=one.at,
                item=item,
                kind=found.kind,
                case_number=item.case_number,
                approval_no=_approval_no(request) or found.approval_no,
                approver=approver.name if approver else "",
                receipt_no=found.receipt_no,
                recipient=found.recipient or units.get(found.unit, ""),
                quantity=found.quantity,
                typ=one.core.typ,
            )
        )
    return tuple(rows)


def _approval_no(request: ApprovalRequest | None) -> str:
    """The number of the paper approval, or of the request decided in the program."""
    if request is None:
        return ""
    return request.paper.number if request.paper else request.number


def _corrections(
    connection: Connection, told: Sequence[Told], items: dict[str, ItemRow]
) -> tuple[CorrectionRow, ...]:
    people = people_of(connection, (one.core.recorder for one in told))
    rows = []
    for one in told:
        item = items.get(one.core.subjects[0].id)
        event = one.event
        if item is None or not isinstance(event, e.ItemCorrected):
            continue
        recorder = people.get(one.core.recorder)
        rows += [
            CorrectionRow(
                at=one.at,
                item=item,
                fact=name,
                old=old,
                new=new,
                reason=event.reason,
                by=recorder.name if recorder else "",
            )
            for name, old, new in _changes(event)
        ]
    return tuple(rows)


def _changes(event: e.ItemCorrected) -> list[tuple[str, str, str]]:
    """(fact, old, new) of what really differs; no correction names a subject by its id."""
    new = {fact.name: fact.value for fact in facts_of(event) if not _aside(fact.name)}
    before = facts_before(event)
    if before is None:
        return [(name, event.was, value) for name, value in new.items()]
    old = {fact.name: fact.value for fact in before}
    return [
        (name, old.get(name, ""), value)
        for name, value in new.items()
        if old.get(name, "") != value
    ]


def _aside(name: str) -> bool:
    """Whether a fact of a correction is not what was corrected."""
    return name in NO_FACTS or name.startswith("was.")


def _unsigned(connection: Connection, start: Moment, end: Moment) -> tuple[FormRow, ...]:
    rows = connection.exec_driver_sql(
        f"SELECT {COLUMNS} FROM form_card f INDEXED BY ix_form_card_awaits"
        " WHERE f.awaits = 1 AND f.issued_at >= ? AND f.issued_at < ? ORDER BY f.n",
        (start, end),
    ).all()
    return named_forms(connection, rows)
