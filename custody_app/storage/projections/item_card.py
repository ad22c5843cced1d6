"""The item's row for lists: what it is, where it is, what still waits to be done with it."""

from __future__ import annotations

from enum import IntFlag
from typing import Any

from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Custody, Origin
from custody_app.storage.base import pack


class Matter(IntFlag):
    """What still waits; bits of ``item_card.matters``."""

    TO_HAND_OVER = 1
    NEEDS_PLACE = 2
    NEEDS_LABEL = 4
    UNCOUNTED = 8
    CASH_TO_BANK = 16
    LIST_AWAITED = 32
    FROZEN = 64
    HELD = 128
    AUTHORITY_SENT = 256
    ON_LOAN = 512
    NOT_SEEN = 1024
    REFUSED = 2048


def matters_of(state: ItemState) -> int:
    """What still waits for this item."""
    found = Matter(0)
    checks = (
        (Matter.TO_HAND_OVER, state.custody in (Custody.LISTED, Custody.URGENT_TEST)),
        (Matter.NEEDS_PLACE, state.needs_place),
        (Matter.NEEDS_LABEL, state.needs_label and state.origin is not Origin.TAKEOVER),
        (Matter.UNCOUNTED, state.is_uncounted and state.origin is not Origin.TAKEOVER),
        (Matter.CASH_TO_BANK, state.is_cash_to_bank),
        (Matter.LIST_AWAITED, state.corrected_list_awaited),
        (Matter.FROZEN, state.frozen is not None),
        (Matter.HELD, state.holds > 0),
        (Matter.AUTHORITY_SENT, state.authority_offer is not None),
        (Matter.ON_LOAN, state.loan is not None),
        (Matter.NOT_SEEN, state.origin is Origin.TAKEOVER and state.last_seen_at is None),
        (Matter.REFUSED, state.custody is Custody.REFUSED),
    )
    for matter, waits in checks:
        if waits:
            found |= matter
    return int(found)


def matter_codes(state: ItemState) -> tuple[str, ...]:
    """What still waits, by code."""
    found = matters_of(state)
    return tuple(str(matter.name).lower() for matter in Matter if found & matter)


def search_text_of(state: ItemState) -> str:
    """What a person may remember of it."""
    parts = [state.name, state.features, state.owner, state.seal_no, state.tag, state.kept_where]
    if state.identifiers is not None:
        own = state.identifiers
        parts += [
            own.imei,
            own.imei2,
            own.serial_no,
            own.vin,
            own.plate,
            own.engine_no,
            own.bank_card,
        ]
    return " ".join(part for part in parts if part)


def row_of(state: ItemState, n: int) -> dict[str, Any]:
    """The row of one item."""
    balance = state.balance
    shown = balance.held if not balance.taken.is_zero else balance.listed
    if state.is_gone:
        shown = balance.released if not balance.released.is_zero else balance.taken
    return {
        "n": n,
        "id": pack(state.id),
        "tag": state.tag,
        "copy": state.copy,
        "case_id": pack(state.case),
        "seizure_id": pack(state.seizure),
        "line": state.line,
        "name": state.name,
        "category": state.category.value,
        "grade": state.grade.value,
        "custody": state.custody.value,
        "quantity": shown.n,
        "unit": shown.u,
        "place_id": pack(state.place) if state.place else None,
        "container_id": pack(state.container) if state.container else None,
        "holder_id": pack(state.loan.borrower) if state.loan else None,
        "due_at": state.loan.due_at if state.loan else None,
        "taken_at": state.taken_at,
        "intake_at": state.intake_at,
        "matters": matters_of(state),
        "search_text": search_text_of(state),
    }
