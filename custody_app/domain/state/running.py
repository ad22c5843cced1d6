"""What the record says of the terms of a thing: deadlines somebody started, time left out."""

from __future__ import annotations

from dataclasses import replace

from custody_app.domain.moments import Day, Moment
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class RecordedClock:
    """A deadline that somebody started.

    Attributes:
        until: where its end was named, not counted.
        extensions: how often it was made longer.
        is_long: it runs for the length of a major or complex case.
    """

    deadline: str
    since: Moment
    until: Day | None = None
    extensions: int = 0
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Appraisal:
    """A call-out for appraisal or test; that time does not count in D08 (行政强制法 第25条).

    Attributes:
        until: when the thing was back; None while it is away.
    """

    since: Moment
    until: Moment | None = None


def back_from(appraisals: tuple[Appraisal, ...], at: Moment) -> tuple[Appraisal, ...]:
    """The appraisals once the thing is no longer away: the one that lasted ends."""
    return tuple(replace(one, until=at) if one.until is None else one for one in appraisals)
