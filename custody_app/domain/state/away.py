"""Where a thing is while it lies in no store of the centre: announced, in transit, entrusted."""

from __future__ import annotations

from custody_app.domain.ids import PersonId, PlaceId, UnitId
from custody_app.domain.moments import Day, Moment
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Condition, Custody, DeliveryMode


@dataclass(frozen=True, slots=True)
class Delivery:
    """An announced delivery.

    Attributes:
        before: the state of custody it goes back to when the delivery is withdrawn.
    """

    mode: DeliveryMode
    expected_at: Moment
    before: Custody
    announced_by: PersonId
    announced_at: Moment
    brings: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Transit:
    """What left one store for another, as it went out; an empty store is the centre."""

    carrier: PersonId
    sent_by: PersonId
    sent_at: Moment
    quantity: Amount
    weights: tuple[Weight, ...] = ()
    seal_no: str = ""
    condition: Condition = Condition.INTACT
    recorded_by: PersonId | None = None
    from_store: PlaceId | None = None
    to_store: PlaceId | None = None


@dataclass(frozen=True, slots=True)
class Entrustment:
    """What a qualified unit keeps, as it went out, and when it was last visited."""

    unit: UnitId
    contract_no: str
    until: Day
    since: Moment
    visited_at: Moment
    quantity: Amount
    weights: tuple[Weight, ...] = ()
    seal_no: str = ""
    condition: Condition = Condition.INTACT
