"""What the items page reads of the record; called off the window's thread."""

from __future__ import annotations

from custody_app.domain.moments import Moment
from custody_app.domain.state.registers import CaseState
from custody_app.domain.values import dataclass
from custody_app.queries.find_items import find_items
from custody_app.queries.history_entry import HistoryEntry
from custody_app.queries.item_card import ItemCard, item_card
from custody_app.queries.item_filters import ItemFilters
from custody_app.queries.item_history import item_history
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.page import Cursor
from custody_app.queries.reader import Reader
from custody_app.queries.resolve_tag import resolve_tag
from custody_app.queries.states import state_of
from custody_app.queries.why_still_here import Blocker, why_still_here
from custody_app.ui.widgets.columns import Ask, Fetched


@dataclass(frozen=True, slots=True)
class CardView:
    """One thing with everything the page shows of it; history newest first."""

    card: ItemCard
    case: CaseState
    history: tuple[HistoryEntry, ...]
    blockers: tuple[Blocker, ...]

    def entry(self, ehash: str) -> HistoryEntry | None:
        """One event of its history."""
        return next((one for one in self.history if one.ehash == ehash), None)


def read_card(read: Reader, item: str, now: Moment) -> CardView:
    """The card, the history and what keeps the thing here.

    Raises:
        RuleBroken: ``item.unknown``.
    """
    card = read(item_card, item=item)
    history = read(item_history, item=item)
    blockers = read(why_still_here, item=item, now=now) if card.state.in_custody else ()
    case = read(state_of, kind=CaseState, id_=card.state.case)
    return CardView(card, case, tuple(reversed(history)), tuple(blockers))


def fetch_items(read: Reader, filters: ItemFilters, ask: Ask) -> Fetched[ItemRow]:
    """One page of the list."""
    after = ask.after if isinstance(ask.after, Cursor) else None
    page = read(
        find_items,
        filters=filters,
        sort=ask.sort or "n",
        descending=ask.is_descending if ask.sort else True,
        after=after,
        limit=ask.limit,
    )
    return Fetched(page.rows, page.after)


def item_of_code(read: Reader, digits: str) -> tuple[str, str]:
    """The item a code stands for and the status of the code; empty when it is none of ours."""
    meaning = read(resolve_tag, code=digits)
    return (meaning.id if meaning.item is not None else ""), meaning.status
