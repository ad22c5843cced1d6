"""Rules of vehicles: the inspection sheet, upkeep, one vehicle a slot (21号 第11条、第17条)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.vehicles import (
    CorrectInspection,
    InspectVehicle,
    MaintainVehicle,
)
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.vehicles import (
    FormFilledIn,
    InspectionCorrected,
    VehicleInspected,
    VehicleMaintained,
)
from custody_app.domain.ids import FormId
from custody_app.domain.law.identifiers import folded
from custody_app.domain.moments import Moment
from custody_app.domain.parts import Identifiers
from custody_app.domain.rules.separation import refuse_case_officer_as_custodian
from custody_app.domain.rules.standing import refuse_blank, refuse_gone, refuse_unless_stored
from custody_app.domain.rules.timing import refuse_future
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.vehicle_steps import completed
from custody_app.domain.vehicle import VehicleFacts
from custody_app.domain.vocabulary import Category, FormKind
from custody_app.domain.world import Context, World

SAME_ON_EVERY_SHEET = ("vin", "plate", "engine_no")
"""Numbers of a vehicle that do not change; another one is another vehicle or a wrong record."""
KEYS_MAX = 20


def inspect_vehicle(command: InspectVehicle, world: World, context: Context) -> tuple[Event, ...]:
    """A sheet is typed in with the time on the paper; numbers the record lacks are added."""
    item = a_vehicle(command.item, world)
    refuse_gone(item)
    refuse_case_officer_as_custodian(item, world, context)
    if item.balance.listed.value != 1:
        raise RuleBroken("vehicle.several", item=item.id, count=item.balance.listed.n)
    _refuse_time(command.inspected_at, item.taken_at, context)
    broken = _faults(command.facts)
    gaps = command.facts.gaps
    if gaps and not command.missing_note.strip():
        broken += [RuleBroken(f"vehicle.no_{gap}", item=item.id) for gap in gaps]
    broken += _other_numbers(command.identifiers, item)
    refuse_all(broken)
    return (
        VehicleInspected(
            item=item.id,
            inspected_at=command.inspected_at,
            form=command.form,
            facts=command.facts,
            identifiers=_added(command, item),
            missing_note=command.missing_note if gaps else "",
        ),
        *_filled_in(command.form, item, world),
    )


def a_vehicle(id_: str, world: World) -> ItemState:
    """The thing, which is of the kind vehicle.

    Raises:
        RuleBroken: ``item.unknown``, ``vehicle.not_a_vehicle``.
    """
    item = world.item(id_)
    if item.category is not Category.VEHICLE:
        raise RuleBroken("vehicle.not_a_vehicle", item=item.id, category=item.category.value)
    return item


def _refuse_time(moment: Moment, earliest: Moment, context: Context) -> None:
    refuse_future(moment, context)
    if moment < earliest:
        raise RuleBroken("time.before_taken", at=moment, taken_at=earliest)


def _faults(facts: VehicleFacts) -> list[RuleBroken]:
    broken = []
    zones = [one.zone for one in facts.zones]
    if len(set(zones)) < len(zones):
        broken.append(RuleBroken("vehicle.zone_twice"))
    if len(set(facts.papers)) < len(facts.papers):
        broken.append(RuleBroken("vehicle.paper_twice"))
    if facts.keys is not None and not 0 <= facts.keys <= KEYS_MAX:
        broken.append(RuleBroken("vehicle.keys", count=facts.keys, limit=KEYS_MAX))
    mileage = facts.mileage.strip()
    if mileage and not (mileage.isascii() and mileage.isdigit()):
        broken.append(RuleBroken("vehicle.mileage", found=mileage[:20]))
    return broken


def _other_numbers(found: Identifiers | None, item: ItemState) -> list[RuleBroken]:
    """Numbers on the sheet that are not those on record, read without blanks and hyphens."""
    if found is None or item.identifiers is None:
        return []
    broken = []
    for name in SAME_ON_EVERY_SHEET:
        recorded, read = getattr(item.identifiers, name), getattr(found, name)
        if recorded and read and folded(recorded) != folded(read):
            broken.append(
                RuleBroken("vehicle.other_number", required=name, recorded=recorded, found=read)
            )
    return broken


def _added(command: InspectVehicle, item: ItemState) -> Identifiers | None:
    """What the sheet tells beyond the record; the first mileage read stands with the numbers."""
    known = item.identifiers or Identifiers()
    found = command.identifiers or Identifiers()
    if not found.mileage and command.facts.mileage:
        found = replace(found, mileage=command.facts.mileage.strip())
    whole = completed(known, found) or known
    gaps = {
        one.name: getattr(whole, one.name)
        for one in fields(Identifiers)
        if getattr(whole, one.name) != getattr(known, one.name)
    }
    return Identifiers(**gaps) if gaps else None


def _filled_in(form_id: FormId | None, item: ItemState, world: World) -> tuple[Event, ...]:
    """The sheet that was printed blank, or for this vehicle, and is typed in once."""
    if form_id is None:
        return ()
    form = world.form(form_id)
    if form.kind is not FormKind.INSPECTION_SHEET:
        raise RuleBroken("vehicle.other_sheet", number=form.number, kind=form.kind.value)
    if form.voided:
        raise RuleBroken("form.voided", number=form.number)
    if form.filled_at is not None:
        raise RuleBroken("vehicle.sheet_typed_in", number=form.number)
    if form.items and item.id not in form.items:
        raise RuleBroken("vehicle.sheet_of_other", number=form.number)
    return (FormFilledIn(form=form.id, item=item.id, case=item.case),)


def correct_inspection(
    command: CorrectInspection, world: World, context: Context
) -> tuple[Event, ...]:
    """Add what is right to what was typed in wrongly (decisions, 13)."""
    item = a_vehicle(command.item, world)
    refuse_case_officer_as_custodian(item, world, context)
    inspection = item.vehicle.inspection if item.vehicle else None
    if inspection is None:
        raise RuleBroken("vehicle.not_inspected", item=item.id)
    refuse_blank(command.reason, "correction.reason_missing")
    if command.facts == inspection.facts:
        raise RuleBroken("correction.nothing_changes")
    refuse_all(_faults(command.facts))
    return (
        InspectionCorrected(
            item=item.id, facts=command.facts, was=inspection.facts, reason=command.reason
        ),
    )


def maintain_vehicle(command: MaintainVehicle, world: World, context: Context) -> tuple[Event, ...]:
    """Something was done, or said why not; the vehicle lies in a place of the store."""
    item = a_vehicle(command.item, world)
    refuse_unless_stored(item)
    refuse_case_officer_as_custodian(item, world, context)
    _refuse_time(command.maintained_at, item.intake_at or item.taken_at, context)
    if len(set(command.tasks)) < len(command.tasks):
        raise RuleBroken("vehicle.task_twice")
    if not command.tasks:
        refuse_blank(command.note, "vehicle.nothing_done")
    return (
        VehicleMaintained(
            item=item.id,
            maintained_at=command.maintained_at,
            tasks=command.tasks,
            note=command.note,
        ),
    )


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    InspectVehicle: inspect_vehicle,
    CorrectInspection: correct_inspection,
    MaintainVehicle: maintain_vehicle,
}
