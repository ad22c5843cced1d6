"""Cases by number or name; one case or one list with everything in it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from custody_app.domain.moments import Moment
from custody_app.domain.state.registers import CaseState, SeizureState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Measure
from custody_app.queries.case_rows import COLUMNS, CaseRow, case_rows, named_cases
from custody_app.queries.files import files_of
from custody_app.queries.find_items import ItemFilters, find_at_once, find_items, storable
from custody_app.queries.form_rows import FormRow, forms_where
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.names import FileRef, PersonRef, id_text, packed_id, people_of
from custody_app.queries.page import PAGE, Cursor, KeysetPage, Select, Span, read_page
from custody_app.queries.people import LIKE, like
from custody_app.queries.requests import RequestRow, find_requests
from custody_app.queries.states import state_of, states_of

__all__ = [
    "CaseFolder",
    "CaseRow",
    "SeizureFolder",
    "SeizureRow",
    "case_folder",
    "find_cases",
    "seizure_folder",
]
LIST_MAX = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizureRow:
    """A legal document with its list."""

    id: str
    case_id: str
    measure: Measure
    document_no: str
    list_no: str
    taken_at: Moment
    items: int
    takeover: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFolder:
    """A case with its lists, requests, papers and files."""

    row: CaseRow
    state: CaseState
    officers: tuple[PersonRef, ...]
    seizures: tuple[SeizureRow, ...]
    requests: tuple[RequestRow, ...]
    forms: tuple[FormRow, ...]
    files: tuple[FileRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizureFolder:
    """A list with its case, its officers and its lines."""

    row: SeizureRow
    state: SeizureState
    case: CaseRow
    officers: tuple[PersonRef, ...]
    items: tuple[ItemRow, ...]
    files: tuple[FileRef, ...]


def find_cases(
    connection: Connection,
    *,
    text: str = "",
    unit: str = "",
    open_only: bool = False,
    after: Cursor | None = None,
    before: Cursor | None = None,
    limit: int = PAGE,
) -> KeysetPage[CaseRow]:
    """Cases newest first whose number or name holds the text; a case code finds its case."""
    text = storable(text.strip())
    where: list[str] = []
    args: list[Any] = []
    direct = find_at_once(connection, text=text)
    if direct is not None and direct.kind == "case":
        where.append("c.id = ?")
        args.append(packed_id(direct.id))
    else:
        for word in text.split():
            pattern = like(word, anywhere=True)
            where.append(f"(c.number {LIKE} OR c.name {LIKE})")
            args += [pattern, pattern]
    if unit:
        where.append("c.unit_id = ?")
        args.append(packed_id(unit))
    if open_only:
        where.append("c.closed = 0")
    select = Select(f"SELECT {COLUMNS} FROM case_card c", tuple(where), tuple(args), "c.n", "c.n")
    page = read_page(
        connection, select, Span(after, before, limit), lambda row: Cursor(None, row.n)
    )
    return KeysetPage(named_cases(connection, page.rows), page.after, page.before)


def case_folder(connection: Connection, *, case: str) -> CaseFolder:
    """A case with everything but its items, which ``find_items`` lists.

    Raises:
        RuleBroken: ``case.unknown``.
    """
    state = state_of(connection, CaseState, case)
    (row,) = case_rows(connection, (case,))
    return CaseFolder(
        row=row,
        state=state,
        officers=_people(connection, state.officers),
        seizures=seizures_of(connection, case),
        requests=find_requests(connection, case=case, limit=LIST_MAX).rows,
        forms=forms_where(connection, case=case),
        files=files_of(connection, case),
    )


def seizures_of(connection: Connection, case: str) -> tuple[SeizureRow, ...]:
    """The lists of a case, the first one first."""
    rows = connection.exec_driver_sql(
        "SELECT id FROM seizure_card WHERE case_id = ?", (packed_id(case),)
    ).scalars()
    states = states_of(connection, SeizureState, [id_text(raw) for raw in rows.all()])
    found = [_row(connection, state) for state in states.values()]
    return tuple(sorted(found, key=lambda row: (row.taken_at, row.id)))


def _row(connection: Connection, state: SeizureState) -> SeizureRow:
    items = connection.exec_driver_sql(
        "SELECT count(*) FROM item_card INDEXED BY ix_item_card_seizure WHERE seizure_id = ?",
        (packed_id(state.id),),
    ).scalar_one()
    return SeizureRow(
        id=state.id,
        case_id=state.case,
        measure=state.measure,
        document_no=state.document_no,
        list_no=state.list_no,
        taken_at=state.taken_at,
        items=items,
        takeover=state.takeover,
    )


def seizure_folder(connection: Connection, *, seizure: str) -> SeizureFolder:
    """A list with its case and its lines in the order they were entered.

    Raises:
        RuleBroken: ``seizure.unknown``.
    """
    state = state_of(connection, SeizureState, seizure)
    (case,) = case_rows(connection, (state.case,))
    filters = ItemFilters(seizure=seizure)
    page = find_items(connection, filters=filters, descending=False, limit=LIST_MAX)
    return SeizureFolder(
        row=_row(connection, state),
        state=state,
        case=case,
        officers=_people(connection, state.officers),
        items=page.rows,
        files=files_of(connection, seizure),
    )


def _people(connection: Connection, ids: tuple[Any, ...]) -> tuple[PersonRef, ...]:
    found = people_of(connection, ids)
    return tuple(found.get(id_, PersonRef(id_)) for id_ in ids)
