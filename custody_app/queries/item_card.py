"""One item with everything about it, every name resolved."""

from __future__ import annotations

from sqlalchemy import Connection

from custody_app.domain.moments import Moment
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import SeizureState
from custody_app.domain.values import dataclass
from custody_app.queries.case_rows import CaseRow, case_rows
from custody_app.queries.files import files_of
from custody_app.queries.form_rows import FormRow, forms_of_item
from custody_app.queries.item_rows import COLUMNS, ItemRow, item_ref, item_rows, named_rows
from custody_app.queries.names import (
    ContainerRef,
    FileRef,
    PersonRef,
    PlaceRef,
    container_of,
    packed_id,
    person_of,
    place_of,
    unit_name,
)
from custody_app.queries.requests import RequestRow, requests_of_item
from custody_app.queries.running_clocks import RunningClock, running_clocks
from custody_app.queries.states import state_of
from custody_app.queries.why_still_here import Blocker, blockers_of

__all__ = ["Blocker", "FileRef", "ItemCard", "item_card", "item_ref", "item_rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCard:
    """Everything the card of an item shows but its history.

    Attributes:
        head: hash of its last event, in hexadecimal.
        events: how many events name it.
        place: where it lies, also through its container.
        parts: what it was taken apart into.
        parent: what it was taken out of.
    """

    state: ItemState
    row: ItemRow
    head: str
    events: int
    case: CaseRow
    seizure: SeizureState
    place: PlaceRef | None
    container: ContainerRef | None
    holder: PersonRef | None
    intake_by: PersonRef | None
    authority_unit: str
    offered_to: str
    requests: tuple[RequestRow, ...]
    forms: tuple[FormRow, ...]
    files: tuple[FileRef, ...]
    parts: tuple[ItemRow, ...]
    parent: ItemRow | None
    blockers: tuple[Blocker, ...]
    clocks: tuple[RunningClock, ...]


def item_card(connection: Connection, *, item: str, now: Moment | None = None) -> ItemCard:
    """The card of an item; ages of blockers are counted to ``now``, or to its last event.

    Raises:
        RuleBroken: ``item.unknown``.
    """
    state = state_of(connection, ItemState, item)
    head, events = connection.exec_driver_sql(
        "SELECT head, iseq FROM subject_state WHERE id = ?", (packed_id(item),)
    ).one()
    (case,) = case_rows(connection, (state.case,))
    container = container_of(connection, state.container)
    offer = state.authority_offer
    counted_to = now or state.last_seen_at or state.taken_at
    return ItemCard(
        state=state,
        row=item_ref(connection, item=item),
        head=head.hex(),
        events=events,
        case=case,
        seizure=state_of(connection, SeizureState, state.seizure),
        place=container.place if container else place_of(connection, state.place),
        container=container,
        holder=person_of(connection, state.loan.borrower if state.loan else None),
        intake_by=person_of(connection, state.intake_by),
        authority_unit=unit_name(connection, state.authority_unit),
        offered_to=unit_name(connection, offer.to_unit if offer else None),
        requests=requests_of_item(connection, item),
        forms=forms_of_item(connection, item),
        files=files_of(connection, item),
        parts=_parts(connection, state),
        parent=item_ref(connection, item=state.parent) if state.parent else None,
        blockers=blockers_of(connection, state, counted_to),
        clocks=running_clocks(connection, state, counted_to),
    )


def _parts(connection: Connection, state: ItemState) -> tuple[ItemRow, ...]:
    """Things that were made of this one; they stand on the same list."""
    rows = connection.exec_driver_sql(
        f"SELECT {COLUMNS} FROM item_card i INDEXED BY ix_item_card_seizure"
        " CROSS JOIN subject_state s ON s.id = i.id"
        " WHERE i.seizure_id = ? AND json_extract(s.state, '$.parent') = ? ORDER BY i.n",
        (packed_id(state.seizure), state.id),
    ).all()
    return named_rows(connection, rows)
