"""What happened between stores and hands: announced, sent, received, entrusted, visited."""

from __future__ import annotations

from custody_app.domain.events.base import personal
from custody_app.domain.events.item import ItemEvent
from custody_app.domain.ids import ContainerId, PersonId, PlaceId, UnitId
from custody_app.domain.moments import Day, Moment
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Condition, DeliveryMode


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryAnnounced(ItemEvent):
    """A listed thing is on its way to the window; the 24 hours run on (T04)."""

    mode: DeliveryMode
    expected_at: Moment
    brings: PersonId | None = None
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryWithdrawn(ItemEvent):
    """The announced delivery does not come; the thing stands as before."""

    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemKeptTemporarily(ItemEvent):
    """What was just accepted lies in a temporary store, not in the centre (T07)."""

    store: PlaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSentToStore(ItemEvent):
    """Signed out of one store for another; an empty store is the centre (T07)."""

    from_store: PlaceId | None = None
    to_store: PlaceId | None = None
    carrier: PersonId
    quantity: Amount
    condition: Condition
    seal_no: str = ""
    second: PersonId | None = None
    paper_no: str = ""
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReceivedFromStore(ItemEvent):
    """Signed into a store by somebody who did not send it, and compared (T07)."""

    temporary: bool = False
    quantity: Amount
    condition: Condition
    weights: tuple[Weight, ...] = ()
    seal_no: str = ""
    place: PlaceId | None = None
    container: ContainerId | None = None
    difference: bool = False
    second: PersonId | None = None
    difference_note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEntrusted(ItemEvent):
    """In the keeping of a qualified unit under a contract, by the head of custody (T09)."""

    to_unit: UnitId
    qualification: str
    contract_no: str
    contract_on: Day
    until: Day
    approver: PersonId
    paper_no: str = ""
    quantity: Amount
    condition: Condition
    seal_no: str = ""
    second: PersonId | None = None
    reason: str = personal("note")
    received_by: str = personal("person")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrustedVisited(ItemEvent):
    """Somebody of the centre went to see a thing that is entrusted."""

    quantity: Amount
    condition: Condition
    difference: bool = False
    second: PersonId | None = None
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrustedReturned(ItemEvent):
    """Back from the unit that kept it, and compared with what went out."""

    quantity: Amount
    condition: Condition
    weights: tuple[Weight, ...] = ()
    seal_no: str = ""
    place: PlaceId | None = None
    container: ContainerId | None = None
    difference: bool = False
    second: PersonId | None = None
    difference_note: str = personal("note")
