"""What may leave, what is held back and why, what nobody has decided yet."""

from __future__ import annotations

from sqlalchemy import Connection

from custody_app.domain.moments import Moment
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import RequestKind
from custody_app.queries.due import count_due, due_moments
from custody_app.queries.item_rows import ItemRow, item_rows
from custody_app.queries.names import id_text
from custody_app.queries.page import Count
from custody_app.queries.requests import (
    RequestRow,
    approved_waiting,
    requests_by_id,
)
from custody_app.queries.states import states_of
from custody_app.queries.why_still_here import Blocker, blockers_of

HELD_MATTERS = ("matter_held", "matter_frozen")
HELD_CODES = frozenset({"hold", "frozen"})


@dataclass(frozen=True, slots=True)
class Pile:
    """An approved request and its things that are still here."""

    request: RequestRow
    items: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A thing that may not leave: why, since when."""

    item: ItemRow
    reason: str
    since: Moment | None
    blockers: tuple[Blocker, ...]


@dataclass(frozen=True, slots=True)
class PileCounts:
    """How many there are in all: requests, things, requests."""

    approved: Count
    held: Count
    unanswered: Count


@dataclass(frozen=True, slots=True)
class DisposalPiles:
    """The three piles of the disposal page."""

    approved: tuple[Pile, ...]
    held: tuple[Held, ...]
    unanswered: tuple[RequestRow, ...]
    counts: PileCounts


def disposal_piles(connection: Connection, *, now: Moment, limit: int = 50) -> DisposalPiles:
    """The first of each pile, the oldest first."""
    kind = RequestKind.DISPOSAL
    approved = approved_waiting(connection, kind, limit=limit)
    unanswered, waiting = _unanswered(connection, limit)
    counts = PileCounts(
        count_due(connection, kind=f"approved_{kind.value}"),
        _count_held(connection),
        waiting,
    )
    return DisposalPiles(
        _piles(connection, approved), _held(connection, now, limit), unanswered, counts
    )


def _piles(connection: Connection, approved: tuple[RequestRow, ...]) -> tuple[Pile, ...]:
    requests = states_of(connection, ApprovalRequest, [row.id for row in approved])
    ids = [asked.item for request in requests.values() for asked in request.items]
    items = states_of(connection, ItemState, list(ids))
    rows = {row.id: row for row in item_rows(connection, items=ids)}
    found = []
    for row in approved:
        here = [
            rows[asked.item]
            for asked in requests[row.id].items
            if asked.item in rows
            and items[asked.item].in_custody
            and row.id not in items[asked.item].used_requests
        ]
        found.append(Pile(row, tuple(here)))
    return tuple(found)


def _held(connection: Connection, now: Moment, limit: int) -> tuple[Held, ...]:
    moments = [one for kind in HELD_MATTERS for one in due_moments(connection, kind, limit=limit)]
    moments.sort(key=lambda one: (one.at, one.id))
    ids = list(dict.fromkeys(one.id for one in moments))[:limit]
    states = states_of(connection, ItemState, ids)
    found = []
    for row in item_rows(connection, items=ids):
        blockers = blockers_of(connection, states[row.id], now)
        first = next((one for one in blockers if one.code in HELD_CODES), None)
        facts = dict(first.facts) if first else {}
        reason = facts.get("reason") or facts.get("freeze_reason") or ""
        since = first.since if first else None
        found.append(Held(item=row, reason=reason, since=since, blockers=blockers))
    return tuple(found)


def _count_held(connection: Connection) -> Count:
    marks = ", ".join("?" * len(HELD_MATTERS))
    found: int = connection.exec_driver_sql(
        f"SELECT count(DISTINCT id) FROM due WHERE kind IN ({marks}) AND at > ''", HELD_MATTERS
    ).scalar_one()
    return Count(found)


def _unanswered(connection: Connection, limit: int) -> tuple[tuple[RequestRow, ...], Count]:
    """Submitted disposal requests, the oldest first."""
    ids = connection.exec_driver_sql(
        "SELECT d.id FROM due d CROSS JOIN request_card r ON r.id = d.id"
        " WHERE d.kind = 'request' AND d.at > '' AND r.kind = 'disposal' ORDER BY d.at, d.id"
    ).scalars()
    found = [id_text(raw) for raw in ids.all()]
    return requests_by_id(connection, found[:limit]), Count(len(found))
