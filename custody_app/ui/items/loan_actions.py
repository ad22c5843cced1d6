"""A loan that lasts longer: ask who approved it, then move the return date (T13)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from custody_app.domain.commands.loans import ExtendLoan, RequestExtension
from custody_app.domain.ids import PersonId
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import FormKind, RequestKind, RequestState
from custody_app.queries.reader import Reader
from custody_app.queries.requests import find_requests
from custody_app.queries.states import states_of
from custody_app.runtime.i18n import translate
from custody_app.ui.form_dialog import Entry, FormDialog, Sheet, Values, note_entry
from custody_app.ui.items.request_actions import asked, picker
from custody_app.ui.items.store_actions import WIDE, called
from custody_app.ui.shell.confirm_dialog import Question, ask_confirmation
from custody_app.ui.times import local_text, moment_of_text
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import Field

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


def ask_longer(desk: Desk, state: ItemState) -> FormDialog | None:
    """Ask the original approver for a later return date of the whole call-out."""
    loan = state.loan
    if loan is None:
        return None
    entries = (
        Entry("due", Field(translate("items", "Back by"),
                           DateField(with_time=True, name="longer_due"), needed=True,
                           hint=translate("items", "Approved until {due}.").format(
                               due=local_text(loan.due_at))), True),
        Entry("requester", Field(translate("items", "Asked for by"), picker(desk, "requester"),
                                 hint=translate("items", "Empty: yourself."))),
        note_entry("reason", translate("items", "Reason"), span=2),
    )  # fmt: skip

    def go(values: Values, dialog: FormDialog) -> None:
        due, person = moment_of_text(values["due"]), values["requester"]
        assert due is not None
        command = RequestExtension(
            request=loan.request,
            due_at=due,
            reason=values["reason"],
            requester=PersonId(person.person_id) if person is not None else None,
        )
        dialog.record(command, then=partial(asked, desk, FormKind.CALL_OUT_APPROVAL))

    sheet = Sheet(
        translate("items", "Ask for a later return"), entries, called(state), columns=2,
        width=WIDE,
    )  # fmt: skip
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def approved_extension(read: Reader, state: ItemState) -> ApprovalRequest | None:
    """The extension of this loan that was approved and is later than the date on record."""
    if state.loan is None:
        return None
    rows = read(
        find_requests, kind=RequestKind.EXTENSION.value, case=state.case,
        state=RequestState.APPROVED.value,
    ).rows  # fmt: skip
    found = read(states_of, ApprovalRequest, [row.id for row in rows])
    later = (
        one
        for one in found.values()
        if one.extends == state.loan.request and one.due_at and one.due_at > state.loan.due_at
    )
    return max(later, key=lambda one: one.due_at or "", default=None)


def ask_extend(desk: Desk, owner: QWidget, state: ItemState) -> None:
    """Move the return date to the approved one, or say that none is approved."""
    read = Reader(desk.core.reader)

    def found(request: ApprovalRequest | None) -> None:
        if request is None:
            text = translate("items", "No extension of this loan is approved.")
            desk.notices.warning(text)
            return
        text = translate("items", "{name} may stay out until {due}, request {number}.")
        question = Question(
            text.format(name=called(state), due=local_text(request.due_at), number=request.number),
            button=translate("items", "Move the return date"),
        )
        command = ExtendLoan(item=state.id, request=request.id)
        ask_confirmation(desk, question, lambda _given: desk.record(command, owner=owner))

    desk.tasks.read(lambda: approved_extension(read, state), found, owner=owner)
