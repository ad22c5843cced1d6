"""Take in what a person carried: who, why, which locker, line by line; the slip is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.commands.effects import ReceiveEffects
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.effects import KeptWhy, Sex
from custody_app.domain.ids import CaseId, EffectsId, PersonId, PlaceId
from custody_app.domain.moments import Day
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import FormKind
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import words
from custody_app.ui.effects.presenter import PIECE, entries_of
from custody_app.ui.form_dialog import (
    Entry,
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    note_entry,
    text_entry,
)
from custody_app.ui.leaving_lines import Mistake
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.person_field import person_field, take_badge
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import Field, TextField, paper_number_field
from custody_app.ui.widgets.line_sheet import LineSheet, SheetColumn, SheetLine
from custody_app.ui.widgets.quantity_field import unit_choices

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

WIDTH, COLUMNS, ROWS = 1_040, 4, 20


class DepositDialog:
    """A scanned badge is the officer's, a scanned place the locker, a scanned case sheet its case.

    Attributes:
        lines: what is taken in, one line a thing.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.officer = person_field(desk, "effects_officer")
        self.lines = line_sheet()
        sheet = Sheet(
            translate("effects", "Take in personal effects"),
            self._entries(),
            translate(
                "effects",
                "Not case property: kept apart, in a locker of its own, not by the case officer.",
            ),
            columns=COLUMNS,
            width=WIDTH,
        )
        self.dialog = FormDialog(desk, sheet, self._go, on_scan=self._take_scan)

    def _entries(self) -> list[Entry]:
        def text(key: str, said: str, *, needed: bool = False, span: int = 1) -> Entry:
            editor = TextField(max_length=200, name=f"effects_{key}")
            return text_entry(key, said, editor, needed=needed, span=span)

        kind = TextField(max_length=60, name="effects_id_kind")
        nobody = [("", translate("effects", "not said"))]
        return [
            text("person", translate("effects", "Name of the person"), needed=True),
            choice_entry("sex", translate("effects", "Sex"), nobody + list(words("sex").items())),
            Entry("born", Field(translate("effects", "Born on"),
                                   DateField(name="effects_born"))),
            text("phone", translate("effects", "Telephone")),
            text_entry("id_kind", translate("effects", "Identity paper"), kind),
            text_entry("id_no", translate("effects", "Number of the identity paper"),
                       paper_number_field(kind, name="effects_id_no")),
            text("address", translate("effects", "Address"), span=2),
            text("place", translate("effects", "Locker (code)"), needed=True),
            text_entry("officer", translate("effects", "Brought by"), self.officer, needed=True),
            choice_entry("why", translate("effects", "Why kept"), list(words("kept_why").items()),
                         span=2),
            text("case", translate("effects", "Case number")),
            text("cause", translate("effects", "Cause")),
            text("document", translate("effects", "Document no."), span=2),
            text_entry("lines", translate("effects", "What the person carried"), self.lines,
                       span=COLUMNS),
            note_entry("note", translate("effects", "Note"), needed=False, lines=2, span=COLUMNS),
        ]  # fmt: skip

    def _take_scan(self, code: ScannedCode) -> None:
        key = {TagKind.PLACE: "place", TagKind.CASE: "case"}.get(code.kind) if code.kind else None
        if key is None:
            take_badge(self._desk, self.officer, code)
            return
        editor = self.dialog.fields[key].editor
        assert isinstance(editor, TextField)
        editor.setText(code.digits)

    def _go(self, values: Values, dialog: FormDialog) -> None:
        try:
            lines = entries_of(self.lines.value())
        except Mistake as mistake:
            dialog.fields["lines"].set_mistake(str(mistake))
            return
        command = ReceiveEffects(
            place=PlaceId(values["place"].replace(" ", "")),
            officer=PersonId(values["officer"].person_id),
            why=KeptWhy(values["why"]),
            person_name=values["person"],
            sex=Sex(values["sex"]) if values["sex"] else None,
            born=Day(values["born"]) if values["born"] else None,
            phone=values["phone"],
            id_kind=values["id_kind"],
            id_no=values["id_no"],
            address=values["address"],
            case=CaseId(values["case"]) if values["case"] else None,
            cause=values["cause"],
            document_no=values["document"],
            lines=lines,
            note=values["note"],
        )
        dialog.record(command, then=self._print)

    def _print(self, outcome: Outcome) -> None:
        slip = EffectsId(outcome.first("effects"))
        form = IssueForm(kind=FormKind.EFFECTS_SLIP, effects=slip)
        issue_paper(self._desk, self._desk.notices.window(), form)


def line_sheet() -> LineSheet:
    """Empty lines of a slip."""
    units = tuple(unit_choices(PIECE, "CNY", "条", "双", "只", "块"))
    sheet = LineSheet(
        [
            SheetColumn("name", translate("effects", "Name"), 200, is_typed=True),
            SheetColumn("number", translate("effects", "Quantity"), 90, is_typed=True),
            SheetColumn("unit", translate("effects", "Unit"), 110, choices=units),
            SheetColumn("feature", translate("effects", "Features"), 220, is_typed=True),
            SheetColumn("mark", translate("effects", "Number on it"), 130, is_typed=True),
            SheetColumn("seal_no", translate("effects", "Seal no."), 120, is_typed=True),
            SheetColumn("remark", translate("effects", "Remark"), 120, is_typed=True),
        ],
        name="effects_lines",
    )
    empty = {"number": "1", "unit": PIECE}
    sheet.set_lines([SheetLine(str(at), empty) for at in range(1, ROWS + 1)])
    return sheet
