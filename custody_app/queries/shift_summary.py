"""What one clerk leaves to the next: moved in the shift, and every matter still open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import Connection

from custody_app.domain.moments import Moment, later, moment_of, time_of
from custody_app.domain.state.registers import CentreState
from custody_app.domain.values import dataclass
from custody_app.queries.audit_trail import CheckpointRow, checkpoints
from custody_app.queries.centre_overview import BackupAge, backup_age, centre_state
from custody_app.queries.due import LOAN, Span, count_due, due_moments, first_due
from custody_app.queries.forms import count_awaiting, find_forms
from custody_app.queries.history_entry import Told
from custody_app.queries.holdings import place_nodes
from custody_app.queries.item_rows import ItemRow, item_rows
from custody_app.queries.ledger_walk import events_between, position_at
from custody_app.queries.matters import counted_as
from custody_app.queries.names import containers_of, people_of
from custody_app.queries.page import Count, tally
from custody_app.storage import ledger_store
from custody_app.storage.basket_store import read_baskets
from custody_app.storage.count_store import read_counts
from custody_app.storage.scan_store import count_unread, read_unread

LINES = 200
"""Lines told of each matter; the total tells the rest."""
MOVES = frozenset(
    {
        "ITEM_ACCEPTED",
        "ITEM_TAKEN_OVER",
        "ITEM_CHECKED_OUT",
        "ITEM_RETURNED",
        "ITEM_MOVED",
        "ITEM_HANDED_OVER",
        "ITEM_RELEASED",
        "ITEM_DESTROYED",
        "ITEM_SOLD",
        "ITEM_PAID_IN",
        "ITEM_GIVEN_TO_AUTHORITY",
        "ITEM_STORED_BY_AUTHORITY",
        "CASH_BANKED",
        "ITEM_WRITTEN_OFF",
        "ITEM_CAME_BACK",
        "CONTAINER_MOVED",
    }
)
MOVED = "moved_today"
OF_MATTERS = (
    ("unshelved", "needs_place"),
    ("unlabelled", "needs_label"),
    ("differences", "frozen"),
    ("cash_not_banked", "cash_to_bank"),
)
ORDER = (
    MOVED,
    "unsigned",
    "unshelved",
    "unlabelled",
    "unread_scans",
    "differences",
    "cash_not_banked",
    "open_baskets",
    "open_counts",
    "due_tomorrow",
)
"""Codes of the matters in the order of the sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftEntry:
    """One line: code or number, what it is, where, with whom, when; the event's name in ``typ``."""

    code: str
    what: str
    where: str = ""
    who: str = ""
    when: Moment | None = None
    id: str = ""
    typ: str = ""


@dataclass(frozen=True, slots=True)
class ShiftMatter:
    """Everything of one matter; only the first lines are told when there are many."""

    code: str
    lines: tuple[ShiftEntry, ...]
    total: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftSummary:
    """The sheet of a shift; ``open_matters`` counts everything but what was moved."""

    since: Moment
    until: Moment
    sections: tuple[ShiftMatter, ...]
    open_matters: int
    checkpoint: CheckpointRow | None
    backup: BackupAge

    def section(self, code: str) -> ShiftMatter:
        """One matter by its code."""
        return next(one for one in self.sections if one.code == code)


def shift_summary(
    connection: Connection, *, now: Moment, since: str = "", zone_minutes: int = 480
) -> ShiftSummary:
    """What was moved since the last hand-over, and what is open now.

    Args:
        connection: where the record is read.
        now: end of the shift.
        since: start of the shift; the last hand-over, or this day's midnight, when empty.
        zone_minutes: minutes east of UTC at this place.
    """
    centre = centre_state(connection)
    start = Moment(since) if since else _start(centre, now, zone_minutes)
    makers: dict[str, Callable[[], ShiftMatter]] = {
        MOVED: lambda: _moved(connection, start),
        "unsigned": lambda: _unsigned(connection),
        "unread_scans": lambda: _unread(connection),
        "open_baskets": lambda: _baskets(connection),
        "open_counts": lambda: _counts(connection),
        "due_tomorrow": lambda: _due(connection, now, zone_minutes),
    }
    waiting = dict(OF_MATTERS)
    sections = tuple(
        makers[code]() if code in makers else _waiting(connection, code, waiting[code])
        for code in ORDER
    )
    printed = checkpoints(connection, limit=1)
    return ShiftSummary(
        since=start,
        until=now,
        sections=sections,
        open_matters=sum(one.total.n for one in sections if one.code != MOVED),
        checkpoint=printed[0] if printed else None,
        backup=backup_age(centre, now) if centre else BackupAge(None, None),
    )


def _start(centre: CentreState | None, now: Moment, zone_minutes: int) -> Moment:
    if centre is not None and centre.last_shift_at:
        return centre.last_shift_at
    return midnight(now, zone_minutes)


def midnight(now: Moment, zone_minutes: int, days: int = 0) -> Moment:
    """The moment this day began at this place, or another day so many days from it."""
    local = time_of(now) + timedelta(minutes=zone_minutes)
    start = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return moment_of(start - timedelta(minutes=zone_minutes) + timedelta(days=days))


def _moved(connection: Connection, since: Moment) -> ShiftMatter:
    head = ledger_store.read_head(connection)
    first = position_at(connection, since)
    told = list(events_between(connection, first, head.size + 1 if head else first, MOVES))
    shown = told[::-1][:LINES]
    subjects = [one.core.subjects[0].id for one in shown]
    items = {row.id: row for row in item_rows(connection, items=subjects)}
    bags = containers_of(connection, subjects)
    people = people_of(connection, (one.core.actor for one in shown))

    def line(one: Told) -> ShiftEntry:
        id_ = one.core.subjects[0].id
        item, bag = items.get(id_), bags.get(id_)
        bag_place = bag.place.code if bag and bag.place else ""
        actor = people.get(one.core.actor)
        return ShiftEntry(
            code=item.code if item else bag.code if bag else "",
            what=item.name if item else bag.name if bag else "",
            where=item.place_code if item else bag_place,
            who=actor.name if actor else "",
            when=one.at,
            id=id_,
            typ=one.core.typ,
        )

    return ShiftMatter(MOVED, tuple(map(line, shown)), Count(len(told)))


def _unsigned(connection: Connection) -> ShiftMatter:
    rows = find_forms(connection, awaiting=True, limit=LINES).rows
    lines = tuple(
        ShiftEntry(
            code=row.code, what=row.number, who=row.case_number, when=row.issued_at, id=row.id,
            typ=row.kind.value,
        )
        for row in rows
    )  # fmt: skip
    return ShiftMatter("unsigned", lines, count_awaiting(connection))


def _waiting(connection: Connection, code: str, matter: str) -> ShiftMatter:
    counted = counted_as(connection, matter)
    spans = [Span(matter, f"matter_{one}") for one in counted]
    moments = first_due(connection, spans, LINES).get(matter, ())
    rows = item_rows(connection, items=(one.id for one in moments))
    since = {one.id: one.at for one in moments}
    lines = tuple(_item_line(row, since[row.id]) for row in rows)
    return ShiftMatter(code, lines, Count(sum(tally(connection, "matter", one) for one in counted)))


def _item_line(row: ItemRow, when: Moment | None) -> ShiftEntry:
    return ShiftEntry(
        code=row.code,
        what=row.name,
        where=row.place_code,
        who=row.holder_name,
        when=when,
        id=row.id,
    )


def _unread(connection: Connection) -> ShiftMatter:
    rows = read_unread(connection, LINES)
    people = people_of(connection, (row.person_id for row in rows))
    lines = tuple(
        ShiftEntry(
            code=row.raw[:40], what=row.source, when=row.at, id=str(row.n),
            who=people[row.person_id].name if row.person_id in people else "",
        )
        for row in rows
    )  # fmt: skip
    return ShiftMatter("unread_scans", lines, Count(count_unread(connection)))


def _baskets(connection: Connection) -> ShiftMatter:
    rows = read_baskets(connection)
    people = people_of(connection, (row.person_id for row in rows))
    lines = []
    for row in rows[:LINES]:
        person = people.get(row.person_id)
        code, name = (person.badge_no, person.name) if person else ("", "")
        lines.append(
            ShiftEntry(code=code, what=name, who=name, when=row.saved_at, id=row.person_id)
        )
    return ShiftMatter("open_baskets", tuple(lines), Count(len(rows)))


def _counts(connection: Connection) -> ShiftMatter:
    """Counts of places that were begun and not closed."""
    begun = [one for one in read_counts(connection) if one.items]
    people = people_of(connection, (one.person_id for one in begun[:LINES]))
    places = {node.id: node for node in place_nodes(connection, [c.place_id for c in begun])}
    lines = []
    for one in begun[:LINES]:
        place, person = places.get(one.place_id), people.get(one.person_id)
        lines.append(
            ShiftEntry(
                code=place.label_code if place else "",
                what=place.name if place else "",
                where=place.code if place else "",
                who=person.name if person else "",
                when=one.begun_at,
                id=one.place_id,
            )
        )
    return ShiftMatter("open_counts", tuple(lines), Count(len(begun)))


def _due(connection: Connection, now: Moment, zone_minutes: int) -> ShiftMatter:
    """Loans due until the end of tomorrow, the overdue ones with them."""
    until = later(midnight(now, zone_minutes), days=2)
    moments = due_moments(connection, LOAN, until=until, limit=LINES)
    rows = item_rows(connection, items=(one.id for one in moments))
    lines = tuple(_item_line(row, row.due_at) for row in rows)
    total = Count(len(moments))
    if len(moments) == LINES:
        total = count_due(connection, kind=LOAN, until=until)
    return ShiftMatter("due_tomorrow", lines, total)
