"""What the page of transfers reads and decides: offers sent, answers, hand-overs, what left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.outgoing import (
    ConfirmAuthority,
    HandOverWithCase,
    RefuseAuthority,
    SendAuthority,
)
from custody_app.domain.ids import ItemId, RequestId, UnitId
from custody_app.domain.moments import Day, Moment, hours_between
from custody_app.domain.parts import Attached
from custody_app.domain.quantity import Amount
from custody_app.domain.state.item import ItemState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import MAY_COME_BACK, Disposal, RequestKind, RequestState
from custody_app.queries.find_items import find_items
from custody_app.queries.item_card import item_card
from custody_app.queries.item_filters import ItemFilters
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.kinds import kinds_in_force
from custody_app.queries.names import units_of
from custody_app.queries.page import Cursor
from custody_app.queries.people import UnitRow, units
from custody_app.queries.reader import Reader
from custody_app.queries.requests import RequestFolder, RequestRow, find_requests, request_folder
from custody_app.queries.states import states_of
from custody_app.ui.leaving_lines import Leaving, LeavingLine

HOURS_OF_DAY = 24
TAKEN, REFUSED, OPEN = "taken", "refused", "open"


@dataclass(frozen=True, slots=True)
class SentRow:
    """A thing whose authority is offered to another unit and not answered yet."""

    item: ItemRow
    unit_id: str
    unit: str
    paper_no: str
    proposal: str
    sent_at: Moment

    def days(self, now: Moment) -> int:
        """Whole days since it was sent."""
        return int(hours_between(self.sent_at, now) // HOURS_OF_DAY)


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A thing that left and may come back."""

    item: ItemRow
    left_at: Moment | None
    released: Amount


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A thing to be offered, with what the list tells of it."""

    item: ItemRow
    photos: int
    loan_until: Moment | None
    authority: str


def read_sent(
    read: Reader, after: Cursor | None, limit: int
) -> tuple[list[SentRow], Cursor | None]:
    """What waits for a stamped receipt, one page."""
    filters = ItemFilters(matters=("authority_sent",))
    page = read(find_items, filters=filters, after=after, limit=limit)
    states = read(states_of, ItemState, [row.id for row in page.rows])
    offers = [
        (row, state.authority_offer)
        for row in page.rows
        if (state := states.get(row.id)) is not None and state.authority_offer is not None
    ]
    names = read(units_of, [offer.to_unit for _row, offer in offers])
    rows = [
        SentRow(
            row, offer.to_unit, names.get(offer.to_unit, ""), offer.paper_no, offer.proposal,
            offer.sent_at,
        )
        for row, offer in offers
    ]  # fmt: skip
    return rows, page.after


def read_paper(read: Reader, row: SentRow) -> list[SentRow]:
    """Everything sent to the same unit on the same paper that is not answered yet."""
    rows: list[SentRow] = []
    after: Cursor | None = None
    while True:
        found, after = read_sent(read, after, 500)
        rows += [
            one for one in found
            if (one.unit_id, one.paper_no, one.item.case_id)
            == (row.unit_id, row.paper_no, row.item.case_id)
        ]  # fmt: skip
        if after is None:
            return rows[::-1]


def read_left(
    read: Reader, after: Cursor | None, limit: int
) -> tuple[list[LeftRow], Cursor | None]:
    """What left lawfully and may come back, one page."""
    filters = ItemFilters(custody=tuple(sorted(MAY_COME_BACK)))
    page = read(find_items, filters=filters, after=after, limit=limit)
    states = read(states_of, ItemState, [row.id for row in page.rows])
    rows = [
        LeftRow(row, state.gone_at, state.returnable)
        for row in page.rows
        if (state := states.get(row.id)) is not None and state.returnable is not None
    ]
    return rows, page.after


def read_with_case(
    read: Reader, after: Cursor | None, limit: int
) -> tuple[list[RequestRow], Cursor | None]:
    """Requests to hand over with the case: waiting for approval, and approved ones."""
    found: list[RequestRow] = []
    while len(found) < limit:
        page = read(find_requests, kind=RequestKind.DISPOSAL.value, after=after, limit=limit)
        found += [row for row in page.rows if is_open_transfer(row)]
        after = page.after
        if after is None:
            break
    return found, after


def is_open_transfer(row: RequestRow) -> bool:
    """A transfer with the case that still waits for something."""
    open_states = (RequestState.SUBMITTED, RequestState.APPROVED)
    return row.disposal is Disposal.WITH_CASE and row.state in open_states


def read_offer_lines(read: Reader, rows: Sequence[ItemRow]) -> list[OfferLine]:
    """What the list of a change of authority says of each thing."""
    lines = []
    for row in rows:
        card = read(item_card, item=row.id)
        photos = sum(1 for file in card.files if file.mime.startswith("image/"))
        loan = card.state.loan
        lines.append(
            OfferLine(row, photos, loan.due_at if loan else None, card.state.authority.value)
        )
    return lines


def deciding_units(read: Reader) -> list[UnitRow]:
    """Units that decide on things: procuratorate, court, finance, police."""
    return [unit for unit in read(units) if unit.authority is not None]


def read_hand_over(read: Reader, request: str) -> tuple[RequestFolder, list[Leaving]]:
    """An approved request with what of it is still here."""
    folder = read(request_folder, request=request)
    open_lines = [line for line in folder.items if not line.done]
    states = read(states_of, ItemState, [line.item.id for line in open_lines])
    kinds = read(kinds_in_force)
    return folder, [
        Leaving(line.item, states[line.item.id], line.asked, kinds.of(line.item.category))
        for line in open_lines
    ]


def offers(
    rows: Sequence[ItemRow], unit: str, paper_no: str, proposals: Mapping[str, str]
) -> list[Command]:
    """One offer for each thing."""
    return [
        SendAuthority(
            item=ItemId(row.id),
            to_unit=UnitId(unit),
            paper_no=paper_no,
            proposal=proposals.get(row.id, ""),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Answer:
    """The stamped receipt of the other unit, as it was typed."""

    number: str
    on: Day
    files: tuple[Attached, ...]


def answers(
    rows: Sequence[SentRow], cells: Mapping[str, Mapping[str, str]], answer: Answer
) -> list[Command]:
    """Taken and refused things; what has no answer yet goes on waiting."""
    commands: list[Command] = []
    for row in rows:
        line = cells.get(row.item.id, {})
        item = ItemId(row.item.id)
        if line.get("answer") == TAKEN:
            commands.append(
                ConfirmAuthority(
                    item=item, receipt_no=answer.number, receipt_on=answer.on,
                    attachments=answer.files,
                )
            )  # fmt: skip
        elif line.get("answer") == REFUSED:
            commands.append(
                RefuseAuthority(
                    item=item, refused_on=answer.on, reason=line.get("reason", ""),
                    receipt_no=answer.number, attachments=answer.files,
                )
            )  # fmt: skip
    return commands


def hand_overs(
    folder: RequestFolder, lines: Sequence[LeavingLine], list_no: str, received_by: str
) -> list[Command]:
    """One hand-over for each thing that goes with the case."""
    unit = folder.state.to_unit
    assert unit is not None
    return [
        HandOverWithCase(
            item=ItemId(line.item.id),
            request=RequestId(folder.row.id),
            to_unit=unit,
            list_no=list_no,
            proposal=line.proposal,
            quantity=line.quantity,
            weights=line.weights,
            received_by=received_by,
            parts_note=line.parts_note,
        )
        for line in lines
    ]
