"""Rules of holds and of the legal measure: stop disposal, extend, lift or convert."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.store import ChangeMeasure, LiftHold, PlaceHold
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import HoldLifted, HoldPlaced, MeasureChanged
from custody_app.domain.rules.measure_extension import extension_faults
from custody_app.domain.rules.standing import refuse_blank, refuse_gone
from custody_app.domain.rules.timing import local_day, refuse_future_day
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import MeasureState
from custody_app.domain.world import Context, World


def place_hold(command: PlaceHold, world: World, context: Context) -> tuple[Event, ...]:
    """Somebody with the right to do so forbids disposal; several holds may lie on one thing."""
    item = world.item(command.item)
    refuse_gone(item)
    refuse_blank(command.reason, "hold.reason_missing")
    return (HoldPlaced(item=command.item, paper_no=command.paper_no, reason=command.reason),)


def lift_hold(command: LiftHold, world: World, context: Context) -> tuple[Event, ...]:
    """One hold less."""
    item = world.item(command.item)
    refuse_gone(item)
    if item.holds <= 0:
        raise RuleBroken("hold.none", item=item.id)
    refuse_blank(command.reason, "hold.reason_missing")
    return (HoldLifted(item=command.item, paper_no=command.paper_no, reason=command.reason),)


def change_measure(command: ChangeMeasure, world: World, context: Context) -> tuple[Event, ...]:
    """Extend, lift or convert the measure by a document that is already here."""
    item = world.item(command.item)
    refuse_gone(item)
    refuse_blank(command.paper_no, "hold.measure_paper_missing")
    refuse_future_day(command.paper_on, context)
    if command.paper_on < local_day(item.taken_at):
        raise RuleBroken("hold.measure_paper_early", paper_on=command.paper_on)
    _check_change(command, item)
    if command.state is MeasureState.EXTENDED:
        refuse_all(extension_faults(command, item, world, context))
    lifted = command.state is MeasureState.LIFTED
    return (
        MeasureChanged(
            item=command.item,
            state=command.state,
            measure=command.measure or item.measure,
            until=None if lifted else command.until,
            paper_no=command.paper_no,
            paper_on=command.paper_on,
            approver=command.approver,
            notice_no=command.notice_no.strip(),
        ),
    )


def _check_change(command: ChangeMeasure, item: ItemState) -> None:
    state = command.state
    if state is MeasureState.IN_FORCE:
        raise RuleBroken("hold.measure_state", measure_state=state.value)
    if item.measure_state is MeasureState.LIFTED and state is not MeasureState.CONVERTED:
        raise RuleBroken("hold.measure_lifted", item=item.id)
    if state is MeasureState.CONVERTED:
        if command.measure is None or command.measure is item.measure:
            raise RuleBroken("hold.measure_same", measure=item.measure.value)
    elif command.measure not in (None, item.measure):
        raise RuleBroken("hold.measure_needs_conversion", measure=item.measure.value)
    if state is MeasureState.EXTENDED:
        if command.until is None:
            raise RuleBroken("hold.measure_until_missing")
        if item.measure_until is not None and command.until <= item.measure_until:
            raise RuleBroken("hold.measure_not_longer", until=command.until, was=item.measure_until)


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    PlaceHold: place_hold,
    LiftHold: lift_hold,
    ChangeMeasure: change_measure,
}
