"""Dialogs of the page of places: register a place or a container, close an empty place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from custody_app.domain.commands.registers import ClosePlace, RegisterContainer, RegisterPlace
from custody_app.domain.ids import PlaceId
from custody_app.domain.vocabulary import Category, ContainerKind, Grade, PlaceKind
from custody_app.queries.holdings import PlaceNode
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.form_dialog import (
    Entry,
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    text_entry,
)
from custody_app.ui.shell.confirm_dialog import Question, ask_confirmation
from custody_app.ui.widgets.fields import Field, TextField, TickField

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

Then = Callable[["Outcome"], object]
USUAL_BELOW = {
    PlaceKind.SITE: PlaceKind.ZONE,
    PlaceKind.TEMPORARY_STORE: PlaceKind.RACK,
    PlaceKind.ZONE: PlaceKind.RACK,
    PlaceKind.RACK: PlaceKind.SLOT,
    PlaceKind.SAFE: PlaceKind.SLOT,
}


def whole_number(text: str) -> str:
    """The mistake of a capacity, or an empty text."""
    if not text or (text.isascii() and text.isdigit() and int(text) > 0):
        return ""
    return translate("places", "Type a whole number, or leave it empty.")


def register_place(desk: Desk, parent: PlaceNode | None, then: Then) -> FormDialog:
    """A new place below the one that is picked, or at the top."""
    kinds = [(kind.value, word("place_kind", kind.value)) for kind in PlaceKind]
    likely = USUAL_BELOW.get(parent.kind, PlaceKind.SLOT) if parent else PlaceKind.SITE
    every = [("", translate("places", "All kinds"))]
    categories = every + [(c.value, word("category", c.value)) for c in Category]
    code = f"{parent.code}-" if parent else ""
    entries = [
        text_entry(
            "code", translate("places", "Code"), TextField(code, name="code", max_length=40),
            needed=True, hint=translate("places", "Short and unique; it is on the label."),
        ),
        choice_entry("kind", translate("places", "Kind of place"), kinds, value=likely.value),
        text_entry("name", translate("places", "Name"), TextField(name="name", max_length=80)),
        text_entry(
            "capacity", translate("places", "Room for how many things"),
            TextField(name="capacity", max_length=6, check=whole_number),
        ),
        choice_entry("category", translate("places", "Only for"), categories),
        Entry(
            "dual",
            Field(
                translate("places", "Custody"),
                TickField(translate("places", "Opened by two people only"), name="dual"),
            ),
        ),
    ]  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        category = values["category"]
        command = RegisterPlace(
            code=values["code"],
            kind=PlaceKind(values["kind"]),
            name=values["name"],
            parent=PlaceId(parent.id) if parent else None,
            capacity=int(values["capacity"]) if values["capacity"] else None,
            dual_custody=bool(values["dual"]),
            categories=(Category(category),) if category else (),
        )
        dialog.record(command, then=then)

    sentence = translate("places", "At the top of the store.")
    if parent is not None:
        sentence = translate("places", "Below {place}.").format(place=parent.code)
    sheet = Sheet(
        translate("places", "Register a place"), entries, sentence, columns=2, width=620,
        button=translate("places", "Register"),
    )  # fmt: skip
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def register_container(desk: Desk, place: PlaceNode | None, then: Then) -> FormDialog:
    """A new bag or box at the picked place."""
    kinds = [(kind.value, word("container_kind", kind.value)) for kind in ContainerKind]
    grades = [(grade.value, word("grade", grade.value)) for grade in Grade]
    entries = [
        choice_entry("kind", translate("places", "Kind of container"), kinds),
        text_entry("name", translate("places", "Name"), TextField(name="name", max_length=80)),
        choice_entry("grade", translate("places", "Grade of care"), grades),
        text_entry(
            "seal", translate("places", "Seal no., if it is sealed"),
            TextField(name="seal", max_length=60),
        ),
    ]  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        command = RegisterContainer(
            kind=ContainerKind(values["kind"]),
            name=values["name"],
            grade=Grade(values["grade"]),
            place=PlaceId(place.id) if place else None,
            seal_no=values["seal"],
        )
        dialog.record(command, then=then)

    sentence = translate("places", "It has no place yet; scan it and its place afterwards.")
    if place is not None:
        sentence = translate("places", "It lies in {place}.").format(place=place.code)
    sheet = Sheet(
        translate("places", "Register a container"), entries, sentence,
        button=translate("places", "Register"),
    )  # fmt: skip
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def close_place(desk: Desk, place: PlaceNode, then: Then) -> None:
    """Close an empty place, after its sentence was read."""
    text = translate("places", "{place} is closed and takes nothing any more.")
    question = Question(
        text.format(place=place.code),
        translate("places", "Close place"),
        button=translate("places", "Close place"),
        is_danger=True,
    )
    owner = desk.notices.window()
    ask_confirmation(
        desk,
        question,
        lambda _given: desk.record(ClosePlace(place=PlaceId(place.id)), owner=owner, then=then),
    )
