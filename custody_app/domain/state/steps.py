"""What a step of state is, and what it needs to know of the event's envelope."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from custody_app.domain.events.base import Event
from custody_app.domain.ids import PersonId
from custody_app.domain.moments import Day, Moment, time_of
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Happened:
    """When an event was recorded and took place, in which zone, who acted and who recorded."""

    recorded_at: Moment
    at: Moment
    actor: PersonId
    recorder: PersonId
    zone_minutes: int

    @property
    def day(self) -> Day:
        """The date at the place when it was recorded."""
        local = time_of(self.recorded_at) + timedelta(minutes=self.zone_minutes)
        return Day(f"{local:%Y-%m-%d}")


Step = Callable[[Any, Any, Happened, str], Any]
"""(state or None, event, happened, id of the subject) -> state."""


def unchanged(state: Any, event: Event, happened: Happened, id_: str) -> Any:
    """The step of an event that is kept in the history and changes nothing."""
    return state
