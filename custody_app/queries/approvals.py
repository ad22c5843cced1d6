"""Approvals: what waits for whom, what is decided, and who may decide on a request by which law."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from custody_app.domain.errors import RuleBroken
from custody_app.domain.rules.approval import why_not_decided_by
from custody_app.domain.rules.approver import article_of
from custody_app.domain.rules.carrying_out import why_not_carried_out_by
from custody_app.domain.rules.clocks import CONFIRMATION
from custody_app.domain.state.registers import ApprovalRequest, PersonState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import RequestState
from custody_app.domain.world import World
from custody_app.queries.due import REQUEST, due_moments
from custody_app.queries.names import PersonRef, id_text, people_of, person_of
from custody_app.queries.page import PAGE, Cursor, KeysetPage, Select, Span, read_page
from custody_app.queries.requests import (
    COLUMNS,
    RequestFolder,
    RequestRow,
    named_requests,
    request_folder,
    requests_by_id,
)
from custody_app.queries.states import state_of, states_of
from custody_app.storage.state_store import StateStore

WAITING_MAX = 500
"""Waiting requests that are looked at one by one."""
DECIDERS_MAX = 6
DECIDED = ("approved", "refused", "withdrawn", "carried_out", "revoked")


@dataclass(frozen=True, slots=True)
class WaitingRequests:
    """Requests that wait, oldest first: for the person, for others, for a confirmation."""

    mine: tuple[RequestRow, ...]
    others: tuple[RequestRow, ...]
    unconfirmed: tuple[RequestRow, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A request as somebody who decides sees it.

    Attributes:
        refusal: why the person at the window cannot decide on it; None when nothing is in the way.
        article: the law that sets the level; empty where nobody read it (decisions, 15).
        deciders: who may decide on it, at most six.
        entitled: who confirms what was approved by telephone or by a deputy.
    """

    folder: RequestFolder
    refusal: RuleBroken | None
    article: str
    deciders: tuple[PersonRef, ...]
    entitled: PersonRef | None

    @property
    def is_void(self) -> bool:
        """A material fact of everything that is still to be done has changed (decisions, 12)."""
        open_ = [line for line in self.folder.items if not line.done]
        living = self.folder.row.state in (RequestState.SUBMITTED, RequestState.APPROVED)
        return living and bool(open_) and all(line.changed for line in open_)


def waiting_requests(connection: Connection, *, person: str = "") -> WaitingRequests:
    """What waits for a decision or a confirmation; ``mine`` are those the person may decide."""
    waiting = [one.id for one in due_moments(connection, REQUEST, limit=WAITING_MAX)]
    hurried = [one.id for one in due_moments(connection, CONFIRMATION, limit=WAITING_MAX)]
    mine = _decidable(connection, [*waiting, *hurried], person)
    rows = requests_by_id(connection, waiting)
    return WaitingRequests(
        mine=tuple(row for row in (*rows, *requests_by_id(connection, hurried)) if row.id in mine),
        others=tuple(row for row in rows if row.id not in mine),
        unconfirmed=requests_by_id(connection, hurried),
    )


def _decidable(connection: Connection, ids: Sequence[str], person: str) -> set[str]:
    if not person:
        return set()
    world = World(StateStore(connection))
    who = world.person(person)
    states = states_of(connection, ApprovalRequest, list(ids))
    return {id_ for id_, one in states.items() if why_not_decided_by(who, one, world) is None}


def decided_requests(
    connection: Connection,
    *,
    after: Cursor | None = None,
    before: Cursor | None = None,
    limit: int = PAGE,
) -> KeysetPage[RequestRow]:
    """Requests that were decided or taken back, newest first."""
    marks = ", ".join("?" * len(DECIDED))
    select = Select(
        f"SELECT {COLUMNS} FROM request_card r", (f"r.state IN ({marks})",), DECIDED, "r.n", "r.n"
    )
    page = read_page(
        connection, select, Span(after, before, limit), lambda row: Cursor(None, row.n)
    )
    return KeysetPage(named_requests(connection, page.rows), page.after, page.before)


def decision_on(connection: Connection, *, request: str, person: str = "") -> Decision:
    """A request with the law, who may decide on it, and whether the person may.

    Raises:
        RuleBroken: ``request.unknown``, ``person.unknown``.
    """
    folder = request_folder(connection, request=request)
    state, world = folder.state, World(StateStore(connection))
    refusal = None
    if person:
        refusal = why_not_decided_by(state_of(connection, PersonState, person), state, world)
    return Decision(
        folder=folder,
        refusal=refusal,
        article=article_of(state, world),
        deciders=_deciders(connection, state, world),
        entitled=person_of(connection, state.entitled),
    )


@dataclass(frozen=True, slots=True)
class SignedBefore:
    """How somebody stands to a request by what they signed of it, or of its case.

    Attributes:
        decides: why the person cannot decide on it; None when nothing is in the way.
        carries_out: why the person carries out nothing of it.
    """

    decides: RuleBroken | None
    carries_out: RuleBroken | None


def signed_before(connection: Connection, *, request: str, person: str) -> SignedBefore:
    """What stands between a person and a request.

    Raises:
        RuleBroken: ``request.unknown``, ``person.unknown``.
    """
    world = World(StateStore(connection))
    state, who = world.request(request), world.person(person)
    return SignedBefore(
        why_not_decided_by(who, state, world), why_not_carried_out_by(who, state, world)
    )


def _deciders(
    connection: Connection, request: ApprovalRequest, world: World
) -> tuple[PersonRef, ...]:
    """Heads on the register who may decide, the lowest rank first."""
    if request.state is not RequestState.SUBMITTED and not request.awaits_confirmation:
        return ()
    rows = connection.exec_driver_sql(
        "SELECT id FROM person_card WHERE departed = 0 AND (rank <> '' OR roles LIKE '%head%')"
        " ORDER BY badge_no, id"
    ).all()
    found = []
    for (raw,) in rows:
        who = world.person(id_text(raw))
        if why_not_decided_by(who, request, world) is None:
            found.append(who.id)
        if len(found) == DECIDERS_MAX:
            break
    people = people_of(connection, found)
    return tuple(people[id_] for id_ in found if id_ in people)
