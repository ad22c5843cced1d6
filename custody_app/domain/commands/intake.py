"""Commands at the intake window: list, accept, refuse, split, count."""

from __future__ import annotations

from custody_app.domain.commands.base import Command, ItemCommand
from custody_app.domain.ids import CaseId, ContainerId, ItemId, PersonId, PlaceId, SeizureId
from custody_app.domain.moments import Day, Moment
from custody_app.domain.parts import Cash, Identifiers, Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import (
    Category,
    ClockException,
    Condition,
    DeliveryMode,
    Grade,
    Measure,
    Nature,
    Party,
    RefusalReason,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSeizure(Command):
    """Enter the legal document and the head of its list (21号 第14条).

    Officers, holder, witness and place may each be unknown, none or refused, told by the notes
    and ``remark``.
    """

    case: CaseId
    measure: Measure
    taken_at: Moment
    document_no: str = ""
    document_on: Day | None = None
    list_no: str = ""
    officers: tuple[PersonId, ...] = ()
    holder: str = ""
    holder_id_no: str = ""
    holder_note: Party = Party.KNOWN
    witness: str = ""
    witness_note: Party = Party.KNOWN
    place: str = ""
    place_note: Party = Party.KNOWN
    officers_note: Party = Party.KNOWN
    remark: str = ""
    takeover: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem(Command):
    """Enter one line of the list, or a thing that lies there but is not on it (``unlisted``).

    ``vehicle`` is what it was found in, or what it is the key of (``is_key``).
    """

    seizure: SeizureId
    name: str
    category: Category
    quantity: Amount
    line: str = ""
    features: str = ""
    grade: Grade | None = None
    nature: Nature = Nature.EVIDENCE
    identifiers: Identifiers | None = None
    cash: Cash | None = None
    proving_feature: str = ""
    owner: str = ""
    measure_until: Day | None = None
    unlisted: bool = False
    not_held: bool = False
    kept_where: str = ""
    secret: bool = False
    ownerless: bool = False
    perishable: bool = False
    vehicle: ItemId | None = None
    is_key: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptHandOverClock(ItemCommand):
    """Record one of the three lawful exceptions of the 24 hours (21号 第13条)."""

    exception: ClockException
    due_at: Moment | None = None
    approver: PersonId | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptItem(ItemCommand):
    """Take a line, or a part of it, into the store.

    ``quantity`` is what was found, or declared when taken sealed (``counted`` false).
    A difference to the list needs ``difference_note``; lateness needs ``late_note``; what the kind
    of thing is not taken without needs ``missing_note`` where it cannot be given; ``care_note``
    tells the packaging, or who feeds an animal; ``keep_until`` is the term of custody (D25) that
    the intake request names.
    """

    quantity: Amount
    counted: bool = True
    condition: Condition = Condition.INTACT
    mode: DeliveryMode = DeliveryMode.OFFICER_BRINGS
    weights: tuple[Weight, ...] = ()
    cash: Cash | None = None
    seal_no: str = ""
    place: PlaceId | None = None
    container: ContainerId | None = None
    delivered_by: PersonId | None = None
    difference_note: str = ""
    corrected_list_awaited: bool = False
    late_note: str = ""
    condition_note: str = ""
    missing_note: str = ""
    care_note: str = ""
    keep_until: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseItem(ItemCommand):
    """Refuse a line, or a part of it, with a reason (21号 第14条).

    Nothing said means all that is open.
    """

    reason: RefusalReason
    quantity: Amount | None = None
    delivered_by: PersonId | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitItem(ItemCommand):
    """Take a line apart into things of their own (3-1 … 3-12).

    Quantities must add up to what is there.
    """

    quantities: tuple[Amount, ...]
    identifiers: tuple[Identifiers, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecountItem(ItemCommand):
    """Two people count or weigh what was taken in sealed, or look into a difference."""

    quantity: Amount
    condition: Condition = Condition.INTACT
    weights: tuple[Weight, ...] = ()
    cash: Cash | None = None
    new_seal_no: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCorrectedList(Command):
    """The corrected list came in; the signed one stays as it is.

    Attributes:
        items: things that wait for it; all that do are filled in by the service.
    """

    seizure: SeizureId
    list_no: str
    received_on: Day
    items: tuple[ItemId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverItem(Command):
    """Put existing stock on the record: original date, paper, place; not seen until scanned."""

    seizure: SeizureId
    name: str
    category: Category
    quantity: Amount
    place: PlaceId
    line: str = ""
    features: str = ""
    grade: Grade | None = None
    nature: Nature = Nature.EVIDENCE
    identifiers: Identifiers | None = None
    cash: Cash | None = None
    proving_feature: str = ""
    owner: str = ""
    seal_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankCash(ItemCommand):
    """Record the bank's receipt for cash that was to be banked (21号 第9条)."""

    amount: Amount
    receipt_no: str
    banked_on: Day
