"""What the page of disposal reads and decides: piles, requests, what may be carried out. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from custody_app.domain.ids import RequestId
from custody_app.domain.moments import Moment
from custody_app.domain.rules.signatures import approvers_on
from custody_app.domain.rules.ways_out import UNIT_KINDS
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import (
    GONE,
    SALES,
    Custody,
    Disposal,
    FormKind,
    RequestState,
)
from custody_app.queries.disposal_piles import DisposalPiles, Held, disposal_piles
from custody_app.queries.find_items import count_items, find_items
from custody_app.queries.item_filters import ItemFilters
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.kinds import kinds_in_force
from custody_app.queries.page import Count, Cursor
from custody_app.queries.people import UnitRow, units
from custody_app.queries.reader import Reader
from custody_app.queries.requests import RequestFolder, RequestRow, request_folder
from custody_app.queries.states import states_of
from custody_app.ui.leaving_lines import Leaving

PILE_MAX = 300
TOGETHER_MAX = 50
"""Requests of one plan; a transaction holds the things of so many."""
TO_BANK = ItemFilters(matters=("cash_to_bank",))
TO_ARCHIVE = ItemFilters(
    custody=tuple(sorted(GONE - {Custody.ARCHIVED, Custody.SPLIT_UP, Custody.WRITTEN_OFF}))
)
PAPER_OF_WAY = {
    Disposal.RETURN_TO_VICTIM: FormKind.RELEASE_LIST,
    Disposal.RETURN_TO_OWNER: FormKind.RELEASE_LIST,
    Disposal.DESTRUCTION: FormKind.DESTRUCTION_LIST,
    Disposal.SALE: FormKind.DISPOSAL_VOUCHER,
    Disposal.AUCTION: FormKind.DISPOSAL_VOUCHER,
    Disposal.TREASURY: FormKind.DISPOSAL_VOUCHER,
    Disposal.COMPETENT_AUTHORITY: FormKind.DISPOSAL_VOUCHER,
    Disposal.AUTHORITY_STORE: FormKind.AUTHORITY_STORE_LIST,
    Disposal.WITH_CASE: FormKind.TRANSFER_LIST,
}
"""Way out -> the paper that is printed when it was carried out."""


@dataclass(frozen=True, slots=True)
class Piles:
    """Everything the page counts."""

    piles: DisposalPiles
    to_bank: Count
    to_archive: Count

    @property
    def approved(self) -> list[RequestRow]:
        """Approved requests of which something is still here."""
        return [pile.request for pile in self.piles.approved]

    @property
    def held(self) -> list[Held]:
        """Things that may not leave."""
        return list(self.piles.held)

    def of_way(self, way: Disposal | None) -> list[str]:
        """Approved requests of one way out, in the order of the pile."""
        return [one.id for one in self.approved if one.disposal is way]

    def request_with(self, item: str) -> RequestRow | None:
        """The approved request by which this thing may leave."""
        for pile in self.piles.approved:
            if any(row.id == item for row in pile.items):
                return pile.request
        return None


def read_piles(read: Reader, now: Moment) -> Piles:
    """The piles and the counts; runs off the window's thread."""
    return Piles(
        read(disposal_piles, now=now, limit=PILE_MAX),
        read(count_items, filters=TO_BANK),
        read(count_items, filters=TO_ARCHIVE),
    )


def read_items(
    read: Reader, filters: ItemFilters, after: Cursor | None, limit: int
) -> tuple[Sequence[ItemRow], Cursor | None]:
    """Things of a filter, one page."""
    page = read(find_items, filters=filters, after=after, limit=limit)
    return page.rows, page.after


@dataclass(frozen=True, slots=True)
class Carrying:
    """Approved requests of one way out, what of them may leave now, who may receive it.

    Several requests, of whatever cases, are carried out together: one plan, each its own paper.
    """

    folders: tuple[RequestFolder, ...]
    things: tuple[Leaving, ...]
    units: tuple[UnitRow, ...]

    @property
    def folder(self) -> RequestFolder:
        """The request, the first of several."""
        return self.folders[0]

    @property
    def requests(self) -> dict[str, RequestId]:
        """Thing -> the request by which it leaves."""
        return {line.item.id: folder.state.id for folder in self.folders for line in folder.items}

    @property
    def way(self) -> Disposal:
        """The way out that was approved."""
        return self.folder.state.disposal or Disposal.RETURN_TO_OWNER

    @property
    def request(self) -> RequestId:
        """The request."""
        return self.folder.state.id


def read_carrying(read: Reader, *requests: str, by: str = "") -> Carrying:
    """Everything a dialog of carrying out needs; all requests are of the way of the first.

    What the person ``by`` approved somebody else carries out; only the first is shown anyway.
    """
    all_of_them = [read(request_folder, request=request) for request in requests]
    others = (one for one in all_of_them[1:] if by not in approvers_on(one.state))
    folders = (all_of_them[0], *others)
    open_lines = [line for folder in folders for line in folder.items if not line.done]
    states = read(states_of, ItemState, [line.item.id for line in open_lines])
    kinds = read(kinds_in_force)
    way = folders[0].state.disposal
    to_store = way is Disposal.AUTHORITY_STORE
    things = [
        Leaving(line.item, states[line.item.id], line.asked, kinds.of(line.item.category), to_store)
        for line in open_lines
        if states[line.item.id].in_custody
    ]
    return Carrying(folders, tuple(things), tuple(receiving_units(read, way)))


def receiving_units(read: Reader, way: Disposal | None) -> list[UnitRow]:
    """Units that may receive by this way out; none where nobody receives."""
    kinds = UNIT_KINDS.get(way) if way is not None else None
    if kinds is None:
        return []
    return [unit for unit in read(units) if unit.kind in kinds]


def goes_together(way: Disposal | None) -> bool:
    """Things of several cases are destroyed, or sold, on one day under one plan."""
    return way is Disposal.DESTRUCTION or way in SALES


def is_sale(way: Disposal) -> bool:
    """Sale or auction."""
    return way in SALES


def may_decide(state: ApprovalRequest) -> bool:
    """The request still waits for its decision."""
    return state.state is RequestState.SUBMITTED
