"""Decide on a request of any kind: by PIN, whole or in part, on paper, in a hurry; withdraw it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.loans import (
    ApproveRequest,
    RefuseRequest,
    WithdrawRequest,
)
from custody_app.domain.ids import ItemId, PersonId
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import RequestState
from custody_app.queries.requests import RequestFolder, RequestLine
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.form_dialog import (
    FormDialog,
    Sheet,
    Values,
    note_entry,
)
from custody_app.ui.item_columns import amount_text, line_text
from custody_app.ui.shell.confirm_dialog import Confirmation, Question, Who, ask_confirmation
from custody_app.ui.times import local_text
from custody_app.ui.widgets.fields import TickField
from custody_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.services.signer import Signer
    from custody_app.ui.desk import Desk

YES, NO = RequestState.APPROVED.value, RequestState.REFUSED.value
WIDTH = 640
Then = Callable[["Outcome"], object]


def own_id(desk: Desk) -> str:
    """The person at the window; empty while nobody is."""
    officer = desk.session.officer
    return officer.login.person.id if officer is not None and officer.login is not None else ""


def what_text(request: ApprovalRequest) -> str:
    """What is asked for, in one word of the field."""
    if request.disposal is not None:
        return word("disposal", request.disposal.value)
    return word("request_kind", request.kind.value)


def sentence(folder: RequestFolder) -> str:
    """What is asked, in one sentence."""
    state = folder.state
    name = folder.requester.name if folder.requester is not None else ""
    facts = {
        "name": name,
        "due": local_text(state.due_at),
        "reason": state.reason,
        "what": what_text(state),
        "purpose": word("loan_purpose", state.purpose.value) if state.purpose else "",
    }
    if state.extends is not None:
        text = translate("approvals", "{name} asks to keep the things until {due}: {reason}")
    elif state.amount is not None:
        text = translate(
            "approvals", "{name} asks to pay {amount} to {recipient} ({payee}): {reason}"
        )
        facts["amount"] = f"{state.amount.n} {word('unit', state.amount.u)}"
        facts["recipient"] = state.recipient
        facts["payee"] = word("payee", state.payee.value) if state.payee else ""
    elif state.purpose is not None:
        text = translate("approvals", "{name} asks to call out for {purpose} until {due}: {reason}")
    else:
        text = translate("approvals", "{name} asks for {what}: {reason}")
    return text.format(**facts)


class ApproveDialog:
    """Approve the ticked things; who approves confirms with the PIN here."""

    def __init__(self, desk: Desk, folder: RequestFolder, *, myself: bool) -> None:
        self._desk = desk
        self._folder = folder
        self._who = Who.MYSELF if myself else Who.SECOND
        self.ticks = [(line, _tick(line)) for line in folder.items]
        part = translate("approvals", "What is approved; untick what is not.")
        below = [Label(part, "muted", wrap=True), *(tick for _, tick in self.ticks)]
        sheet = Sheet(
            translate("approvals", "Approve {number}").format(number=folder.row.number),
            [note_entry("note", translate("approvals", "Opinion"), needed=False, lines=2)],
            sentence(folder),
            translate("approvals", "Approve"),
            width=WIDTH,
            below=below if self.ticks else (),
        )
        self.dialog = FormDialog(desk, sheet, self._go)

    def _go(self, values: Values, dialog: FormDialog) -> None:
        ticked = [line for line, tick in self.ticks if tick.isChecked()]
        if self.ticks and not ticked:
            dialog.tell(translate("approvals", "Tick at least one thing, or refuse the request."))
            return
        request = self._folder.state
        all_of_it = len(ticked) == len(self.ticks)
        items = () if all_of_it else tuple(ItemId(line.item.id) for line in ticked)
        text = translate(
            "approvals", "{what} of {count} {count:thing|things} is approved, request {number}."
        )
        question = Question(
            text.format(what=what_text(request), count=len(ticked), number=request.number),
            translate("approvals", "Approval by {rank}").format(
                rank=word("rank", request.rank_needed.value)
            ),
            lines=[line_text(line.item) for line in ticked],
            button=translate("approvals", "Approve"),
            who=self._who,
        )

        def confirmed(given: Confirmation) -> None:
            command = ApproveRequest(
                request=request.id, approver=approver_of(given), items=items, note=values["note"]
            )
            dialog.record(command, confirmers=others_of(self._desk, given))

        ask_confirmation(self._desk, question, confirmed, parent=dialog)


def _tick(line: RequestLine) -> TickField:
    """One thing; what has changed since it was asked for is not ticked and says so."""
    text = f"{line.item.name}  {amount_text(line.asked)}"
    if line.changed:
        changed = translate("approvals", "changed since it was asked for: ask again")
        text = f"{text}  （{changed}）"
    tick = TickField(text, not line.changed, name="approved_thing")
    tick.setEnabled(not line.changed)
    return tick


def approve_here(desk: Desk, request: ApprovalRequest, then: Then | None = None) -> None:
    """The approver came to this window and confirms all of it by badge and PIN."""
    text = translate(
        "approvals", "{what} of {count} {count:thing|things} is approved, request {number}."
    )
    question = Question(
        text.format(what=what_text(request), count=len(request.items), number=request.number),
        translate("approvals", "Approval by {rank}").format(
            rank=word("rank", request.rank_needed.value)
        ),
        button=translate("approvals", "Approve"),
        who=Who.SECOND,
    )

    def go(given: Confirmation) -> None:
        command = ApproveRequest(request=request.id, approver=approver_of(given))
        others = others_of(desk, given)
        desk.record(command, owner=desk.notices.window(), confirmers=others, then=then)

    ask_confirmation(desk, question, go)


def refuse_by_pin(desk: Desk, folder: RequestFolder, *, myself: bool = False) -> FormDialog:
    """Say why not, then show badge and PIN."""
    text = translate("approvals", "Request {number} is refused.")

    def command(reason: str, approver: PersonId) -> Command:
        return RefuseRequest(request=folder.state.id, reason=reason, approver=approver)

    return with_reason(
        desk, text.format(number=folder.row.number), translate("approvals", "Refuse request"),
        command, myself=myself,
    )  # fmt: skip


def with_reason(
    desk: Desk,
    text: str,
    title: str,
    command: Callable[[str, PersonId], Command],
    *,
    myself: bool,
) -> FormDialog:
    """Ask why not, then for badge and PIN, then record."""
    who = Who.MYSELF if myself else Who.SECOND

    def go(values: Values, dialog: FormDialog) -> None:
        question = Question(text, lines=[values["reason"]], who=who, button=title, is_danger=True)

        def confirmed(given: Confirmation) -> None:
            dialog.record(
                command(values["reason"], approver_of(given)), confirmers=others_of(desk, given)
            )

        ask_confirmation(desk, question, confirmed, parent=dialog)

    entries = [note_entry("reason", translate("approvals", "Why not"))]
    sheet = Sheet(title, entries, button=translate("approvals", "Go on"))
    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def approver_of(given: Confirmation) -> PersonId:
    """Who confirmed."""
    return given.sessions[0].person.id


def others_of(desk: Desk, given: Confirmation) -> tuple[Signer, ...]:
    """Whoever is at the window signs with the own key; anybody else countersigns."""
    return () if given.sessions[0].person.id == own_id(desk) else given.signers


def withdraw(desk: Desk, folder: RequestFolder) -> None:
    """Take a request back, with a reason."""

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(WithdrawRequest(request=folder.state.id, reason=values["reason"]))

    text = translate("approvals", "Request {number} is taken back; the things stay.")
    sheet = Sheet(
        translate("approvals", "Withdraw request"),
        [note_entry("reason", translate("approvals", "Reason"))],
        text.format(number=folder.row.number),
        button=translate("approvals", "Withdraw"),
        is_danger=True,
    )
    FormDialog(desk, sheet, go).open()
