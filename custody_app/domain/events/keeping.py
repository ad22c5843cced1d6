"""What happened to an item that somebody else keeps for the centre."""

from __future__ import annotations

from custody_app.domain.events.base import personal
from custody_app.domain.events.item import ItemEvent
from custody_app.domain.ids import PersonId, RequestId, UnitId
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStoredByAuthority(ItemEvent):
    """The store of the competent authority keeps it from now on; nothing was decided about it."""

    request: RequestId
    to_unit: UnitId
    quantity: Amount
    receipt_no: str
    weights: tuple[Weight, ...] = ()
    second: PersonId | None = None
    received_by: str = personal("person")
