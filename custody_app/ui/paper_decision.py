"""Enter a decision that was given on paper: number, date, approver, rank, and the scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.loans import (
    ApproveRequest,
    ConfirmApproval,
    RefuseRequest,
    RevokeApproval,
)
from custody_app.domain.ids import PersonId, RequestId
from custody_app.domain.moments import moment_of
from custody_app.domain.parts import PaperApproval
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import AttachmentKind, Rank, RequestState
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.decision_dialogs import Then
from custody_app.ui.files_field import FilesField
from custody_app.ui.form_dialog import (
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    note_entry,
    text_entry,
)
from custody_app.ui.person_field import person_field, take_badge
from custody_app.ui.shell.confirm_dialog import Question
from custody_app.ui.times import local_text
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

YES, NO = RequestState.APPROVED.value, RequestState.REFUSED.value
WIDTH = 640


class PaperDialog:
    """Number, date, approver and rank of a decision given on paper, with its scan."""

    def __init__(self, desk: Desk, request: ApprovalRequest, then: Then | None = None) -> None:
        self._request = request
        self._then = then
        self.approver = person_field(desk, "paper_approver")
        confirms = request.awaits_confirmation
        words_ = (
            [(YES, translate("approvals", "Confirmed")),
             (NO, translate("approvals", "Not confirmed"))]
            if confirms else [(code, word("request_state", code)) for code in (YES, NO)]
        )  # fmt: skip
        ranks = [("", translate("approvals", "As on the register"))]
        ranks += [(rank.value, word("rank", rank.value)) for rank in Rank]
        self.files = FilesField(desk, [AttachmentKind.APPROVAL], needed=[AttachmentKind.APPROVAL])
        today = local_text(moment_of(desk.core.clock.now()))[:10]
        entries = [
            choice_entry("decision", translate("approvals", "Decision"), words_),
            text_entry(
                "approver", translate("approvals", "Approver"), self.approver, needed=True,
                hint=translate("approvals", "Badge number or name, or scan the badge."),
            ),
            text_entry(
                "number", translate("approvals", "Number of the paper"),
                TextField(request.number, name="paper_number", max_length=80), needed=True,
            ),
            text_entry(
                "on", translate("approvals", "Date of the paper"),
                DateField(today, name="paper_on"), needed=True,
            ),
            choice_entry("rank", translate("approvals", "Rank"), ranks),
            note_entry(
                "reason", translate("approvals", "Note, or why not"), needed=False, lines=2
            ),
            text_entry(
                "files", translate("approvals", "Scan of the signed paper"), self.files, span=2,
                needed=True,
            ),
        ]  # fmt: skip
        text = translate("approvals", "Request {number}; needs at least: {rank}.")
        sheet = Sheet(
            translate("approvals", "Decision given on paper"), entries,
            text.format(number=request.number, rank=word("rank", request.rank_needed.value)),
            columns=2, width=WIDTH,
        )  # fmt: skip
        self.dialog = FormDialog(
            desk, sheet, self._go, on_scan=lambda code: take_badge(desk, self.approver, code)
        )

    def _go(self, values: Values, dialog: FormDialog) -> None:
        if values["decision"] == NO and not values["reason"]:
            text = translate("approvals", "A refusal gives its reason.")
            dialog.fields["reason"].set_mistake(text)
            return
        said = translate("approvals", "Request {number}: {decision} by {name} on paper {paper}.")
        question = Question(
            said.format(
                number=self._request.number,
                decision=word("request_state", values["decision"]),
                name=values["approver"].name,
                paper=values["number"],
            )
        )
        dialog.ask_and_record(question, self._command(values), then=self._then)

    def _command(self, values: Values) -> Command:
        """What the paper says."""
        request = RequestId(self._request.id)
        approver = PersonId(values["approver"].person_id)
        paper, files = PaperApproval(values["number"], values["on"]), self.files.value()
        is_yes, said = values["decision"] == YES, values["reason"]
        if self._request.awaits_confirmation:
            if is_yes:
                return ConfirmApproval(
                    request=request, approver=approver, paper=paper, note=said, attachments=files
                )
            return RevokeApproval(
                request=request, approver=approver, paper=paper, reason=said, attachments=files
            )
        if is_yes:
            rank = Rank(values["rank"]) if values["rank"] else None
            return ApproveRequest(
                request=request, approver=approver, rank=rank, paper=paper, note=said,
                attachments=files,
            )  # fmt: skip
        return RefuseRequest(
            request=request, approver=approver, paper=paper, reason=said, attachments=files
        )
