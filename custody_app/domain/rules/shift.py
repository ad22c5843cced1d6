"""Rules of the shift and the centre: hand over, checkpoint on paper, clock, erasure by order."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.registers import (
    ConfirmClock,
    ErasePersonalData,
    HandOverShift,
    PrintCheckpoint,
)
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.events.centre import (
    CheckpointPrinted,
    ClockJumped,
    PersonalDataErased,
    ShiftHandedOver,
)
from custody_app.domain.ids import PersonId
from custody_app.domain.rules.separation import CUSTODY_ROLES
from custody_app.domain.rules.standing import refuse_blank
from custody_app.domain.vocabulary import Role
from custody_app.domain.world import Context, World


def hand_over_shift(command: HandOverShift, world: World, context: Context) -> tuple[Event, ...]:
    """The next clerk, another custodian, confirms what is open."""
    taken_by = world.person(command.taken_by)
    if taken_by.id in (context.recorder.id, context.actor.id):
        raise RuleBroken("shift.same_person", person=taken_by.id)
    if not CUSTODY_ROLES & {role.value for role in taken_by.roles}:
        raise RuleBroken("shift.not_a_custodian", person=taken_by.id)
    if taken_by.id not in context.confirmers:
        raise RuleBroken("shift.not_confirmed", person=taken_by.id)
    if command.open_matters < 0:
        raise RuleBroken("shift.open_matters", count=command.open_matters)
    return (
        ShiftHandedOver(
            centre=context.centre.id,
            handed_by=context.actor.id,
            taken_by=command.taken_by,
            size=command.size,
            root=command.root,
            open_matters=command.open_matters,
            note=command.note,
        ),
    )


def print_checkpoint(command: PrintCheckpoint, world: World, context: Context) -> tuple[Event, ...]:
    """The signed head of the log goes on paper."""
    return (CheckpointPrinted(centre=context.centre.id, size=command.size, root=command.root),)


def confirm_clock(command: ConfirmClock, world: World, context: Context) -> tuple[Event, ...]:
    """Two people confirm the time; the jump is recorded and work goes on (decisions, 14)."""
    refuse_blank(command.reason, "shift.clock_reason_missing")
    second = _other_confirmer(context)
    if second is None:
        raise RuleBroken("shift.clock_needs_two")
    if command.last_wall is None or context.now >= command.last_wall:
        raise RuleBroken("shift.clock_not_behind", now=context.now)
    return (
        ClockJumped(
            centre=context.centre.id,
            last_wall=command.last_wall,
            new_wall=context.now,
            second=second,
            reason=command.reason,
        ),
    )


def _other_confirmer(context: Context) -> PersonId | None:
    first = (context.recorder.id, context.actor.id)
    return next((one for one in context.confirmers if one not in first), None)


def erase_personal_data(
    command: ErasePersonalData, world: World, context: Context
) -> tuple[Event, ...]:
    """By order and with an audit administrator; the chain stays whole (ledger-and-sync 2.6)."""
    refuse_blank(command.order_no, "centre.erasure_order_missing")
    asked = (command.item, command.case, command.person, command.effects)
    named = [one for one in asked if one is not None]
    if len(named) != 1:
        raise RuleBroken("centre.erasure_one_subject", count=len(named))
    first = (context.recorder.id, context.actor.id)
    second = next(
        (
            one
            for one in context.confirmers
            if one not in first and Role.AUDIT_ADMIN in world.person(one).roles
        ),
        None,
    )
    if second is None:
        raise RuleBroken("centre.erasure_needs_audit")
    if not command.commitments:
        raise RuleBroken("centre.nothing_to_erase")
    return (
        PersonalDataErased(
            centre=context.centre.id,
            commitments=command.commitments,
            of_events=command.of_events,
            order_no=command.order_no,
            second=second,
        ),
    )


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    HandOverShift: hand_over_shift,
    PrintCheckpoint: print_checkpoint,
    ConfirmClock: confirm_clock,
    ErasePersonalData: erase_personal_data,
}
