"""A measure is made longer as the pack lets it: how often, how far, by whom, before its end.

Administrative seizure (D08): once, thirty days, the head of the county-level agency, told to the
party in writing (行政案件程序规定 第112条; 行政强制法 第25条).
"""

from __future__ import annotations

from custody_app.domain.commands.store import ChangeMeasure
from custody_app.domain.errors import RuleBroken
from custody_app.domain.law.rule_pack import Deadline
from custody_app.domain.law.terms import end_of
from custody_app.domain.rules.approver import rank_of, suffices
from custody_app.domain.rules.measure_clocks import ADMINISTRATIVE, measure_clock
from custody_app.domain.rules.running import law_in_force
from custody_app.domain.state.clock_steps import FREEZES
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import MeasureState
from custody_app.domain.world import Context, World


def extension_faults(
    command: ChangeMeasure, item: ItemState, world: World, context: Context
) -> list[RuleBroken]:
    """What stands against making the measure longer; nothing where no deadline of it runs."""
    law = law_in_force(world)
    by_hand = next((one.deadline for one in item.clocks if one.deadline in FREEZES), None)
    if by_hand is not None:
        return [RuleBroken("hold.extend_the_clock", deadline=by_hand)]
    clock = measure_clock(item, law, now=context.happened_at)
    if clock is None or not clock.deadline or command.until is None:
        return []
    deadline = law.pack.deadline(clock.deadline)
    longer = deadline.longer(world.case(item.case).kind)
    if not longer:
        return [RuleBroken("hold.measure_not_extendable", deadline=deadline.id)]
    broken = []
    again = item.measure_state is MeasureState.EXTENDED
    if again and len(longer) == 1:
        broken.append(RuleBroken("hold.measure_extended_once", deadline=deadline.id))
    if deadline.before_end and context.happened_at > clock.at:
        broken.append(RuleBroken("clock.over", deadline=deadline.id, at=clock.at))
    longest = max(end_of(clock.at, one.term, law.work).day for one in longer)
    if command.until > longest:
        broken.append(RuleBroken("hold.measure_too_long", deadline=deadline.id, limit=longest))
    if deadline.id == ADMINISTRATIVE and not command.notice_no.strip():
        broken.append(RuleBroken("hold.measure_notice_missing", deadline=deadline.id))
    return broken + _approver_faults(command, item, deadline, world, context)


def _approver_faults(
    command: ChangeMeasure, item: ItemState, deadline: Deadline, world: World, context: Context
) -> list[RuleBroken]:
    needed = next((one.rank for one in deadline.extensions if one.rank is not None), None)
    if needed is None:
        return []
    if command.approver is None:
        return [RuleBroken("hold.measure_approver_missing", needed=needed.value)]
    approver = world.person(command.approver)
    broken = []
    if not suffices(rank_of(approver), needed):
        broken.append(RuleBroken("clock.rank_too_low", needed=needed.value))
    if approver.id in (context.recorder.id, context.actor.id):
        broken.append(RuleBroken("clock.own_extension", person=approver.id))
    if approver.id in world.case(item.case).officers:
        broken.append(RuleBroken("separation.approves_own_case", person=approver.id))
    return broken
