"""evolve(state, event): the only door by which state changes."""

from __future__ import annotations

from typing import Any

from custody_app.domain.events.base import Event
from custody_app.domain.state.item_steps import ITEM_STEPS
from custody_app.domain.state.register_steps import REGISTER_STEPS
from custody_app.domain.state.steps import Happened

__all__ = ["Happened", "evolve"]


def evolve(state: Any, event: Event, happened: Happened, subject_id: str) -> Any:
    """The state of one subject after the event; ``None`` before its first.

    Raises:
        KeyError: an event type without a step, which the architecture tests rule out.
    """
    kind = type(event)
    step = ITEM_STEPS.get(kind) or REGISTER_STEPS[kind]
    return step(state, event, happened, subject_id)
