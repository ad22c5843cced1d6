"""Commands by which things or the authority over them leave.

Transfer, change of authority, the ways of disposal. ``parts_note`` says why the key of a vehicle,
or what was found in it, stays while the vehicle leaves.
"""

from __future__ import annotations

from custody_app.domain.commands.base import ItemCommand
from custody_app.domain.ids import PersonId, PlaceId, RequestId, UnitId
from custody_app.domain.moments import Day
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Condition, Recipient, SignedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAuthority(ItemCommand):
    """Offer authority over a thing to another unit; the object stays (T24)."""

    to_unit: UnitId
    paper_no: str
    proposal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmAuthority(ItemCommand):
    """Record the other unit's stamped receipt; the scan is attached."""

    receipt_no: str
    receipt_on: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseAuthority(ItemCommand):
    """Record that the other unit does not take authority over this thing."""

    refused_on: Day
    reason: str
    receipt_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverWithCase(ItemCommand):
    """Hand the whole or a part over with the case (T23)."""

    request: RequestId
    to_unit: UnitId
    list_no: str = ""
    proposal: str
    quantity: Amount | None = None
    weights: tuple[Weight, ...] = ()
    received_by: str = ""
    parts_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseItem(ItemCommand):
    """Give back to the entitled person (T20, T21); police are refused as recipients."""

    request: RequestId
    recipient: Recipient
    recipient_name: str
    recipient_id_kind: str
    recipient_id_no: str
    proof: str
    signed_by: SignedBy = SignedBy.SIGNATURE
    witness: str = ""
    quantity: Amount | None = None
    parts_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DestroyItem(ItemCommand):
    """Destroy: two handlers, a witness who never held it, photos or video (T27)."""

    request: RequestId
    handlers: tuple[PersonId, ...]
    witness: PersonId
    method: str
    where: str
    paper_no: str = ""
    quantity: Amount | None = None
    parts_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SellItem(ItemCommand):
    """Sell or auction as approved (T26)."""

    request: RequestId
    proceeds: Amount
    voucher_no: str
    buyer: str = ""
    account_receipt_no: str = ""
    quantity: Amount | None = None
    parts_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayInItem(ItemCommand):
    """Pay in to the treasury or hand to the finance department (T28)."""

    request: RequestId
    receipt_no: str
    to_unit: UnitId | None = None
    quantity: Amount | None = None
    parts_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveToAuthority(ItemCommand):
    """Hand to the competent authority for its kind (T25)."""

    request: RequestId
    to_unit: UnitId
    receipt_no: str
    received_by: str = ""
    weights: tuple[Weight, ...] = ()
    quantity: Amount | None = None
    parts_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverToAuthorityStore(ItemCommand):
    """Deliver drugs to the store of the anti-drug department, weighed again by two people.

    A change of custodian, no disposal (公禁毒〔2016〕486号 第3条、第4条); it can come back.
    """

    request: RequestId
    to_unit: UnitId
    receipt_no: str
    received_by: str = ""
    weights: tuple[Weight, ...] = ()
    quantity: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackItem(ItemCommand):
    """Take back what left lawfully.

    Supplementary investigation, non-prosecution, change of jurisdiction.
    """

    quantity: Amount
    paper_no: str
    reason: str
    from_unit: UnitId | None = None
    condition: Condition = Condition.INTACT
    weights: tuple[Weight, ...] = ()
    seal_no: str = ""
    place: PlaceId | None = None
