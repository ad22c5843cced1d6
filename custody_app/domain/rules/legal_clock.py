"""What a legal clock is, and the law by which it is counted."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.ids import CaseId, SeizureId
from custody_app.domain.law.calendar import WorkCalendar
from custody_app.domain.law.rule_pack import Deadline, RulePack
from custody_app.domain.law.terms import end_of
from custody_app.domain.moments import Day, Moment
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import CaseKind


@dataclass(frozen=True, slots=True)
class Law:
    """The rules in force, and the two facts of other subjects that clocks depend on.

    Attributes:
        case_kind: criminal or administrative; None for a case that is not on record.
        decided_on: the day of the legal document of a list; None when it carries none.
    """

    pack: RulePack
    work: WorkCalendar
    case_kind: Callable[[CaseId], CaseKind | None]
    decided_on: Callable[[SeizureId], Day | None]


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock that runs.

    Attributes:
        kind: under which kind of due moment it is listed.
        deadline: its id in the rule pack; empty for an end that a paper names without one.
        at: the last moment in time.
        is_sure: False when holidays of its year are not entered, so that the end may be later.
    """

    kind: str
    deadline: str
    at: Moment
    is_sure: bool = True


def counted(id_: str, since: Moment, law: Law) -> Clock | None:
    """The end of a deadline that counts from a moment on record."""
    deadline = enabled(law, id_)
    if deadline is None or deadline.term is None:
        return None
    end = end_of(since, deadline.term, law.work)
    return Clock(id_, id_, end.at, end.is_sure)


def enabled(law: Law, id_: str) -> Deadline | None:
    """A deadline of the pack that runs; None for one that is off or not there."""
    for one in law.pack.deadlines:
        if one.id == id_:
            return one if one.enabled else None
    return None
