"""The lists of the page Vehicles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.queries.form_rows import FormRow
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.vehicles import VehicleRow
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.item_columns import code_text, custody_tone, item_columns
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.times import local_text
from custody_app.ui.vehicles.presenter import Upkeep, days_text
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


def vehicle_table(desk: Desk) -> RecordTable[VehicleRow]:
    """Vehicles of the list that is chosen."""
    columns: list[Column[VehicleRow]] = [
        Column("plate", translate("vehicles", "Plate"), lambda r: r.plate or "—", 100,
               is_strong=True),
        Column("name", translate("vehicles", "Vehicle"), lambda r: r.item.name, 120),
        Column("place", translate("vehicles", "Place"),
               lambda r: r.item.holder_name or r.item.place_code, 84),
        Column("days", translate("vehicles", "Here for"), days_text, 86, is_number=True),
        Column("keys", translate("vehicles", "Keys"), lambda r: str(r.keys), 56, _key_tone,
               is_number=True),
        Column("articles", translate("vehicles", "Articles"), lambda r: str(r.articles), 86,
               is_number=True),
        Column("upkeep", translate("vehicles", "Next maintenance"),
               lambda r: local_text(r.upkeep_at)[:10], 120, _upkeep_tone),
        Column("sheet", translate("vehicles", "Sheet"), _sheet_text, 84, _sheet_tone),
        Column("state", translate("vehicles", "State"),
               lambda r: word("custody", r.item.custody.value), 100,
               lambda r: custody_tone(r.item.custody)),
        Column("case", translate("vehicles", "Case"), lambda r: r.item.case_number, 240),
        Column("vin", translate("vehicles", "VIN"), lambda r: r.vin, 180),
        Column("code", translate("vehicles", "Code"), lambda r: code_text(r.item.code), 190),
    ]  # fmt: skip
    empty = EmptyState(
        translate("vehicles", "No vehicle is on this list."),
        translate("vehicles", "A vehicle comes with the list of its case, on the page Intake."),
        icon="car",
    )
    return RecordTable("vehicle_list", columns, desk.tasks, desk.memory, empty=empty)


def _key_tone(row: VehicleRow) -> Tone:
    return Tone.NEUTRAL if row.keys else Tone.CAUTION


def _upkeep_tone(row: VehicleRow) -> Tone:
    return Tone.BAD if row.upkeep_late else Tone.NEUTRAL


def _sheet_text(row: VehicleRow) -> str:
    said = translate("vehicles", "typed in") if row.inspected else translate("vehicles", "missing")
    return said


def _sheet_tone(row: VehicleRow) -> Tone:
    return Tone.GOOD if row.inspected else Tone.CAUTION


def part_table(desk: Desk) -> RecordTable[ItemRow]:
    """Keys and articles of the vehicle that is open."""
    empty = EmptyState(
        translate("vehicles", "No key and no article of it is on record."), icon="key-round"
    )
    columns = item_columns("name", "quantity", "place", "state", "code")
    return RecordTable("vehicle_parts", columns, desk.tasks, desk.memory, empty=empty, footer=False)


def upkeep_table(desk: Desk) -> RecordTable[Upkeep]:
    """The last times that somebody looked after it."""
    columns: list[Column[Upkeep]] = [
        Column("at", translate("vehicles", "When"), lambda r: local_text(r.at), 136),
        Column("what", translate("vehicles", "What was done"), lambda r: r.text, 240),
        Column("who", translate("vehicles", "Who"), lambda r: r.name, 90),
    ]
    empty = EmptyState(translate("vehicles", "Nobody looked after it yet."), icon="refresh-cw")
    return RecordTable(
        "vehicle_upkeep", columns, desk.tasks, desk.memory, empty=empty, footer=False
    )


def sheet_table(desk: Desk) -> RecordTable[FormRow]:
    """Inspection sheets that were printed and not typed in yet."""
    columns: list[Column[FormRow]] = [
        Column("number", translate("vehicles", "Sheet no."), lambda r: r.number, 200,
               is_strong=True),
        Column("issued", translate("vehicles", "Printed at"), lambda r: local_text(r.issued_at),
               160),
        Column("case", translate("vehicles", "Case"),
               lambda r: r.case_number or translate("vehicles", "blank, for any vehicle"), 320),
        Column("code", translate("vehicles", "Code"), lambda r: code_text(r.code), 220),
    ]  # fmt: skip
    empty = EmptyState(
        translate("vehicles", "Every printed sheet was typed in."),
        translate("vehicles", "Print blank sheets for the yard; scan the code to type one in."),
        icon="clipboard-list",
    )
    return RecordTable("vehicle_sheets", columns, desk.tasks, desk.memory, empty=empty)
