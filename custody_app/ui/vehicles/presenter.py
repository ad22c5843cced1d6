"""What the page Vehicles reads and says, and what may be done with a vehicle now. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from custody_app.domain.law.rule_pack import RulePack
from custody_app.domain.moments import Moment
from custody_app.domain.rules.accident import BEFORE
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import CaseState, FormState
from custody_app.domain.values import dataclass
from custody_app.domain.vehicle import AccidentStep, VehicleFacts
from custody_app.domain.vocabulary import GONE, STORED
from custody_app.queries.item_rows import ItemRow, item_rows
from custody_app.queries.names import people_of
from custody_app.queries.page import Cursor
from custody_app.queries.reader import Reader
from custody_app.queries.rules import rules_in_force
from custody_app.queries.states import state_of
from custody_app.queries.vehicles import (
    VehicleRow,
    View,
    parts_of_vehicle,
    upkeeps_of,
    vehicle_row,
    vehicles,
)
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, language, translate
from custody_app.runtime.words import word
from custody_app.ui.times import local_text, time_left
from custody_app.ui.viewer import Viewer

UPKEEPS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Upkeep:
    """One time somebody looked after the vehicle."""

    at: Moment
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class VehicleView:
    """A vehicle as the card shows it; ``term`` is the name of its next legal end."""

    row: VehicleRow
    state: ItemState
    case: CaseState
    parts: tuple[ItemRow, ...]
    upkeeps: tuple[Upkeep, ...]
    term: str = ""


@dataclass(frozen=True, slots=True)
class VehicleAction:
    """One button of the card; ``why_not`` says why it cannot be pressed."""

    code: str
    command: str
    text: str
    icon: str
    why_not: str = ""


def view_words() -> list[tuple[str, str]]:
    """The lists one can choose."""
    return [
        (View.HERE.value, translate("vehicles", "In custody")),
        (View.UPKEEP.value, translate("vehicles", "Maintenance due")),
        (View.NOT_INSPECTED.value, translate("vehicles", "No inspection sheet")),
        (View.NO_KEY.value, translate("vehicles", "No key on record")),
        (View.ON_LOAN.value, translate("vehicles", "Called out")),
        (View.COMING.value, translate("vehicles", "Not delivered yet")),
        (View.GONE.value, translate("vehicles", "Left")),
    ]


def read_vehicles(
    read: Reader, view: View, text: str, now: Moment, after: Cursor | None, limit: int
) -> tuple[Sequence[VehicleRow], Cursor | None]:
    """One page of a list."""
    page = read(vehicles, now=now, view=view, text=text, after=after, limit=limit)
    return page.rows, page.after


def read_view(read: Reader, vehicle: str, now: Moment) -> VehicleView:
    """Everything the card shows of one vehicle.

    Raises:
        RuleBroken: ``item.unknown``.
    """
    state = read(state_of, ItemState, vehicle)
    (item,) = read(item_rows, items=[vehicle])
    row = read(vehicle_row, item=item, now=now)
    done = read(upkeeps_of, vehicle=vehicle)
    rules = read(rules_in_force)
    people = read(people_of, [seen.core.actor for _event, seen in done])
    return VehicleView(
        row=row,
        state=state,
        case=read(state_of, CaseState, state.case),
        parts=read(parts_of_vehicle, vehicle=vehicle),
        upkeeps=tuple(
            Upkeep(
                event.maintained_at,
                tasks_text(event.tasks, event.note),
                people[seen.core.actor].name if seen.core.actor in people else "",
            )
            for event, seen in reversed(done[-UPKEEPS_SHOWN:])
        ),
        term=term_name(row, rules.pack if rules is not None else None),
    )


def vehicle_of(read: Reader, item: str) -> str:
    """The vehicle that a key or an article belongs to; empty for anything else."""
    return read(state_of, ItemState, item).belongs_to or ""


def vehicle_of_sheet(read: Reader, form: str) -> str:
    """The vehicle that a sheet was printed for; empty for a blank one."""
    return next(iter(read(state_of, FormState, form).items), "")


def tasks_text(tasks: Iterable[str], note: str) -> str:
    """What was done, in words."""
    said = [word("upkeep_task", str(task)) for task in tasks]
    return translate("vehicles", ", ").join(said + ([note] if note else []))


def term_name(row: VehicleRow, pack: RulePack | None) -> str:
    """What the next legal end of a vehicle is called in the rule pack."""
    if row.term is None or pack is None:
        return ""
    deadline = next((one for one in pack.deadlines if one.id == row.term.deadline), None)
    if deadline is None:
        return row.term.deadline
    return deadline.zh if language() == DEFAULT_LANGUAGE else deadline.en


def actions_of(view: VehicleView, viewer: Viewer) -> tuple[VehicleAction, ...]:
    """What makes sense now, the usual first."""
    state, vehicle = view.state, view.state.vehicle
    inspected = vehicle is not None and vehicle.inspection is not None
    here = state.custody not in GONE
    found: list[tuple[str, str, str, str]] = []
    if state.custody in STORED:
        text = translate("vehicles", "Maintenance…")
        found.append(("maintain", "MaintainVehicle", text, "refresh-cw"))
    if here:
        text = translate("vehicles", "Type sheet in…")
        found.insert(
            len(found) if inspected else 0, ("inspect", "InspectVehicle", text, "keyboard")
        )
    if inspected:
        text = translate("vehicles", "Correct sheet…")
        found.append(("correct", "CorrectInspection", text, "pencil"))
    if here:
        text = translate("vehicles", "Key, article…")
        found.append(("link", "LinkToVehicle", text, "link-2"))
    if here and next_step(state) is not None:
        text = translate("vehicles", "Accident vehicle…")
        found.append(("step", "RecordAccidentStep", text, "calendar-clock"))
    found += [
        ("sheet", "IssueForm", translate("vehicles", "Print sheet"), "printer"),
        ("register", "IssueForm", translate("vehicles", "Print register"), "printer"),
    ]
    return tuple(
        VehicleAction(code, command, text, icon, viewer.why_not(command))
        for code, command, text, icon in found
    )


def next_step(state: ItemState) -> AccidentStep | None:
    """The step that follows the last one on record; None after the notice."""
    last = state.vehicle.accident if state.vehicle is not None else None
    return next((step for step, before in BEFORE.items() if before is last), None)


def fact_rows(view: VehicleView, now: Moment) -> list[tuple[str, str]]:
    """Facts of a vehicle, empty ones left out."""
    row, state = view.row, view.state
    numbers, vehicle = state.identifiers, state.vehicle
    inspection = vehicle.inspection if vehicle is not None else None
    rows = [
        (translate("vehicles", "Case"), row.item.case_number),
        (translate("vehicles", "State"), word("custody", row.item.custody.value)),
        (translate("vehicles", "Place"), row.item.holder_name or row.item.place_code),
        (translate("vehicles", "VIN"), row.vin),
        (translate("vehicles", "Engine no."), numbers.engine_no if numbers else ""),
        (translate("vehicles", "Cannot be read"), numbers.unreadable if numbers else ""),
        (translate("vehicles", "In the yard"), days_text(row)),
        (translate("vehicles", "Next maintenance"), upkeep_text(row, now)),
        (view.term, term_text(row, now)),
    ]
    if vehicle is not None and vehicle.accident is not None:
        step = f"{word('accident_step', vehicle.accident.value)}  {vehicle.accident_on or ''}"
        rows.append((translate("vehicles", "Accident vehicle"), step))
    if inspection is not None:
        rows += [
            (translate("vehicles", "Inspected at"), local_text(inspection.inspected_at)),
            (translate("vehicles", "Typed in at"), local_text(inspection.typed_at)),
            *sheet_rows(inspection.facts or VehicleFacts()),
            (translate("vehicles", "Why not given"), inspection.missing_note),
        ]
    return [(said, text.strip()) for said, text in rows if said and text and text.strip()]


def sheet_rows(facts: VehicleFacts) -> list[tuple[str, str]]:
    """What the inspection sheet says."""
    zones = (f"{word('body_zone', one.zone.value)} {word('zone_state', one.state.value)} {one.note}"
             for one in facts.zones)  # fmt: skip
    papers = (word("vehicle_paper", one.value) for one in facts.papers)
    keys = "" if facts.keys is None else str(facts.keys)
    return [
        (translate("vehicles", "Make and model"), facts.make),
        (translate("vehicles", "Colour"), facts.colour),
        (translate("vehicles", "Mileage (km)"), facts.mileage),
        (translate("vehicles", "Keys"), keys),
        (translate("vehicles", "Fuel"), word("fuel", facts.fuel.value) if facts.fuel else ""),
        (translate("vehicles", "Papers"), "、".join(papers)),
        (translate("vehicles", "Body"), "；".join(zone.strip() for zone in zones)),
        (translate("vehicles", "Equipment"), facts.equipment),
        (translate("vehicles", "Remark"), facts.remark),
    ]


def days_text(row: VehicleRow) -> str:
    """How long it has been here."""
    if row.days < 0:
        return ""
    return translate("vehicles", "{days} d").format(days=row.days)


def upkeep_text(row: VehicleRow, now: Moment) -> str:
    """When it must be looked after next."""
    return f"{local_text(row.upkeep_at)[:10]}  {time_left(row.upkeep_at, now)[0]}".strip()


def term_text(row: VehicleRow, now: Moment) -> str:
    """The next legal end."""
    if row.term is None:
        return ""
    return f"{local_text(row.term.at)}  {time_left(row.term.at, now)[0]}"


def called(row: VehicleRow) -> str:
    """The vehicle in one line."""
    return "  ".join(part for part in (row.plate, row.item.name) if part)
