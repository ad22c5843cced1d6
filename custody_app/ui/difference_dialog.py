"""A reported difference: print its notice, and let the two heads take note of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from custody_app.domain.commands.store import AcknowledgeDifference
from custody_app.domain.ids import ItemId, PersonId
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import AttachmentKind
from custody_app.queries.item_rows import item_rows
from custody_app.queries.people import find_people
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.difference_notices import notices_of, stopped_by
from custody_app.ui.files_field import FilesField
from custody_app.ui.form_dialog import FormDialog, Sheet, Values, note_entry, text_entry
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.shell.confirm_dialog import Confirmation, Question, Who, ask_confirmation
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.fields import TextField
from custody_app.ui.widgets.layouts import boxed, row
from custody_app.ui.widgets.person_picker import PersonChoice, PersonPicker

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

FOUND_MAX = 20
WIDTH = 560


def print_notices(desk: Desk, owner: QWidget, outcome: Outcome) -> None:
    """Make the notices of what a transaction stopped, if it stopped anything."""
    stopped = stopped_by(outcome.events)
    if not stopped:
        return
    read = Reader(desk.core.reader)
    desk.tasks.read(
        lambda: {ItemId(one.id): one.case_id for one in read(item_rows, items=stopped)},
        lambda cases: issue_paper(desk, owner, *notices_of(cases, cases)),
        owner=owner,
    )


def ask_acknowledge(desk: Desk, state: ItemState) -> FormDialog:
    """A head takes note: by badge and PIN here, or on the signed notice."""
    read = Reader(desk.core.reader)

    def people(text: str) -> list[PersonChoice]:
        found = read(find_people, text=text, limit=FOUND_MAX)
        return [
            PersonChoice(one.id, one.badge_no, one.name, one.unit_name)
            for one in found
            if not one.departed
        ]

    signed = AttachmentKind.SIGNED_FORM
    here = Button(
        translate("dialogs", "The head is here"), Kind.SECONDARY, "key-round",
        lambda: _here(desk, dialog, state), name="head_here_button",
    )  # fmt: skip
    sheet = Sheet(
        translate("dialogs", "Acknowledge a difference"),
        (
            text_entry("head", translate("dialogs", "Head who signed the notice"),
                       PersonPicker(people, desk.tasks, name="head_picker"), needed=True),
            text_entry("paper", translate("dialogs", "Number of the notice"),
                       TextField(max_length=60, name="notice_number"), needed=True),
            text_entry("files", translate("dialogs", "The signed notice"),
                       FilesField(desk, [signed], needed=[signed]), needed=True),
            note_entry("note", translate("dialogs", "Opinion of the head"), needed=False, lines=2),
        ),
        _waiting_text(state),
        translate("dialogs", "Record"),
        width=WIDTH,
        below=(boxed(row(here, None)),),
    )  # fmt: skip

    def go(values: Values, form: FormDialog) -> None:
        form.record(
            AcknowledgeDifference(
                item=state.id,
                head=PersonId(values["head"].person_id),
                paper_no=values["paper"],
                note=values["note"],
                attachments=tuple(values["files"]),
            )
        )

    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def _here(desk: Desk, dialog: FormDialog, state: ItemState) -> None:
    """By badge and PIN, also of the head who is signed in at this window."""
    note = str(dialog.values["note"])
    officer = desk.session.officer
    login = officer.login if officer is not None else None
    if login is not None and login.person.rank in state.unacknowledged:
        dialog.record(AcknowledgeDifference(item=state.id, note=note))
        return

    def record(given: Confirmation) -> None:
        head = given.sessions[0].person.id
        dialog.record(
            AcknowledgeDifference(item=state.id, head=head, note=note), confirmers=given.signers
        )

    text = translate("dialogs", "The head takes note of the difference of {name}.")
    question = Question(
        text.format(name=state.name),
        translate("dialogs", "Head confirms by badge and PIN"),
        button=translate("dialogs", "Confirm"),
        who=Who.SECOND,
    )
    ask_confirmation(desk, question, record, parent=dialog)


def _waiting_text(state: ItemState) -> str:
    heads = translate("dialogs", ", ").join(word("rank", one.value) for one in state.unacknowledged)
    why = word("freeze_reason", state.frozen.value) if state.frozen else ""
    text = translate("dialogs", "{name}: {why}. Still to take note: {heads}.")
    if not why:
        text = translate(
            "dialogs", "{name}: the difference is cleared. Still to take note: {heads}."
        )
    return text.format(name=state.name, why=why, heads=heads)
