"""Correcting a recorded fact: what is right, which event was wrong, and why."""

from __future__ import annotations

from dataclasses import fields as fields_of
from dataclasses import replace
from typing import TYPE_CHECKING

from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.commands.store import CorrectItem
from custody_app.domain.law.doubts import judge_of
from custody_app.domain.parts import Identifiers
from custody_app.domain.quantity import Amount
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Category, FormKind, Grade
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
from custody_app.ui.items.facts import identifier_words
from custody_app.ui.items.notes_fields import NotesCorrection
from custody_app.ui.items.reading import CardView
from custody_app.ui.items.store_actions import WIDE, called
from custody_app.ui.kinds import kinds_of
from custody_app.ui.notices import Action
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.shell.confirm_dialog import Question, Who
from custody_app.ui.times import local_text, moment_of_text
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import ChoiceField, Field, TextField
from custody_app.ui.widgets.quantity_field import QuantityField

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

EVENTS_MAX = 60
TEXTS = ("name", "features", "seal_no", "owner")


def shown_quantity(state: ItemState) -> Amount:
    """The quantity a correction speaks of."""
    return state.balance.listed if state.balance.taken.is_zero else state.balance.taken


def correction_of(view: CardView, values: Values, notes: NotesCorrection) -> CorrectItem:
    """Only what differs from the record is stated; the rest stays untouched.

    Raises:
        RuleBroken: ``quantity.*``.
    """
    state = view.card.state
    was = shown_quantity(state)
    quantity = Amount(values["quantity"][0] or was.n, was.u)
    numbers = {name: values[name] for name in identifier_words() if values.get(name)}
    before = state.identifiers or Identifiers()
    identifiers = replace(before, **numbers)
    taken_at = moment_of_text(values["taken_at"])
    same_time = local_text(taken_at) == local_text(state.taken_at)
    return CorrectItem(
        item=state.id,
        of_event=values["of_event"],
        reason=values["reason"],
        of_form=values["of_form"],
        quantity=None if quantity.value == was.value else quantity,
        category=None if values["category"] == state.category else Category(values["category"]),
        grade=None if values["grade"] == state.grade else Grade(values["grade"]),
        taken_at=None if taken_at is None or same_time else taken_at,
        cash=notes.cash(Category(values["category"]), values["cash_use"], quantity),
        identifiers=None if identifiers == before else identifiers,
        name=_changed(values["name"], state.name),
        features=_changed(values["features"], state.features),
        seal_no=_changed(values["seal_no"], state.seal_no),
        owner=_changed(values["owner"], state.owner),
    )


def _changed(text: str, was: str) -> str:
    return "" if text == was else text


def _entries(view: CardView, notes: NotesCorrection) -> list[Entry]:
    state = view.card.state
    said = {
        "name": translate("items", "Name"),
        "features": translate("items", "Features"),
        "seal_no": translate("items", "Seal no."),
        "owner": translate("items", "Owner"),
    }
    entries = [
        text_entry(name, said[name], TextField(getattr(state, name), name=f"right_{name}"))
        for name in TEXTS
    ]
    entries += _fact_entries(state)
    return [*entries, *notes.entries, *_number_entries(state), *_proof_entries(view)]


def _fact_entries(state: ItemState) -> list[Entry]:
    was = shown_quantity(state)
    quantity = QuantityField([], was.n, name="right_quantity")
    return [
        Entry(
            "quantity",
            Field(
                translate("items", "Quantity ({unit})").format(unit=word("unit", was.u)), quantity
            ),
        ),
        Entry(
            "category",
            Field(
                translate("items", "Category"),
                ChoiceField(list(words("category").items()), value=state.category.value),
            ),
        ),
        Entry(
            "grade",
            Field(
                translate("items", "Grade"),
                ChoiceField(list(words("grade").items()), value=state.grade.value),
            ),
        ),
        Entry(
            "taken_at",
            Field(
                translate("items", "Taken at"),
                DateField(local_text(state.taken_at), with_time=True, name="right_taken_at"),
            ),
        ),
    ]


def _number_entries(state: ItemState) -> list[Entry]:
    """The numbers on the thing that are recorded; an empty serial number where there is none."""
    before = state.identifiers or Identifiers()
    filled = [one.name for one in fields_of(Identifiers) if getattr(before, one.name)]
    return [
        text_entry(
            name, text, TextField(getattr(before, name), judge=judge_of(name), name=f"right_{name}")
        )
        for name, text in identifier_words().items()
        if name in filled or (name == "serial_no" and not filled)
    ]


def _proof_entries(view: CardView) -> list[Entry]:
    """Which event and which signed paper said it wrongly, and why it is corrected."""
    events = [
        (one.ehash, f"{local_text(one.happened_at)}  {word('event', one.typ)}")
        for one in view.history[-EVENTS_MAX:]
        if not one.via_container
    ]
    forms = [
        ("", translate("items", "No paper was signed")),
        *((form.number, f"{word('form_kind', form.kind.value)} {form.number}")
          for form in view.card.forms),
    ]  # fmt: skip
    return [
        choice_entry("of_event", translate("items", "Recorded wrongly in"), events[::-1], span=2),
        choice_entry("of_form", translate("items", "Signed paper that says it"), forms, span=2),
        note_entry("reason", translate("items", "Reason"), lines=2, span=2),
    ]


def ask_correct(desk: Desk, view: CardView) -> FormDialog:
    """Both versions stay readable; a second person where the kind or a signed paper asks for it."""
    state, kinds = view.card.state, kinds_of(desk)
    notes = NotesCorrection(state, kinds)

    def go(values: Values, dialog: FormDialog) -> None:
        command = correction_of(view, values, notes)
        left = state.is_gone or not state.balance.released.is_zero
        two = kinds.two_people(state) or left or bool(command.of_form) or command.grade is not None
        question = Question(
            translate("items", "{name} is corrected; the old record stays.").format(
                name=called(state)
            ),
            who=Who.SECOND if two or command.category is not None else Who.NOBODY,
        )
        dialog.ask_and_record(question, command, then=lambda _outcome: _notice(desk, state))

    sheet = Sheet(
        translate("items", "Correct the record"),
        tuple(_entries(view, notes)),
        sentence=translate("items", "Change what is wrong. Nothing recorded is overwritten."),
        columns=2,
        width=WIDE,
    )
    dialog = FormDialog(desk, sheet, go)
    notes.join(dialog)
    dialog.open()
    return dialog


def _notice(desk: Desk, state: ItemState) -> None:
    paper = IssueForm(kind=FormKind.CORRECTION_NOTICE, items=(state.id,))
    desk.notices.success(
        translate("items", "The correction is recorded."),
        Action(
            translate("items", "Print the correction notice"),
            lambda: issue_paper(desk, desk.notices, paper),
        ),
    )
