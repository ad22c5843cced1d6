"""Dialogs of the register of people: put somebody on it, change somebody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from custody_app.domain.commands.registers import ChangePerson, RegisterPerson
from custody_app.domain.ids import PersonId, UnitId
from custody_app.domain.vocabulary import Rank
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import words
from custody_app.ui.form_dialog import (
    Entry,
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    text_entry,
)
from custody_app.ui.settings.secret_fields import opened
from custody_app.ui.widgets.fields import ChoiceField, Field, TextField, TickField

if TYPE_CHECKING:
    from custody_app.queries.people import PersonRow, UnitRow
    from custody_app.ui.desk import Desk

WIDE = 660


def units_field(units: Sequence[UnitRow], value: str = "") -> ChoiceField:
    """One of the registered units."""
    choices = [(unit.id, unit.name or unit.code) for unit in units]
    return ChoiceField(choices, value=value, name="unit")


def ask_register(desk: Desk, units: Sequence[UnitRow]) -> FormDialog:
    """Put a member of staff or a visiting officer on the register."""
    ranks = [("", translate("settings", "No leading rank")), *words("rank").items()]
    entries = (
        text_entry(
            "name", translate("settings", "Full name"),
            TextField(max_length=60, name="person_name"), needed=True,
        ),
        text_entry(
            "badge_no", translate("settings", "Badge number"),
            TextField(max_length=40, name="person_badge"), needed=True,
        ),
        Entry("unit", Field(translate("settings", "Unit"), units_field(units), needed=True), True),
        choice_entry("rank", translate("settings", "Rank for approvals"), ranks),
        text_entry("phone", translate("settings", "Telephone"), TextField(max_length=40)),
        text_entry(
            "credential", translate("settings", "Credential seen"), TextField(max_length=80)
        ),
        Entry(
            "police",
            Field("", TickField(translate("settings", "Police officer"), ticked=True)),
        ),
    )  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(
            RegisterPerson(
                unit=UnitId(values["unit"]),
                name=values["name"],
                badge_no=values["badge_no"],
                rank=Rank(values["rank"]) if values["rank"] else None,
                police=bool(values["police"]),
                phone=values["phone"],
                credential=values["credential"],
            )
        )

    title = translate("settings", "Register a person")
    sentence = translate(
        "settings", "A visiting officer needs no account; staff get theirs in a second step."
    )
    return opened(FormDialog(desk, Sheet(title, entries, sentence, columns=2, width=WIDE), go))


def ask_change(desk: Desk, person: PersonRow, units: Sequence[UnitRow]) -> FormDialog:
    """Unit, rank, name, phone, or that the person left."""
    rank = person.rank.value if person.rank else ""
    ranks = [("", translate("settings", "No leading rank")), *words("rank").items()]
    leaves = TickField(translate("settings", "The person has left"), name="departed")
    entries = (
        text_entry(
            "name", translate("settings", "Full name"), TextField(person.name, max_length=60),
            needed=True,
        ),
        Entry("unit", Field(translate("settings", "Unit"), units_field(units, person.unit_id))),
        choice_entry("rank", translate("settings", "Rank for approvals"), ranks, value=rank),
        text_entry("phone", translate("settings", "Telephone"), TextField(person.phone)),
        Entry("departed", Field("", leaves)),
    )  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(
            ChangePerson(
                person=PersonId(person.id),
                unit=UnitId(values["unit"]),
                rank=Rank(values["rank"]) if values["rank"] else None,
                departed=bool(values["departed"]),
                name=values["name"],
                phone=values["phone"],
            )
        )

    title = translate("settings", "Change {name}").format(name=person.name)
    return opened(FormDialog(desk, Sheet(title, entries, columns=2, width=WIDE), go))
