"""What happened to the centre itself.

Opened, policy set, backed up, restored, clock jumps, shifts, erasure.
"""

from __future__ import annotations

from typing import ClassVar

from custody_app.domain.events.base import Event, personal, subject
from custody_app.domain.ids import CentreId, PersonId, UnitId
from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import FormKind, Role


@dataclass(frozen=True, slots=True)
class FirstKey:
    """Public key of a first administrator, signed into event 0 by the station."""

    person: PersonId
    role: Role
    key: str
    public_key: str


@dataclass(frozen=True, slots=True)
class PolicyEntry:
    """One setting of the centre's policy by its code."""

    name: str
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreEvent(Event):
    """An event about the centre."""

    KIND: ClassVar[str] = "centre"
    centre: CentreId = subject()


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreOpened(CentreEvent):
    """Event 0, signed by the station (decisions, 6)."""

    site: int
    station: int
    demo: bool = False
    hash_algorithm: str
    signature_algorithm: str
    station_key: str
    station_public_key: str
    first_keys: tuple[FirstKey, ...]
    unit: UnitId
    name: str = personal("description")


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySet(CentreEvent):
    """The centre's policy from now on; only the entries named change."""

    entries: tuple[PolicyEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleConfirmed(CentreEvent):
    """A named person of the centre confirmed that a rule applies here.

    It blocks from now on (decisions, 15).
    """

    rule: str
    basis: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupDone(CentreEvent):
    """A verified copy of everything up to this size of the log exists."""

    size: int
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreRestored(CentreEvent):
    """The record goes on from a backup of this size."""

    size: int
    root: str
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockJumped(CentreEvent):
    """The computer's clock stood behind the last record; two people confirmed the time."""

    last_wall: Moment
    new_wall: Moment
    second: PersonId
    reason: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointPrinted(CentreEvent):
    """The signed head of the log went on paper."""

    size: int
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftHandedOver(CentreEvent):
    """One clerk hands the open matters of the shift to the next; both signed."""

    handed_by: PersonId
    taken_by: PersonId
    size: int
    root: str
    open_matters: int
    note: str = personal("note")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankSlipsIssued(CentreEvent):
    """Numbered blank slips were printed for the next power cut."""

    kind: FormKind
    first_tag: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankLabelsIssued(CentreEvent):
    """Labels were numbered in advance, to be bound to things by scan where no printer stands."""

    first_tag: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDataErased(CentreEvent):
    """Values behind these commitments were erased by order; the chain stays whole (ledger 2.6)."""

    commitments: tuple[str, ...]
    of_events: tuple[str, ...]
    order_no: str
    second: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Countersign(Event):
    """A second person confirms the events of the batch in their order (decisions, 11).

    They stand in ``ref``.
    """

    purpose: str
