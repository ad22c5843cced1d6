"""evolve(state, event): the only door by which state changes."""

from __future__ import annotations

from typing import Any

from custody_app.domain.events.base import Event
from custody_app.domain.state.approval_steps import APPROVAL_STEPS
from custody_app.domain.state.away_steps import AWAY_STEPS
from custody_app.domain.state.centre_steps import CENTRE_STEPS
from custody_app.domain.state.clock_steps import CLOCK_STEPS, without_ended
from custody_app.domain.state.effects import EFFECTS_STEPS
from custody_app.domain.state.intake_steps import INTAKE_STEPS
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.loan_steps import LOAN_STEPS
from custody_app.domain.state.money import MONEY_STEPS
from custody_app.domain.state.outgoing_steps import OUTGOING_STEPS
from custody_app.domain.state.register_steps import REGISTER_STEPS
from custody_app.domain.state.rules_in_force import RULES_STEPS
from custody_app.domain.state.steps import Happened, Step
from custody_app.domain.state.store_steps import STORE_STEPS
from custody_app.domain.state.vehicle_steps import VEHICLE_STEPS

__all__ = ["STEPS", "Happened", "evolve"]

STEPS: dict[type[Event], Step] = (
    RULES_STEPS
    | CLOCK_STEPS
    | INTAKE_STEPS
    | EFFECTS_STEPS
    | STORE_STEPS
    | AWAY_STEPS
    | VEHICLE_STEPS
    | LOAN_STEPS
    | OUTGOING_STEPS
    | MONEY_STEPS
    | REGISTER_STEPS
    | APPROVAL_STEPS
    | CENTRE_STEPS
)


def evolve(state: Any, event: Event, happened: Happened, subject_id: str) -> Any:
    """The state of one subject after the event; ``None`` before its first.

    Raises:
        KeyError: an event type without a step, which the architecture tests rule out.
    """
    after = STEPS[type(event)](state, event, happened, subject_id)
    if isinstance(after, ItemState) and after.clocks:
        return without_ended(after, event)
    return after
