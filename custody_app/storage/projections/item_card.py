"""The item's row for lists: what it is, where it is, what still waits to be done with it."""

from __future__ import annotations

from enum import IntFlag
from functools import cache
from typing import Any

from custody_app.domain.state.clock_steps import COURT_RECEIPT
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Category, Custody, Origin
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
    DIFFERENCE_REPORTED = 4096
    FIELDS_MISSING = 8192
    NUMBER_DOUBTFUL = 16384
    PERISHES = 32768
    COURT_RECEIPT = 65536


LABEL = Matter.NEEDS_LABEL.name.lower()

_TO_HAND_OVER = int(Matter.TO_HAND_OVER)
_NEEDS_PLACE = int(Matter.NEEDS_PLACE)
_NEEDS_LABEL = int(Matter.NEEDS_LABEL)
_UNCOUNTED = int(Matter.UNCOUNTED)
_CASH_TO_BANK = int(Matter.CASH_TO_BANK)
_LIST_AWAITED = int(Matter.LIST_AWAITED)
_FROZEN = int(Matter.FROZEN)
_HELD = int(Matter.HELD)
_AUTHORITY_SENT = int(Matter.AUTHORITY_SENT)
_ON_LOAN = int(Matter.ON_LOAN)
_NOT_SEEN = int(Matter.NOT_SEEN)
_REFUSED = int(Matter.REFUSED)
_DIFFERENCE_REPORTED = int(Matter.DIFFERENCE_REPORTED)
_FIELDS_MISSING = int(Matter.FIELDS_MISSING)
_NUMBER_DOUBTFUL = int(Matter.NUMBER_DOUBTFUL)
_PERISHES = int(Matter.PERISHES)
_COURT_RECEIPT = int(Matter.COURT_RECEIPT)


def matters_of(state: ItemState) -> int:
    """What still waits for this item, as bits of ``Matter``; plain integers, for speed."""
    custody, takeover = state.custody, state.origin is Origin.TAKEOVER
    loose = custody is Custody.IN_STORE
    return (
        (_TO_HAND_OVER if custody in (Custody.LISTED, Custody.URGENT_TEST) else 0)
        | (_NEEDS_PLACE if loose and state.needs_place else 0)
        | (_NEEDS_LABEL if loose and not takeover and state.needs_label else 0)
        | (_UNCOUNTED if loose and not takeover and state.is_uncounted else 0)
        | (_CASH_TO_BANK if state.cash is not None and state.is_cash_to_bank else 0)
        | (_LIST_AWAITED if state.corrected_list_awaited else 0)
        | (_FROZEN if state.frozen is not None else 0)
        | (_HELD if state.holds > 0 else 0)
        | (_AUTHORITY_SENT if state.authority_offer is not None else 0)
        | (_ON_LOAN if state.loan is not None else 0)
        | (_NOT_SEEN if takeover and state.last_seen_at is None else 0)
        | (_REFUSED if custody is Custody.REFUSED else 0)
        | (_DIFFERENCE_REPORTED if state.unacknowledged else 0)
        | (_FIELDS_MISSING if state.missing and state.in_custody else 0)
        | (_PERISHES if loose and state.perishable else 0)
        | (_COURT_RECEIPT if state.clocks and awaits_receipt(state) else 0)
        | (_NUMBER_DOUBTFUL if state.is_doubtful and not state.is_gone else 0)
    )


def awaits_receipt(state: ItemState) -> bool:
    """The court waits for the receipt on the execution (刑诉解释 第447条)."""
    return any(one.deadline == COURT_RECEIPT for one in state.clocks)


def matter_codes(state: ItemState) -> tuple[str, ...]:
    """What still waits, by the code it is counted and listed under.

    Labels by kind of thing: which of them are asked for is the policy's, and that may change.
    """
    category = state.category
    return tuple(
        label_code(category) if code == LABEL else code for code in _codes_of(matters_of(state))
    )


def label_code(category: Category) -> str:
    """Under which code things of a kind without a proved label are counted and listed."""
    return f"{LABEL} {category.value}"


@cache
def _codes_of(bits: int) -> tuple[str, ...]:
    return tuple(str(matter.name).lower() for matter in Matter if bits & matter)


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
        "vehicle_id": pack(state.belongs_to) if state.belongs_to else None,
        "due_at": state.loan.due_at if state.loan else None,
        "taken_at": state.taken_at,
        "intake_at": state.intake_at,
        "matters": matters_of(state),
        "search_text": search_text_of(state),
    }
