"""Dialogs of a vehicle: maintenance, key or article, the steps of an accident vehicle, parking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.commands.store import MoveItem
from custody_app.domain.commands.vehicles import (
    LinkToVehicle,
    MaintainVehicle,
    RecordAccidentStep,
)
from custody_app.domain.ids import ItemId, PlaceId
from custody_app.domain.moments import Day, Moment
from custody_app.domain.vehicle import UpkeepTask
from custody_app.domain.vocabulary import Category
from custody_app.queries.item_filters import ItemFilters
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.yard import Slot
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.form_dialog import (
    Entry,
    FormDialog,
    Sheet,
    Values,
    note_entry,
    text_entry,
)
from custody_app.ui.item_chooser import Wanted, choose_items
from custody_app.ui.item_columns import line_text
from custody_app.ui.shell.confirm_dialog import Question, ask_confirmation
from custody_app.ui.times import local_text, moment_of_text
from custody_app.ui.vehicles.presenter import VehicleView, called, next_step
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import Field, TextField, TickField

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

WIDE = 620
ARTICLE = "道路交通事故处理程序规定 第39条、第58条"


def ask_maintenance(desk: Desk, view: VehicleView, now: Moment) -> FormDialog:
    """What was done, when; or why nothing could be done."""
    heads = {0: translate("vehicles", "What was done"), 1: " "}
    entries = [
        Entry("at", Field(translate("vehicles", "Done at"),
                          DateField(local_text(now), with_time=True, name="maintained_at")),
              True, 2),
        *[
            text_entry(f"task_{one.value}", heads.get(at, ""),
                       TickField(word("upkeep_task", one.value), name=one.value))
            for at, one in enumerate(UpkeepTask)
        ],
        note_entry("note", translate("vehicles", "Note"), needed=False, span=2,
                   hint=translate("vehicles", "If nothing could be done, why.")),
    ]  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        at = moment_of_text(values["at"])
        assert at is not None
        tasks = tuple(one for one in UpkeepTask if values[f"task_{one.value}"])
        dialog.record(
            MaintainVehicle(item=view.state.id, maintained_at=at, tasks=tasks, note=values["note"])
        )

    sheet = Sheet(
        translate("vehicles", "Record maintenance"), entries, called(view.row), columns=2,
        width=WIDE,
    )  # fmt: skip
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def ask_link(desk: Desk, view: VehicleView) -> None:
    """Choose things of the case, then say whether they are keys."""
    mine = {part.id for part in view.parts} | {view.row.item.id}

    def unfit(found: ItemRow) -> str:
        if found.id in mine or found.category is Category.VEHICLE:
            return translate("vehicles", "“{name}” cannot be chosen.").format(name=found.name)
        return ""

    wanted = Wanted(
        translate("vehicles", "Key or article of {vehicle}").format(vehicle=called(view.row)),
        translate("vehicles", "Things of the same case that belong to this vehicle."),
        ItemFilters(case=view.row.item.case_id),
        unfit=unfit,
    )
    choose_items(desk, wanted, lambda rows: _ask_link(desk, view, rows))


def _ask_link(desk: Desk, view: VehicleView, rows: list[ItemRow]) -> FormDialog:
    entries = [
        text_entry("is_key", translate("vehicles", "What it is"),
                   TickField(translate("vehicles", "These are keys"), name="is_key")),
        note_entry("reason", translate("vehicles", "Note"), needed=False, lines=2),
    ]  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(
            *[
                LinkToVehicle(
                    item=ItemId(found.id), vehicle=view.state.id, is_key=values["is_key"],
                    reason=values["reason"],
                )
                for found in rows
            ]
        )  # fmt: skip

    sheet = Sheet(
        translate("vehicles", "Key or article of {vehicle}").format(vehicle=called(view.row)),
        entries,
        "\n".join(line_text(found) for found in rows),
        width=WIDE,
    )
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def ask_step(desk: Desk, view: VehicleView, now: Moment) -> FormDialog | None:
    """The next step towards the return of an accident vehicle."""
    step = next_step(view.state)
    if step is None:
        return None
    entries = (
        Entry("on", Field(translate("vehicles", "Day on the paper"),
                          DateField(local_text(now)[:10], name="step_on")), True),
        text_entry("paper", translate("vehicles", "Number of the paper"),
                   TextField(max_length=80, name="step_paper"), needed=True),
        note_entry("note", translate("vehicles", "Note"), needed=False, span=2),
    )  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(
            RecordAccidentStep(
                item=view.state.id, step=step, done_on=Day(values["on"]),
                paper_no=values["paper"], note=values["note"],
            )
        )  # fmt: skip

    text = translate(
        "vehicles",
        "{vehicle}. The next deadline runs from that day ({article}).",
    )
    sheet = Sheet(
        word("accident_step", step.value), entries,
        text.format(vehicle=called(view.row), article=ARTICLE), columns=2, width=WIDE,
    )  # fmt: skip
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def park(desk: Desk, view: VehicleView, slot: Slot) -> None:
    """Move the open vehicle to a free slot, after one question."""
    text = translate("vehicles", "{vehicle} goes from {before} to {place}.")
    before = view.row.item.place_code or "—"
    question = Question(
        text.format(vehicle=called(view.row), before=before, place=slot.code),
        title=translate("vehicles", "Park here"),
        button=translate("vehicles", "Park here"),
    )
    command = MoveItem(item=view.state.id, place=PlaceId(slot.place))
    ask_confirmation(
        desk, question, lambda _given: desk.record(command, owner=desk.notices.window())
    )
