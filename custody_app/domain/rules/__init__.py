"""decide(): from a command to the events that record it, or to a refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from custody_app.domain.commands.base import Command
from custody_app.domain.errors import refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.rules import (
    accident,
    approval,
    authority,
    check_in,
    check_out,
    clock_keeping,
    correction,
    delegation,
    delivery,
    differences,
    discrepancy,
    disposal,
    effects,
    entrusting,
    hold,
    intake,
    keeping,
    labelling,
    money,
    movement,
    notices,
    people,
    registers,
    release,
    rule_packs,
    sealing,
    shift,
    stock_take,
    takeover,
    transfer,
    transport,
    vehicle_parts,
    vehicles,
)
from custody_app.domain.rules.clock_starts import clocks_begun
from custody_app.domain.rules.completion import carried_out
from custody_app.domain.rules.signatures import signed_already
from custody_app.domain.rules.timing import refuse_future
from custody_app.domain.world import Context, World

Rule = Callable[[Any, World, Context], tuple[Event, ...]]

_MODULES = (
    registers, rule_packs, people, shift, intake, effects, takeover, labelling, movement, delivery,
    transport, entrusting, sealing, hold, correction, clock_keeping, differences, discrepancy,
    approval, delegation, check_out, check_in, authority, transfer, release, disposal, keeping,
    money, notices, stock_take, vehicles, vehicle_parts, accident,
)  # fmt: skip


def _listed() -> dict[type[Command], Rule]:
    found: dict[type[Command], Rule] = {}
    for module in _MODULES:
        found |= module.RULES
    return found


RULES: Mapping[type[Command], Rule] = _listed()
"""Command -> its rule."""


def decide(command: Command, world: World, context: Context) -> tuple[Event, ...]:
    """The events that record what was asked for.

    Raises:
        RuleBroken: the rules say no; several reasons are told at once.
    """
    refuse_future(command.occurred_at, context)
    events = RULES[type(command)](command, world, context)
    first = (context.recorder.id, context.actor.id)
    refuse_all([one for event in events for one in signed_already(event, first, world)])
    return (
        *events,
        *clocks_begun(events, world, context),
        *vehicle_parts.left_behind(command, world),
        *money.money_of(events, world, context),
        *carried_out(events, world),
    )
