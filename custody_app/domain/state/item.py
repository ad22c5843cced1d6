"""State of an item.

Six independent dimensions, a counted balance, measured weights (decisions, 9).
"""

from __future__ import annotations

import hashlib
import json

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
from custody_app.domain.law.doubts import doubts_in
from custody_app.domain.law.required import Known
from custody_app.domain.law.rule_pack import RequiredField
from custody_app.domain.moments import Day, Moment
from custody_app.domain.parts import Cash, Identifiers, Weight
from custody_app.domain.quantity import Amount, zero
from custody_app.domain.record import to_plain
from custody_app.domain.state.away import Delivery, Entrustment, Transit
from custody_app.domain.state.running import Appraisal, RecordedClock
from custody_app.domain.state.vehicle import VehicleRecord
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import (
    GONE,
    STORED,
    Authority,
    CashUse,
    Category,
    ClockException,
    Condition,
    Custody,
    FreezeReason,
    Grade,
    LoanPurpose,
    Measure,
    MeasureState,
    Nature,
    Origin,
    Rank,
    SealState,
)

TWO_HEADS = (Rank.UNIT_HEAD, Rank.CUSTODY_HEAD)
"""Who a difference is reported to: head of the case unit, head of custody (21号 第16条)."""
HAND_OVER_HOURS = 24
"""21号 第12条; 行政程序规定 第190条."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Where the counted quantity is: taken = stored + on_loan + consumed + released + lost."""

    listed: Amount
    taken: Amount
    stored: Amount
    on_loan: Amount
    released: Amount
    refused: Amount
    consumed: Amount
    lost: Amount

    @property
    def open(self) -> Amount:
        """What of the line is neither taken nor refused yet."""
        done = self.taken.value + self.refused.value
        rest = max(self.listed.value - done, 0 * done)
        return Amount(f"{rest:f}", self.listed.u)

    @property
    def held(self) -> Amount:
        """What the centre still answers for: stored and on loan."""
        return self.stored.plus(self.on_loan)

    @property
    def adds_up(self) -> bool:
        """The invariant of the balance."""
        parts = (self.stored, self.on_loan, self.released, self.consumed, self.lost)
        return self.taken.value == sum(part.value for part in parts)


def opening_balance(listed: Amount) -> Balance:
    """Nothing taken yet."""
    none = zero(listed.u)
    return Balance(listed, none, none, none, none, none, none, none)


@dataclass(frozen=True, slots=True)
class Loan:
    """The running loan."""

    request: RequestId
    borrower: PersonId
    purpose: LoanPurpose
    quantity: Amount
    out_at: Moment
    due_at: Moment
    weights: tuple[Weight, ...] = ()
    seal_no: str = ""
    condition: Condition = Condition.INTACT


@dataclass(frozen=True, slots=True)
class AuthorityOffer:
    """Authority offered to another unit, waiting for its stamped receipt."""

    to_unit: UnitId
    to_authority: Authority
    paper_no: str
    sent_at: Moment
    proposal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemState:
    """Everything the record says of one item now."""

    id: ItemId
    tag: str
    first_tag: str = ""
    copy: int = 0
    label_proved: bool = False
    case: CaseId
    seizure: SeizureId
    line: str
    parent: ItemId | None = None
    origin: Origin
    category: Category
    grade: Grade
    nature: Nature
    name: str = ""
    features: str = ""
    proving_feature: str = ""
    kept_where: str = ""
    owner: str = ""
    identifiers: Identifiers | None = None
    cash: Cash | None = None
    # the six dimensions
    custody: Custody
    measure: Measure
    measure_state: MeasureState = MeasureState.IN_FORCE
    measure_until: Day | None = None
    converted_on: Day | None = None
    authority: Authority = Authority.POLICE
    authority_unit: UnitId | None = None
    authority_offer: AuthorityOffer | None = None
    condition: Condition = Condition.INTACT
    seal: SealState = SealState.UNSEALED
    seal_no: str = ""
    secret: bool = False
    ownerless: bool = False
    perishable: bool = False
    missing: tuple[RequiredField, ...] = ()
    care_note: str = ""
    # quantities
    balance: Balance
    weights: tuple[Weight, ...] = ()
    counted: bool = False
    # where
    place: PlaceId | None = None
    container: ContainerId | None = None
    loan: Loan | None = None
    delivery: Delivery | None = None
    transit: Transit | None = None
    entrusted: Entrustment | None = None
    kept_by: UnitId | None = None
    leg: int = 1
    # vehicles, their keys, what was found in them
    vehicle: VehicleRecord | None = None
    belongs_to: ItemId | None = None
    is_key: bool = False
    # clocks and open matters
    taken_at: Moment
    hand_over_due_at: Moment | None = None
    clock_exception: ClockException | None = None
    clocks: tuple[RecordedClock, ...] = ()
    appraisals: tuple[Appraisal, ...] = ()
    intake_at: Moment | None = None
    intake_by: PersonId | None = None
    last_seen_at: Moment | None = None
    last_refusal: str = ""
    difference: bool = False
    corrected_list_awaited: bool = False
    frozen: FreezeReason | None = None
    unacknowledged: tuple[Rank, ...] = ()
    holds: int = 0
    banked_receipt_no: str = ""
    banked: Amount | None = None
    gone_at: Moment | None = None
    corrections: int = 0
    used_requests: tuple[RequestId, ...] = ()
    borrowers: tuple[PersonId, ...] = ()
    returnable: Amount | None = None

    @property
    def in_custody(self) -> bool:
        """The centre answers for at least a part of it."""
        return not self.balance.held.is_zero

    @property
    def is_gone(self) -> bool:
        """Nothing of it is in custody any more."""
        return self.custody in GONE

    @property
    def needs_two_people(self) -> bool:
        """The grade of care asks for two people; rules ask the pack too (``rules.kinds``)."""
        return self.grade is not Grade.NORMAL

    @property
    def is_uncounted(self) -> bool:
        """Taken in sealed without a count; Today asks for the two-person count."""
        return self.custody in STORED and self.needs_two_people and not self.counted

    @property
    def is_cash_to_bank(self) -> bool:
        """Cash waiting for the bank's receipt."""
        return (
            self.cash is not None
            and self.cash.use is CashUse.TO_BANK
            and self.in_custody
            and not self.banked_receipt_no
        )

    @property
    def needs_label(self) -> bool:
        """In store without a label that proved to read."""
        return self.custody in STORED and not self.label_proved

    @property
    def needs_place(self) -> bool:
        """In store, but nobody said where."""
        return self.custody in STORED and self.place is None and self.container is None

    @property
    def is_doubtful(self) -> bool:
        """A number on it fails its check."""
        return bool(doubts_in(self.identifiers))

    @property
    def known(self) -> Known:
        """What is known of the fields its kind asks for; of photos nothing."""
        return Known(
            identifiers=self.identifiers,
            cash=self.cash,
            weights=self.weights,
            seal_no=self.seal_no,
            care_note=self.care_note,
        )

    def weight(self, kind: str) -> Amount | None:
        """The last reading of this kind, if any."""
        for reading in reversed(self.weights):
            if reading.kind == kind:
                return reading.amount
        return None

    def material_digest(self) -> str:
        """SHA-256 over the material facts an approval is bound to (decisions, 12).

        Place, sightings, photos, label copies and attachments are left out on purpose: they never
        void an approval.
        """
        facts = {
            "item": self.id,
            "tag": self.tag,
            "case": self.case,
            "category": self.category.value,
            "name": self.name,
            "features": self.features,
            "identifiers": to_plain(self.identifiers) if self.identifiers else {},
            "held": to_plain(self.balance.held),
            "weights": [to_plain(weight) for weight in self.weights],
            "condition": self.condition.value,
            "seal": self.seal.value,
            "seal_no": self.seal_no,
            "measure": self.measure.value,
            "measure_state": self.measure_state.value,
            "authority": self.authority.value,
            "holds": self.holds,
            "frozen": self.frozen.value if self.frozen else "",
            "leg": self.leg,
        }
        text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
