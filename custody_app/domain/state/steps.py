"""What a step of state needs to know of the event's envelope."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from custody_app.domain.ids import PersonId
from custody_app.domain.moments import Moment


@dataclass(frozen=True, slots=True)
class Happened:
    """When an event was recorded, when it took place, who acted and who recorded it."""

    recorded_at: Moment
    at: Moment
    actor: PersonId
    recorder: PersonId


Step = Callable[[Any, Any, Happened, str], Any]
"""(state or None, event, happened, id of the subject) -> state."""
