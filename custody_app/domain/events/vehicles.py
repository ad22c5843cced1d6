"""What happened to a vehicle: inspected, looked after, told to be collected; what belongs to it."""

from __future__ import annotations

from typing import ClassVar

from custody_app.domain.events.base import Event, personal, subject
from custody_app.domain.events.item import ItemEvent
from custody_app.domain.ids import CaseId, FormId, ItemId
from custody_app.domain.moments import Day, Moment
from custody_app.domain.parts import Identifiers
from custody_app.domain.values import dataclass
from custody_app.domain.vehicle import AccidentStep, UpkeepTask, VehicleFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleInspected(ItemEvent):
    """An inspection sheet was typed in; ``identifiers`` are the numbers it adds to the record."""

    inspected_at: Moment
    form: FormId | None = None
    facts: VehicleFacts | None = personal("description", None)
    identifiers: Identifiers | None = personal("identifiers", None)
    missing_note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionCorrected(ItemEvent):
    """What is right in place of what was typed in wrongly; ``was`` keeps that (decisions, 13)."""

    facts: VehicleFacts | None = personal("description", None)
    was: VehicleFacts | None = personal("description", None)
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleMaintained(ItemEvent):
    """Somebody looked after the vehicle; D27 counts from then."""

    maintained_at: Moment
    tasks: tuple[UpkeepTask, ...] = ()
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLinkedToVehicle(ItemEvent):
    """The thing is the key of a vehicle, or was found in it; it keeps a life of its own."""

    vehicle: ItemId
    is_key: bool = False
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsLeftBehind(ItemEvent):
    """The vehicle left while its key or things of it stay; the reason is said."""

    count: int
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccidentStepRecorded(ItemEvent):
    """A step towards the return of an accident vehicle, on the day that its paper says."""

    step: AccidentStep
    done_on: Day
    paper_no: str
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFilledIn(Event):
    """A paper that was printed blank was typed in: from now on it is a paper of this thing."""

    KIND: ClassVar[str] = "form"
    form: FormId = subject()
    item: ItemId
    case: CaseId
