"""Rules of accident vehicles: told to be collected, then a notice, then disposal (D21).

道路交通事故处理程序规定 第39条、第58条.
"""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.vehicles import RecordAccidentStep
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.events.vehicles import AccidentStepRecorded
from custody_app.domain.moments import Moment
from custody_app.domain.rules.clocks import COLLECT_STEPS, UNCOLLECTED
from custody_app.domain.rules.running import end_now
from custody_app.domain.rules.standing import refuse_blank, refuse_gone
from custody_app.domain.rules.timing import local_day, refuse_future_day
from custody_app.domain.rules.vehicles import a_vehicle
from custody_app.domain.state.item import ItemState
from custody_app.domain.vehicle import AccidentStep
from custody_app.domain.world import Context, World

BEFORE = {
    AccidentStep.REPORT_FIXED: None,
    AccidentStep.OWNER_TOLD: AccidentStep.REPORT_FIXED,
    AccidentStep.NOTICE_PUBLISHED: AccidentStep.OWNER_TOLD,
}
"""Step -> the step that must have been taken before it."""


def record_accident_step(
    command: RecordAccidentStep, world: World, context: Context
) -> tuple[Event, ...]:
    """The steps follow each other; the notice waits until the owner had time to come."""
    item = a_vehicle(command.item, world)
    refuse_gone(item)
    refuse_blank(command.paper_no, "vehicle.paper_missing")
    refuse_future_day(command.done_on, context)
    last = item.vehicle.accident if item.vehicle else None
    if last is not BEFORE[command.step]:
        raise RuleBroken("vehicle.step_order", item=item.id, accident_step=command.step.value)
    earliest = (item.vehicle.accident_on if item.vehicle else None) or local_day(item.taken_at)
    if command.done_on < earliest:
        raise RuleBroken("vehicle.step_early", done_on=command.done_on, earliest=earliest)
    if command.step is AccidentStep.NOTICE_PUBLISHED:
        end = end_now(item, UNCOLLECTED, world)
        if end is not None and command.done_on <= local_day(end):
            raise RuleBroken("vehicle.notice_early", until=local_day(end))
    return (
        AccidentStepRecorded(
            item=item.id,
            step=command.step,
            done_on=command.done_on,
            paper_no=command.paper_no,
            note=command.note,
        ),
    )


def collect_fault(item: ItemState, world: World, now: Moment) -> RuleBroken | None:
    """Why an accident vehicle may not be sold yet: its owner was not called, or still has time."""
    if item.vehicle is None or item.vehicle.accident is None:
        return None
    if item.vehicle.accident is not AccidentStep.NOTICE_PUBLISHED:
        return RuleBroken("disposal.collect_notice_missing", item=item.id)
    end = end_now(item, COLLECT_STEPS[AccidentStep.NOTICE_PUBLISHED], world)
    if end is not None and now <= end:
        return RuleBroken("disposal.collect_notice_running", item=item.id, until=local_day(end))
    return None


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    RecordAccidentStep: record_accident_step
}
