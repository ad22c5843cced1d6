"""Papers and requests that name a thing: open again, print again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from custody_app.queries.form_rows import FormRow
from custody_app.queries.item_card import ItemCard
from custody_app.queries.requests import RequestRow
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.paper_dialog import reprint
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.times import local_text
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

FORMS_HEIGHT = 100


class PapersTab(QWidget):
    """Enter on a paper shows it with its print button."""

    request_opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        nothing = EmptyState(translate("items", "No paper names this thing yet."), icon="file-text")
        self.forms = RecordTable(
            "item_forms", _form_columns(), desk.tasks, desk.memory, empty=nothing, footer=False
        )
        self.forms.setMinimumHeight(FORMS_HEIGHT)
        self.forms.opened.connect(self._open)
        self.requests = RecordTable(
            "item_requests",
            _request_columns(),
            desk.tasks,
            desk.memory,
            footer=False,
        )
        self.requests.setMinimumHeight(FORMS_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE.medium, 0, 0)
        column.setSpacing(SPACE.small)
        column.addWidget(Label(translate("items", "Papers: Enter shows and prints"), "muted"))
        column.addWidget(self.forms, 1)
        self._asked = Label("", "muted")
        column.addWidget(self._asked)
        column.addWidget(self.requests, 1)

    def show_card(self, card: ItemCard) -> None:
        """The papers and requests of a thing."""
        self.forms.set_rows(card.forms)
        self.requests.set_rows(card.requests)
        self.requests.setVisible(bool(card.requests))
        self._asked.setText(
            translate("items", "Requests")
            if card.requests
            else translate("items", "Nothing was asked for.")
        )

    def _open(self, form: FormRow) -> None:
        reprint(self._desk, form.number, form.kind, self)


def form_state(form: FormRow) -> tuple[str, Tone]:
    """Void, waiting for its signature, or complete."""
    if form.voided:
        return translate("items", "Void"), Tone.BAD
    if form.awaits:
        return translate("items", "Awaits signature"), Tone.CAUTION
    return translate("items", "Complete"), Tone.GOOD


def _form_columns() -> list[Column[FormRow]]:
    return [
        Column("kind", translate("items", "Paper"), lambda form: word("form_kind", form.kind.value),
               136, is_strong=True),
        Column("number", translate("items", "Number"), lambda form: form.number, 118),
        Column("state", translate("items", "State"), lambda form: form_state(form)[0], 112,
               tone=lambda form: form_state(form)[1]),
        Column("at", translate("items", "Issued"), lambda form: local_text(form.issued_at), 118),
    ]  # fmt: skip


def _request_columns() -> list[Column[RequestRow]]:
    tones = {"approved": Tone.GOOD, "refused": Tone.BAD, "submitted": Tone.CAUTION}
    return [
        Column("kind", translate("items", "Request"), request_text, 136, is_strong=True),
        Column("number", translate("items", "Number"), lambda one: one.number, 118),
        Column("state", translate("items", "State"),
               lambda one: word("request_state", one.state.value), 112,
               tone=lambda one: tones.get(one.state.value, Tone.NEUTRAL)),
        Column("at", translate("items", "Asked"), lambda one: local_text(one.made_at), 118),
    ]  # fmt: skip


def request_text(request: RequestRow) -> str:
    """What was asked for."""
    kind = word("request_kind", request.kind.value)
    return f"{kind} · {word('disposal', request.disposal.value)}" if request.disposal else kind
