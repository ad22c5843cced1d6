"""Commands between stores and hands: announced deliveries, transport, things entrusted."""

from __future__ import annotations

from custody_app.domain.commands.base import ItemCommand
from custody_app.domain.ids import ContainerId, PersonId, PlaceId, UnitId
from custody_app.domain.moments import Day, Moment
from custody_app.domain.parts import PaperApproval, Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Condition, DeliveryMode


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceDelivery(ItemCommand):
    """Say that a listed thing comes to the window, or is to be fetched (T04)."""

    mode: DeliveryMode = DeliveryMode.OFFICER_BRINGS
    expected_at: Moment
    brings: PersonId | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDelivery(ItemCommand):
    """The announced thing does not come now; it stands again as it did before."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendToStore(ItemCommand):
    """Sign a thing out of one store for another (T07); no store named means the centre."""

    carrier: PersonId
    to_store: PlaceId | None = None
    paper_no: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveFromStore(ItemCommand):
    """Sign in what another store sent, compared with what went out (T07).

    Nothing said of the quantity means all of it.
    """

    place: PlaceId | None = None
    container: ContainerId | None = None
    quantity: Amount | None = None
    condition: Condition = Condition.INTACT
    weights: tuple[Weight, ...] = ()
    seal_no: str = ""
    difference_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrustItem(ItemCommand):
    """Give a thing into the keeping of a qualified unit under a contract (T09).

    ``approver`` is the head of custody, who confirms by PIN or has signed ``paper``.
    """

    to_unit: UnitId
    qualification: str
    contract_no: str
    contract_on: Day
    until: Day
    reason: str
    approver: PersonId | None = None
    paper: PaperApproval | None = None
    received_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitEntrusted(ItemCommand):
    """Record a visit to a thing that somebody else keeps: how much there is, in which state."""

    quantity: Amount | None = None
    condition: Condition = Condition.INTACT
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnEntrusted(ItemCommand):
    """Take back into the store what was entrusted, compared with what went out (T09)."""

    place: PlaceId | None = None
    container: ContainerId | None = None
    quantity: Amount | None = None
    condition: Condition = Condition.INTACT
    weights: tuple[Weight, ...] = ()
    seal_no: str = ""
    difference_note: str = ""
