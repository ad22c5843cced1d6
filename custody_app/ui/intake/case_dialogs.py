"""New case and visiting officer: the two registers that are filled in at the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from custody_app.domain.commands.registers import RegisterCase, RegisterPerson
from custody_app.domain.ids import PersonId, UnitId
from custody_app.domain.law.doubts import doubts_of_case
from custody_app.domain.moments import Day
from custody_app.domain.vocabulary import CaseKind, Rank, UnitKind
from custody_app.queries.names import PersonRef
from custody_app.queries.people import UnitRow
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import words
from custody_app.ui.form_dialog import Entry, FormDialog, Sheet, Values, choice_entry, text_entry
from custody_app.ui.intake.officers_editor import OfficersEditor
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import ChoiceField, Field, TextField, TickField

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

CASE_WIDTH = 640


def ask_new_case(
    desk: Desk,
    units: tuple[UnitRow, ...],
    number: str,
    then: Callable[[str], object],
    unit_id: str = "",
) -> FormDialog:
    """Register a case; without a number it gets a provisional one. ``then`` gets its id.

    Its unit is ``unit_id``, or the first officer's, until the clerk chooses one.
    """
    officers = OfficersEditor(Reader(desk.core.reader), desk.tasks)
    unit = _units(units, unit_id)
    _follow_officers(unit, officers)

    def go(values: Values, dialog: FormDialog) -> None:
        command = RegisterCase(
            kind=CaseKind(values["kind"]),
            unit=UnitId(values["unit"]),
            name=values["name"],
            number=values["number"],
            officers=tuple(PersonId(person.id) for person in officers.people()),
            filed_on=Day(values["filed_on"]) if values["filed_on"] else None,
            suspects=values["suspects"],
        )
        dialog.record(command, then=lambda outcome: then(outcome.first("case")))

    sheet = Sheet(
        translate("intake", "New case"),
        _case_entries(unit, number, officers),
        button=translate("intake", "Register the case"),
        columns=2,
        width=CASE_WIDTH,
    )
    dialog = FormDialog(desk, sheet, go, on_scan=lambda code: officers.take_code(code.digits))

    def registered(person: PersonRef) -> None:
        officers.add(person)

    officers.visitor_pressed.connect(
        lambda text: ask_visitor(desk, units, text, registered, parent=dialog)
    )
    dialog.open()
    return dialog


def _follow_officers(unit: ChoiceField, officers: OfficersEditor) -> None:
    """The unit is the first officer's, unless the clerk chose one."""
    chosen: list[int] = []
    unit.activated.connect(chosen.append)

    def follow() -> None:
        known = next((one.unit_id for one in officers.people() if one.unit_id), "")
        if known and not chosen:
            unit.set_value(known)

    officers.changed.connect(follow)


def _case_entries(unit: ChoiceField, number: str, officers: OfficersEditor) -> tuple[Entry, ...]:
    return (
        text_entry(
            "number",
            translate("intake", "Case number"),
            TextField(number, judge=doubts_of_case, max_length=60, name="new_case_number"),
            hint=translate("intake", "Leave it empty for a provisional number."),
        ),
        text_entry(
            "name",
            translate("intake", "Name of the case"),
            TextField(max_length=120, name="new_case_name"),
            needed=True,
        ),
        choice_entry("kind", translate("intake", "Kind"), list(words("case_kind").items())),
        Entry("unit", Field(translate("intake", "Unit"), unit), True),
        Entry("filed_on", Field(translate("intake", "Filed on"), DateField(name="filed_on"))),
        text_entry("suspects", translate("intake", "Suspects"), TextField(max_length=200)),
        Entry("officers", Field(translate("intake", "Officers of the case"), officers), span=2),
    )


def ask_visitor(
    desk: Desk,
    units: tuple[UnitRow, ...],
    text: str,
    then: Callable[[PersonRef], object],
    parent: FormDialog | None = None,
) -> FormDialog:
    """Name, badge number, unit, credential seen: nothing more (decisions, 10)."""

    def go(values: Values, dialog: FormDialog) -> None:
        command = RegisterPerson(
            unit=UnitId(values["unit"]),
            name=values["name"],
            badge_no=values["badge_no"],
            rank=Rank(values["rank"]) if values["rank"] else None,
            police=bool(values["police"]),
            credential=values["credential"],
        )

        def done(outcome: Outcome) -> None:
            id_ = outcome.first("person")
            then(PersonRef(id_, values["name"], values["badge_no"], values["unit"]))

        dialog.record(command, then=done)

    sheet = Sheet(
        translate("intake", "Register an officer"),
        _visitor_entries(units, text),
        sentence=translate("intake", "The officer needs no account and confirms on paper."),
        columns=2,
        width=CASE_WIDTH,
    )
    dialog = FormDialog(desk, sheet, go, parent=parent)
    dialog.open()
    return dialog


def _visitor_entries(units: tuple[UnitRow, ...], text: str) -> tuple[Entry, ...]:
    """What was typed already goes where it belongs: a number is a badge, the rest a name."""
    is_number = text.isascii() and any(letter.isdigit() for letter in text)
    ranks = [("", translate("intake", "No leading rank")), *words("rank").items()]
    return (
        text_entry(
            "badge_no",
            translate("intake", "Badge number"),
            TextField(text if is_number else "", max_length=40, name="visitor_badge"),
            needed=True,
        ),
        text_entry(
            "name",
            translate("intake", "Full name"),
            TextField("" if is_number else text, max_length=60, name="visitor_name"),
            needed=True,
        ),
        Entry("unit", Field(translate("intake", "Unit"), _units(units)), True),
        choice_entry("rank", translate("intake", "Rank"), ranks),
        text_entry(
            "credential",
            translate("intake", "Credential seen"),
            TextField(translate("intake", "Police officer's card"), max_length=80),
        ),
        Entry("police", Field(" ", TickField(translate("intake", "Police officer"), ticked=True))),
    )


def _units(units: tuple[UnitRow, ...], unit_id: str = "") -> ChoiceField:
    """Police units first: cases and visiting officers are theirs."""
    order = {UnitKind.POLICE: 0, UnitKind.CENTRE: 2}
    listed = sorted(units, key=lambda unit: (order.get(unit.kind, 1), unit.code))
    choices = [(unit.id, unit.name or unit.code) for unit in listed]
    return ChoiceField(choices, value=unit_id, name="unit")
