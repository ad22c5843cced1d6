"""Rules of recorded clocks: only deadlines of the pack, only as long as the pack lets them run."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.clocks import ExtendClock, StartClock, StopClock
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.clocks import ClockExtended, ClockStarted, ClockStopped
from custody_app.domain.law.rule_pack import Deadline
from custody_app.domain.law.terms import end_of
from custody_app.domain.rules.agencies import is_next_higher
from custody_app.domain.rules.approver import check_again, rank_of, suffices
from custody_app.domain.rules.clocks import (
    BY_THEMSELVES,
    COLLECT,
    COLLECT_NOTICE,
    TO_UNIT,
    UNCOLLECTED,
)
from custody_app.domain.rules.running import end_now
from custody_app.domain.rules.standing import refuse_blank, refuse_gone
from custody_app.domain.rules.timing import local_day, refuse_future
from custody_app.domain.state.clock_steps import FREEZES
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import PersonState
from custody_app.domain.state.running import RecordedClock
from custody_app.domain.vocabulary import CaseKind, Measure, Rank
from custody_app.domain.world import Context, World

OF_VEHICLES = frozenset({TO_UNIT, COLLECT, UNCOLLECTED, COLLECT_NOTICE})
"""They start by themselves where the record knows of the detention or the accident."""
AFTER_USE = "D04"
"""Return after the use: made longer by who approved the call-out."""


def start_clock(command: StartClock, world: World, context: Context) -> tuple[Event, ...]:
    """A deadline that is in force and that nothing else starts; a named end where it has none."""
    item = world.item(command.item)
    refuse_gone(item)
    deadline = world.rules().pack.deadline(command.deadline)
    refuse_blank(command.reason, "clock.reason_missing")
    refuse_future(command.since, context)
    broken = _long_faults(command, deadline, item, world, context)
    if (deadline.id in BY_THEMSELVES and not command.long) or (
        deadline.id in OF_VEHICLES and end_now(item, deadline.id, world) is not None
    ):
        broken.append(RuleBroken("clock.by_itself", deadline=deadline.id))
    if not deadline.enabled:
        broken.append(RuleBroken("clock.off", deadline=deadline.id))
    if _running(item, deadline.id) is not None:
        broken.append(RuleBroken("clock.runs_already", deadline=deadline.id))
    if command.since < item.taken_at:
        broken.append(RuleBroken("time.before_taken", at=command.since, taken_at=item.taken_at))
    if deadline.case_kind not in (None, world.case(item.case).kind):
        broken.append(RuleBroken("clock.other_case_kind", deadline=deadline.id))
    if deadline.id in FREEZES and item.measure is not Measure.FREEZE:
        broken.append(RuleBroken("clock.not_frozen", deadline=deadline.id))
    if deadline.term is None and command.until is None:
        broken.append(RuleBroken("clock.needs_end", deadline=deadline.id))
    if command.until is not None and command.until < local_day(command.since):
        broken.append(RuleBroken("clock.end_before_start", until=command.until))
    term = deadline.long_term if command.long else deadline.term
    if term is not None:
        limit = end_of(command.since, term, world.rules().work).day
        if (command.until or limit) > limit:
            broken.append(RuleBroken("clock.too_long", deadline=deadline.id, limit=limit))
    refuse_all(broken)
    return (
        ClockStarted(
            item=item.id,
            deadline=deadline.id,
            since=command.since,
            until=command.until,
            paper_no=command.paper_no,
            long=command.long,
            approver=command.approver,
            reason=command.reason,
        ),
    )


def _long_faults(
    command: StartClock, deadline: Deadline, item: ItemState, world: World, context: Context
) -> list[RuleBroken]:
    """A major or complex case: a head decides on the longer length, on paper, not for himself."""
    if not command.long:
        return []
    if not deadline.long_length:
        return [RuleBroken("clock.no_long_term", deadline=deadline.id)]
    broken = []
    if not command.paper_no.strip():
        broken.append(RuleBroken("clock.paper_missing", deadline=deadline.id))
    if command.approver is None:
        return [*broken, RuleBroken("clock.long_approver_missing", deadline=deadline.id)]
    approver = world.person(command.approver)
    if not suffices(rank_of(approver), Rank.POLICE_HEAD):
        broken.append(RuleBroken("clock.rank_too_low", needed=Rank.POLICE_HEAD.value))
    return broken + _own_faults(approver, item, world, context)


def _own_faults(
    approver: PersonState, item: ItemState, world: World, context: Context
) -> list[RuleBroken]:
    broken = []
    if approver.id in (context.recorder.id, context.actor.id):
        broken.append(RuleBroken("clock.own_extension", person=approver.id))
    if approver.id in world.case(item.case).officers:
        broken.append(RuleBroken("separation.approves_own_case", person=approver.id))
    return broken


def extend_clock(command: ExtendClock, world: World, context: Context) -> tuple[Event, ...]:
    """As often as the pack says, by somebody of the rank it asks for, who is not of the case."""
    item = world.item(command.item)
    refuse_gone(item)
    deadline = world.rules().pack.deadline(command.deadline)
    running = _runs(item, deadline.id)
    refuse_blank(command.reason, "clock.reason_missing")
    refuse_blank(command.paper_no, "clock.paper_missing", deadline=deadline.id)
    broken = _not_longer(command, deadline, item, running, world)
    broken += _over(item, deadline, world, context)
    approver = world.person(command.approver)
    broken += _level_faults(approver, item, deadline, running, world)
    broken += _own_faults(approver, item, world, context)
    refuse_all(broken)
    return (
        ClockExtended(
            item=item.id,
            deadline=deadline.id,
            until=command.until,
            approver=approver.id,
            paper_no=command.paper_no,
            reason=command.reason,
        ),
    )


def _not_longer(
    command: ExtendClock, deadline: Deadline, item: ItemState, running: RecordedClock, world: World
) -> list[RuleBroken]:
    """As often and as far as the pack allows; an end without a length moves by any later one."""
    until, broken = command.until, []
    ended = end_now(item, deadline.id, world)
    was = running.until or (local_day(ended) if ended else None)
    if was is not None and until is not None and until <= was:
        broken.append(RuleBroken("clock.not_later", was=was))
    if running.until is not None and until is None:
        broken.append(RuleBroken("clock.not_later", was=running.until))
    if deadline.term is None:
        return broken
    longer = deadline.longer(world.case(item.case).kind)
    if not longer and deadline.extensions:
        return [RuleBroken("clock.extension_other_case_kind", deadline=deadline.id)]
    if running.extensions >= len(longer):
        return [RuleBroken("clock.not_extendable", deadline=deadline.id, times=len(longer))]
    term = deadline.long_term if running.is_long else longer[running.extensions].term
    if until is not None and term is not None and ended is not None:
        limit = end_of(ended, term, world.rules().work).day
        if until > limit:
            broken.append(RuleBroken("clock.too_long", deadline=deadline.id, limit=limit))
    return broken


def _over(item: ItemState, deadline: Deadline, world: World, context: Context) -> list[RuleBroken]:
    """What lapses with its end is made longer before it (D09 to D12)."""
    if not deadline.before_end:
        return []
    ended = end_now(item, deadline.id, world)
    if ended is None or context.happened_at <= ended:
        return []
    return [RuleBroken("clock.over", deadline=deadline.id, at=ended)]


def _level_faults(
    approver: PersonState,
    item: ItemState,
    deadline: Deadline,
    running: RecordedClock,
    world: World,
) -> list[RuleBroken]:
    """The rank of the pack, the next higher agency (D12), or whoever approved the loan (D04)."""
    if deadline.id == AFTER_USE and item.loan is not None:
        try:
            check_again(approver, world.request(item.loan.request), world)
        except RuleBroken as error:
            return [error]
        return []
    needed = _rank_for(deadline, running, world.case(item.case).kind)
    if not suffices(rank_of(approver), needed):
        return [RuleBroken("clock.rank_too_low", needed=needed.value)]
    if _is_higher(deadline):
        case_unit = world.unit(world.case(item.case).unit)
        if not is_next_higher(world.unit(approver.unit), case_unit):
            return [RuleBroken("clock.next_higher", deadline=deadline.id)]
    return []


def _rank_for(deadline: Deadline, running: RecordedClock, kind: CaseKind) -> Rank:
    """The rank of the extension that is next; without one in the pack the head of the unit."""
    ranks = [one.rank for one in deadline.longer(kind)]
    at = running.extensions
    usual = Rank.POLICE_HEAD if _is_higher(deadline) else Rank.UNIT_HEAD
    return (ranks[at] if at < len(ranks) else None) or usual


def _is_higher(deadline: Deadline) -> bool:
    return any(one.next_higher for one in deadline.extensions)


def stop_clock(command: StopClock, world: World, context: Context) -> tuple[Event, ...]:
    """A running deadline ends for a reason; also of a thing that is gone."""
    item = world.item(command.item)
    _runs(item, command.deadline)
    refuse_blank(command.reason, "clock.reason_missing")
    return (
        ClockStopped(
            item=item.id,
            deadline=command.deadline,
            paper_no=command.paper_no,
            reason=command.reason,
        ),
    )


def _running(item: ItemState, deadline: str) -> RecordedClock | None:
    return next((one for one in item.clocks if one.deadline == deadline), None)


def _runs(item: ItemState, deadline: str) -> RecordedClock:
    found = _running(item, deadline)
    if found is None:
        raise RuleBroken("clock.not_running", deadline=deadline[:20])
    return found


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    StartClock: start_clock,
    ExtendClock: extend_clock,
    StopClock: stop_clock,
}
