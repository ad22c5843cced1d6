"""Approvals in a hurry, by telephone or by a deputy, and their confirmation afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.loans import ApproveRequest, ConfirmApproval, RevokeApproval
from custody_app.domain.ids import PersonId
from custody_app.domain.parts import Delegated
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import Delegation
from custody_app.queries.requests import RequestFolder
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word, words
from custody_app.ui.decision_dialogs import approver_of, others_of, with_reason
from custody_app.ui.form_dialog import (
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    note_entry,
    text_entry,
)
from custody_app.ui.person_field import person_field, take_badge
from custody_app.ui.shell.confirm_dialog import Confirmation, Question, Who, ask_confirmation

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

WIDTH = 640


class HurryDialog:
    """Approved by telephone, or by a deputy: by whom, for whom, why not in person."""

    def __init__(self, desk: Desk, request: ApprovalRequest) -> None:
        self._desk = desk
        self._request = request
        self.entitled = person_field(desk, "hurry_entitled")
        entries = [
            choice_entry("how", translate("approvals", "How"), list(words("delegation").items())),
            text_entry(
                "entitled", translate("approvals", "Who is entitled"), self.entitled, needed=True,
                hint=translate("approvals", "Who was called, or in whose place a deputy decides."),
            ),
            note_entry("reason", translate("approvals", "Why not in person")),
        ]  # fmt: skip
        text = translate(
            "approvals",
            "Request {number}; needs at least: {rank}. Whoever is entitled confirms it afterwards.",
        )
        sheet = Sheet(
            translate("approvals", "Approved in a hurry"), entries,
            text.format(number=request.number, rank=word("rank", request.rank_needed.value)),
            button=translate("approvals", "Go on"), width=WIDTH,
        )  # fmt: skip
        self.dialog = FormDialog(
            desk, sheet, self._go, on_scan=lambda code: take_badge(desk, self.entitled, code)
        )

    def _go(self, values: Values, dialog: FormDialog) -> None:
        how, entitled = Delegation(values["how"]), PersonId(values["entitled"].person_id)
        called = how is Delegation.TELEPHONE
        text = (
            translate("approvals", "{name} approved request {number} by telephone.")
            if called
            else translate("approvals", "A deputy approves request {number} for {name}.")
        )
        question = Question(
            text.format(name=values["entitled"].name, number=self._request.number),
            lines=[values["reason"]],
            who=Who.MYSELF if called else Who.SECOND,
            button=translate("approvals", "Record"),
        )

        def confirmed(given: Confirmation) -> None:
            command = ApproveRequest(
                request=self._request.id,
                approver=entitled if called else approver_of(given),
                delegated=Delegated(how, values["reason"], entitled),
            )
            others = () if called else others_of(self._desk, given)
            dialog.record(command, confirmers=others)

        ask_confirmation(self._desk, question, confirmed, parent=dialog)


def confirm_by_pin(desk: Desk, folder: RequestFolder, *, myself: bool = False) -> None:
    """The one entitled stands by what was approved in a hurry."""
    text = translate("approvals", "The approval of request {number} is confirmed.")
    question = Question(
        text.format(number=folder.row.number),
        lines=[folder.state.delegation_reason],
        who=Who.MYSELF if myself else Who.SECOND,
        button=translate("approvals", "Confirm"),
    )

    def go(given: Confirmation) -> None:
        command = ConfirmApproval(request=folder.state.id, approver=approver_of(given))
        desk.record(command, owner=desk.notices.window(), confirmers=others_of(desk, given))

    ask_confirmation(desk, question, go)


def revoke_by_pin(desk: Desk, folder: RequestFolder, *, myself: bool = False) -> FormDialog:
    """The one entitled does not stand by it, and says why."""
    text = translate(
        "approvals", "Request {number} is not confirmed; what went out on it is frozen."
    )

    def command(reason: str, approver: PersonId) -> Command:
        return RevokeApproval(request=folder.state.id, reason=reason, approver=approver)

    return with_reason(
        desk, text.format(number=folder.row.number), translate("approvals", "Do not confirm"),
        command, myself=myself,
    )  # fmt: skip
