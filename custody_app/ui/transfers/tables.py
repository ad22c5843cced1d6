"""The three lists of the page of transfers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from custody_app.domain.moments import moment_of
from custody_app.domain.vocabulary import RequestState
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.reader import Reader
from custody_app.queries.requests import RequestRow
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.item_columns import amount_text, code_text, custody_tone, where_text
from custody_app.ui.paged import Paged, fetch_of
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.times import local_text
from custody_app.ui.transfers.presenter import (
    LeftRow,
    SentRow,
    read_left,
    read_sent,
    read_with_case,
)
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

R = TypeVar("R")
LATE_DAYS = 10


def sent_table(desk: Desk) -> RecordTable[SentRow]:
    """What was offered and waits for its stamped receipt."""
    now = moment_of(desk.core.clock.now())
    columns: list[Column[SentRow]] = [
        Column("name", translate("transfers", "Item"), lambda r: r.item.name, 150,
               is_strong=True),
        Column("unit", translate("transfers", "Offered to"), lambda r: r.unit, 210),
        Column("since", translate("transfers", "Waits"), lambda r: waits(r.days(now)), 90,
               lambda r: Tone.CAUTION if r.days(now) >= LATE_DAYS else Tone.INFO),
        Column("paper", translate("transfers", "Paper"), lambda r: r.paper_no, 230),
        Column("case", translate("transfers", "Case"), lambda r: r.item.case_number, 280),
        Column("code", translate("transfers", "Code"), lambda r: code_text(r.item.code), 180),
        Column("proposal", translate("transfers", "Proposal"), lambda r: r.proposal, 170),
        Column("place", translate("transfers", "Where"), lambda r: where_text(r.item), 130),
        Column("state", translate("transfers", "State"), lambda r: state_of(r.item), 90,
               lambda r: custody_tone(r.item.custody)),
    ]  # fmt: skip
    empty = EmptyState(
        translate("transfers", "No change of authority waits for a receipt."),
        translate("transfers", "Change authority, and the paper is printed for the stamp."),
        icon="send",
    )
    return table_of(desk, "transfers_sent", columns, read_sent, empty)


def request_table(desk: Desk) -> RecordTable[RequestRow]:
    """What is to go with its case."""
    columns: list[Column[RequestRow]] = [
        Column("number", translate("transfers", "Request"), lambda r: r.number, 150,
               is_strong=True),
        Column("case", translate("transfers", "Case"), lambda r: r.case_number, 280),
        Column("requester", translate("transfers", "Asked by"), lambda r: r.requester_name,
               120),
        Column("made", translate("transfers", "Asked on"), lambda r: local_text(r.made_at),
               150),
        Column("state", translate("transfers", "State"), request_state, 110, request_tone),
        Column("items", translate("transfers", "Things"), lambda r: str(r.items), 80,
               is_number=True),
        Column("done", translate("transfers", "Handed over"), lambda r: str(r.done), 90,
               is_number=True),
    ]  # fmt: skip
    empty = EmptyState(
        translate("transfers", "Nothing is to go with its case."),
        translate("transfers", "Ask for a transfer; once approved it is handed over here."),
        icon="handshake",
    )
    return table_of(desk, "transfers_requests", columns, read_with_case, empty)


def left_table(desk: Desk) -> RecordTable[LeftRow]:
    """What left lawfully and may come back."""
    columns: list[Column[LeftRow]] = [
        Column("name", translate("transfers", "Item"), lambda r: r.item.name, 200,
               is_strong=True),
        Column("code", translate("transfers", "Code"), lambda r: code_text(r.item.code), 180),
        Column("case", translate("transfers", "Case"), lambda r: r.item.case_number, 280),
        Column("released", translate("transfers", "Left"), lambda r: amount_text(r.released),
               100, is_number=True),
        Column("left", translate("transfers", "Left on"), lambda r: local_text(r.left_at),
               150),
        Column("state", translate("transfers", "State"), lambda r: state_of(r.item), 150,
               lambda r: custody_tone(r.item.custody)),
    ]  # fmt: skip
    empty = EmptyState(
        translate("transfers", "Nothing has left that could come back."), icon="undo-2"
    )
    return table_of(desk, "transfers_left", columns, read_left, empty)


def table_of(
    desk: Desk, name: str, columns: Sequence[Column[R]], question: Paged[R], empty: EmptyState
) -> RecordTable[R]:
    """A list that reads page by page."""
    fetch = fetch_of(Reader(desk.core.reader), question)
    return RecordTable(name, columns, desk.tasks, desk.memory, fetch=fetch, empty=empty)


def waits(days: int) -> str:
    """How long something waits."""
    if days < 1:
        return translate("transfers", "today")
    return translate("transfers", "{days} {days:day|days}").format(days=days)


def state_of(row: ItemRow) -> str:
    """The state of custody in words."""
    return word("custody", row.custody.value)


def request_state(row: RequestRow) -> str:
    """The state of a request in words."""
    return word("request_state", row.state.value)


def request_tone(row: RequestRow) -> Tone:
    """Approved ones can be carried out."""
    return Tone.GOOD if row.state is RequestState.APPROVED else Tone.CAUTION
