"""How the recorded clocks of an item change: started, made longer, stopped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from custody_app.domain.events import clocks as e
from custody_app.domain.events import notices as n
from custody_app.domain.events.base import Event
from custody_app.domain.moments import moment_of
from custody_app.domain.state.item import ItemState, RecordedClock
from custody_app.domain.state.steps import Happened, Step

NOON = time(4)
"""Noon in China, in UTC: of a day on paper only the date counts."""


def _started(state: ItemState, event: e.ClockStarted, happened: Happened, id_: str) -> ItemState:
    clock = RecordedClock(event.deadline, event.since, event.until)
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
    since = moment_of(datetime.combine(date.fromisoformat(event.published_on), NOON, UTC))
    clock = RecordedClock(event.deadline, since)
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
