"""Commands on legal clocks of a thing: start, make longer, stop."""

from __future__ import annotations

from custody_app.domain.commands.base import ItemCommand
from custody_app.domain.ids import PersonId
from custody_app.domain.moments import Day, Moment
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StartClock(ItemCommand):
    """Let a deadline of the rule pack run that nothing on record starts by itself.

    Attributes:
        long: for the longer length that the pack has for a major or complex case.
        approver: who decided on the longer length.
    """

    deadline: str
    since: Moment
    until: Day | None = None
    paper_no: str = ""
    long: bool = False
    approver: PersonId | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendClock(ItemCommand):
    """Make a running deadline longer, as the pack allows, by the approval named."""

    deadline: str
    until: Day | None = None
    approver: PersonId
    paper_no: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopClock(ItemCommand):
    """Say that what a running deadline asked for is done."""

    deadline: str
    paper_no: str = ""
    reason: str
