"""What must be done now: counts and first rows of everything that is late, due or waiting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import Connection

from custody_app.domain.moments import Day, Moment, later, time_of
from custody_app.domain.rules.clocks import (
    CONFIRMATION,
    NOT_TRANSFERRED,
    PERSONAL_EFFECTS,
    STOCK_TAKE,
    UPKEEP,
)
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Custody, RequestKind
from custody_app.queries.centre_overview import BackupAge, backup_age, centre_state
from custody_app.queries.due import (
    HAND_OVER,
    LOAN,
    MEASURE,
    DueMoment,
    Span,
    count_due,
    due_moments,
    first_due,
)
from custody_app.queries.effects import EffectsRow, effects_by_id
from custody_app.queries.form_rows import FormRow
from custody_app.queries.forms import count_awaiting, find_forms
from custody_app.queries.item_rows import ItemRow, item_rows
from custody_app.queries.matters import counted_as
from custody_app.queries.names import PlaceRef, places_of
from custody_app.queries.owners import NOBODY, People, people_of_items
from custody_app.queries.page import Count, tallies
from custody_app.queries.requests import RequestRow, requests_by_id, waiting_for
from custody_app.queries.running_clocks import RunningClock, other_clocks
from custody_app.storage.scan_store import count_unread

FIRST = 50
"""Rows shown of each list; the total tells the rest."""
SOON_DAYS = 3
MEASURE_DAYS = 7
"""Days before its end that a measure, or the next maintenance of a vehicle, is told."""
WAITING = (
    "needs_place",
    "needs_label",
    "uncounted",
    "cash_to_bank",
    "list_awaited",
    "perishes",
    "fields_missing",
    "frozen",
    "difference_reported",
    "authority_sent",
)
"""Matters of items that each have a list."""
OF_OFFICER = frozenset(
    {"late_hand_over", "measure_ending", "not_transferred", "list_awaited", "perishes"}
)
"""Lists of things in which the case officer must act."""
LISTS = (
    "late_hand_over",
    "overdue",
    "due_soon",
    "waiting_for_me",
    "unconfirmed",
    *WAITING,
    "unsigned_forms",
    "measure_ending",
    "not_transferred",
    "clocks",
    "upkeep",
    "effects",
    "stock_take",
)
"""Codes of the lists in the order they are shown; words in ``resources/words/today.toml``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayList:
    """One list: the whole number and the first rows; ``moments`` and ``officers`` beside ``items``.

    Attributes:
        officers: of each thing the officer of its case, empty where nobody is known.
    """

    code: str
    total: Count
    items: tuple[ItemRow, ...] = ()
    moments: tuple[Moment, ...] = ()
    requests: tuple[RequestRow, ...] = ()
    forms: tuple[FormRow, ...] = ()
    slips: tuple[EffectsRow, ...] = ()
    clocks: tuple[RunningClock, ...] = ()
    places: tuple[PlaceRef, ...] = ()
    officers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The day at a glance; ``awaiting_disposal`` counts approved requests to be carried out."""

    day: Day
    in_store: Count
    on_loan: Count
    to_hand_over: Count
    overdue: Count
    awaiting_disposal: Count
    in_today: int
    out_today: int
    lists: tuple[TodayList, ...]
    backup: BackupAge
    unread_scans: Count

    def list(self, code: str) -> TodayList:
        """One list by its code; an empty one when there is none."""
        for one in self.lists:
            if one.code == code:
                return one
        return TodayList(code=code, total=Count(0))


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A list before its rows have names."""

    code: str
    total: Count
    due: tuple[DueMoment, ...]


def local_day(now: Moment, zone_minutes: int) -> Day:
    """The day at this place."""
    return Day(f"{time_of(now) + timedelta(minutes=zone_minutes):%Y-%m-%d}")


def today(
    connection: Connection,
    *,
    now: Moment,
    zone_minutes: int = 480,
    person: str = "",
    soon_days: int = SOON_DAYS,
) -> Today:
    """Everything the first page shows.

    Args:
        connection: where the record is read.
        now: the moment late is measured from.
        zone_minutes: minutes east of UTC at this place.
        person: for whom requests wait.
        soon_days: days before a return date that a loan counts as due soon.
    """
    day = local_day(now, zone_minutes)
    counts = tallies(connection, "custody", "matter", f"day {day}")
    found = _of_items(connection, now, soon_days, counts)
    ids = dict.fromkeys(one.id for waiting in found for one in waiting.due)
    rows = {row.id: row for row in item_rows(connection, items=ids)}
    people = people_of_items(
        connection,
        (one.id for waiting in found if waiting.code in OF_OFFICER for one in waiting.due),
    )
    lists = {one.code: _named(one, rows, people) for one in found}
    lists["waiting_for_me"] = _requests(connection, person)
    lists["unconfirmed"] = _unconfirmed(connection)
    lists["effects"] = _effects(connection)
    lists["clocks"] = _clocks(connection, now)
    lists["stock_take"] = _stock_take(connection, now)
    lists["unsigned_forms"] = TodayList(
        code="unsigned_forms",
        total=count_awaiting(connection),
        forms=find_forms(connection, awaiting=True, limit=FIRST).rows,
    )
    centre = centre_state(connection)
    return Today(
        day=day,
        in_store=Count(counts.get(("custody", Custody.IN_STORE.value), 0)),
        on_loan=Count(counts.get(("custody", Custody.ON_LOAN.value), 0)),
        to_hand_over=Count(counts.get(("matter", "to_hand_over"), 0)),
        overdue=lists["overdue"].total,
        awaiting_disposal=count_due(connection, kind=f"approved_{RequestKind.DISPOSAL.value}"),
        in_today=counts.get((f"day {day}", "in"), 0),
        out_today=counts.get((f"day {day}", "out"), 0),
        lists=tuple(lists[code] for code in LISTS),
        backup=backup_age(centre, now) if centre else BackupAge(None, None),
        unread_scans=Count(count_unread(connection)),
    )


def _of_items(
    connection: Connection,
    now: Moment,
    soon_days: int,
    counts: Mapping[tuple[str, str], int],
) -> list[_Waiting]:
    soon, ending = later(now, days=soon_days), later(now, days=MEASURE_DAYS)
    timed = (
        Span("late_hand_over", HAND_OVER, "", now),
        Span("overdue", LOAN, "", now),
        Span("due_soon", LOAN, now, soon),
        Span("measure_ending", MEASURE, "", ending),
        Span("not_transferred", NOT_TRANSFERRED, "", now),
        Span("upkeep", UPKEEP, "", ending),
    )
    counted = {code: counted_as(connection, code) for code in WAITING}
    waiting = {
        code: sum(counts.get(("matter", one), 0) for one in names)
        for code, names in counted.items()
    }
    matters = [
        Span(code, f"matter_{one}")
        for code, names in counted.items()
        for one in names
        if counts.get(("matter", one), 0)
    ]
    first = first_due(connection, (*timed, *matters), FIRST)
    found = []
    for span in timed:
        total = Count(len(first[span.code]))
        if total.n == FIRST:
            total = count_due(connection, kind=span.kind, since=span.since, until=span.until)
        found.append(_Waiting(span.code, total, first[span.code]))
    return found + [
        _Waiting(code, Count(count), first.get(code, ())) for code, count in waiting.items()
    ]


def _named(waiting: _Waiting, rows: dict[str, ItemRow], people: Mapping[str, People]) -> TodayList:
    due = [one for one in waiting.due if one.id in rows]
    return TodayList(
        code=waiting.code,
        total=waiting.total,
        items=tuple(rows[one.id] for one in due),
        moments=tuple(one.at for one in due),
        officers=tuple(_officer(people, one.id) for one in due)
        if waiting.code in OF_OFFICER
        else (),
    )


def _officer(people: Mapping[str, People], item: str) -> str:
    found = people.get(item, NOBODY).officer
    return found.name if found is not None else ""


def _clocks(connection: Connection, now: Moment) -> TodayList:
    """Deadlines near or over that no other list tells: those started by hand, and named ends."""
    total, clocks = other_clocks(connection, now, FIRST)
    return TodayList(code="clocks", total=total, clocks=clocks)


def _stock_take(connection: Connection, now: Moment) -> TodayList:
    """Places that must have been counted by now, the longest over first (D28)."""
    # Of each place it must be seen whether anything stands there: no more than what is shown.
    due = due_moments(connection, STOCK_TAKE, until=now, limit=FIRST)
    total = Count(len(due), exact=len(due) < FIRST)
    places = places_of(connection, (one.id for one in due))
    known = [one for one in due if one.id in places]
    return TodayList(
        code="stock_take",
        total=total,
        places=tuple(places[one.id] for one in known),
        moments=tuple(one.at for one in known),
    )


def _requests(connection: Connection, person: str) -> TodayList:
    if not person:
        return TodayList(code="waiting_for_me", total=Count(0))
    waiting = waiting_for(connection, person=person, limit=FIRST)
    return TodayList(code="waiting_for_me", total=waiting.total, requests=waiting.rows)


def _effects(connection: Connection) -> TodayList:
    """Slips of personal effects that wait for an outcome, the first due first (D19)."""
    due = due_moments(connection, PERSONAL_EFFECTS, limit=FIRST)
    total = Count(len(due))
    if len(due) == FIRST:
        total = count_due(connection, kind=PERSONAL_EFFECTS)
    slips = effects_by_id(connection, [one.id for one in due])
    return TodayList(code="effects", total=total, slips=slips, moments=tuple(one.at for one in due))


def _unconfirmed(connection: Connection) -> TodayList:
    """Approvals by telephone or deputy that nobody entitled has confirmed, the first due first."""
    due = due_moments(connection, CONFIRMATION, limit=FIRST)
    total = Count(len(due)) if len(due) < FIRST else count_due(connection, kind=CONFIRMATION)
    rows = requests_by_id(connection, [one.id for one in due])
    return TodayList(
        code="unconfirmed", total=total, requests=rows, moments=tuple(one.at for one in due)
    )
