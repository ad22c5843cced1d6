"""The approvals in the basket, and what can be done about one that is still missing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import RequestState
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.counter.wording import request_state
from custody_app.ui.times import local_text
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card, Pill
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import boxed, column, row


class ApprovalPanel(Card):
    """Signals carry the request; ``ask_pressed`` asks for a new call-out."""

    ask_pressed = Signal()
    approve_pressed = Signal(object)
    paper_pressed = Signal(object)
    print_pressed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("counter", "Approval"), parent=parent)
        self.setObjectName("counter_approval")
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.ask_button = Button(
            "", Kind.PRIMARY, "stamp", self.ask_pressed.emit, name="ask_call_out_button", tip="F7"
        )
        self.body.addLayout(self._list)
        self.body.addLayout(row(self.ask_button, None))
        self.show_requests((), 0)

    def show_requests(self, requests: tuple[ApprovalRequest, ...], without: int) -> None:
        """Show approvals, and for how many things one is missing."""
        while (old := self._list.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for request in requests:
            self._list.addWidget(self._of(request))
        text = translate("counter", "Ask for a call-out ({count})").format(count=without)
        self.ask_button.set_text(text)
        self.ask_button.setVisible(without > 0)
        self.setVisible(bool(requests) or without > 0)

    def _of(self, request: ApprovalRequest) -> QWidget:
        said, tone = request_state(request.state)
        purpose = word("loan_purpose", request.purpose.value) if request.purpose else ""
        due = local_text(request.due_at)
        facts = translate("counter", "{purpose}, until {due}").format(purpose=purpose, due=due)
        parts = column(
            row(Label(request.number, "strong", selectable=True), None, Pill(said, tone)),
            Label(facts, "muted", wrap=True),
            spacing=4,
        )
        if request.state is RequestState.SUBMITTED:
            rank = word("rank", request.rank_needed.value)
            text = translate("counter", "Needs the approval of: {rank}").format(rank=rank)
            parts.addWidget(Label(text, "small", wrap=True))
            parts.addLayout(row(self._here(request), None))
            parts.addLayout(row(self._on_paper(request), self._print(request), None))
        return boxed(parts)

    def _here(self, request: ApprovalRequest) -> Button:
        return Button(
            translate("counter", "Approver is here"), Kind.PRIMARY, "key-round",
            lambda: self.approve_pressed.emit(request), name="approve_here_button", tip="F7",
        )  # fmt: skip

    def _on_paper(self, request: ApprovalRequest) -> Button:
        return Button(
            translate("counter", "On paper"), Kind.SECONDARY, "stamp",
            lambda: self.paper_pressed.emit(request), name="approve_paper_button",
        )  # fmt: skip

    def _print(self, request: ApprovalRequest) -> Button:
        return Button(
            translate("counter", "Print form"), Kind.SECONDARY, "printer",
            lambda: self.print_pressed.emit(request), name="print_approval_button",
        )  # fmt: skip
