"""Commands about vehicles: inspection sheet, upkeep, what belongs to one, accident vehicles."""

from __future__ import annotations

from custody_app.domain.commands.base import ItemCommand
from custody_app.domain.ids import FormId, ItemId
from custody_app.domain.moments import Day, Moment
from custody_app.domain.parts import Identifiers
from custody_app.domain.values import dataclass
from custody_app.domain.vehicle import AccidentStep, UpkeepTask, VehicleFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectVehicle(ItemCommand):
    """Type an inspection sheet in (21号 第17条).

    ``inspected_at`` is the time on the paper. Numbers that the record lacks are added; a vehicle
    without key or mileage needs ``missing_note``.
    """

    inspected_at: Moment
    facts: VehicleFacts
    identifiers: Identifiers | None = None
    form: FormId | None = None
    missing_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectInspection(ItemCommand):
    """Say what is right where the last inspection was typed in wrongly; both stay readable."""

    facts: VehicleFacts
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaintainVehicle(ItemCommand):
    """Record what was done to keep a vehicle in the yard fit; D27 counts anew from then."""

    maintained_at: Moment
    tasks: tuple[UpkeepTask, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkToVehicle(ItemCommand):
    """Say that a thing on record is the key of a vehicle, or was found in it."""

    vehicle: ItemId
    is_key: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAccidentStep(ItemCommand):
    """Report fixed, owner told to collect, notice published: the next deadline runs (D21)."""

    step: AccidentStep
    done_on: Day
    paper_no: str
    note: str = ""
