"""When a clock of a thing ends by the law in force, for the rules that must know it."""

from __future__ import annotations

from custody_app.domain.moments import Moment
from custody_app.domain.rules.clocks import clocks_of
from custody_app.domain.rules.legal_clock import Law, counted
from custody_app.domain.state.item import ItemState
from custody_app.domain.world import World


def law_in_force(world: World) -> Law:
    """The pack and calendar in force, with the facts of cases and lists as the world has them."""
    rules = world.rules()
    return Law(
        rules.pack,
        rules.work,
        lambda case: world.case(case).kind,
        lambda seizure: world.seizure(seizure).document_on,
    )


def end_now(item: ItemState, deadline: str, world: World) -> Moment | None:
    """The last moment of a deadline that runs for a thing; None when it does not run."""
    for clock in clocks_of(item, law_in_force(world)):
        if clock.deadline == deadline:
            return clock.at
    return None


def hand_over_end(taken_at: Moment, world: World) -> Moment | None:
    """Until when what was taken must be with the custodian, by the pack in force (D01).

    None where the pack does not use the deadline; the 24 hours of the law count then.
    """
    clock = counted("D01", taken_at, law_in_force(world))
    return clock.at if clock is not None else None
