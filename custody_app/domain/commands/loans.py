"""Commands of calling out and bringing back: request, decide, check out, return, extend."""

from __future__ import annotations

from custody_app.domain.commands.base import Command, ItemCommand
from custody_app.domain.ids import CaseId, ContainerId, ItemId, PersonId, PlaceId, RequestId, UnitId
from custody_app.domain.moments import Moment
from custody_app.domain.parts import Delegated, PaperApproval, Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Condition, Disposal, LoanPurpose, Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedItem:
    """A thing asked for; no quantity means all that is held."""

    item: ItemId
    quantity: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCallOut(Command):
    """Ask to call things of one case out (T10)."""

    items: tuple[RequestedItem, ...]
    purpose: LoanPurpose
    due_at: Moment
    reason: str
    requester: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestExtension(Command):
    """Ask the original approver for a later return date (T13)."""

    request: RequestId
    due_at: Moment
    reason: str
    requester: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDisposal(Command):
    """Ask that things of one case leave for good (T19)."""

    items: tuple[RequestedItem, ...]
    disposal: Disposal
    reason: str
    case: CaseId | None = None
    legal_paper_no: str = ""
    to_unit: UnitId | None = None
    recipient: str = ""
    requester: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveRequest(Command):
    """Approve.

    On paper with number and date, the approver named by ``approver`` and the scan attached; in a
    hurry by telephone or by a deputy, to be confirmed by the one entitled. ``items`` names the
    part that is approved; nothing means all.
    """

    request: RequestId
    approver: PersonId | None = None
    rank: Rank | None = None
    paper: PaperApproval | None = None
    delegated: Delegated | None = None
    items: tuple[ItemId, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmApproval(Command):
    """The one entitled confirms what was approved by telephone or by a deputy."""

    request: RequestId
    approver: PersonId | None = None
    paper: PaperApproval | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeApproval(Command):
    """The one entitled does not confirm it: nothing more is done on it, what is here is frozen."""

    request: RequestId
    reason: str
    approver: PersonId | None = None
    paper: PaperApproval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseRequest(Command):
    """Refuse with a reason."""

    request: RequestId
    reason: str
    approver: PersonId | None = None
    paper: PaperApproval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawRequest(Command):
    """Take a request back."""

    request: RequestId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOutItem(ItemCommand):
    """Hand a thing out on an approved request (T12).

    ``borrower`` confirms by PIN, credential or paper.

    Attributes:
        quantity: the part that is handed out; nothing means all that was approved.
        counted: how much lay in the store, if it was counted at the hand-out.
    """

    request: RequestId
    borrower: PersonId
    quantity: Amount | None = None
    counted: Amount | None = None
    condition: Condition | None = None
    weights: tuple[Weight, ...] = ()
    seal_no: str = ""
    condition_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnItem(ItemCommand):
    """Take a lent thing back and compare it (T15); anyone may bring it (decisions, 14).

    Attributes:
        laboratory: who opened the seal and renewed it, or took the sample.
        lab_paper_no: number of the paper that documents it.
        sampled: weight of the sample that was used up.
        seal_renewed: the seal read now was put on by the laboratory.
    """

    returned_by: PersonId | None = None
    brought_by: str = ""
    quantity: Amount | None = None
    condition: Condition = Condition.INTACT
    weights: tuple[Weight, ...] = ()
    seal_no: str = ""
    place: PlaceId | None = None
    container: ContainerId | None = None
    difference_note: str = ""
    late_note: str = ""
    laboratory: UnitId | None = None
    lab_paper_no: str = ""
    sampled: Amount | None = None
    seal_renewed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendLoan(ItemCommand):
    """Move the return date on an approved extension."""

    request: RequestId
