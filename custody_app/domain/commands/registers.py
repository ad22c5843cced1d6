"""Commands that keep the registers.

Cases, people, units, places, containers, policy, forms, the centre.
"""

from __future__ import annotations

from custody_app.domain.commands.base import Command
from custody_app.domain.events.centre import PolicyEntry
from custody_app.domain.ids import (
    CaseId,
    ContainerId,
    EffectsId,
    FormId,
    ItemId,
    PersonId,
    PlaceId,
    RequestId,
    UnitId,
)
from custody_app.domain.moments import Day, Moment
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import (
    Authority,
    CaseKind,
    Category,
    ContainerKind,
    FormKind,
    Grade,
    PlaceKind,
    Rank,
    Role,
    UnitKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterUnit(Command):
    """Put a unit on the register."""

    code: str
    kind: UnitKind
    name: str
    authority: Authority | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPerson(Command):
    """Put a person on the register: staff, or a visiting officer in under 30 s (decisions, 10)."""

    unit: UnitId
    name: str
    badge_no: str
    rank: Rank | None = None
    police: bool = False
    phone: str = ""
    credential: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePerson(Command):
    """Change unit, rank, name or phone; or record that the person left."""

    person: PersonId
    unit: UnitId | None = None
    rank: Rank | None = None
    departed: bool = False
    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAccount(Command):
    """Let a person sign in; the key was made at this station (decisions, 7)."""

    person: PersonId
    roles: tuple[Role, ...]
    public_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRoles(Command):
    """Set a person's roles."""

    person: PersonId
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolKey(Command):
    """Enrol a new key after a PIN reset by two people (decisions, 22)."""

    person: PersonId
    public_key: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseAccount(Command):
    """Take a person's right to sign in."""

    person: PersonId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPlace(Command):
    """Put a place on the register."""

    code: str
    kind: PlaceKind
    name: str = ""
    parent: PlaceId | None = None
    capacity: int | None = None
    dual_custody: bool = False
    categories: tuple[Category, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosePlace(Command):
    """Close an empty place."""

    place: PlaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterContainer(Command):
    """Put a bag or box on the register."""

    kind: ContainerKind
    name: str = ""
    grade: Grade = Grade.NORMAL
    place: PlaceId | None = None
    case: CaseId | None = None
    seal_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCase(Command):
    """Put a case on the register; without a number it gets a provisional one."""

    kind: CaseKind
    unit: UnitId
    name: str
    number: str = ""
    officers: tuple[PersonId, ...] = ()
    filed_on: Day | None = None
    suspects: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCase(Command):
    """Give a case its final number, or change its name, suspects or officers."""

    case: CaseId
    number: str = ""
    officers: tuple[PersonId, ...] = ()
    name: str = ""
    suspects: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCase(Command):
    """Archive a case whose things are all out."""

    case: CaseId
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPolicy(Command):
    """Set entries of the centre's policy (``domain/policy.py`` lists them)."""

    entries: tuple[PolicyEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmRule(Command):
    """Confirm that a rule tagged [M] applies at this centre (decisions, 15)."""

    rule: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueForm(Command):
    """Make a paper.

    Its data come from the record, its PDF is stored, its number and SHA-256 recorded.

    Attributes:
        items: the things it is about (slips and lists), in order.
        batch: the batch it documents, for slips of a hand-over.
        sha256: filled by the service that made the PDF.
    """

    kind: FormKind
    items: tuple[ItemId, ...] = ()
    case: CaseId | None = None
    request: RequestId | None = None
    place: PlaceId | None = None
    effects: EffectsId | None = None
    batch: str = ""
    replaces: str = ""
    language: str = ""
    since: Day | None = None
    until: Day | None = None
    line: int = 0
    unit: str = ""
    sha256: str = ""
    tag: str = ""
    number: str = ""
    awaits_signature: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSignedForm(Command):
    """The signed copy of a form came back; the scan is attached."""

    form: FormId
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidForm(Command):
    """A form no longer counts."""

    form: FormId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueBlankSlips(Command):
    """Number blank slips in advance for a power cut; ``first_tag`` is filled by the service."""

    kind: FormKind
    count: int
    first_tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueBlankLabels(Command):
    """Number labels in advance, to be printed elsewhere and bound to things by scan."""

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverShift(Command):
    """Hand open matters to the next clerk, who confirms; the service fills size and root."""

    taken_by: PersonId
    open_matters: int = 0
    note: str = ""
    size: int = 0
    root: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintCheckpoint(Command):
    """The signed head of the log goes on paper; size and root are filled by the service."""

    size: int = 0
    root: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmClock(Command):
    """Two people confirm a time before the last record, ``last_wall``, filled by the service."""

    reason: str
    last_wall: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasePersonalData(Command):
    """Erase personal values by order; no groups means all; the service fills the commitments."""

    order_no: str
    item: ItemId | None = None
    case: CaseId | None = None
    person: PersonId | None = None
    effects: EffectsId | None = None
    groups: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    of_events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeContainerSeal(Command):
    """Open, apply or renew the seal of a container."""

    container: ContainerId
    opened_seal_no: str = ""
    new_seal_no: str = ""
    reason: str
