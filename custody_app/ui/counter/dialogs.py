"""The counter's small dialogs: a visitor, a call-out, an approval on the spot or on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.loans import ApproveRequest, RequestCallOut, RequestedItem
from custody_app.domain.commands.registers import RegisterPerson, RegisterUnit
from custody_app.domain.ids import ItemId, PersonId, UnitId
from custody_app.domain.parts import PaperApproval
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import AttachmentKind, LoanPurpose, Rank, Shown, UnitKind
from custody_app.queries.people import PersonRow, UnitRow, find_people
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.counter.lines import Line
from custody_app.ui.files_field import FilesField
from custody_app.ui.form_dialog import (
    Entry,
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    note_entry,
    text_entry,
)
from custody_app.ui.shell.confirm_dialog import Confirmation, Question, Who, ask_confirmation
from custody_app.ui.times import moment_of_text
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import TextField, TickField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.person_picker import PersonChoice, PersonPicker

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

LOAN_DAYS = 7
LOAN_UNTIL = "17:00"
OTHER_UNIT = "other"


def people_finder(desk: Desk) -> Callable[[str], Sequence[PersonChoice]]:
    """Looks people up for a picker."""
    read = Reader(desk.core.reader)

    def find(text: str) -> Sequence[PersonChoice]:
        return [
            PersonChoice(row.id, row.badge_no, row.name, row.unit_name)
            for row in read(find_people, text=text, limit=20)
        ]

    return find


def register_visitor(
    desk: Desk, units: Sequence[UnitRow], badge_no: str, then: Callable[[str], object]
) -> FormDialog:
    """Register an officer who was never here; ``then`` gets the id of the person."""
    choices = [(unit.id, unit.name or unit.code) for unit in units]
    choices.append((OTHER_UNIT, translate("counter", "A unit that is not on the list …")))
    usual = next((unit.id for unit in units if unit.kind is UnitKind.POLICE), "")
    unit = choice_entry("unit", translate("counter", "Unit"), choices, value=usual)
    new_unit = text_entry(
        "new_unit", translate("counter", "Name of the unit"), TextField(name="new_unit")
    )
    new_code = text_entry(
        "new_code", translate("counter", "Code of the unit"), TextField(name="new_code")
    )
    police = TickField(translate("counter", "Police officer"), True, name="police")
    entries = (
        text_entry("name", translate("counter", "Name"), TextField(name="visitor_name"),
                   needed=True),
        text_entry("badge_no", translate("counter", "Badge number"),
                   TextField(badge_no, name="visitor_badge"), needed=True),
        unit,
        new_unit,
        new_code,
        text_entry("credential", translate("counter", "Credential seen"),
                   TextField(translate("counter", "Police identity card"), name="credential")),
    )  # fmt: skip

    def show_unit(code: str) -> None:
        new_unit.field.setVisible(code == OTHER_UNIT)
        new_code.field.setVisible(code == OTHER_UNIT)

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(
            *_visitor_commands(values, is_police=police.isChecked()),
            then=lambda outcome: then(outcome.first("person")),
        )

    sheet = Sheet(
        translate("counter", "New visitor"),
        entries,
        translate("counter", "The person needs no account: what was shown is recorded."),
        translate("counter", "Register"),
        below=(police,),
    )
    if len(choices) > 1:
        new_unit.field.hide()
        new_code.field.hide()
    dialog = FormDialog(desk, sheet, go)
    unit.field.editor.chosen.connect(show_unit)  # type: ignore[attr-defined]  # a ChoiceField
    dialog.open()
    return dialog


def _visitor_commands(values: Values, *, is_police: bool) -> tuple[Command, ...]:
    unit = values["unit"]
    commands: list[Command] = []
    if unit == OTHER_UNIT:
        unit = values["new_code"] or values["new_unit"]
        kind = UnitKind.POLICE if is_police else UnitKind.OTHER
        name = values["new_unit"] or values["new_code"]
        commands.append(RegisterUnit(code=unit, kind=kind, name=name))
    person = RegisterPerson(
        unit=UnitId(unit),
        name=values["name"],
        badge_no=values["badge_no"],
        police=is_police,
        credential=values["credential"],
    )
    return (*commands, person)


def ask_call_out(
    desk: Desk, person: PersonRow, lines: Sequence[Line], then: Callable[[Outcome], object]
) -> FormDialog:
    """Ask for a call-out of things that nobody approved, one request for each case."""
    purposes = [(one.value, word("loan_purpose", one.value)) for one in LoanPurpose]
    local = desk.core.clock.now().astimezone() + timedelta(days=LOAN_DAYS)
    due = DateField(f"{local:%Y-%m-%d} {LOAN_UNTIL}", with_time=True, name="call_out_due")
    entries = (
        choice_entry("purpose", translate("counter", "Purpose"), purposes),
        text_entry("due", translate("counter", "To be returned by"), due, needed=True),
        note_entry("reason", translate("counter", "Grounds"), lines=2),
    )
    names = "\n".join(f"· {line.item.name}" for line in lines[:8] if line.item is not None)
    if len(lines) > 8:
        names += "\n…"
    text = translate("counter", "{name} asks to call out {count} things.")

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(*call_out_commands(values, person, lines), then=then)

    sheet = Sheet(
        translate("counter", "Ask for a call-out"),
        entries,
        text.format(name=person.name, count=len(lines)),
        translate("counter", "Ask"),
        below=(Label(names, "muted", wrap=True),),
    )
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def call_out_commands(
    values: Values, person: PersonRow, lines: Sequence[Line]
) -> tuple[RequestCallOut, ...]:
    """One request for each case among the things."""
    cases: dict[str, list[RequestedItem]] = {}
    for line in lines:
        if line.state is not None:
            cases.setdefault(line.state.case, []).append(RequestedItem(item=ItemId(line.state.id)))
    due = moment_of_text(values["due"])
    assert due is not None, "the dialog asks for it"
    who = PersonId(person.id)
    return tuple(
        RequestCallOut(
            items=tuple(items),
            purpose=LoanPurpose(values["purpose"]),
            due_at=due,
            reason=values["reason"],
            requester=who,
            acted_by=who,
            shown=Shown.SEEN,
        )
        for items in cases.values()
    )


def approve_here(
    desk: Desk, owner: QWidget, request: ApprovalRequest, then: Callable[[Outcome], object]
) -> None:
    """The approver came to the counter and confirms by badge and PIN."""
    text = translate("counter", "Approves call-out {number} of {count} things ({purpose}).")
    purpose = word("loan_purpose", request.purpose.value) if request.purpose else ""

    def record(given: Confirmation) -> None:
        approver = given.sessions[0].person.id
        command = ApproveRequest(request=request.id, approver=approver)
        desk.record(command, owner=owner, confirmers=given.signers, then=then)

    question = Question(
        text.format(number=request.number, count=len(request.items), purpose=purpose),
        translate("counter", "Approval by badge and PIN"),
        button=translate("counter", "Approve"),
        who=Who.SECOND,
    )
    ask_confirmation(desk, question, record, parent=owner)


def approve_on_paper(
    desk: Desk, request: ApprovalRequest, then: Callable[[Outcome], object]
) -> FormDialog:
    """Enter a decision given on paper: number, date, approver, rank, and the signed form."""
    ranks = [(one.value, word("rank", one.value)) for one in Rank]
    files = FilesField(desk, [AttachmentKind.APPROVAL], needed=[AttachmentKind.APPROVAL])
    approver = PersonPicker(people_finder(desk), desk.tasks, name="paper_approver")
    entries: tuple[Entry, ...] = (
        text_entry("number", translate("counter", "Number of the paper"),
                   TextField(request.number, name="paper_number"), needed=True),
        text_entry("on", translate("counter", "Date on the paper"),
                   DateField(f"{desk.core.clock.now().astimezone():%Y-%m-%d}", name="paper_date"),
                   needed=True),
        text_entry("approver", translate("counter", "Approver"), approver, needed=True),
        choice_entry("rank", translate("counter", "Rank of the approver"), ranks,
                     value=request.rank_needed.value),
        text_entry("files", translate("counter", "The signed form"), files, needed=True),
    )  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(paper_decision(request, values), then=then)

    sheet = Sheet(
        translate("counter", "Approval on paper"),
        entries,
        translate("counter", "Request {number}. The signed form is attached.").format(
            number=request.number
        ),
        translate("counter", "Record the approval"),
    )
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def paper_decision(request: ApprovalRequest, values: Values) -> ApproveRequest:
    """The command of a decision given on paper."""
    chosen = values["approver"]
    return ApproveRequest(
        request=request.id,
        approver=PersonId(chosen.person_id),
        rank=Rank(values["rank"]),
        paper=PaperApproval(values["number"], values["on"]),
        attachments=tuple(values["files"]),
    )
