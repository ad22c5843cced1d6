"""The counter's small dialogs: a visitor, a call-out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.loans import RequestCallOut, RequestedItem
from custody_app.domain.commands.registers import RegisterPerson, RegisterUnit
from custody_app.domain.ids import ItemId, PersonId, UnitId
from custody_app.domain.law.doubts import doubts_of_unit
from custody_app.domain.vocabulary import LoanPurpose, Shown, UnitKind
from custody_app.queries.people import PersonRow, UnitRow
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.counter.lines import Line
from custody_app.ui.form_dialog import (
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    note_entry,
    text_entry,
)
from custody_app.ui.times import CHINA, moment_of_text
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import TextField, TickField
from custody_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

LOAN_DAYS = 7
LOAN_UNTIL = "17:00"
OTHER_UNIT = "other"


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
        "new_code",
        translate("counter", "Code of the unit"),
        TextField(judge=doubts_of_unit, name="new_code"),
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
    local = desk.core.clock.now().astimezone(CHINA) + timedelta(days=LOAN_DAYS)
    due = DateField(f"{local:%Y-%m-%d} {LOAN_UNTIL}", with_time=True, name="call_out_due")
    entries = (
        choice_entry("purpose", translate("counter", "Purpose"), purposes),
        text_entry("due", translate("counter", "To be returned by"), due, needed=True),
        note_entry("reason", translate("counter", "Grounds"), lines=2),
    )
    names = "\n".join(f"· {line.item.name}" for line in lines[:8] if line.item is not None)
    if len(lines) > 8:
        names += "\n…"
    text = translate("counter", "{name} asks to call out {count} {count:thing|things}.")

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
