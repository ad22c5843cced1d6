"""Dialogs that ask for an approval: call-out and disposal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from custody_app.domain.commands.loans import RequestCallOut, RequestedItem
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.ids import PersonId, RequestId
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import FormKind, LoanPurpose
from custody_app.queries.people import find_people
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import words
from custody_app.ui.disposal_request import ask_disposal
from custody_app.ui.form_dialog import (
    Entry,
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    note_entry,
)
from custody_app.ui.items.store_actions import WIDE, called
from custody_app.ui.notices import Action
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.times import moment_of_text
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import Field
from custody_app.ui.widgets.person_picker import PersonChoice, PersonPicker

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

FOUND_MAX = 20


def _people(read: Reader, text: str) -> list[PersonChoice]:
    return [
        PersonChoice(one.id, one.badge_no, one.name, one.unit_name)
        for one in read(find_people, text=text, limit=FOUND_MAX)
        if not one.departed
    ]


def picker(desk: Desk, name: str) -> PersonPicker:
    """A field for a person."""
    return PersonPicker(partial(_people, Reader(desk.core.reader)), desk.tasks, name=name)


def asked(desk: Desk, kind: FormKind, request: str) -> None:
    """The request is on the record; its paper is one press away."""
    paper = IssueForm(kind=kind, request=RequestId(request))
    desk.notices.success(
        translate("items", "The request is recorded and waits for its approval."),
        Action(
            translate("items", "Print the approval form"),
            lambda: issue_paper(desk, desk.notices, paper),
        ),
    )


def ask_call_out(desk: Desk, state: ItemState) -> FormDialog:
    """Ask to call the thing out."""
    entries = (
        choice_entry("purpose", translate("items", "Purpose"), list(words("loan_purpose").items())),
        Entry(
            "due",
            Field(
                translate("items", "Back by"), DateField(with_time=True, name="due_at"), needed=True
            ),
            True,
        ),
        Entry(
            "requester",
            Field(
                translate("items", "Asked for by"),
                picker(desk, "requester"),
                hint=translate("items", "Empty: yourself."),
            ),
        ),
        note_entry("reason", translate("items", "Reason"), span=2),
    )

    def go(values: Values, dialog: FormDialog) -> None:
        due = moment_of_text(values["due"])
        if due is None:
            return
        person = values["requester"]
        command = RequestCallOut(
            items=(RequestedItem(item=state.id),),
            purpose=LoanPurpose(values["purpose"]),
            due_at=due,
            reason=values["reason"],
            requester=PersonId(person.person_id) if person is not None else None,
        )
        dialog.record(command, then=called_out)

    def called_out(outcome: Outcome) -> None:
        asked(desk, FormKind.CALL_OUT_APPROVAL, outcome.first("request"))

    sheet = Sheet(
        translate("items", "Request call-out"), entries, sentence=called(state), columns=2,
        width=WIDE,
    )  # fmt: skip
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def ask_for_disposal(desk: Desk, state: ItemState) -> None:
    """Ask that the thing leaves for good."""
    ask_disposal(desk, [state.id], partial(asked, desk, FormKind.DISPOSAL_APPROVAL))
