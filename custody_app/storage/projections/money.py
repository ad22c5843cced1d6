"""The row of one line in the money ledger of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from custody_app.domain.events.base import type_name
from custody_app.domain.state.money import AccountState, change_of
from custody_app.storage.base import pack

if TYPE_CHECKING:
    from custody_app.storage.projections.projector import Change


def entry_row(change: Change) -> dict[str, Any]:
    """Its day, what it changed, the balance after it, the bank's receipt.

    A line without a day of its own carries the day on which it was recorded.
    """
    account: AccountState = change.after
    event = change.event
    return {
        "pos": change.pos,
        "account_id": pack(account.id),
        "line": account.lines,
        "of_line": getattr(event, "line", account.lines),
        "case_id": pack(account.case),
        "unit": account.unit,
        "day": getattr(event, "day", change.happened.day),
        "kind": type_name(type(event)),
        "amount_fen": change_of(event),
        "balance_fen": account.fen,
        "receipt_no": getattr(event, "receipt_no", ""),
    }
