"""What is due: hand-overs, loans, ends of measures, matters that wait, in the order of time."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from custody_app.domain.moments import Moment
from custody_app.domain.rules.clocks import CONFIRMATION
from custody_app.domain.values import dataclass
from custody_app.queries.item_rows import ItemRow, item_rows
from custody_app.queries.names import id_text
from custody_app.queries.page import Count, count_up_to

HAND_OVER = "hand_over"
LOAN = "loan"
MEASURE = "measure"
REQUEST = "request"
FOR_EVER = "9999"
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
        "SELECT at, id FROM due WHERE kind = ? AND at >= ? AND at < ? ORDER BY at, id LIMIT ?",
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
    part = (
        "SELECT * FROM (SELECT ? AS code, at, id FROM due"
        " WHERE kind = ? AND at >= ? AND at < ? ORDER BY at, id LIMIT ?)"
    )
    args: list[str | int] = []
    for span in spans:
        args += [span.code, span.kind, span.since, span.until, limit]
    found: dict[str, list[DueMoment]] = {span.code: [] for span in spans}
    rows = connection.exec_driver_sql(" UNION ALL ".join([part] * len(spans)), tuple(args))
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
    return count_up_to(connection, "due", ("kind = ?", "at >= ?", "at < ?"), (kind, since, until))
