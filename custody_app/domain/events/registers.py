"""What happened to cases, lists, people, units, places, containers, requests and forms."""

from __future__ import annotations

from typing import ClassVar

from custody_app.domain.events.base import Event, personal, subject
from custody_app.domain.ids import (
    CaseId,
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
    Disposal,
    FormKind,
    Grade,
    LoanPurpose,
    Measure,
    Party,
    PlaceKind,
    Rank,
    RequestKind,
    Role,
    UnitKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRegistered(Event):
    """A case came onto the record, perhaps with a provisional number."""

    KIND: ClassVar[str] = "case"
    case: CaseId = subject()
    tag: str
    number: str
    provisional: bool = False
    kind: CaseKind
    unit: UnitId
    officers: tuple[PersonId, ...] = ()
    filed_on: Day | None = None
    name: str = personal("description")
    suspects: str = personal("person")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChanged(Event):
    """The case's final number, name or officers; only what changed is filled."""

    KIND: ClassVar[str] = "case"
    case: CaseId = subject()
    number: str = ""
    officers: tuple[PersonId, ...] = ()
    name: str = personal("description")
    suspects: str = personal("person")
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed(Event):
    """All things of the case are out and its papers complete."""

    KIND: ClassVar[str] = "case"
    case: CaseId = subject()
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizureRecorded(Event):
    """A legal document with its list: who took what measure, when, where, before whom."""

    KIND: ClassVar[str] = "seizure"
    seizure: SeizureId = subject()
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
    place: str = personal("place")
    holder: str = personal("person")
    holder_id_no: str = personal("person")
    witness: str = personal("person")
    remark: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedListReceived(Event):
    """The case unit brought the corrected list; the signed one stays as it is."""

    KIND: ClassVar[str] = "seizure"
    seizure: SeizureId = subject()
    list_no: str
    received_on: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRegistered(Event):
    """A person of a unit: with an account later, or a visiting officer without (decisions, 10)."""

    KIND: ClassVar[str] = "person"
    person: PersonId = subject()
    tag: str
    unit: UnitId
    rank: Rank | None = None
    police: bool = False
    name: str = personal("person")
    badge_no: str = personal("person")
    phone: str = personal("person")
    credential: str = personal("person")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged(Event):
    """Unit, rank, name or phone changed, or the person left; only what changed is filled."""

    KIND: ClassVar[str] = "person"
    person: PersonId = subject()
    unit: UnitId | None = None
    rank: Rank | None = None
    departed: bool = False
    name: str = personal("person")
    phone: str = personal("person")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOpened(Event):
    """The person may sign in with these roles; the public key of the signing key follows."""

    KIND: ClassVar[str] = "person"
    person: PersonId = subject()
    roles: tuple[Role, ...]
    key: str
    public_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesSet(Event):
    """The person's roles from now on."""

    KIND: ClassVar[str] = "person"
    person: PersonId = subject()
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEnrolled(Event):
    """A new signing key replaces the old one: PIN reset by two people, or a lost key file."""

    KIND: ClassVar[str] = "person"
    person: PersonId = subject()
    key: str
    public_key: str
    revoked: str = ""
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountClosed(Event):
    """The person may no longer sign in; the key is revoked."""

    KIND: ClassVar[str] = "person"
    person: PersonId = subject()
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRegistered(Event):
    """A unit the centre deals with."""

    KIND: ClassVar[str] = "unit"
    unit: UnitId = subject()
    code: str
    kind: UnitKind
    authority: Authority | None = None
    name: str = personal("description")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRegistered(Event):
    """A site, zone, rack or slot of the store."""

    KIND: ClassVar[str] = "place"
    place: PlaceId = subject()
    tag: str
    code: str
    kind: PlaceKind
    parent: PlaceId | None = None
    capacity: int | None = None
    dual_custody: bool = False
    categories: tuple[Category, ...] = ()
    name: str = personal("description")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceClosed(Event):
    """Nothing may be put here any more."""

    KIND: ClassVar[str] = "place"
    place: PlaceId = subject()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerRegistered(Event):
    """A bag or box of its own that holds things; moving it moves them."""

    KIND: ClassVar[str] = "container"
    container: ContainerId = subject()
    tag: str
    kind: ContainerKind
    grade: Grade
    place: PlaceId | None = None
    case: CaseId | None = None
    seal_no: str = ""
    name: str = personal("description")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerMoved(Event):
    """The container and all it holds lie here now: one event."""

    KIND: ClassVar[str] = "container"
    container: ContainerId = subject()
    place: PlaceId
    approver: PersonId | None = None
    paper_no: str = ""
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerSealChanged(Event):
    """The container's seal was opened, applied or renewed."""

    KIND: ClassVar[str] = "container"
    container: ContainerId = subject()
    opened_seal_no: str = ""
    new_seal_no: str = ""
    second: PersonId | None = None
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMade(Event):
    """Somebody asks to call things out, to extend, to dispose."""

    KIND: ClassVar[str] = "request"
    request: RequestId = subject()
    number: str
    kind: RequestKind
    case: CaseId
    requester: PersonId
    items: tuple[AskedItem, ...] = ()
    rank_needed: Rank
    purpose: LoanPurpose | None = None
    disposal: Disposal | None = None
    extends: RequestId | None = None
    due_at: Moment | None = None
    to_unit: UnitId | None = None
    payee: Payee | None = None
    amount: Amount | None = None
    legal_paper_no: str = ""
    reason: str = personal("note")
    recipient: str = personal("person")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestApproved(Event):
    """Approved in the program by the approver, or on paper as entered by the recorder."""

    KIND: ClassVar[str] = "request"
    request: RequestId = subject()
    approver: PersonId
    rank: Rank
    paper: PaperApproval | None = None
    items: tuple[ItemId, ...] = ()
    digest: str
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRefused(Event):
    """The approver says no."""

    KIND: ClassVar[str] = "request"
    request: RequestId = subject()
    approver: PersonId
    paper: PaperApproval | None = None
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWithdrawn(Event):
    """The requester no longer asks."""

    KIND: ClassVar[str] = "request"
    request: RequestId = subject()
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCarriedOut(Event):
    """Everything the request asked for has been done; it cannot be used again."""

    KIND: ClassVar[str] = "request"
    request: RequestId = subject()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormIssued(Event):
    """A paper was made: its number, the SHA-256 of its PDF, whether it must come back signed."""

    KIND: ClassVar[str] = "form"
    form: FormId = subject()
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


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSigned(Event):
    """The signed copy came back; the scan stands in the envelope."""

    KIND: ClassVar[str] = "form"
    form: FormId = subject()
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormVoided(Event):
    """The paper no longer counts: replaced by a correction, or never signed."""

    KIND: ClassVar[str] = "form"
    form: FormId = subject()
    reason: str = personal("note")
