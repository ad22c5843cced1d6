"""Commands inside the store: label, move, seal, sample, freeze, hold, correct, attach, archive."""

from __future__ import annotations

from custody_app.domain.commands.base import Command, ItemCommand
from custody_app.domain.ids import ContainerId, PersonId, PlaceId
from custody_app.domain.moments import Day, Moment
from custody_app.domain.parts import Cash, Identifiers, PaperApproval, Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Category, FreezeReason, Grade, Measure, MeasureState


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelItem(ItemCommand):
    """Issue a label; a reprint gets the next copy number."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProveLabel(ItemCommand):
    """The printed label was scanned; ``code`` is what the scanner read.

    Where the policy asks for one sample of bulk goods, also the label of another thing of the same
    list that was proved.
    """

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BindLabel(ItemCommand):
    """A label printed in advance was stuck on; ``code`` is what the scanner read."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveItem(ItemCommand):
    """Put away or move to a place or into a container.

    To another kind of zone for a reason; ``approver`` is the head of custody, who confirms by PIN
    or has signed ``paper`` (T08).
    """

    place: PlaceId | None = None
    container: ContainerId | None = None
    reason: str = ""
    approver: PersonId | None = None
    paper: PaperApproval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveContainer(Command):
    """Move a container with everything in it: one event; ``approver`` as for a thing."""

    container: ContainerId
    place: PlaceId
    reason: str = ""
    approver: PersonId | None = None
    paper: PaperApproval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeItem(ItemCommand):
    """Record that the thing was seen here."""

    place: PlaceId | None = None
    container: ContainerId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSeal(ItemCommand):
    """Open, apply or renew a seal; sealed kinds are opened on the paper ``paper_no`` only."""

    opened_seal_no: str = ""
    new_seal_no: str = ""
    paper_no: str = ""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleItem(ItemCommand):
    """Record a documented sample and the weights left."""

    sampled: Amount
    paper_no: str
    rest: tuple[Weight, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeItem(ItemCommand):
    """Stop every way out until a difference is cleared."""

    reason: FreezeReason
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfreezeItem(ItemCommand):
    """The difference is cleared by decision of the police head (T17)."""

    paper_no: str
    approver: PersonId
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOffItem(ItemCommand):
    """What was not found is written off by decision of the police head (T17, S71).

    The report of the inquiry is attached.

    Attributes:
        quantity: the part that is lost; nothing means all that is held.
        liability_no: the decision on who answers for the loss.
    """

    paper_no: str
    liability_no: str
    approver: PersonId
    note: str
    quantity: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeDifference(ItemCommand):
    """A head takes note of a reported difference: by the own PIN, or on a signed paper."""

    head: PersonId | None = None
    paper_no: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHold(ItemCommand):
    """Forbid disposal."""

    reason: str
    paper_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftHold(ItemCommand):
    """Lift a hold."""

    reason: str
    paper_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMeasure(ItemCommand):
    """Extend, lift or convert the legal measure by a document.

    An extension names who approved it; that of an administrative measure (D08) also the number of
    the written notice to the party.
    """

    state: MeasureState
    paper_no: str
    paper_on: Day
    measure: Measure | None = None
    until: Day | None = None
    approver: PersonId | None = None
    notice_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectItem(ItemCommand):
    """Correct a recorded fact by adding to it (decisions, 13); only what is filled changes."""

    of_event: str
    reason: str
    of_form: str = ""
    quantity: Amount | None = None
    category: Category | None = None
    grade: Grade | None = None
    taken_at: Moment | None = None
    seal_no: str = ""
    weights: tuple[Weight, ...] = ()
    cash: Cash | None = None
    name: str = ""
    features: str = ""
    identifiers: Identifiers | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachFiles(ItemCommand):
    """Attach photos or papers; the files stand in ``attachments``."""

    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveItem(ItemCommand):
    """Close the record of a thing that has left (T30)."""
