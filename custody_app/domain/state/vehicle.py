"""What the record knows of a vehicle beside what it knows of every thing."""

from __future__ import annotations

from custody_app.domain.ids import FormId, PersonId
from custody_app.domain.moments import Day, Moment
from custody_app.domain.values import dataclass
from custody_app.domain.vehicle import AccidentStep, VehicleFacts


@dataclass(frozen=True, slots=True)
class Inspection:
    """The last inspection: when it was written on paper, when it was typed in, by whom."""

    inspected_at: Moment
    typed_at: Moment
    inspected_by: PersonId
    facts: VehicleFacts | None = None
    form: FormId | None = None
    missing_note: str = ""


@dataclass(frozen=True, slots=True)
class VehicleRecord:
    """Inspection, upkeep, and how far the return of an accident vehicle has come."""

    inspection: Inspection | None = None
    maintained_at: Moment | None = None
    upkeeps: int = 0
    accident: AccidentStep | None = None
    accident_on: Day | None = None
