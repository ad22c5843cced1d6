"""Decide on a request: approve or refuse by PIN, enter a decision given on paper, withdraw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.loans import ApproveRequest, RefuseRequest, WithdrawRequest
from custody_app.domain.ids import PersonId, RequestId
from custody_app.domain.parts import PaperApproval
from custody_app.domain.vocabulary import AttachmentKind, Rank, RequestState
from custody_app.queries.requests import RequestFolder
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.files_field import FilesField
from custody_app.ui.form_dialog import (
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    note_entry,
    text_entry,
)
from custody_app.ui.item_columns import line_text
from custody_app.ui.person_field import person_field, take_badge
from custody_app.ui.shell.confirm_dialog import Confirmation, Question, Who, ask_confirmation
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

YES, NO = RequestState.APPROVED.value, RequestState.REFUSED.value
WIDTH = 640


def own_id(desk: Desk) -> str:
    """The person at the window; empty while nobody is."""
    officer = desk.session.officer
    return officer.login.person.id if officer is not None and officer.login is not None else ""


def approve_by_pin(desk: Desk, folder: RequestFolder) -> None:
    """The approver shows badge and PIN at this window."""
    text = translate("disposal", "{way} of {count} things is approved, request {number}.")
    question = Question(
        text.format(
            way=word("disposal", folder.state.disposal or ""),
            count=len(folder.items),
            number=folder.row.number,
        ),
        translate("disposal", "Approval by {rank}").format(
            rank=word("rank", folder.row.rank_needed.value)
        ),
        lines=[line_text(line.item) for line in folder.items],
        button=translate("disposal", "Approve"),
        who=Who.SECOND,
    )

    def go(given: Confirmation) -> None:
        command = ApproveRequest(request=folder.state.id, approver=_approver(given))
        _record(desk, command, given)

    ask_confirmation(desk, question, go)


def refuse_by_pin(desk: Desk, folder: RequestFolder) -> None:
    """The approver says why not, then shows badge and PIN."""
    text = translate("disposal", "Request {number} is refused.")

    def go(values: Values, dialog: FormDialog) -> None:
        question = Question(
            text.format(number=folder.row.number), lines=[values["reason"]], who=Who.SECOND,
            button=translate("disposal", "Refuse"),
        )  # fmt: skip

        def confirmed(given: Confirmation) -> None:
            dialog.accept()
            command = RefuseRequest(
                request=folder.state.id, reason=values["reason"], approver=_approver(given)
            )
            _record(desk, command, given)

        ask_confirmation(desk, question, confirmed, parent=dialog)

    entries = [note_entry("reason", translate("disposal", "Why not"))]
    sheet = Sheet(
        translate("disposal", "Refuse request"), entries,
        button=translate("disposal", "Go on"),
    )  # fmt: skip
    FormDialog(desk, sheet, go).open()


def _approver(given: Confirmation) -> PersonId:
    return given.sessions[0].person.id


def _record(desk: Desk, command: Command, given: Confirmation) -> None:
    """Whoever is at the window signs with the own key; anybody else countersigns."""
    others = () if given.sessions[0].person.id == own_id(desk) else given.signers
    desk.record(command, owner=desk.notices.window(), confirmers=others)


class PaperDialog:
    """Number, date, approver and rank of a decision given on paper, with its scan."""

    def __init__(self, desk: Desk, folder: RequestFolder, today: str) -> None:
        self._folder = folder
        self.approver = person_field(desk, "paper_approver")
        decisions = [(code, word("request_state", code)) for code in (YES, NO)]
        ranks = [("", translate("disposal", "As on the register"))]
        ranks += [(rank.value, word("rank", rank.value)) for rank in Rank]
        self.files = FilesField(desk, [AttachmentKind.APPROVAL], needed=[AttachmentKind.APPROVAL])
        entries = [
            choice_entry("decision", translate("disposal", "Decision"), decisions),
            text_entry(
                "approver", translate("disposal", "Approver"), self.approver, needed=True,
                hint=translate("disposal", "Badge number or name, or scan the badge."),
            ),
            text_entry(
                "number", translate("disposal", "Number of the paper"),
                TextField(name="paper_number", max_length=80), needed=True,
            ),
            text_entry(
                "on", translate("disposal", "Date of the paper"),
                DateField(today, name="paper_on"), needed=True,
            ),
            choice_entry("rank", translate("disposal", "Rank"), ranks),
            note_entry(
                "reason", translate("disposal", "Note, or why not"), needed=False, lines=2
            ),
            text_entry(
                "files", translate("disposal", "Scan of the signed paper"), self.files, span=2,
            ),
        ]  # fmt: skip
        text = translate("disposal", "Request {number}; needs at least: {rank}.")
        sheet = Sheet(
            translate("disposal", "Decision given on paper"), entries,
            text.format(
                number=folder.row.number, rank=word("rank", folder.row.rank_needed.value)
            ),
            columns=2, width=WIDTH,
        )  # fmt: skip
        self.dialog = FormDialog(
            desk, sheet, self._go, on_scan=lambda code: take_badge(desk, self.approver, code)
        )

    def _go(self, values: Values, dialog: FormDialog) -> None:
        if values["decision"] == NO and not values["reason"]:
            text = translate("disposal", "A refusal gives its reason.")
            dialog.fields["reason"].set_mistake(text)
            return
        request = RequestId(self._folder.row.id)
        approver = PersonId(values["approver"].person_id)
        paper = PaperApproval(values["number"], values["on"])
        command: Command
        if values["decision"] == YES:
            rank = Rank(values["rank"]) if values["rank"] else None
            command = ApproveRequest(
                request=request, approver=approver, rank=rank, paper=paper,
                note=values["reason"], attachments=self.files.value(),
            )  # fmt: skip
        else:
            command = RefuseRequest(
                request=request, approver=approver, paper=paper, reason=values["reason"],
                attachments=self.files.value(),
            )  # fmt: skip
        sentence = translate("disposal", "Request {number}: {decision} by {name} on paper {paper}.")
        question = Question(
            sentence.format(
                number=self._folder.row.number,
                decision=word("request_state", values["decision"]),
                name=values["approver"].name,
                paper=values["number"],
            )
        )
        dialog.ask_and_record(question, command)


def withdraw(desk: Desk, folder: RequestFolder) -> None:
    """Take a request back, with a reason."""

    def go(values: Values, dialog: FormDialog) -> None:
        dialog.record(WithdrawRequest(request=folder.state.id, reason=values["reason"]))

    text = translate("disposal", "Request {number} is taken back; the things stay.")
    sheet = Sheet(
        translate("disposal", "Withdraw request"),
        [note_entry("reason", translate("disposal", "Reason"))],
        text.format(number=folder.row.number),
        button=translate("disposal", "Withdraw"),
        is_danger=True,
    )
    FormDialog(desk, sheet, go).open()
