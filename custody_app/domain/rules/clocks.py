"""Legal clocks of a thing: which deadlines run for it now, and when each ends by the law here.

Nothing of a clock is stored with the thing: it follows from what the record says of it and from the
rule pack in force, so that another pack gives other ends to the same record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from custody_app.domain.ids import CaseId
from custody_app.domain.law.terms import end_from_day, end_of, end_of_day
from custody_app.domain.moments import Moment
from custody_app.domain.rules.legal_clock import Clock, Law, counted, enabled
from custody_app.domain.rules.measure_clocks import MEASURE, measure_clock
from custody_app.domain.state.clock_steps import FREEZES
from custody_app.domain.state.effects import EffectsState
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.money import AccountState
from custody_app.domain.state.registers import PlaceState
from custody_app.domain.state.running import RecordedClock
from custody_app.domain.vehicle import AccidentStep
from custody_app.domain.vocabulary import (
    STORED,
    Authority,
    CaseKind,
    Category,
    Custody,
    Measure,
)

HAND_OVER = "hand_over"
LOAN = "loan"
NOT_TRANSFERRED = "D26"
NOTICE, COURT_NOTICE = "D13", "D14"
CUSTODY_TERM = "D25"
STOCK_TAKE = "D28"
BANK_RECEIPT = "D17"
PERSONAL_EFFECTS = "D19"
CONFIRMATION = "D29"
IN_TRANSIT = "D30"
VISIT = "D31"
CONTRACT = "D32"
TO_UNIT = "D20"
UPKEEP = "D27"
COLLECT, UNCOLLECTED, COLLECT_NOTICE = "D21", "D33", "D34"
COLLECT_STEPS = {
    AccidentStep.REPORT_FIXED: COLLECT,
    AccidentStep.OWNER_TOLD: UNCOLLECTED,
    AccidentStep.NOTICE_PUBLISHED: COLLECT_NOTICE,
}
"""Step towards the return of an accident vehicle -> the deadline that runs from its day."""
BY_THEMSELVES = frozenset(
    {
        "D01", "D05", "D07", "D08", "D09", "D19", "D26", "D27", "D28", "D29", "D30", "D31", "D32",
    }
)  # fmt: skip
"""Deadlines that nobody starts for a thing."""

_NOT_BROUGHT = frozenset({Custody.LISTED, Custody.URGENT_TEST, Custody.AWAITED, Custody.REFUSED})


def clocks_of(item: ItemState, law: Law | None) -> Iterator[Clock]:
    """Every clock that runs for a thing; without a law those whose end the record names itself."""
    if item.hand_over_due_at is not None and item.custody in _NOT_BROUGHT:
        yield Clock(HAND_OVER, "D01", item.hand_over_due_at)
    if item.loan is not None:
        yield Clock(LOAN, "D05", item.loan.due_at)
    if item.is_gone:
        yield from _awaited(item, law)
        return
    own = {one.deadline for one in item.clocks}
    if not own & FREEZES and (measure := measure_clock(item, law)):
        yield measure
    if law is None:
        return
    if case := _of_case(item, law):
        yield case
    yield from _of_other_hands(item, law)
    if item.category is Category.VEHICLE:
        yield from (one for one in _of_vehicle(item, law) if one.deadline not in own)
    for recorded in item.clocks:
        if clock := recorded_clock(recorded, item.case, law):
            yield clock


def _awaited(item: ItemState, law: Law | None) -> Iterator[Clock]:
    """D16: the court waits for the receipt of what has left already."""
    for recorded in item.clocks:
        if law is not None and (clock := recorded_clock(recorded, item.case, law)):
            yield clock


def count_due(place: PlaceState, law: Law | None, used_since: Moment | None = None) -> Clock | None:
    """D28: counted from the last count on; of a place never counted, since it has been in use."""
    since = place.counted_at or used_since
    if law is None or place.closed or since is None:
        return None
    deadline = enabled(law, STOCK_TAKE)
    if deadline is None or deadline.term is None:
        return None
    end = end_of(since, deadline.term, law.work)
    return Clock(STOCK_TAKE, STOCK_TAKE, end.at, end.is_sure)


def effects_due(slip: EffectsState, law: Law | None) -> Clock | None:
    """D19: from the deposit on, until every line has its outcome."""
    if law is None or not slip.is_open:
        return None
    return counted(PERSONAL_EFFECTS, slip.received_at, law)


def receipts_due(account: AccountState, law: Law | None) -> Iterator[Clock]:
    """D17: of every deposit that the bank has not given a receipt for."""
    deadline = enabled(law, BANK_RECEIPT) if law is not None else None
    if law is None or deadline is None or deadline.term is None:
        return
    for one in account.awaited:
        end = end_from_day(date.fromisoformat(one.day), deadline.term, law.work)
        yield Clock(BANK_RECEIPT, BANK_RECEIPT, end.at, end.is_sure)


def _of_case(item: ItemState, law: Law) -> Clock | None:
    """D26: in store, and the case has not gone on to the next authority."""
    if item.custody is not Custody.IN_STORE or item.authority is not Authority.POLICE:
        return None
    deadline = enabled(law, NOT_TRANSFERRED)
    if deadline is None or deadline.term is None or item.intake_at is None:
        return None
    end = end_of(item.intake_at, deadline.term, law.work)
    return Clock(NOT_TRANSFERRED, NOT_TRANSFERRED, end.at, end.is_sure)


def _of_other_hands(item: ItemState, law: Law) -> Iterator[Clock]:
    """D30 on the road between stores; D31 and D32 while somebody else keeps the thing."""
    if item.transit is not None and (clock := counted(IN_TRANSIT, item.transit.sent_at, law)):
        yield clock
    if item.entrusted is None:
        return
    if clock := counted(VISIT, item.entrusted.visited_at, law):
        yield clock
    if enabled(law, CONTRACT) is not None:
        yield Clock(CONTRACT, CONTRACT, end_of_day(date.fromisoformat(item.entrusted.until)))


def _of_vehicle(item: ItemState, law: Law) -> Iterator[Clock]:
    """D20 until it reached the unit, D27 while it lies here, D21 and after until it is gone.

    A traffic detention is the measure 扣留 in an administrative case.
    """
    detained = item.measure is Measure.DETAIN and item.custody in _NOT_BROUGHT
    if detained and law.case_kind(item.case) is CaseKind.ADMINISTRATIVE:
        yield from _named(counted(TO_UNIT, item.taken_at, law))
    last = (item.vehicle.maintained_at if item.vehicle else None) or item.intake_at
    if item.custody in STORED and last is not None:
        yield from _named(counted(UPKEEP, last, law))
    vehicle = item.vehicle
    if vehicle is not None and vehicle.accident is not None and vehicle.accident_on is not None:
        deadline = enabled(law, COLLECT_STEPS[vehicle.accident])
        if deadline is not None and deadline.term is not None:
            end = end_from_day(date.fromisoformat(vehicle.accident_on), deadline.term, law.work)
            yield Clock(deadline.id, deadline.id, end.at, end.is_sure)


def _named(clock: Clock | None) -> Iterator[Clock]:
    if clock is not None:
        yield clock


def recorded_clock(recorded: RecordedClock, case: CaseId, law: Law) -> Clock | None:
    """The end that was named, else start and length with every extension behind the other."""
    deadline = enabled(law, recorded.deadline)
    if deadline is None:
        return None
    kind = MEASURE if deadline.id in FREEZES else deadline.id
    if recorded.until is not None:
        return Clock(kind, deadline.id, end_of_day(date.fromisoformat(recorded.until)))
    first = deadline.long_term if recorded.is_long else deadline.term
    if first is None:
        return None
    end = end_of(recorded.since, first, law.work)
    is_sure = end.is_sure
    more = deadline.longer(law.case_kind(case)) if recorded.extensions else ()
    for one in more[: recorded.extensions]:
        end = end_of(end.at, first if recorded.is_long else one.term, law.work)
        is_sure = is_sure and end.is_sure
    return Clock(kind, deadline.id, end.at, is_sure)
