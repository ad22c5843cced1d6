"""What is due: hand-overs, loans, ends of measures, matters that wait, in the order of time."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from custody_app.domain.moments import Moment
from custody_app.domain.rules.clocks import CONFIRMATION, STOCK_TAKE
from custody_app.domain.values import dataclass
from custody_app.queries.item_rows import ItemRow, item_rows
from custody_app.queries.names import id_text
from custody_app.queries.page import Count, count_up_to

HAND_OVER = "hand_over"
LOAN = "loan"
MEASURE = "measure"
REQUEST = "request"
FOR_EVER = "9999"
_STANDS_THERE = (
    "(EXISTS (SELECT 1 FROM item_card WHERE place_id = due.id)"
    " OR EXISTS (SELECT 1 FROM container_card WHERE place_id = due.id))"
)
CONDITIONS = {STOCK_TAKE: _STANDS_THERE}
"""Kind -> what must hold besides the time: an empty place is not counted."""
OF_REQUESTS = ("request", "approved_", CONFIRMATION)


@dataclass(frozen=True, slots=True)
class DueRow:
    """One due moment; the item is there unless a request is due."""

    kind: str
    at: Moment
    id: str
    item: ItemRow | None


@dataclass(frozen=True, slots=True)
class DueMoment:
    """A due moment of a subject, without its names."""

    at: Moment
    id: str


def due_moments(
    connection: Connection, kind: str, *, until: str = FOR_EVER, since: str = "", limit: int = 50
) -> tuple[DueMoment, ...]:
    """Due moments of a kind from one moment to before another, soonest first."""
    rows = connection.exec_driver_sql(
        f"SELECT at, id FROM due WHERE kind = ? AND at >= ? AND at < ?{_and(kind)}"
        " ORDER BY at, id LIMIT ?",
        (kind, since, until, limit),
    )
    return tuple(DueMoment(Moment(row[0]), id_text(row[1])) for row in rows)


@dataclass(frozen=True, slots=True)
class Span:
    """A list of due moments: its code, the kind of due row, from when to before when."""

    code: str
    kind: str
    since: str = ""
    until: str = FOR_EVER


def first_due(
    connection: Connection, spans: Sequence[Span], limit: int
) -> dict[str, tuple[DueMoment, ...]]:
    """Code -> the first due moments of the spans that bear it, in one question."""
    if not spans:
        return {}
    parts = [
        "SELECT * FROM (SELECT ? AS code, at, id FROM due"
        f" WHERE kind = ? AND at >= ? AND at < ?{_and(span.kind)} ORDER BY at, id LIMIT ?)"
        for span in spans
    ]
    args: list[str | int] = []
    for span in spans:
        args += [span.code, span.kind, span.since, span.until, limit]
    found: dict[str, list[DueMoment]] = {span.code: [] for span in spans}
    rows = connection.exec_driver_sql(" UNION ALL ".join(parts), tuple(args))
    for code, at, raw in rows:
        found[code].append(DueMoment(at, id_text(raw)))
    return {
        code: tuple(sorted(moments, key=lambda one: (one.at, one.id))[:limit])
        for code, moments in found.items()
    }


def due_soonest(
    connection: Connection, *, kind: str, until: str = FOR_EVER, since: str = "", limit: int = 50
) -> tuple[DueRow, ...]:
    """What is due of a kind before a moment, soonest first."""
    found = due_moments(connection, kind, until=until, since=since, limit=limit)
    rows = {}
    if not kind.startswith(OF_REQUESTS):
        rows = {row.id: row for row in item_rows(connection, items=(one.id for one in found))}
    return tuple(DueRow(kind, one.at, one.id, rows.get(one.id)) for one in found)


def count_due(
    connection: Connection, *, kind: str, until: str = FOR_EVER, since: str = ""
) -> Count:
    """How much is due of a kind before a moment."""
    where = ["kind = ?", "at >= ?", "at < ?"]
    if kind in CONDITIONS:
        where.append(CONDITIONS[kind])
    return count_up_to(connection, "due", where, (kind, since, until))


def _and(kind: str) -> str:
    return f" AND {CONDITIONS[kind]}" if kind in CONDITIONS else ""
