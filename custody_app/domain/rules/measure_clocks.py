"""Until when a measure holds: D07 to D09, the end a paper names, time that is left out."""

from __future__ import annotations

from datetime import date, timedelta

from custody_app.domain.law.rule_pack import Deadline
from custody_app.domain.law.terms import Term, TermEnd, day_in_china, end_from_day, end_of_day
from custody_app.domain.moments import Moment
from custody_app.domain.rules.legal_clock import Clock, Law, enabled
from custody_app.domain.state.clock_steps import FREEZES
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import CaseKind, Custody, Measure, MeasureState, Origin

MEASURE = "measure"
ADMINISTRATIVE = "D08"
_TAKEN_AWAY = frozenset({Measure.SEIZE, Measure.DETAIN, Measure.SEAL})
_DECIDED = frozenset({MeasureState.IN_FORCE, MeasureState.CONVERTED})
"""Nobody made it longer: a paper may name an earlier end than the law, no later one."""
_RUNNING = frozenset({MeasureState.IN_FORCE, MeasureState.EXTENDED, MeasureState.CONVERTED})


def measure_clock(item: ItemState, law: Law | None, *, now: Moment | None = None) -> Clock | None:
    """D07 to D09: named by a paper, else counted from the day of the decision.

    None too while the thing is away for an appraisal that stops its term; with ``now`` the end as
    it would be if it came back then.
    """
    held = item.in_custody or item.custody is Custody.REGISTERED_ONLY
    if not held or item.measure_state not in _RUNNING:
        return None
    deadline = _measure_deadline(item, law)
    if law is None:
        until = item.measure_until
        return Clock(MEASURE, "", end_of_day(date.fromisoformat(until))) if until else None
    id_ = deadline.id if deadline is not None else ""
    end = _measure_end(item, deadline, law, 0)
    if end is None:
        return None
    if id_ == ADMINISTRATIVE:
        end = _without_appraisals(item, deadline, law, end, now)
    return Clock(MEASURE, id_, end.at, end.is_sure) if end is not None else None


def _measure_end(
    item: ItemState, deadline: Deadline | None, law: Law, left_out: int
) -> TermEnd | None:
    """The end a paper names; of a measure nobody made longer no later than the law lets it run."""
    ends = []
    if item.measure_until is not None:
        named = date.fromisoformat(item.measure_until) + timedelta(days=left_out)
        last = law.work.working_on_or_after(named) if left_out else named
        ends.append(TermEnd(end_of_day(last)))
    if deadline is not None and item.measure_state in _DECIDED:
        first = _decided(item, law)
        terms = _at_most(item, deadline, law) if ends else [deadline.term]
        counted = [end_from_day(first, one, law.work, left_out) for one in terms if one is not None]
        if counted:
            ends.append(max(counted, key=lambda one: one.at))
    return min(ends, key=lambda one: one.at) if ends else None


def _at_most(item: ItemState, deadline: Deadline, law: Law) -> list[Term | None]:
    """The longest that a named end may reach: of a freeze that of any kind of freeze.

    What was taken over may have been made longer before.
    """
    if item.origin is Origin.TAKEOVER:
        return []
    if deadline.id in FREEZES:
        freezes = (enabled(law, id_) for id_ in sorted(FREEZES))
        return [one.long_term for one in freezes if one is not None]
    return [deadline.term]


def _decided(item: ItemState, law: Law) -> date:
    """The day of the decision on the measure as it is now: of the conversion, else of the list."""
    decided = item.converted_on or law.decided_on(item.seizure)
    return date.fromisoformat(decided) if decided else day_in_china(item.taken_at)


def _without_appraisals(
    item: ItemState, deadline: Deadline | None, law: Law, end: TermEnd, now: Moment | None
) -> TermEnd | None:
    """The end with the days of each appraisal that began before it left out; the first day counts.

    None while the thing is away for one.
    """
    left_out = 0
    for one in item.appraisals:
        since, until = day_in_china(one.since), one.until or now
        if since > date.fromisoformat(end.day):
            continue
        if until is None:
            return None
        left_out += max((day_in_china(until) - max(since, _decided(item, law))).days, 0)
        end = _measure_end(item, deadline, law, left_out) or end
    return end


def is_suspended(item: ItemState, law: Law | None) -> bool:
    """An appraisal stops the term of the measure until the thing is back."""
    later_end = measure_clock(item, law, now=item.taken_at) if item.appraisals else None
    return later_end is not None and measure_clock(item, law) is None


def _measure_deadline(item: ItemState, law: Law | None) -> Deadline | None:
    """Which deadline of the pack a measure runs under, if the pack lets it run."""
    if law is None:
        return None
    id_ = ""
    if item.measure is Measure.ADVANCE_REGISTRATION:
        id_ = "D07"
    elif item.measure is Measure.FREEZE:
        id_ = "D09"
    elif item.measure in _TAKEN_AWAY and law.case_kind(item.case) is CaseKind.ADMINISTRATIVE:
        id_ = "D08"
    return enabled(law, id_)
