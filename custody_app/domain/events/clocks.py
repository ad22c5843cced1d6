"""Legal clocks that somebody must start, make longer or stop; all others follow from the state."""

from __future__ import annotations

from custody_app.domain.events.base import personal
from custody_app.domain.events.item import ItemEvent
from custody_app.domain.ids import PersonId
from custody_app.domain.moments import Day, Moment
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStarted(ItemEvent):
    """A deadline of the rule pack runs for the thing.

    Attributes:
        until: where a paper names the end.
        long: for the length of a major or complex case, as the approver decided.
    """

    deadline: str
    since: Moment
    until: Day | None = None
    paper_no: str = ""
    long: bool = False
    approver: PersonId | None = None
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockExtended(ItemEvent):
    """The deadline runs longer by one extension of the pack, or until the day that is named."""

    deadline: str
    until: Day | None = None
    approver: PersonId
    paper_no: str
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStopped(ItemEvent):
    """What the deadline asked for was done, or it runs no longer."""

    deadline: str
    paper_no: str = ""
    reason: str = personal("note")
