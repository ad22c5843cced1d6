"""RequestPanel: requests on the left, the picked one with its things and buttons on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from custody_app.domain.errors import RuleBroken
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import RequestState
from custody_app.messages import NameOf, names_in, told
from custody_app.queries.approvals import SignedBefore, signed_before
from custody_app.queries.reader import Reader
from custody_app.queries.requests import (
    RequestFolder,
    RequestLine,
    RequestRow,
    request_folder,
)
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.decision_dialogs import own_id, what_text
from custody_app.ui.item_columns import amount_text, code_text, where_text
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.times import local_text
from custody_app.ui.viewer import Viewer, viewer_here
from custody_app.ui.widgets.buttons import Button
from custody_app.ui.widgets.cards import Card, Pill
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import boxed, column, row, split
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


CARRY_OUT = ("carry_out_button", "carry_together_button")
DECIDE = {"approve_button": "ApproveRequest", "refuse_button": "RefuseRequest"}
"""Button -> the command by which a head decides at the own window."""
Refusals = Mapping[str, str]
NOTHING: Refusals = {}
Opened = tuple[RequestFolder, Refusals]


class RequestPanel(QWidget):
    """``shown`` tells that another request is open (None: none)."""

    shown = Signal(object)
    item_opened = Signal(str)

    def __init__(
        self, desk: Desk, name: str, empty: EmptyState, buttons: Sequence[QWidget]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._read = Reader(desk.core.reader)
        self._wanted = ""
        self._signed = NOTHING
        self.folder: RequestFolder | None = None
        self.table: RecordTable[RequestRow] = RecordTable(
            f"{name}_requests", _request_columns(), desk.tasks, desk.memory, empty=empty
        )
        self.lines: RecordTable[RequestLine] = RecordTable(
            f"{name}_lines", _line_columns(), desk.tasks, desk.memory, footer=False,
            empty=EmptyState(translate("approvals", "Pick a request on the left."), icon="gavel"),
        )  # fmt: skip
        self._title = Label("", "title", wrap=True)
        self._state = Pill()
        self._facts = Label("", "muted", wrap=True, selectable=True)
        self._card = Card()
        self._card.body.addLayout(row(self._title, None, self._state))
        self._card.body.addWidget(self._facts)
        right = column(self._card, self.lines, row(*buttons, None), spacing=SPACE.medium)
        right.setStretch(1, 1)
        whole = split(self.table, boxed(right), sizes=[420, 660], name=f"{name}_split")
        layout = column(whole)
        self.setLayout(layout)
        self.table.picked.connect(self._on_picked)
        self.lines.opened.connect(lambda line: self.item_opened.emit(line.item.id))
        self._show(None)

    def set_requests(self, rows: Sequence[RequestRow]) -> None:
        """Show these; the picked one stays picked."""
        held = self._wanted or (self.folder.row.id if self.folder is not None else "")
        self.table.set_rows(list(rows))
        if not rows:
            self._show(None)
        elif self.table.pick_where(lambda found: found.id == held):
            self._wanted = ""
            self._on_picked(self.table.current())
        else:
            self.table.pick(0)

    def pick(self, request: str) -> bool:
        """Open a request; tells whether it is in the list."""
        if self.table.pick_where(lambda found: found.id == request):
            return True
        self._wanted = request
        return False

    def _on_picked(self, found: RequestRow | None) -> None:
        if found is None:
            return
        read, id_, person = self._read, found.id, own_id(self._desk)
        viewer, name_of = viewer_here(self._desk), names_in(self._desk.core)

        def opened() -> Opened:
            folder, signed = read(request_folder, request=id_), {}
            if person:
                before = read(signed_before, request=id_, person=person)
                signed = refusals(before, folder.state, viewer, name_of)
            return folder, signed

        self._desk.tasks.read(
            opened, lambda found: self._show(*found), owner=self, question="folder"
        )

    def refusal_of(self, button: str) -> str:
        """Why who signed the open request already may not press what signs it once more."""
        return self._signed.get(button, "")

    def _show(self, folder: RequestFolder | None, signed: Refusals = NOTHING) -> None:
        self.folder = folder
        self._signed = signed
        for button in self.findChildren(Button):
            button.judge()
        self._card.setVisible(folder is not None)
        if folder is None:
            self.lines.set_rows([])
        else:
            self._title.setText(what_text(folder.state))
            tone = state_tone(folder.row.state)
            self._state.set_state(word("request_state", folder.row.state.value), tone)
            self._facts.setText(facts_text(folder))
            self.lines.set_rows(list(folder.items))
        self.shown.emit(folder)


def refusals(
    found: SignedBefore, request: ApprovalRequest, viewer: Viewer, name_of: NameOf
) -> dict[str, str]:
    """Button -> why it would sign twice; a head's own decision, what was approved by oneself."""

    def said(refusal: RuleBroken | None) -> str:
        if refusal is None:
            return ""
        what = told(refusal, name_of)
        return f"{what.message} {what.next}".strip()

    if request.state is not RequestState.SUBMITTED:
        return dict.fromkeys(CARRY_OUT, said(found.carries_out))
    return {
        button: said(found.decides) if viewer.decides(command) else ""
        for button, command in DECIDE.items()
    }


def state_tone(state: RequestState) -> Tone:
    """Green for what is approved, red for what is not, yellow for what waits."""
    if state in (RequestState.APPROVED, RequestState.CARRIED_OUT):
        return Tone.GOOD
    return Tone.CAUTION if state is RequestState.SUBMITTED else Tone.BAD


def line_stops(line: RequestLine) -> str:
    """Code of what stops a line of a request; empty when nothing does."""
    if line.done:
        return "done"
    if line.changed:
        return "changed"
    stopping = ("frozen", "held", "authority_sent", "on_loan")
    return next((code for code in stopping if code in line.item.matters), "")


def facts_text(folder: RequestFolder) -> str:
    """What people want to read of a request, one fact a line."""
    state, line = folder.state, folder.row
    asked = folder.requester.name if folder.requester is not None else ""
    facts = [
        (translate("approvals", "Request"), f"{line.number}   {local_text(state.made_at)}"),
        (translate("approvals", "Case"), f"{line.case_number}  {folder.case.name}"),
        (translate("approvals", "Asked by"), asked),
        (translate("approvals", "Purpose"), _purpose(folder)),
        (translate("approvals", "To be returned by"), local_text(state.due_at)),
        (translate("approvals", "Amount"), amount_text(state.amount) if state.amount else ""),
        (translate("approvals", "Reason"), state.reason),
        (translate("approvals", "Legal paper no."), state.legal_paper_no),
        (translate("approvals", "Who gets it back"), state.recipient),
        (translate("approvals", "Which unit receives it"), folder.to_unit),
    ]
    if state.delegation is not None:
        how = word("delegation", state.delegation.value)
        facts.append((translate("approvals", "In a hurry"), f"{how}  {state.delegation_reason}"))
        until = local_text(state.confirmed_at or state.confirm_by)
        kind = (
            translate("approvals", "Confirmed on")
            if state.confirmed_at
            else translate("approvals", "To be confirmed by")
        )
        facts.append((kind, until))
    if state.decision_note:
        facts.append((translate("approvals", "Opinion"), state.decision_note))
    if folder.approver is not None:
        paper = state.paper.number if state.paper is not None else ""
        approved = f"{folder.approver.name}  {local_text(state.decided_at)}  {paper}"
        facts.append((translate("approvals", "Decided by"), approved.strip()))
    else:
        rank = word("rank", line.rank_needed.value)
        facts.append((translate("approvals", "To be decided by"), rank))
    return "\n".join(f"{name}  {value}" for name, value in facts if value.strip())


def _purpose(folder: RequestFolder) -> str:
    purpose = folder.state.purpose
    return word("loan_purpose", purpose.value) if purpose is not None else ""


def _request_columns() -> list[Column[RequestRow]]:
    return [
        Column("way", translate("approvals", "What is asked"), way_text, 130, is_strong=True),
        Column("case", translate("approvals", "Case"), lambda r: r.case_number, 280),
        Column("items", translate("approvals", "Things"), lambda r: f"{r.items - r.done}", 64,
               is_number=True),
        Column("made", translate("approvals", "Asked on"), lambda r: local_text(r.made_at), 140),
        Column("number", translate("approvals", "Request"), lambda r: r.number, 150),
        Column("who", translate("approvals", "Asked by"), lambda r: r.requester_name, 110),
    ]  # fmt: skip


def way_text(found: RequestRow) -> str:
    """What is asked for, in words."""
    if found.disposal is not None:
        return word("disposal", found.disposal.value)
    return word("request_kind", found.kind.value)


def _line_columns() -> list[Column[RequestLine]]:
    return [
        Column("name", translate("approvals", "Item"), lambda r: r.item.name, 170, is_strong=True),
        Column("asked", translate("approvals", "Asked for"), lambda r: amount_text(r.asked), 100,
               is_number=True),
        Column("stop", translate("approvals", "State"), stop_text, 150, stop_tone),
        Column("place", translate("approvals", "Where"), lambda r: where_text(r.item), 130),
        Column("code", translate("approvals", "Code"), lambda r: code_text(r.item.code), 180),
    ]  # fmt: skip


def stop_text(line: RequestLine) -> str:
    """What stops a thing, or that it may leave."""
    stop = line_stops(line)
    own = {
        "": translate("approvals", "Nothing stops it"),
        "done": translate("approvals", "Has left"),
        "changed": translate("approvals", "Facts changed: ask again"),
    }
    return own.get(stop) or word("matter", stop)


def stop_tone(line: RequestLine) -> Tone:
    """Green where nothing stops a thing."""
    stop = line_stops(line)
    if stop == "done":
        return Tone.NEUTRAL
    return Tone.BAD if stop else Tone.GOOD
