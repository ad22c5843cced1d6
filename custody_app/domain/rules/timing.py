"""What cannot be: moments and dates still to come, and steps before the thing was even taken."""

from __future__ import annotations

from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import Day, Moment, later, time_of
from custody_app.domain.state.item import ItemState
from custody_app.domain.world import Context

TOLERANCE_HOURS = 5 / 60
"""Clocks of two machines differ; five minutes are no date in the future."""
ZONE_HOURS = 8
"""China keeps one time; documents carry dates of this zone."""


def local_day(moment: Moment) -> Day:
    """The date of a moment as documents in China carry it."""
    return Day(later(moment, hours=ZONE_HOURS)[:10])


def refuse_future(moment: Moment | None, context: Context) -> None:
    """A moment still to come cannot be recorded as having happened.

    Raises:
        RuleBroken: ``time.in_future``.
    """
    if moment is not None and moment > later(context.now, hours=TOLERANCE_HOURS):
        raise RuleBroken("time.in_future", moment=moment, now=context.now)


def refuse_future_day(day: Day | None, context: Context) -> None:
    """A date still to come cannot stand on a paper that is already here.

    Raises:
        RuleBroken: ``time.day_in_future``.
    """
    if day is not None and day > local_day(later(context.now, hours=TOLERANCE_HOURS)):
        raise RuleBroken("time.day_in_future", day=day, today=local_day(context.now))


def refuse_impossible_time(item: ItemState, context: Context) -> None:
    """A step may be typed in later, but not for a time before the thing was taken or came in.

    What happens now is never refused: then the clock is behind, two people confirmed it, and work
    goes on.

    Raises:
        RuleBroken: ``time.before_taken``, ``time.before_intake``.
    """
    if context.happened_at == context.now:
        return
    happened = time_of(context.happened_at)
    if happened < time_of(item.taken_at):
        raise RuleBroken("time.before_taken", at=context.happened_at, taken_at=item.taken_at)
    if item.intake_at is not None and happened < time_of(item.intake_at):
        raise RuleBroken("time.before_intake", at=context.happened_at, intake_at=item.intake_at)
