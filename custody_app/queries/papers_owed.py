"""Papers that what somebody recorded asks for and that nobody has made, after a crash for example.

They follow from the record alone: an act without its paper. So nothing has to be kept for them.
"""

from __future__ import annotations

from sqlalchemy import Connection

from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemCorrected, ItemFrozen
from custody_app.domain.ids import CaseId, ItemId, RequestId
from custody_app.domain.moments import Moment, later
from custody_app.domain.state.item import ItemState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import FormKind
from custody_app.queries.form_rows import forms_of_item
from custody_app.queries.ledger_walk import events_between, position_at
from custody_app.queries.states import states_of
from custody_app.storage import ledger_store

HOURS = 24
PAPER_OF: dict[str, FormKind] = {
    "ITEM_FROZEN": FormKind.DIFFERENCE_NOTICE,
    "ITEM_UNFROZEN": FormKind.INQUIRY_RESULT,
    "ITEM_WRITTEN_OFF": FormKind.INQUIRY_RESULT,
    "NOTICE_PUBLISHED": FormKind.PUBLIC_NOTICE,
    "ITEM_CORRECTED": FormKind.CORRECTION_NOTICE,
    "ITEM_SENT_TO_STORE": FormKind.STORE_TRANSFER,
    "ITEM_ENTRUSTED": FormKind.ENTRUST_LIST,
    "ITEM_HANDED_OVER": FormKind.TRANSFER_LIST,
    "ITEM_RELEASED": FormKind.RELEASE_LIST,
    "ITEM_DESTROYED": FormKind.DESTRUCTION_LIST,
    "ITEM_SOLD": FormKind.DISPOSAL_VOUCHER,
    "ITEM_PAID_IN": FormKind.DISPOSAL_VOUCHER,
    "ITEM_GIVEN_TO_AUTHORITY": FormKind.DISPOSAL_VOUCHER,
    "ITEM_STORED_BY_AUTHORITY": FormKind.AUTHORITY_STORE_LIST,
}
"""Type of event -> the paper that goes with it."""
ALONE = frozenset(
    {
        FormKind.INQUIRY_RESULT, FormKind.PUBLIC_NOTICE, FormKind.CORRECTION_NOTICE,
        FormKind.STORE_TRANSFER, FormKind.ENTRUST_LIST,
    }
)  # fmt: skip
"""Papers about one thing; the others take together what went by one request, or of one case."""


@dataclass(frozen=True, slots=True)
class OwedPaper:
    """A paper to be made, about these things."""

    kind: FormKind
    items: tuple[ItemId, ...]
    case: CaseId | None = None
    request: RequestId | None = None


def papers_owed(connection: Connection, *, person: str, now: Moment) -> tuple[OwedPaper, ...]:
    """What this person recorded within a day without its paper, the oldest first."""
    head = ledger_store.read_head(connection)
    first, last = position_at(connection, later(now, hours=-HOURS)), (head.size if head else 0) + 1
    last_act: dict[tuple[FormKind, str], tuple[Event, Moment]] = {}
    for told in events_between(connection, first, last, frozenset(PAPER_OF)):
        kind, core = PAPER_OF.get(told.core.typ), told.core
        if kind is None or told.event is None or core.recorder != person or _is_free(told.event):
            continue
        last_act[kind, core.subjects[0].id] = (told.event, Moment(core.wall))
    states = states_of(connection, ItemState, list({item for _, item in last_act}))
    found: dict[tuple[FormKind, str], OwedPaper] = {}
    for (kind, item), (event, at) in last_act.items():
        state = states[item]
        is_over = isinstance(event, ItemFrozen) and state.frozen is None
        if is_over or _is_made(connection, kind, item, at):
            continue
        request = getattr(event, "request", None)
        key = (kind, item if kind in ALONE else request or state.case)
        before = found.get(key)
        items = (*(before.items if before else ()), ItemId(item))
        found[key] = OwedPaper(kind, items, state.case if request else None, request)
    return tuple(found.values())


def _is_free(event: Event) -> bool:
    """A correction of what no paper says needs none."""
    return isinstance(event, ItemCorrected) and not event.of_form


def _is_made(connection: Connection, kind: FormKind, item: str, since: Moment) -> bool:
    return any(
        form.kind is kind and form.issued_at >= since and not form.voided
        for form in forms_of_item(connection, item)
    )
