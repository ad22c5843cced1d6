"""Type an inspection sheet in, field after field in the order of the paper; correct one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from custody_app.domain.commands.vehicles import CorrectInspection, InspectVehicle
from custody_app.domain.ids import FormId
from custody_app.domain.law.doubts import judge_of
from custody_app.domain.moments import Moment
from custody_app.domain.state.item import ItemState
from custody_app.domain.vehicle import BodyZone, VehicleFacts, VehiclePaper, ZoneState
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word, words
from custody_app.ui.form_dialog import (
    Entry,
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    note_entry,
    text_entry,
)
from custody_app.ui.times import local_text, moment_of_text
from custody_app.ui.vehicles.presenter import VehicleView, called
from custody_app.ui.vehicles.sheet_values import (
    ARTICLE,
    KEY,
    PIECE,
    FieldMistake,
    articles_of,
    facts_of,
    numbers_of,
    values_of,
)
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import Field, TextField, TickField
from custody_app.ui.widgets.line_sheet import LineSheet, SheetColumn, SheetLine
from custody_app.ui.widgets.quantity_field import unit_choices

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

WIDTH, COLUMNS = 1_040, 4
ARTICLE_ROWS = 12


class InspectionDialog:
    """Enter goes from field to field; a doubtful number is told and does not stop anything."""

    def __init__(
        self, desk: Desk, view: VehicleView, now: Moment, form: str = "", number: str = ""
    ) -> None:
        self._desk = desk
        self._view = view
        self._form = form
        self.articles = article_sheet()
        state = view.state
        title = translate("vehicles", "Type the inspection sheet in")
        text = translate("vehicles", "{vehicle}, case {case}. Sheet: {number}.")
        entries = [
            Entry("at", Field(translate("vehicles", "1. Inspected at"),
                              DateField(local_text(now), with_time=True, name="inspected_at"),
                              hint=translate("vehicles", "The time on the paper.")), True),
            *_number_entries(state),
            *fact_entries(values_of(_facts_on_record(state))),
            note_entry("missing", translate("vehicles", "14. No key or mileage because"),
                       needed=False, lines=2, span=2),
            note_entry("remark", translate("vehicles", "15. Remark"), needed=False, lines=2,
                       span=2),
            text_entry(
                "articles", translate("vehicles", "16. Keys and articles inside, for the case"),
                self.articles, span=COLUMNS,
                hint=translate("vehicles", "Each becomes a line of the list with its own code."),
            ),
        ]  # fmt: skip
        sheet = Sheet(
            title,
            entries,
            text.format(
                vehicle=called(view.row),
                case=view.row.item.case_number,
                number=number or translate("vehicles", "without a printed sheet"),
            ),
            columns=COLUMNS,
            width=WIDTH,
        )
        self.dialog = FormDialog(desk, sheet, self._go)

    def _go(self, values: Values, dialog: FormDialog) -> None:
        at = moment_of_text(values["at"])
        try:
            facts = facts_of(values)
            articles = articles_of(self.articles.value(), self._view.state)
        except FieldMistake as mistake:
            tell(dialog, mistake)
            return
        assert at is not None
        command = InspectVehicle(
            item=self._view.state.id,
            inspected_at=at,
            facts=facts,
            identifiers=numbers_of(values),
            form=FormId(self._form) if self._form else None,
            missing_note=values["missing"],
        )
        dialog.record(command, *articles, then=lambda outcome: self._told(outcome, len(articles)))

    def _told(self, _outcome: Outcome, articles: int) -> None:
        desk, case = self._desk, self._view.row.item.case_id
        if not articles:
            desk.notices.success(translate("vehicles", "The inspection sheet is typed in."))
            return
        text = translate(
            "vehicles",
            "The sheet is typed in; {count} {count:line waits|lines wait} on the list to be "
            "taken in.",
        )
        desk.notices.success(text.format(count=articles))
        desk.navigate("intake", case=case, seizure=self._view.row.item.seizure_id)


def tell(dialog: FormDialog, mistake: FieldMistake) -> None:
    """Show what is wrong at its field, with the keyboard there."""
    dialog.fields[mistake.key].set_mistake(str(mistake))
    dialog.fields[mistake.key].editor.setFocus()


def ask_correction(desk: Desk, view: VehicleView) -> FormDialog:
    """Say what is right where the sheet was typed in wrongly; both stay readable."""
    known = values_of(_facts_on_record(view.state))
    entries = [
        *fact_entries(known),
        text_entry("remark", translate("vehicles", "15. Remark"),
                   TextField(known.get("remark", ""), max_length=500, name="remark"), span=2),
        note_entry("reason", translate("vehicles", "Why it is corrected"), lines=2, span=2),
    ]  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        try:
            facts = facts_of(values)
        except FieldMistake as mistake:
            tell(dialog, mistake)
            return
        dialog.record(CorrectInspection(item=view.state.id, facts=facts, reason=values["reason"]))

    sentence = translate(
        "vehicles", "{vehicle}. What was typed in before stays readable in the history."
    )
    sheet = Sheet(
        translate("vehicles", "Correct the inspection sheet"), entries,
        sentence.format(vehicle=called(view.row)), columns=COLUMNS, width=WIDTH,
    )  # fmt: skip
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def _facts_on_record(state: ItemState) -> VehicleFacts | None:
    inspection = state.vehicle.inspection if state.vehicle is not None else None
    return inspection.facts if inspection is not None else None


def _number_entries(state: ItemState) -> list[Entry]:
    """Plate, VIN, engine number: what is on record stands there already."""
    own = state.identifiers
    titles = {
        "plate": translate("vehicles", "2. Plate"),
        "vin": translate("vehicles", "3. VIN"),
        "engine_no": translate("vehicles", "4. Engine no."),
    }
    kept = {name: getattr(own, name) if own else "" for name in titles}
    return [
        text_entry(
            name, said, TextField(kept[name], judge=judge_of(name), max_length=40, name=name)
        )
        for name, said in titles.items()
    ]


def fact_entries(known: Mapping[str, str]) -> list[Entry]:
    """Fields 5 to 13 in the order of the paper."""

    def text(key: str, said: str, *, span: int = 1) -> Entry:
        editor = TextField(known.get(key, ""), max_length=200, name=key)
        return text_entry(key, said, editor, span=span)

    not_seen = [("", translate("vehicles", "not said"))]
    return [
        text("make", translate("vehicles", "5. Make and model")),
        text("colour", translate("vehicles", "6. Colour")),
        text("mileage", translate("vehicles", "7. Mileage (km)")),
        text("keys", translate("vehicles", "8. Keys")),
        choice_entry("fuel", translate("vehicles", "9. Fuel"),
                     not_seen + list(words("fuel").items()), value=known.get("fuel", ""),
                     span=COLUMNS),
        *[
            text_entry(
                f"paper_{one.value}", translate("vehicles", "10. Papers") if not at else " ",
                TickField(word("vehicle_paper", one.value),
                          ticked=bool(known.get(f"paper_{one.value}")),
                          name=f"paper_{one.value}"),
            )
            for at, one in enumerate(VehiclePaper)
        ],
        *[entry for zone in BodyZone for entry in _zone_entries(zone, known)],
        text("equipment", translate("vehicles", "13. Equipment"), span=COLUMNS),
    ]  # fmt: skip


def _zone_entries(zone: BodyZone, known: Mapping[str, str]) -> list[Entry]:
    """How a part of the body was found, and the damage in words."""
    states = [("", translate("vehicles", "not looked at"))]
    states += [(one.value, word("zone_state", one.value)) for one in ZoneState]
    said = translate("vehicles", "11. {zone}").format(zone=word("body_zone", zone.value))
    key, note = f"zone_{zone.value}", f"note_{zone.value}"
    return [
        choice_entry(key, said, states, value=known.get(key, "")),
        text_entry(note, translate("vehicles", "12. Damage, in words"),
                   TextField(known.get(note, ""), max_length=200, name=note)),
    ]  # fmt: skip


def article_sheet() -> LineSheet:
    """Empty lines for keys and articles."""
    units = tuple(unit_choices(PIECE, "把"))
    kinds = ((ARTICLE, translate("vehicles", "Article")), (KEY, translate("vehicles", "Key")))
    sheet = LineSheet(
        [
            SheetColumn("kind", translate("vehicles", "What it is"), 120, choices=kinds),
            SheetColumn("name", translate("vehicles", "Name"), 240, is_typed=True),
            SheetColumn("number", translate("vehicles", "Quantity"), 90, is_typed=True),
            SheetColumn("unit", translate("vehicles", "Unit"), 110, choices=units),
            SheetColumn("features", translate("vehicles", "Features, where it was"), 300,
                        is_typed=True),
        ],
        name="article_sheet",
    )  # fmt: skip
    empty = {"kind": ARTICLE, "number": "1", "unit": PIECE}
    sheet.set_lines([SheetLine(str(at), empty) for at in range(1, ARTICLE_ROWS + 1)])
    return sheet
