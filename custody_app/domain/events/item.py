"""What happened to an item: taken in, moved, lent, handed over, disposed of, corrected."""

from __future__ import annotations

from typing import ClassVar

from custody_app.domain.events.base import Event, personal, subject
from custody_app.domain.ids import (
    CaseId,
    ContainerId,
    ItemId,
    PersonId,
    PlaceId,
    RequestId,
    SeizureId,
    UnitId,
)
from custody_app.domain.law.rule_pack import RequiredField
from custody_app.domain.moments import Day, Moment
from custody_app.domain.parts import Cash, Identifiers, SplitPart, Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import (
    Category,
    ClockException,
    Condition,
    DeliveryMode,
    Disposal,
    FreezeReason,
    Grade,
    LoanPurpose,
    Measure,
    MeasureState,
    Nature,
    Origin,
    Rank,
    Recipient,
    RefusalReason,
    SignedBy,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEvent(Event):
    """An event about exactly one item."""

    KIND: ClassVar[str] = "item"
    item: ItemId = subject()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemListed(ItemEvent):
    """A line of a list, a thing not on it, or a measure without custody, entered on the record."""

    tag: str
    case: CaseId
    seizure: SeizureId
    line: str
    origin: Origin
    measure: Measure
    measure_until: Day | None = None
    category: Category
    grade: Grade
    nature: Nature
    quantity: Amount
    taken_at: Moment
    hand_over_due_at: Moment | None = None  # D01 by the pack then in force, else 24 hours
    held: bool = False
    cash: Cash | None = None
    secret: bool = False
    ownerless: bool = False
    perishable: bool = False
    name: str = personal("description")
    features: str = personal("description")
    proving_feature: str = personal("description")
    kept_where: str = personal("description")
    identifiers: Identifiers | None = personal("identifiers", None)
    owner: str = personal("person")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTakenOver(ItemEvent):
    """Existing stock put on the record; not seen until it is scanned."""

    tag: str
    case: CaseId
    seizure: SeizureId
    line: str
    measure: Measure
    category: Category
    grade: Grade
    nature: Nature
    quantity: Amount
    taken_at: Moment
    place: PlaceId
    seal_no: str = ""
    cash: Cash | None = None
    name: str = personal("description")
    features: str = personal("description")
    proving_feature: str = personal("description")
    identifiers: Identifiers | None = personal("identifiers", None)
    owner: str = personal("person")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverClockExcepted(ItemEvent):
    """A lawful exception moves the 24-hour hand-over (21号 第13条)."""

    exception: ClockException
    due_at: Moment | None = None
    approver: PersonId | None = None
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAccepted(ItemEvent):
    """The custodian took the thing, or a part of its line; ``missing`` by the pack in force."""

    quantity: Amount
    counted: bool = False
    difference: bool = False
    corrected_list_awaited: bool = False
    mode: DeliveryMode
    condition: Condition
    weights: tuple[Weight, ...] = ()
    cash: Cash | None = None
    seal_no: str = ""
    place: PlaceId | None = None
    container: ContainerId | None = None
    late: bool = False
    delivered_by: PersonId | None = None
    second: PersonId | None = None
    difference_note: str = personal("note")
    late_note: str = personal("note")
    condition_note: str = personal("note")
    missing: tuple[RequiredField, ...] = ()
    missing_note: str = personal("note")
    care_note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemListCorrected(ItemEvent):
    """The corrected list that this thing's difference waited for came in."""

    list_no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRefused(ItemEvent):
    """The custodian refused the thing, or a part of it (21号 第14条); the clock runs on."""

    quantity: Amount
    reason: RefusalReason
    delivered_by: PersonId | None = None
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRecounted(ItemEvent):
    """Two people counted or weighed what had been taken in sealed, or checked a difference."""

    quantity: Amount
    second: PersonId
    condition: Condition
    weights: tuple[Weight, ...] = ()
    cash: Cash | None = None
    seal_no: str = ""
    difference: bool = False
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSplit(ItemEvent):
    """One line taken apart into things of their own; the fields are carried over."""

    parts: tuple[SplitPart, ...]
    identifiers: tuple[Identifiers, ...] = personal("identifiers", ())
    reason: str = personal("note")

    def subjects(self) -> tuple[tuple[str, str], ...]:
        """The parent first, then the parts in order."""
        return (("item", self.item), *(("item", part.item) for part in self.parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLabelled(ItemEvent):
    """A label of this copy number was issued; older copies are dead twins from now on."""

    copy: int
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLabelProved(ItemEvent):
    """The printed label was scanned and reads.

    ``sample`` is the number whose label was read in its place, where one proves a list's bulk.
    """

    copy: int
    sample: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLabelBound(ItemEvent):
    """A label printed in advance was stuck on and scanned; its number is the thing's from now on.

    The number given when the thing was listed stays a way to find it.
    """

    bound: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemMoved(ItemEvent):
    """Put away or moved: into a place, or into a container whose place it then shares.

    ``approver`` is the head of custody who let it go to another kind of zone.
    """

    place: PlaceId | None = None
    container: ContainerId | None = None
    second: PersonId | None = None
    approver: PersonId | None = None
    paper_no: str = ""
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSeen(ItemEvent):
    """Human eyes saw the thing here."""

    place: PlaceId | None = None
    container: ContainerId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SealChanged(ItemEvent):
    """A seal was opened, applied or renewed; which seal was found and which lies on it now."""

    opened_seal_no: str = ""
    new_seal_no: str = ""
    second: PersonId | None = None
    laboratory: UnitId | None = None
    paper_no: str = ""
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSampled(ItemEvent):
    """A documented sample was taken; the weight drops, the count stays (decisions, 9)."""

    sampled: Amount
    rest: tuple[Weight, ...] = ()
    paper_no: str
    laboratory: UnitId | None = None
    second: PersonId | None = None
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCheckedOut(ItemEvent):
    """Lent out on an approval; the borrower has it until the due moment."""

    request: RequestId
    borrower: PersonId
    purpose: LoanPurpose
    quantity: Amount
    due_at: Moment
    condition: Condition
    weights: tuple[Weight, ...] = ()
    seal_no: str = ""
    second: PersonId | None = None
    condition_note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReturned(ItemEvent):
    """Brought back and compared with what went out."""

    returned_by: PersonId | None = None
    quantity: Amount
    condition: Condition
    weights: tuple[Weight, ...] = ()
    seal_no: str = ""
    place: PlaceId | None = None
    container: ContainerId | None = None
    difference: bool = False
    late: bool = False
    second: PersonId | None = None
    difference_note: str = personal("note")
    late_note: str = personal("note")
    brought_by: str = personal("person")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanExtended(ItemEvent):
    """The return date moved by the original approval route (21号 第16条)."""

    request: RequestId
    due_at: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFrozen(ItemEvent):
    """A difference stops every way out until it is cleared (T16)."""

    reason: FreezeReason
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemUnfrozen(ItemEvent):
    """The difference was looked into and cleared (T17)."""

    paper_no: str
    approver: PersonId
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceAcknowledged(ItemEvent):
    """One of the two heads has taken note of a reported difference (21号 第16条)."""

    head: Rank
    person: PersonId
    paper_no: str = ""
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldPlaced(ItemEvent):
    """Somebody with the right to do so forbids disposal."""

    paper_no: str = ""
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldLifted(ItemEvent):
    """The hold no longer stands."""

    paper_no: str = ""
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureChanged(ItemEvent):
    """The legal measure was extended, lifted or converted by a document."""

    state: MeasureState
    measure: Measure
    until: Day | None = None
    paper_no: str
    paper_on: Day
    approver: PersonId | None = None
    notice_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemHandedOver(ItemEvent):
    """The whole or a part went with the case to another unit (T23)."""

    request: RequestId
    to_unit: UnitId
    quantity: Amount
    list_no: str = ""
    weights: tuple[Weight, ...] = ()
    second: PersonId | None = None
    proposal: str = personal("note")
    received_by: str = personal("person")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReleased(ItemEvent):
    """Returned to the victim (发还) or to the owner after lifting (退还)."""

    request: RequestId
    kind: Disposal
    quantity: Amount
    recipient: Recipient
    signed_by: SignedBy
    second: PersonId | None = None
    recipient_name: str = personal("person")
    recipient_id_kind: str = personal("person")
    recipient_id_no: str = personal("person")
    proof: str = personal("note")
    witness: str = personal("person")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDestroyed(ItemEvent):
    """Destroyed by two handlers before a witness (T27)."""

    request: RequestId
    quantity: Amount
    handlers: tuple[PersonId, ...]
    witness: PersonId
    paper_no: str = ""
    method: str = personal("note")
    where: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSold(ItemEvent):
    """Sold or auctioned; the proceeds belong to the case (T26)."""

    request: RequestId
    kind: Disposal
    quantity: Amount
    proceeds: Amount
    voucher_no: str
    account_receipt_no: str = ""
    second: PersonId | None = None
    buyer: str = personal("person")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPaidIn(ItemEvent):
    """Paid in to the treasury or handed to the finance department (T28)."""

    request: RequestId
    quantity: Amount
    receipt_no: str
    to_unit: UnitId | None = None
    second: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemGivenToAuthority(ItemEvent):
    """Handed to the competent authority for its kind, such as relics or guns (T25)."""

    request: RequestId
    to_unit: UnitId
    quantity: Amount
    receipt_no: str
    weights: tuple[Weight, ...] = ()
    second: PersonId | None = None
    received_by: str = personal("person")


@dataclass(frozen=True, slots=True, kw_only=True)
class CashBanked(ItemEvent):
    """Cash went to the one lawful account; the receipt closes it as an object (21号 第9条)."""

    amount: Amount
    receipt_no: str
    banked_on: Day
    second: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCameBack(ItemEvent):
    """What left lawfully came back: a new leg of the same thing (decisions, 9)."""

    quantity: Amount
    from_unit: UnitId | None = None
    paper_no: str
    condition: Condition
    weights: tuple[Weight, ...] = ()
    seal_no: str = ""
    place: PlaceId | None = None
    second: PersonId | None = None
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemArchived(ItemEvent):
    """Nothing of it is left in custody and its papers are complete (T30)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCorrected(ItemEvent):
    """An adding record: what was recorded wrongly, what is right, why (decisions, 13)."""

    of_event: str
    of_form: str = ""
    quantity: Amount | None = None
    category: Category | None = None
    grade: Grade | None = None
    taken_at: Moment | None = None
    seal_no: str = ""
    weights: tuple[Weight, ...] = ()
    cash: Cash | None = None
    second: PersonId | None = None
    name: str = personal("description")
    features: str = personal("description")
    identifiers: Identifiers | None = personal("identifiers", None)
    owner: str = personal("person")
    reason: str = personal("note")
    was: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFileAttached(ItemEvent):
    """Photos (``photo``) or papers were attached; the files stand in the envelope."""

    photo: bool = False
    note: str = personal("note")
