"""Dialogs of law: hold, freeze, measure, archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.commands.store import (
    ArchiveItem,
    ChangeMeasure,
    FreezeItem,
    LiftHold,
    PlaceHold,
)
from custody_app.domain.ids import PersonId
from custody_app.domain.moments import Day
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import FreezeReason, Measure, MeasureState
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import words
from custody_app.ui.difference_dialog import print_notices
from custody_app.ui.form_dialog import (
    Entry,
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    note_entry,
    text_entry,
)
from custody_app.ui.items.request_actions import picker
from custody_app.ui.items.store_actions import WIDE, called
from custody_app.ui.shell.confirm_dialog import Question
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import ChoiceField, Field, TextField

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


def ask_hold(desk: Desk, state: ItemState, *, lift: bool) -> FormDialog:
    """Forbid disposal, or lift one hold."""
    entries = (
        text_entry(
            "paper", translate("items", "Paper no."), TextField(max_length=80, name="hold_paper")
        ),
        note_entry("reason", translate("items", "Reason")),
    )

    def go(values: Values, dialog: FormDialog) -> None:
        kind = LiftHold if lift else PlaceHold
        dialog.record(kind(item=state.id, reason=values["reason"], paper_no=values["paper"]))

    title = translate("items", "Lift the hold") if lift else translate("items", "Place a hold")
    dialog = FormDialog(desk, Sheet(title, entries, sentence=called(state)), go)
    dialog.open()
    return dialog


def ask_freeze(desk: Desk, state: ItemState) -> FormDialog:
    """Stop every way out."""
    entries = (
        choice_entry("why", translate("items", "Because"), list(words("freeze_reason").items())),
        note_entry("note", translate("items", "What was found")),
    )

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(
            FreezeItem(item=state.id, reason=FreezeReason(values["why"]), note=values["note"]),
            then=lambda outcome: print_notices(desk, desk.notices, outcome),
        )

    sentence = translate("items", "{name} cannot leave until the difference is cleared.")
    sheet = Sheet(
        translate("items", "Freeze"),
        entries,
        sentence=sentence.format(name=called(state)),
        button=translate("items", "Freeze"),
        is_danger=True,
    )
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def _of_extension(desk: Desk) -> tuple[Entry, ...]:
    """Who approved that it lasts longer, and how the party was told."""
    return (
        Entry(
            "approver",
            Field(translate("items", "Extension approved by"), picker(desk, "extension_by")),
        ),
        text_entry(
            "notice",
            translate("items", "No. of the written notice"),
            TextField(max_length=80, name="measure_notice"),
        ),
    )


def ask_measure(desk: Desk, state: ItemState, today: str) -> FormDialog:
    """Extend, lift or convert the legal measure."""
    states = [(code, text) for code, text in words("measure_state").items() if code != "in_force"]
    measures = ChoiceField(
        list(words("measure").items()), value=state.measure.value, name="new_measure"
    )
    entries = (
        choice_entry("state", translate("items", "What changes"), states),
        Entry("measure", Field(translate("items", "Measure"), measures)),
        text_entry(
            "paper",
            translate("items", "Document no."),
            TextField(max_length=80, name="measure_paper"),
            needed=True,
        ),
        Entry(
            "on",
            Field(translate("items", "Document date"), DateField(today, name="paper_on")),
            True,
        ),
        Entry("until", Field(translate("items", "Valid until"), DateField(name="measure_until"))),
        *_of_extension(desk),
    )

    def go(values: Values, dialog: FormDialog) -> None:
        changed = MeasureState(values["state"])
        measure = Measure(values["measure"])
        dialog.record(
            ChangeMeasure(
                item=state.id,
                state=changed,
                paper_no=values["paper"],
                paper_on=Day(values["on"]),
                measure=measure if changed is MeasureState.CONVERTED else None,
                until=Day(values["until"]) if values["until"] else None,
                approver=PersonId(values["approver"].person_id) if values["approver"] else None,
                notice_no=values["notice"],
            )
        )

    sheet = Sheet(
        translate("items", "Change the measure"), entries, sentence=called(state), columns=2,
        width=WIDE,
    )  # fmt: skip
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def ask_archive(desk: Desk, state: ItemState) -> FormDialog:
    """Close the record of what has left."""
    sheet = Sheet(
        translate("items", "Archive"),
        (),
        sentence=translate("items", "The record of {name} is closed.").format(name=called(state)),
        button=translate("items", "Archive"),
    )
    dialog = FormDialog(
        desk,
        sheet,
        lambda _values, form: form.ask_and_record(Question(""), ArchiveItem(item=state.id)),
    )
    dialog.open()
    return dialog
