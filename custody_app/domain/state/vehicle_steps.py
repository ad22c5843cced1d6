"""How a vehicle, its key, the things found in it and its sheet change."""

from __future__ import annotations

from dataclasses import fields, replace

from custody_app.domain.events import vehicles as e
from custody_app.domain.events.base import Event
from custody_app.domain.parts import Identifiers
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.readings import with_what_was_missing
from custody_app.domain.state.registers import FormState
from custody_app.domain.state.steps import Happened, Step, unchanged
from custody_app.domain.state.vehicle import Inspection, VehicleRecord


def completed(known: Identifiers | None, added: Identifiers | None) -> Identifiers | None:
    """The numbers on record with those that were not known before."""
    if known is None or added is None:
        return known or added
    gaps = {
        one.name: getattr(added, one.name)
        for one in fields(Identifiers)
        if not getattr(known, one.name)
    }
    return replace(known, **gaps)


def _inspected(
    state: ItemState, event: e.VehicleInspected, happened: Happened, id_: str
) -> ItemState:
    inspection = Inspection(
        event.inspected_at, happened.recorded_at, happened.actor, event.facts, event.form,
        event.missing_note,
    )  # fmt: skip
    seen = max(state.last_seen_at or event.inspected_at, event.inspected_at)
    inspected = replace(
        state,
        vehicle=replace(state.vehicle or VehicleRecord(), inspection=inspection),
        identifiers=completed(state.identifiers, event.identifiers),
        last_seen_at=seen if state.in_custody else state.last_seen_at,
    )
    return with_what_was_missing(inspected)


def _corrected(
    state: ItemState, event: e.InspectionCorrected, happened: Happened, id_: str
) -> ItemState:
    vehicle = state.vehicle or VehicleRecord()
    if vehicle.inspection is None:
        return state
    inspection = replace(vehicle.inspection, facts=event.facts)
    return replace(
        state,
        vehicle=replace(vehicle, inspection=inspection),
        corrections=state.corrections + 1,
    )


def _maintained(
    state: ItemState, event: e.VehicleMaintained, happened: Happened, id_: str
) -> ItemState:
    vehicle = state.vehicle or VehicleRecord()
    last = max(vehicle.maintained_at or event.maintained_at, event.maintained_at)
    return replace(
        state,
        vehicle=replace(vehicle, maintained_at=last, upkeeps=vehicle.upkeeps + 1),
        last_seen_at=max(state.last_seen_at or event.maintained_at, event.maintained_at),
    )


def _linked(
    state: ItemState, event: e.ItemLinkedToVehicle, happened: Happened, id_: str
) -> ItemState:
    return replace(state, belongs_to=event.vehicle, is_key=event.is_key)


def _accident_step(
    state: ItemState, event: e.AccidentStepRecorded, happened: Happened, id_: str
) -> ItemState:
    vehicle = state.vehicle or VehicleRecord()
    return replace(state, vehicle=replace(vehicle, accident=event.step, accident_on=event.done_on))


def _filled_in(state: FormState, event: e.FormFilledIn, happened: Happened, id_: str) -> FormState:
    return replace(state, filled_at=happened.recorded_at, items=(event.item,), case=event.case)


VEHICLE_STEPS: dict[type[Event], Step] = {
    e.VehicleInspected: _inspected,
    e.InspectionCorrected: _corrected,
    e.VehicleMaintained: _maintained,
    e.ItemLinkedToVehicle: _linked,
    e.PartsLeftBehind: unchanged,
    e.AccidentStepRecorded: _accident_step,
    e.FormFilledIn: _filled_in,
}
