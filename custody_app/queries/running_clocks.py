"""The clocks that run for a thing, and those of all things that no other list of Today tells."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from sqlalchemy import Connection

from custody_app.domain.law.rule_pack import Deadline
from custody_app.domain.moments import Moment, hours_between, later
from custody_app.domain.rules.clocks import (
    BANK_RECEIPT,
    CONFIRMATION,
    NOT_TRANSFERRED,
    PERSONAL_EFFECTS,
    STOCK_TAKE,
    UPKEEP,
    clocks_of,
)
from custody_app.domain.rules.legal_clock import Law
from custody_app.domain.rules.measure_clocks import ADMINISTRATIVE, is_suspended
from custody_app.domain.state.clock_steps import FREEZES
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.rules_in_force import RulesState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Role
from custody_app.queries.deadlines import is_sure, told_by
from custody_app.queries.due import DueMoment, Span, count_due, first_due
from custody_app.queries.item_rows import ItemRow, item_rows
from custody_app.queries.names import PersonRef, id_text, packed_id
from custody_app.queries.owners import NOBODY, People, people_of_items
from custody_app.queries.page import Count
from custody_app.queries.rules import rules_in_force
from custody_app.queries.states import states_of
from custody_app.storage.projections.law_facts import law_of
from custody_app.storage.state_store import StateStore

ELSEWHERE = FREEZES | {
    "D01", "D05", "D07", "D08",
    NOT_TRANSFERRED, UPKEEP, STOCK_TAKE, BANK_RECEIPT, PERSONAL_EFFECTS, CONFIRMATION,
}  # fmt: skip
"""Deadlines that Today tells in lists of their own, or the page of money."""
CASE_MAX = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningClock:
    """One clock of one thing, with whose turn it is.

    Attributes:
        at: its last moment; None while it stands still.
        person: who must act, where the record knows; else the role alone says it.
        item: the thing in a row, where the clock is one of a list.
        is_late: it is over.
    """

    deadline: str
    zh: str
    en: str
    at: Moment | None
    is_sure: bool = True
    role: Role | None = None
    person: PersonRef | None = None
    item: ItemRow | None = None
    is_late: bool = False

    def is_near(self, law: Law, now: Moment) -> bool:
        """Whether it is over, or near by the warning of the pack."""
        days = law.pack.deadline(self.deadline).warn_days
        return self.at is not None and later(self.at, days=-days) <= now


def running_clocks(
    connection: Connection, state: ItemState, now: Moment
) -> tuple[RunningClock, ...]:
    """The clocks of a thing under deadlines of the pack, the first to end first."""
    law = law_of(StateStore(connection))
    if law is None:
        return ()
    people = people_of_items(connection, (state.id,), (state.id,)).get(state.id, NOBODY)
    found = list(_of_thing(state, law, now, people))
    if is_suspended(state, law):
        stopped = law.pack.deadline(ADMINISTRATIVE)
        found.append(_running(stopped, None, True, now, people))
    return tuple(found)


def case_clocks(
    connection: Connection, *, case: str, now: Moment, limit: int = CASE_MAX
) -> tuple[RunningClock, ...]:
    """The clocks of a case that are near or over, of its first things to be late."""
    law = law_of(StateStore(connection))
    if law is None:
        return ()
    ahead = later(now, days=max(one.warn_days for one in law.pack.deadlines))
    rows = connection.exec_driver_sql(
        "SELECT i.id, min(d.at) AS first FROM item_card i JOIN due d ON d.id = i.id"
        " WHERE i.case_id = ? AND d.at < ? AND d.kind NOT LIKE 'matter%'"
        " GROUP BY i.id ORDER BY first, i.id LIMIT ?",
        (packed_id(case), ahead, limit),
    )
    ids = [id_text(row[0]) for row in rows]
    cards = {row.id: row for row in item_rows(connection, items=ids)}
    people = people_of_items(connection, ids, ids)
    found = [
        clock
        for id_, state in states_of(connection, ItemState, ids).items()
        for clock in _of_thing(state, law, now, people.get(id_, NOBODY), cards.get(id_))
        if clock.is_near(law, now)
    ]
    return tuple(sorted(found, key=lambda one: str(one.at)))


def _of_thing(
    state: ItemState, law: Law, now: Moment, people: People, row: ItemRow | None = None
) -> Iterator[RunningClock]:
    for clock in sorted(clocks_of(state, law), key=lambda one: one.at):
        if (deadline := _deadline(law, clock.deadline)) is not None:
            yield _running(deadline, clock.at, clock.is_sure, now, people, row)


def _deadline(law: Law, id_: str) -> Deadline | None:
    return next((one for one in law.pack.deadlines if one.id == id_), None)


def _running(
    deadline: Deadline,
    at: Moment | None,
    sure: bool,
    now: Moment,
    people: People,
    item: ItemRow | None = None,
) -> RunningClock:
    hours = hours_between(at, now) if at is not None else -inf
    told = told_by(deadline, hours)
    role = told[-1] if told else deadline.chased[0].role
    person = people.who(role)
    if deadline.id == "D05" and role is Role.CASE_OFFICER:
        person = people.borrower
    return RunningClock(
        deadline=deadline.id,
        zh=deadline.zh,
        en=deadline.en,
        at=at,
        is_sure=sure,
        role=role,
        person=person,
        item=item,
        is_late=hours > 0,
    )


def other_clocks(
    connection: Connection, now: Moment, limit: int
) -> tuple[Count, tuple[RunningClock, ...]]:
    """How many deadlines are near or over that no other list tells, and the first of them."""
    rules = rules_in_force(connection)
    if rules is None:
        return Count(0), ()
    deadlines = {one.id: one for one in rules.pack.deadlines if _is_other(one)}
    spans = [Span(id_, id_, "", later(now, days=one.warn_days)) for id_, one in deadlines.items()]
    first = first_due(connection, spans, limit)
    total = Count(0)
    for span in spans:
        count = Count(len(first[span.code]))
        if count.n == limit:
            count = count_due(connection, kind=span.kind, until=span.until)
        total = Count(total.n + count.n, total.exact and count.exact)
    moments = sorted(
        ((moment, id_) for id_, found in first.items() for moment in found),
        key=lambda one: (one[0].at, one[1], one[0].id),
    )[:limit]
    return total, tuple(_named(connection, moments, deadlines, rules, now))


def _is_other(one: Deadline) -> bool:
    return one.enabled and one.id not in ELSEWHERE


def _named(
    connection: Connection,
    moments: list[tuple[DueMoment, str]],
    deadlines: dict[str, Deadline],
    rules: RulesState,
    now: Moment,
) -> Iterator[RunningClock]:
    ids = [moment.id for moment, _ in moments]
    rows = {row.id: row for row in item_rows(connection, items=ids)}
    people = people_of_items(connection, ids, ids)
    for moment, id_ in moments:
        deadline, row = deadlines[id_], rows.get(moment.id)
        if row is not None:
            sure = is_sure(deadline, moment.at, rules.work)
            yield _running(deadline, moment.at, sure, now, people.get(row.id, NOBODY), row)
