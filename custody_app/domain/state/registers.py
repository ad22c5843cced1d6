"""State of cases, lists, people, units, places, containers, requests, forms and the centre."""

from __future__ import annotations

from collections.abc import Iterator

from custody_app.domain.ids import (
    CaseId,
    CentreId,
    ContainerId,
    FormId,
    ItemId,
    PersonId,
    PlaceId,
    RequestId,
    SeizureId,
    UnitId,
)
from custody_app.domain.moments import Day, Moment
from custody_app.domain.money import Payee
from custody_app.domain.parts import AskedItem, PaperApproval
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import (
    Authority,
    CaseKind,
    Category,
    ContainerKind,
    Delegation,
    Disposal,
    FormKind,
    Grade,
    LoanPurpose,
    Measure,
    Party,
    PlaceKind,
    Rank,
    RequestKind,
    RequestState,
    Role,
    SealState,
    UnitKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseState:
    """A case."""

    id: CaseId
    tag: str
    number: str
    provisional: bool = False
    earlier_numbers: tuple[str, ...] = ()
    kind: CaseKind
    unit: UnitId
    officers: tuple[PersonId, ...] = ()
    filed_on: Day | None = None
    name: str = ""
    suspects: str = ""
    closed: bool = False
    registered_at: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizureState:
    """A legal document with its list."""

    id: SeizureId
    case: CaseId
    measure: Measure
    document_no: str = ""
    document_on: Day | None = None
    list_no: str = ""
    taken_at: Moment
    officers: tuple[PersonId, ...] = ()
    officers_note: Party
    holder_note: Party
    witness_note: Party
    place_note: Party
    takeover: bool = False
    place: str = ""
    holder: str = ""
    holder_id_no: str = ""
    witness: str = ""
    remark: str = ""
    corrected_list_no: str = ""
    recorded_at: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonState:
    """A person; with roles and a key when there is an account."""

    id: PersonId
    tag: str
    unit: UnitId
    rank: Rank | None = None
    police: bool = False
    name: str = ""
    badge_no: str = ""
    phone: str = ""
    departed: bool = False
    roles: tuple[Role, ...] = ()
    key: str = ""
    public_key: str = ""
    account_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitState:
    """A unit the centre deals with."""

    id: UnitId
    code: str
    kind: UnitKind
    authority: Authority | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceState:
    """A place of the store."""

    id: PlaceId
    tag: str
    code: str
    kind: PlaceKind
    parent: PlaceId | None = None
    capacity: int | None = None
    dual_custody: bool = False
    categories: tuple[Category, ...] = ()
    name: str = ""
    closed: bool = False
    counted_at: Moment | None = None
    counted_by: PersonId | None = None
    count_missing: tuple[ItemId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerState:
    """A bag or box and where it lies."""

    id: ContainerId
    tag: str
    kind: ContainerKind
    grade: Grade
    place: PlaceId | None = None
    case: CaseId | None = None
    seal: SealState = SealState.UNSEALED
    seal_no: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRequest:
    """A request and what became of it."""

    id: RequestId
    number: str
    kind: RequestKind
    state: RequestState
    case: CaseId
    requester: PersonId
    recorder: PersonId | None = None
    items: tuple[AskedItem, ...] = ()
    done: tuple[ItemId, ...] = ()
    rank_needed: Rank
    purpose: LoanPurpose | None = None
    disposal: Disposal | None = None
    extends: RequestId | None = None
    due_at: Moment | None = None
    to_unit: UnitId | None = None
    payee: Payee | None = None
    amount: Amount | None = None
    legal_paper_no: str = ""
    reason: str = ""
    recipient: str = ""
    approver: PersonId | None = None
    approver_rank: Rank | None = None
    paper: PaperApproval | None = None
    decision_note: str = ""
    made_at: Moment
    decided_at: Moment | None = None
    digest: str = ""
    delegation: Delegation | None = None
    entitled: PersonId | None = None
    delegation_reason: str = ""
    confirm_by: Moment | None = None
    confirmed_at: Moment | None = None

    @property
    def awaits_confirmation(self) -> bool:
        """Approved in a hurry, and the one entitled has not said a word yet."""
        open_ = self.state in (RequestState.APPROVED, RequestState.CARRIED_OUT)
        return open_ and self.delegation is not None and self.confirmed_at is None

    @property
    def decided_by(self) -> PersonId | None:
        """In whose right it was decided: the one a deputy stood in for, else the approver."""
        return self.entitled or self.approver


@dataclass(frozen=True, slots=True, kw_only=True)
class FormState:
    """A paper that was issued."""

    id: FormId
    tag: str
    number: str
    kind: FormKind
    sha256: str
    language: str
    case: CaseId | None = None
    items: tuple[ItemId, ...] = ()
    request: RequestId | None = None
    of_batch: str = ""
    replaces: str = ""
    awaits_signature: bool = False
    signed_at: Moment | None = None
    filled_at: Moment | None = None
    voided: bool = False
    issued_at: Moment


@dataclass(frozen=True, slots=True)
class PolicyValue:
    """One policy entry in force."""

    name: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class NumberRange:
    """Numbers given out in a row, such as those of labels printed in advance."""

    first: str
    count: int

    def __contains__(self, number: str) -> bool:
        """Whether a 15-digit number is one of them."""
        return 0 <= int(number) - int(self.first) < self.count

    def each(self) -> Iterator[str]:
        """The numbers, in their order."""
        for more in range(self.count):
            yield f"{int(self.first) + more:0{len(self.first)}d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreState:
    """The centre itself."""

    id: CentreId
    site: int
    station: int
    demo: bool = False
    station_key: str
    station_public_key: str
    unit: UnitId
    name: str = ""
    policy: tuple[PolicyValue, ...] = ()
    confirmed_rules: tuple[str, ...] = ()
    blank_labels: tuple[NumberRange, ...] = ()
    opened_at: Moment
    last_backup_at: Moment | None = None
    last_backup_size: int | None = None
    last_shift_at: Moment | None = None
    last_checkpoint_size: int | None = None
    clock_jumps: int = 0
