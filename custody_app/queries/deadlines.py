"""The sweep: which legal deadlines are near or over, who must act, who is told by now, and how.

It reads the due table, never the things; names and articles come from the rule pack in force.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from custody_app.domain.law.calendar import WorkCalendar
from custody_app.domain.law.codes import UNREAD
from custody_app.domain.law.rule_pack import Deadline
from custody_app.domain.law.terms import TermUnit, day_in_china
from custody_app.domain.moments import Moment, hours_between, later
from custody_app.domain.rules.clocks import (
    BANK_RECEIPT,
    COLLECT,
    COLLECT_NOTICE,
    CONFIRMATION,
    CONTRACT,
    HAND_OVER,
    IN_TRANSIT,
    LOAN,
    NOT_TRANSFERRED,
    PERSONAL_EFFECTS,
    STOCK_TAKE,
    TO_UNIT,
    UNCOLLECTED,
    UPKEEP,
    VISIT,
    clocks_of,
)
from custody_app.domain.rules.legal_clock import Clock
from custody_app.domain.rules.measure_clocks import MEASURE
from custody_app.domain.state.clock_steps import UNRELATED
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.rules_in_force import RulesState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Role
from custody_app.queries.centre_overview import centre_state
from custody_app.queries.due import DueMoment, due_moments
from custody_app.queries.names import PersonRef
from custody_app.queries.rules import rules_in_force
from custody_app.queries.states import states_of
from custody_app.storage.projections.law_facts import law_of
from custody_app.storage.state_store import StateStore

KINDS = (
    HAND_OVER, LOAN, MEASURE, NOT_TRANSFERRED, UPKEEP, IN_TRANSIT, VISIT, CONTRACT, CONFIRMATION,
)  # fmt: skip
"""Kinds of due moments that are legal deadlines; the last is one of requests, not of things."""
DEADLINE_OF_KIND = {HAND_OVER: "D01", LOAN: "D05", NOT_TRANSFERRED: "D26"}
CLEARED_BY = {
    HAND_OVER: ("AcceptItem", "RefuseItem", "ExceptHandOverClock"),
    LOAN: ("ReturnItem", "RequestExtension"),
    MEASURE: ("ChangeMeasure", "RequestDisposal"),
    STOCK_TAKE: ("CountPlace",),
    BANK_RECEIPT: ("AddMoneyReceipt", "StopClock"),
    UNRELATED: ("ReleaseItem", "PublishNotice", "ChangeMeasure", "StopClock"),
    TO_UNIT: ("AcceptItem", "StopClock"),
    UPKEEP: ("MaintainVehicle",),
    COLLECT: ("RecordAccidentStep", "StopClock"),
    UNCOLLECTED: ("RecordAccidentStep", "ReleaseItem"),
    COLLECT_NOTICE: ("RequestDisposal", "ReleaseItem"),
    IN_TRANSIT: ("ReceiveFromStore", "FreezeItem"),
    VISIT: ("VisitEntrusted", "ReturnEntrusted"),
    CONTRACT: ("ReturnEntrusted",),
    NOT_TRANSFERRED: ("SendAuthority", "HandOverWithCase", "RequestDisposal"),
    PERSONAL_EFFECTS: ("ReturnEffects", "MoveEffectsToSeizure", "MoveEffectsToTemporaryStore"),
    CONFIRMATION: ("ConfirmApproval", "RevokeApproval"),
}
"""Kind of due moment -> commands that end it."""
OF_OTHERS = frozenset({STOCK_TAKE, BANK_RECEIPT, PERSONAL_EFFECTS, CONFIRMATION})
"""Kinds that are no deadlines of things."""
BY_HAND = ("StopClock", "ExtendClock")
HOURS_OF_DAY = 24
FIRST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One deadline of one thing.

    Attributes:
        deadline: its id; empty for an end that a paper names under no deadline of the pack.
        hours_late: negative while there is time.
        told: whose turn it is by the chasing of the pack, in the order they were told.
        article: empty while nobody confirmed a deadline that was not read (decisions, 15).
        is_sure: False when the holidays of its year are not entered, so that it may end later.
        person: whose turn it is by name, once ``owners.named`` has looked.
    """

    kind: str
    deadline: str
    item: str
    at: Moment
    hours_late: float
    told: tuple[Role, ...]
    article: str
    zh: str = ""
    en: str = ""
    is_sure: bool = True
    person: PersonRef | None = None

    @property
    def is_of_item(self) -> bool:
        """Whether its subject is a thing; of others ``item`` is the id of something else."""
        return self.kind not in OF_OTHERS

    @property
    def is_late(self) -> bool:
        """Whether it is over."""
        return self.hours_late > 0

    @property
    def owner(self) -> Role | None:
        """Who was told last: the highest the matter has gone."""
        return self.told[-1] if self.told else None

    @property
    def cleared_by(self) -> tuple[str, ...]:
        """Commands that end it."""
        return CLEARED_BY.get(self.kind, BY_HAND)


def sweep(
    connection: Connection, *, now: Moment, limit: int = FIRST, until: str = ""
) -> tuple[Alert, ...]:
    """Deadlines that are over, or near by the warning of the pack; the longest over first.

    Args:
        connection: where the record is read.
        now: the moment late is measured from.
        limit: at most so many of each kind.
        until: those that end before this moment too, though nobody is warned of them yet.
    """
    rules = rules_in_force(connection)
    if rules is None:
        return ()
    centre = centre_state(connection)
    confirmed = frozenset(centre.confirmed_rules if centre is not None else ())
    found: list[Alert] = []
    by_hand = (one.id for one in rules.pack.deadlines if one.enabled)
    for kind in dict.fromkeys((*KINDS, *by_hand)):
        ahead = max(later(now, days=_warning_days(rules, kind)), until)
        moments = due_moments(connection, kind, until=ahead, limit=limit)
        clocks = _measures(connection, moments) if kind == MEASURE else {}
        for one in moments:
            clock = clocks.get(one.id)
            id_ = DEADLINE_OF_KIND.get(kind, kind) if clock is None else clock.deadline
            deadline = _deadline(rules, id_)
            near = later(one.at, days=-deadline.warn_days) if deadline is not None else one.at
            if near <= now or one.at < until:
                alert = _alert(kind, one.id, one.at, now, deadline, confirmed)
                sure = clock.is_sure if clock else is_sure(deadline, one.at, rules.work)
                found.append(replace(alert, is_sure=sure))
    return tuple(sorted(found, key=lambda alert: (alert.at, alert.kind, alert.item)))


def _warning_days(rules: RulesState, kind: str) -> int:
    """How far ahead to look: of a measure, which may run under several, the longest warning."""
    if kind == MEASURE:
        return max(one.warn_days for one in rules.pack.deadlines)
    deadline = _deadline(rules, DEADLINE_OF_KIND.get(kind, kind))
    return deadline.warn_days if deadline is not None else 0


def _measures(connection: Connection, moments: tuple[DueMoment, ...]) -> dict[str, Clock]:
    """Item -> the clock of its measure: only the thing tells under which deadline it runs."""
    law = law_of(StateStore(connection))
    found = {}
    for id_, state in states_of(connection, ItemState, [one.id for one in moments]).items():
        for clock in clocks_of(state, law):
            if clock.kind == MEASURE:
                found[id_] = clock
    return found


def _deadline(rules: RulesState, id_: str) -> Deadline | None:
    return next((one for one in rules.pack.deadlines if one.id == id_), None)


def told_by(deadline: Deadline, hours_late: float) -> tuple[Role, ...]:
    """Whose turn it is by the chasing of the pack, in the order they were told."""
    due = (one.role for one in deadline.chased if hours_late >= one.after_days * HOURS_OF_DAY)
    return tuple(dict.fromkeys(due))


def is_sure(deadline: Deadline | None, at: Moment, work: WorkCalendar) -> bool:
    """Whether an end cannot move: no holiday does that to hours, nor to a day that a paper names.

    An end that somebody named under a deadline that has a length is told as unsure too.
    """
    term = deadline.term if deadline is not None else None
    return term is None or term.unit is TermUnit.HOURS or work.knows(day_in_china(at))


def _alert(
    kind: str,
    item: str,
    at: Moment,
    now: Moment,
    deadline: Deadline | None,
    confirmed: frozenset[str],
) -> Alert:
    hours = hours_between(at, now)
    if deadline is None:
        return Alert(
            kind=kind, deadline="", item=item, at=at, hours_late=hours, told=(), article=""
        )
    is_read = deadline.certainty not in UNREAD or f"deadline.{deadline.id.lower()}" in confirmed
    return Alert(
        kind=kind,
        deadline=deadline.id,
        item=item,
        at=at,
        hours_late=hours,
        told=told_by(deadline, hours),
        article=deadline.article if is_read else "",
        zh=deadline.zh,
        en=deadline.en,
    )
