"""Change a case, archive one whose things are all out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.commands.registers import ChangeCase, CloseCase
from custody_app.domain.ids import CaseId, PersonId
from custody_app.domain.law.doubts import doubts_of_case
from custody_app.queries.people import UnitRow
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.ui.form_dialog import Entry, FormDialog, Sheet, Values, note_entry, text_entry
from custody_app.ui.intake.case_dialogs import CASE_WIDTH, ask_visitor
from custody_app.ui.intake.officers_editor import OfficersEditor
from custody_app.ui.intake.reading import IntakeView
from custody_app.ui.widgets.fields import Field, TextField

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


def ask_change_case(desk: Desk, units: tuple[UnitRow, ...], view: IntakeView) -> FormDialog:
    """The final number, the name, the suspects, the officers."""
    case = view.case
    officers = OfficersEditor(Reader(desk.core.reader), desk.tasks)
    officers.set_people(list(view.officers))
    entries = (
        text_entry(
            "number", translate("intake", "Case number"),
            TextField("" if case.provisional else case.number, judge=doubts_of_case,
                      max_length=60, name="case_number"),
            hint=translate("intake", "Provisional now: {number}").format(number=case.number)
            if case.provisional else "",
        ),
        text_entry(
            "name", translate("intake", "Name of the case"),
            TextField(case.name, max_length=120, name="case_name"),
        ),
        text_entry(
            "suspects", translate("intake", "Suspects"),
            TextField(max_length=200, name="case_suspects"), span=2,
            hint=translate("intake", "Empty: as before."),
        ),
        Entry("officers", Field(translate("intake", "Officers of the case"), officers), span=2),
        note_entry(
            "reason", translate("intake", "Reason"), needed=False, lines=2, span=2,
            hint=translate("intake", "Needed for other officers, or another final number."),
        ),
    )  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(
            ChangeCase(
                case=CaseId(case.id),
                number=values["number"],
                officers=tuple(PersonId(person.id) for person in officers.people()),
                name=values["name"],
                suspects=values["suspects"],
                reason=values["reason"],
            )
        )

    sheet = Sheet(
        translate("intake", "Change the case"), entries, f"{case.number}  {case.name}",
        columns=2, width=CASE_WIDTH,
    )  # fmt: skip
    dialog = FormDialog(desk, sheet, go, on_scan=lambda code: officers.take_code(code.digits))
    officers.visitor_pressed.connect(
        lambda text: ask_visitor(desk, units, text, officers.add, parent=dialog)
    )
    dialog.open()
    return dialog


def ask_close_case(desk: Desk, view: IntakeView) -> FormDialog:
    """Archive the case: nothing of it is here any more, no thing and no money."""
    case = view.case

    def go(values: Values, dialog: FormDialog) -> None:
        text = translate("intake", "Case {number} is archived.").format(number=case.number)
        dialog.record(
            CloseCase(case=CaseId(case.id), note=values["note"]),
            then=lambda _outcome: desk.notices.success(text),
        )

    sheet = Sheet(
        translate("intake", "Archive the case"),
        (note_entry("note", translate("intake", "Remark"), needed=False, lines=2),),
        translate("intake", "{case}: all its things and its money must be out.").format(
            case=f"{case.number}  {case.name}"
        ),
        button=translate("intake", "Archive"),
    )
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog
