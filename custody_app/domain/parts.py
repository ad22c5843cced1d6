"""Small facts that events, commands and states share.

Readings, denominations, identifiers, attached files.
"""

from __future__ import annotations

from custody_app.domain.ids import ItemId, PersonId
from custody_app.domain.moments import Moment
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import AttachmentKind, CashUse, Delegation, WeightKind


@dataclass(frozen=True, slots=True)
class Weight:
    """One reading of a scale; the people are those of the event."""

    kind: WeightKind
    amount: Amount
    scale_no: str = ""
    read_at: Moment | None = None


@dataclass(frozen=True, slots=True)
class Denomination:
    """So many notes or coins of one face value."""

    face: Amount
    count: int


@dataclass(frozen=True, slots=True)
class Cash:
    """What cash is for, and how it was counted (21号 第9条)."""

    use: CashUse
    total: Amount
    denominations: tuple[Denomination, ...] = ()


@dataclass(frozen=True, slots=True)
class Identifiers:
    """Numbers on a thing; "cannot be read" is told in words in ``unreadable`` (decisions, 15)."""

    imei: str = ""
    imei2: str = ""
    serial_no: str = ""
    vin: str = ""
    plate: str = ""
    engine_no: str = ""
    bank_card: str = ""
    fineness: str = ""
    mileage: str = ""
    unreadable: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """A stored file: SHA-256 in hex, size in bytes, sniffed media type.

    Its name is personal data and kept apart.
    """

    h: str
    n: int
    mime: str
    kind: AttachmentKind = AttachmentKind.OTHER
    name: str = ""


@dataclass(frozen=True, slots=True)
class SplitPart:
    """One of the things a line was taken apart into, such as 3-1."""

    item: ItemId
    tag: str
    line: str
    quantity: Amount


@dataclass(frozen=True, slots=True)
class AskedItem:
    """A thing a request names, the part asked for, its digest of material facts (decisions, 12)."""

    item: ItemId
    quantity: Amount
    digest: str


@dataclass(frozen=True, slots=True)
class PaperApproval:
    """An approval given on paper: number, date; approver and rank stand in the event."""

    number: str
    on: str


@dataclass(frozen=True, slots=True)
class Delegated:
    """An approval in a hurry: by telephone, or by a deputy in place of the one entitled."""

    how: Delegation
    reason: str
    entitled: PersonId | None = None


@dataclass(frozen=True, slots=True)
class GivenRight:
    """A row of the table of permissions as it is recorded with a rule pack.

    Attributes:
        roles: who may give the command, ``custodian case_officer=own``.
        events: types of the events that record it, one space between them.
    """

    command: str
    roles: str
    events: str
