"""Slips of personal effects: what people carried, in which locker, what still waits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from custody_app.domain.moments import Moment
from custody_app.domain.rules.clocks import effects_due
from custody_app.domain.state.effects import EffectsState
from custody_app.domain.values import dataclass
from custody_app.queries.names import cases_of, id_text, packed_id, places_of, rows_of
from custody_app.queries.page import PAGE, Cursor, KeysetPage, Select, Span, read_page
from custody_app.queries.states import states_of
from custody_app.storage.projections.law_facts import law_of
from custody_app.storage.state_store import StateStore

HEAD = (
    "SELECT e.n, e.id, e.number, e.name, e.place_id, e.case_id, e.received_at, e.closed_at,"
    " e.lines, e.waiting, e.taken_out FROM effects_card e"
)
TEXT_MAX = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsRow:
    """One slip in a list.

    Attributes:
        waiting: lines without an outcome.
        taken_out: those of them that are out for a while.
        due_at: the end of the 24 hours (D19); None where every line has its outcome.
    """

    n: int
    id: str
    number: str
    name: str
    place_code: str
    case_number: str
    received_at: Moment
    closed_at: Moment | None
    lines: int
    waiting: int
    taken_out: int
    due_at: Moment | None


def effects_slips(
    connection: Connection,
    *,
    is_open: bool = True,
    text: str = "",
    after: Cursor | None = None,
    limit: int = PAGE,
) -> KeysetPage[EffectsRow]:
    """Slips that wait for an outcome, or that are closed; the newest first."""
    where = ["e.closed_at IS NULL" if is_open else "e.closed_at IS NOT NULL"]
    args: list[Any] = []
    typed = text.strip()[:TEXT_MAX]
    if typed:
        where.append("(instr(e.name, ?) OR instr(e.number, ?))")
        args += [typed, typed]
    select = Select(HEAD, tuple(where), tuple(args), "e.n", "e.n")
    page = read_page(connection, select, Span(after, None, limit), lambda row: Cursor(None, row.n))
    return KeysetPage(_named(connection, page.rows), page.after, page.before)


def effects_by_id(connection: Connection, ids: Sequence[str]) -> tuple[EffectsRow, ...]:
    """Rows of these slips in the order given."""
    rows = list(rows_of(connection, HEAD, "e.id", map(packed_id, ids)))
    by_id = {row.id: row for row in _named(connection, rows)}
    return tuple(by_id[id_] for id_ in ids if id_ in by_id)


def _named(connection: Connection, rows: Any) -> tuple[EffectsRow, ...]:
    cases = cases_of(connection, {id_text(row.case_id) for row in rows if row.case_id})
    places = places_of(connection, {id_text(row.place_id) for row in rows})
    states = states_of(connection, EffectsState, [id_text(row.id) for row in rows])
    law = law_of(StateStore(connection))
    found = []
    for row in rows:
        case = cases.get(id_text(row.case_id)) if row.case_id else None
        place = places.get(id_text(row.place_id))
        clock = effects_due(states[id_text(row.id)], law)
        found.append(
            EffectsRow(
                n=row.n,
                id=id_text(row.id),
                number=row.number,
                name=row.name,
                place_code=place.code if place else "",
                case_number=case.number if case else "",
                received_at=row.received_at,
                closed_at=row.closed_at,
                lines=row.lines,
                waiting=row.waiting,
                taken_out=row.taken_out,
                due_at=clock.at if clock is not None else None,
            )
        )
    return tuple(found)
