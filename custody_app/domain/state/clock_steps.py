"""How the recorded clocks of an item change: started, made longer, stopped, ended by themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from custody_app.domain.events import clocks as e
from custody_app.domain.events import item as i
from custody_app.domain.events import notices as n
from custody_app.domain.events.base import Event
from custody_app.domain.moments import Day, Moment, moment_of
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.running import RecordedClock
from custody_app.domain.state.steps import Happened, Step
from custody_app.domain.vocabulary import MeasureState

NOON = time(4)
"""Noon in China, in UTC: of a day on paper only the date counts."""
FREEZES = frozenset({"D09", "D10", "D11", "D12"})
"""Freezes that somebody starts: the record does not tell their kind from the ordinary D09."""
UNRELATED = "D06"
COURT_RECEIPT = "D16"
"""Runs on when the thing is gone: the receipt tells the court that it is."""
ENDED_BY: dict[type[Event], frozenset[str]] = {
    i.ItemAccepted: frozenset({"D02", "D18"}),
    i.ItemReturned: frozenset({"D04"}),
    n.NoticePublished: frozenset({UNRELATED}),
}
"""Event -> deadlines that ask for just that, or for nothing any more."""


def noon_of(day: Day) -> Moment:
    """The moment that stands for a day on paper."""
    return moment_of(datetime.combine(date.fromisoformat(day), NOON, UTC))


def without_ended(state: ItemState, event: Event) -> ItemState:
    """The thing without the clocks that an event ended; of what is gone only the receipt runs."""
    ended = ENDED_BY.get(type(event), frozenset())
    if isinstance(event, i.MeasureChanged):
        ended = frozenset() if event.state is MeasureState.LIFTED else frozenset({UNRELATED})
        ended |= frozenset() if event.state is MeasureState.EXTENDED else FREEZES
    left = tuple(
        one
        for one in state.clocks
        if one.deadline not in ended and (one.deadline == COURT_RECEIPT or not state.is_gone)
    )
    return state if len(left) == len(state.clocks) else replace(state, clocks=left)


def _started(state: ItemState, event: e.ClockStarted, happened: Happened, id_: str) -> ItemState:
    clock = RecordedClock(event.deadline, event.since, event.until, is_long=event.long)
    return replace(state, clocks=(*_others(state, event.deadline), clock))


def _extended(state: ItemState, event: e.ClockExtended, happened: Happened, id_: str) -> ItemState:
    longer = tuple(
        replace(one, until=event.until or one.until, extensions=one.extensions + 1)
        if one.deadline == event.deadline
        else one
        for one in state.clocks
    )
    return replace(state, clocks=longer)


def _stopped(state: ItemState, event: e.ClockStopped, happened: Happened, id_: str) -> ItemState:
    return replace(state, clocks=_others(state, event.deadline))


def _published(
    state: ItemState, event: n.NoticePublished, happened: Happened, id_: str
) -> ItemState:
    """The term counts from the day of publication, which does not count itself."""
    clock = RecordedClock(event.deadline, noon_of(event.published_on))
    return replace(state, clocks=(*_others(state, event.deadline), clock))


def _claimed(state: ItemState, event: n.NoticeClaimed, happened: Happened, id_: str) -> ItemState:
    return replace(state, clocks=_others(state, event.deadline))


def _others(state: ItemState, deadline: str) -> tuple[RecordedClock, ...]:
    return tuple(one for one in state.clocks if one.deadline != deadline)


CLOCK_STEPS: dict[type[Event], Step] = {
    e.ClockStarted: _started,
    e.ClockExtended: _extended,
    e.ClockStopped: _stopped,
    n.NoticePublished: _published,
    n.NoticeClaimed: _claimed,
}
