"""Papers of vehicles: inspection sheet (blank or typed in), maintenance register, weekly table."""

from __future__ import annotations

from custody_app.documents.forms.inspection_sheet import InspectionSheet
from custody_app.documents.forms.maintenance_sheet import MaintenanceSheet, UpkeepLine
from custody_app.documents.forms.vehicle_week import ParkedLine, VehicleWeek, WeekLine
from custody_app.documents.parts import FormHead
from custody_app.domain import tag
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import ItemId
from custody_app.domain.rules.clocks import UPKEEP
from custody_app.domain.rules.running import end_now
from custody_app.domain.rules.vehicles import a_vehicle
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Category, Custody
from custody_app.queries.disposal_report_data import disposal_report
from custody_app.queries.vehicles import parts_of_vehicle, upkeeps_of, vehicles
from custody_app.services.paper.gather import Gather

PARKED_MAX = 1000


def inspection_sheet(command: IssueForm, gather: Gather, head: FormHead) -> InspectionSheet:
    """涉案车辆查验单: for any vehicle, for one, or with what was typed in of one."""
    if not command.items:
        return InspectionSheet(head=head)
    item = _one(command, gather)
    inspection = item.vehicle.inspection if item.vehicle else None
    parts = parts_of_vehicle(gather.evidence.connection, vehicle=item.id)
    return InspectionSheet(
        head=head,
        case=gather.case(item.case),
        vehicle=item.name,
        code18=_code(item),
        place=gather.where(item),
        identifiers=item.identifiers,
        facts=inspection.facts if inspection else None,
        inspected_at=inspection.inspected_at if inspection else None,
        typed_at=inspection.typed_at if inspection else None,
        missing_note=inspection.missing_note if inspection else "",
        articles=tuple((part.name, f"{part.quantity.n} {part.quantity.u}") for part in parts)
        if inspection
        else (),
        inspector=gather.person(inspection.inspected_by if inspection else None),
    )


def maintenance_sheet(command: IssueForm, gather: Gather, head: FormHead) -> MaintenanceSheet:
    """涉案车辆日常维护保养登记表: every line of the record, and room to go on by hand."""
    if not command.items:
        raise RuleBroken("form.no_items")
    item = _one(command, gather)
    told = upkeeps_of(gather.evidence.connection, vehicle=item.id)
    return MaintenanceSheet(
        head=head,
        case=gather.case(item.case),
        vehicle=item.name,
        plate=item.identifiers.plate if item.identifiers else "",
        vin=item.identifiers.vin if item.identifiers else "",
        code18=_code(item),
        place=gather.where(item),
        intake_at=item.intake_at,
        next_at=end_now(item, UPKEEP, gather.world),
        lines=tuple(
            UpkeepLine(
                at=event.maintained_at,
                tasks=event.tasks,
                note=event.note,
                by=gather.person(seen.core.actor).name,
            )
            for event, seen in told
        ),
    )


def vehicle_week(command: IssueForm, gather: Gather, head: FormHead) -> VehicleWeek:
    """涉案车辆周统计表: opening + in − out = closing of each case unit, and what stands here.

    Raises:
        RuleBroken: ``form.no_period``.
    """
    if command.since is None or command.until is None or command.since > command.until:
        raise RuleBroken("form.no_period")
    connection = gather.evidence.connection
    figures = disposal_report(connection, since=command.since, until=command.until)
    page = vehicles(connection, now=head.printed_at, limit=PARKED_MAX)
    return VehicleWeek(
        head=head,
        since=command.since,
        until=command.until,
        lines=tuple(
            WeekLine(
                unit=line.unit, opening=line.opening, taken_in=line.taken_in, out=line.out,
                closing=line.closing,
            )
            for line in figures.balances
            if line.category is Category.VEHICLE
        ),
        parked=tuple(
            ParkedLine(
                plate=row.plate,
                name=row.item.name,
                case=row.item.case_number,
                place=row.item.place_code,
                days=row.days,
                on_loan=row.item.custody is Custody.ON_LOAN,
                keys=row.keys,
                next_at=row.upkeep_at,
            )
            for row in page.rows
        ),
        made_by=gather.person(None),
    )  # fmt: skip


def _one(command: IssueForm, gather: Gather) -> ItemState:
    if len(command.items) > 1:
        raise RuleBroken("form.one_vehicle", count=len(command.items))
    return a_vehicle(ItemId(command.items[0]), gather.world)


def _code(item: ItemState) -> str:
    return tag.code_of(item.tag, max(item.copy, tag.FIRST_COPY))
