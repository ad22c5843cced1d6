"""How the inquiry into a discrepancy ends with a loss."""

from __future__ import annotations

from custody_app.domain.events.base import personal
from custody_app.domain.events.item import ItemEvent
from custody_app.domain.ids import PersonId
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWrittenOff(ItemEvent):
    """What an inquiry did not find is lost by decision; somebody answers for it (T17)."""

    quantity: Amount
    paper_no: str
    liability_no: str
    approver: PersonId
    note: str = personal("note")
