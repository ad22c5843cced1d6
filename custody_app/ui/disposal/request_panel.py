"""RequestPanel: requests on the left, the picked one with its things and buttons on the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from custody_app.domain.vocabulary import RequestState
from custody_app.queries.reader import Reader
from custody_app.queries.requests import (
    RequestFolder,
    RequestLine,
    RequestRow,
    request_folder,
)
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.disposal.presenter import line_stops
from custody_app.ui.item_columns import amount_text, code_text, where_text
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.times import local_text
from custody_app.ui.widgets.cards import Card, Pill
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import boxed, column, row, split
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


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
        self.folder: RequestFolder | None = None
        self.table: RecordTable[RequestRow] = RecordTable(
            f"{name}_requests", _request_columns(), desk.tasks, desk.memory, empty=empty
        )
        self.lines: RecordTable[RequestLine] = RecordTable(
            f"{name}_lines", _line_columns(), desk.tasks, desk.memory, footer=False,
            empty=EmptyState(translate("disposal", "Pick a request on the left."), icon="gavel"),
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
        read, id_ = self._read, found.id
        self._desk.tasks.read(
            lambda: read(request_folder, request=id_), self._show, owner=self, question="folder"
        )

    def _show(self, folder: RequestFolder | None) -> None:
        self.folder = folder
        self._card.setVisible(folder is not None)
        if folder is None:
            self.lines.set_rows([])
        else:
            way = folder.state.disposal
            self._title.setText(word("disposal", way.value) if way else folder.row.number)
            tone = Tone.GOOD if folder.row.state is RequestState.APPROVED else Tone.CAUTION
            self._state.set_state(word("request_state", folder.row.state.value), tone)
            self._facts.setText(facts_text(folder))
            self.lines.set_rows(list(folder.items))
        self.shown.emit(folder)


def facts_text(folder: RequestFolder) -> str:
    """What people want to read of a request, one fact a line."""
    state, line = folder.state, folder.row
    asked = folder.requester.name if folder.requester is not None else ""
    facts = [
        (translate("disposal", "Request"), f"{line.number}   {local_text(state.made_at)}"),
        (translate("disposal", "Case"), f"{line.case_number}  {folder.case.name}"),
        (translate("disposal", "Asked by"), asked),
        (translate("disposal", "Reason"), state.reason),
        (translate("disposal", "Legal paper no."), state.legal_paper_no),
        (translate("disposal", "Who gets it back"), state.recipient),
        (translate("disposal", "Which unit receives it"), folder.to_unit),
    ]
    if folder.approver is not None:
        paper = state.paper.number if state.paper is not None else ""
        approved = f"{folder.approver.name}  {local_text(state.decided_at)}  {paper}"
        facts.append((translate("disposal", "Decided by"), approved.strip()))
    else:
        rank = word("rank", line.rank_needed.value)
        facts.append((translate("disposal", "To be decided by"), rank))
    return "\n".join(f"{name}  {value}" for name, value in facts if value.strip())


def _request_columns() -> list[Column[RequestRow]]:
    return [
        Column("way", translate("disposal", "Way out"), way_text, 130, is_strong=True),
        Column("case", translate("disposal", "Case"), lambda r: r.case_number, 280),
        Column("items", translate("disposal", "Things"), lambda r: f"{r.items - r.done}", 64,
               is_number=True),
        Column("made", translate("disposal", "Asked on"), lambda r: local_text(r.made_at), 140),
        Column("number", translate("disposal", "Request"), lambda r: r.number, 150),
        Column("who", translate("disposal", "Asked by"), lambda r: r.requester_name, 110),
    ]  # fmt: skip


def way_text(found: RequestRow) -> str:
    """The way out in words."""
    return word("disposal", found.disposal.value) if found.disposal else ""


def _line_columns() -> list[Column[RequestLine]]:
    return [
        Column("name", translate("disposal", "Item"), lambda r: r.item.name, 170, is_strong=True),
        Column("asked", translate("disposal", "Asked for"), lambda r: amount_text(r.asked), 100,
               is_number=True),
        Column("stop", translate("disposal", "State"), stop_text, 150, stop_tone),
        Column("place", translate("disposal", "Where"), lambda r: where_text(r.item), 130),
        Column("code", translate("disposal", "Code"), lambda r: code_text(r.item.code), 180),
    ]  # fmt: skip


def stop_text(line: RequestLine) -> str:
    """What stops a thing, or that it may leave."""
    stop = line_stops(line)
    own = {
        "": translate("disposal", "Nothing stops it"),
        "done": translate("disposal", "Has left"),
        "changed": translate("disposal", "Facts changed: ask again"),
    }
    return own.get(stop) or word("matter", stop)


def stop_tone(line: RequestLine) -> Tone:
    """Green where nothing stops a thing."""
    stop = line_stops(line)
    if stop == "done":
        return Tone.NEUTRAL
    return Tone.BAD if stop else Tone.GOOD
