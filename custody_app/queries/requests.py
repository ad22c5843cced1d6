"""Requests: what waits for whom, what was decided, what is still to be carried out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection

from custody_app.domain.moments import Moment
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.approver import rank_of, suffices
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ApprovalRequest, PersonState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Disposal, Rank, RequestKind, RequestState
from custody_app.queries.case_rows import CaseRow, case_rows
from custody_app.queries.files import files_of
from custody_app.queries.form_rows import FormRow, forms_where
from custody_app.queries.item_rows import ItemRow, item_rows
from custody_app.queries.names import (
    FileRef,
    PersonRef,
    cases_of,
    id_text,
    packed_id,
    people_of,
    person_of,
    rows_of,
    unit_name,
)
from custody_app.queries.page import PAGE, Count, Cursor, KeysetPage, Select, Span, read_page
from custody_app.queries.states import state_of, states_of

COLUMNS = (
    "r.n, r.id, r.number, r.kind, r.state, r.disposal, r.case_id, r.requester_id, r.rank_needed,"
    " r.made_at, r.due_at, r.items"
)
WAITING_MAX = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """A request in a list; ``done`` of its ``items`` have used it."""

    n: int
    id: str
    number: str
    kind: RequestKind
    state: RequestState
    disposal: Disposal | None
    case_id: str
    case_number: str
    requester_id: str
    requester_name: str
    rank_needed: Rank
    made_at: Moment
    due_at: Moment | None
    items: int
    done: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Requests a person may decide, oldest first."""

    rows: tuple[RequestRow, ...]
    total: Count


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One thing of a request; ``changed`` when a material fact is no longer as it was asked."""

    item: ItemRow
    asked: Amount
    done: bool
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFolder:
    """A request with everything about it."""

    row: RequestRow
    state: ApprovalRequest
    case: CaseRow
    requester: PersonRef | None
    recorder: PersonRef | None
    approver: PersonRef | None
    to_unit: str
    items: tuple[RequestLine, ...]
    forms: tuple[FormRow, ...]
    files: tuple[FileRef, ...]


def find_requests(
    connection: Connection,
    *,
    state: str = "",
    kind: str = "",
    case: str = "",
    after: Cursor | None = None,
    before: Cursor | None = None,
    limit: int = PAGE,
) -> KeysetPage[RequestRow]:
    """Requests newest first, of a state, a kind, a case."""
    where: list[str] = []
    args: list[Any] = []
    source = "request_card r"
    if case:
        source = "request_card r INDEXED BY ix_request_card_case"
        where.append("r.case_id = ?")
        args.append(packed_id(case))
    for column, value in (("state", state), ("kind", kind)):
        if value:
            where.append(f"r.{column} = ?")
            args.append(value)
    select = Select(f"SELECT {COLUMNS} FROM {source}", tuple(where), tuple(args), "r.n", "r.n")
    page = read_page(
        connection, select, Span(after, before, limit), lambda row: Cursor(None, row.n)
    )
    return KeysetPage(named_requests(connection, page.rows), page.after, page.before)


def named_requests(connection: Connection, rows: Sequence[Any]) -> tuple[RequestRow, ...]:
    """Rows of ``COLUMNS`` with case, requester and what of them is done."""
    cases = cases_of(connection, (id_text(row.case_id) for row in rows))
    people = people_of(connection, (id_text(row.requester_id) for row in rows))
    done = _done_of(connection, rows)
    found = []
    for row in rows:
        case = cases.get(id_text(row.case_id))
        requester = people.get(id_text(row.requester_id))
        found.append(
            RequestRow(
                n=row.n,
                id=id_text(row.id),
                number=row.number,
                kind=RequestKind(row.kind),
                state=RequestState(row.state),
                disposal=Disposal(row.disposal) if row.disposal else None,
                case_id=id_text(row.case_id),
                case_number=case.number if case else "",
                requester_id=id_text(row.requester_id),
                requester_name=requester.name if requester else "",
                rank_needed=Rank(row.rank_needed),
                made_at=row.made_at,
                due_at=row.due_at,
                items=row.items,
                done=done.get(id_text(row.id), 0),
            )
        )
    return tuple(found)


def _done_of(connection: Connection, rows: Sequence[Any]) -> dict[str, int]:
    """How many things of each request used it: all once carried out, none before approval."""
    found = {id_text(row.id): row.items for row in rows if row.state == RequestState.CARRIED_OUT}
    approved = [id_text(row.id) for row in rows if row.state == RequestState.APPROVED]
    requests = states_of(connection, ApprovalRequest, approved)
    ids = [asked.item for request in requests.values() for asked in request.items]
    items = states_of(connection, ItemState, list(ids))
    for id_, request in requests.items():
        found[id_] = sum(
            1
            for asked in request.items
            if asked.item in items and request.id in items[asked.item].used_requests
        )
    return found


def requests_by_id(connection: Connection, ids: Sequence[str]) -> tuple[RequestRow, ...]:
    """Rows of these requests in the order given."""
    head = f"SELECT {COLUMNS} FROM request_card r"
    rows = list(rows_of(connection, head, "r.id", map(packed_id, ids)))
    by_id = {row.id: row for row in named_requests(connection, rows)}
    return tuple(by_id[id_] for id_ in ids if id_ in by_id)


def requests_of_item(connection: Connection, item: str) -> tuple[RequestRow, ...]:
    """Requests that name an item, newest first."""
    rows = connection.exec_driver_sql(
        "SELECT request_id FROM request_item WHERE item_id = ?", (packed_id(item),)
    ).scalars()
    found = requests_by_id(connection, [id_text(raw) for raw in rows.all()])
    return tuple(sorted(found, key=lambda row: -row.n))


def waiting_for(connection: Connection, *, person: str, limit: int = 50) -> Waiting:
    """Submitted requests the person may decide: the rank suffices, and it is not the own one.

    Raises:
        RuleBroken: ``person.unknown``.
    """
    state = state_of(connection, PersonState, person)
    held = rank_of(state)
    if held is None or state.departed:
        return Waiting((), Count(0))
    rows = connection.exec_driver_sql(
        f"SELECT {COLUMNS} FROM due d CROSS JOIN request_card r ON r.id = d.id"
        " WHERE d.kind = 'request' AND d.at > '' AND r.requester_id <> ?"
        " ORDER BY d.at, d.id LIMIT ?",
        (packed_id(person), WAITING_MAX),
    ).all()
    mine = [row for row in rows if suffices(held, Rank(row.rank_needed))]
    return Waiting(
        named_requests(connection, mine[:limit]), Count(len(mine), len(rows) < WAITING_MAX)
    )


def ready_to_check_out(connection: Connection, *, cases: Collection[str]) -> tuple[str, ...]:
    """Ids of the approved call-outs of these cases with things still to be handed out.

    From the cases to what waits: what waits in the whole centre may be thousands, and the counter
    asks at every scan.
    """
    head = "SELECT r.id FROM request_card r CROSS JOIN due d ON d.id = r.id"
    tail = f" AND d.kind = 'approved_{RequestKind.CALL_OUT.value}' AND d.at > ''"
    rows = rows_of(connection, head, "r.case_id", map(packed_id, cases), tail)
    return tuple(id_text(row[0]) for row in rows)


def approved_waiting(
    connection: Connection, kind: RequestKind, *, limit: int = PAGE
) -> tuple[RequestRow, ...]:
    """Approved requests of a kind that are not carried out yet, oldest decision first."""
    rows = connection.exec_driver_sql(
        f"SELECT {COLUMNS} FROM due d CROSS JOIN request_card r ON r.id = d.id"
        " WHERE d.kind = ? AND d.at > '' ORDER BY d.at, d.id LIMIT ?",
        (f"approved_{kind.value}", limit),
    ).all()
    return named_requests(connection, rows)


def request_folder(connection: Connection, *, request: str) -> RequestFolder:
    """A request with its case, people, things, papers.

    Raises:
        RuleBroken: ``request.unknown``.
    """
    state = state_of(connection, ApprovalRequest, request)
    (row,) = requests_by_id(connection, (request,))
    (case,) = case_rows(connection, (state.case,))
    return RequestFolder(
        row=row,
        state=state,
        case=case,
        requester=person_of(connection, state.requester),
        recorder=person_of(connection, state.recorder),
        approver=person_of(connection, state.approver),
        to_unit=unit_name(connection, state.to_unit),
        items=request_lines(connection, state),
        forms=_forms(connection, state),
        files=files_of(connection, request),
    )


def request_lines(connection: Connection, state: ApprovalRequest) -> tuple[RequestLine, ...]:
    """The things of a request, as they are now."""
    ids = [asked.item for asked in state.items]
    rows = {row.id: row for row in item_rows(connection, items=ids)}
    items = states_of(connection, ItemState, list(ids))
    return tuple(
        RequestLine(
            item=rows[asked.item],
            asked=asked.quantity,
            done=state.id in items[asked.item].used_requests,
            changed=items[asked.item].material_digest() != asked.digest,
        )
        for asked in state.items
        if asked.item in rows and asked.item in items
    )


def _forms(connection: Connection, state: ApprovalRequest) -> tuple[FormRow, ...]:
    """Papers of the case that were made for this request."""
    return forms_where(connection, case=state.case, request=state.id)
