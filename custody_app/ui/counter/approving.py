"""Visitors and approvals from the counter: register, ask, decide, print the approval form."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import FormKind, RequestState
from custody_app.queries.people import UnitRow, units
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.ui.counter.dialogs import ask_call_out, register_visitor
from custody_app.ui.counter.presenter import CounterPresenter
from custody_app.ui.decision_dialogs import approve_here
from custody_app.ui.paper_decision import PaperDialog
from custody_app.ui.paper_dialog import issue_paper

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

Took = Callable[[tuple[str, ...], str], object]
"""Given the requests and the person that came into being."""


class Approving:
    """Opens the dialogs and hands what came of them to the basket."""

    def __init__(self, desk: Desk, owner: QWidget, presenter: CounterPresenter, took: Took) -> None:
        self._desk = desk
        self._owner = owner
        self._presenter = presenter
        self._took = took

    def register(self, badge_no: str = "") -> None:
        """Register an officer who was never here."""
        read = Reader(self._desk.core.reader)

        def opened(rows: tuple[UnitRow, ...]) -> None:
            number = badge_no if badge_no.isalnum() and badge_no.isascii() else ""
            register_visitor(self._desk, rows, number, lambda id_: self._took((), id_))

        self._desk.tasks.read(lambda: read(units), opened, owner=self._owner, question="units")

    def go_on(self) -> None:
        """Let the approver of what waits confirm here, else ask for what nobody approved."""
        look = self._presenter.shown_look
        waiting = [one for one in look.requests if one.state is RequestState.SUBMITTED]
        asked = {item.item for one in waiting for item in one.items}
        unasked = [line for line in look.without_approval if line.row.entry.id not in asked]
        if waiting and not unasked:
            self.approve_here(waiting[0])
        else:
            self.ask()

    def ask(self) -> None:
        """Ask for a call-out of what nobody approved."""
        look = self._presenter.shown_look
        lines = look.without_approval
        if look.person is None or not lines:
            return

        def asked(outcome: Outcome) -> None:
            kinds = (id_ for kind, id_ in sorted(outcome.changed) if kind == "request")
            self._took(tuple(kinds), look.person.id if look.person else "")
            self._desk.notices.info(
                translate("counter", "The request waits for its approval: by PIN or on paper.")
            )

        ask_call_out(self._desk, look.person, lines, asked)

    def approve_here(self, request: ApprovalRequest) -> None:
        """The approver confirms at this window."""
        approve_here(self._desk, request, lambda _outcome: self._took((), ""))

    def on_paper(self, request: ApprovalRequest) -> None:
        """The decision was given on paper."""
        PaperDialog(self._desk, request, lambda _outcome: self._took((), "")).dialog.open()

    def print_form(self, request: ApprovalRequest) -> None:
        """Print the approval form to be signed."""
        form = IssueForm(kind=FormKind.CALL_OUT_APPROVAL, request=request.id)
        issue_paper(self._desk, self._owner, form)

    def print_all(self) -> None:
        """Print the forms of all requests that still wait."""
        waiting = [
            IssueForm(kind=FormKind.CALL_OUT_APPROVAL, request=request.id)
            for request in self._presenter.shown_look.requests
            if request.state is RequestState.SUBMITTED
        ]
        if waiting:
            issue_paper(self._desk, self._owner, *waiting)
