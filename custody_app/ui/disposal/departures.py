"""What carrying out a disposal records: one command for each thing that leaves. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.outgoing import (
    DeliverToAuthorityStore,
    DestroyItem,
    GiveToAuthority,
    PayInItem,
    ReleaseItem,
    SellItem,
)
from custody_app.domain.ids import ItemId, PersonId, RequestId, UnitId
from custody_app.domain.parts import Attached
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Recipient, SignedBy
from custody_app.ui.leaving_lines import LeavingLine


@dataclass(frozen=True, slots=True)
class Handing:
    """Who gets things back, with what proof, and how the paper is signed."""

    recipient: Recipient
    name: str
    id_kind: str
    id_no: str
    proof: str
    signed_by: SignedBy
    witness: str
    files: tuple[Attached, ...]


def releases(request: RequestId, lines: Sequence[LeavingLine], to: Handing) -> list[Command]:
    """One release for each thing."""
    return [
        ReleaseItem(
            item=ItemId(line.item.id),
            request=request,
            recipient=to.recipient,
            recipient_name=to.name,
            recipient_id_kind=to.id_kind,
            recipient_id_no=to.id_no,
            proof=to.proof,
            signed_by=to.signed_by,
            witness=to.witness,
            quantity=line.quantity,
            parts_note=line.parts_note,
            attachments=to.files,
        )
        for line in lines
    ]


@dataclass(frozen=True, slots=True)
class Destroying:
    """How, where and before whom things are destroyed."""

    witness: PersonId
    method: str
    where: str
    paper_no: str
    files: tuple[Attached, ...]


def destructions(
    requests: Mapping[str, RequestId],
    lines: Sequence[LeavingLine],
    how: Destroying,
    handlers: tuple[PersonId, ...],
) -> list[Command]:
    """One destruction for each thing; ``requests`` name the one by which it leaves."""
    return [
        DestroyItem(
            item=ItemId(line.item.id),
            request=requests[line.item.id],
            handlers=handlers,
            witness=how.witness,
            method=how.method,
            where=how.where,
            paper_no=how.paper_no,
            quantity=line.quantity,
            parts_note=line.parts_note,
            attachments=how.files,
        )
        for line in lines
    ]


def sales(
    requests: Mapping[str, RequestId],
    lines: Sequence[LeavingLine],
    proceeds: Mapping[str, Amount],
    papers: tuple[str, str, str],
    files: tuple[Attached, ...],
) -> list[Command]:
    """One sale for each thing by its request; ``papers``: voucher, buyer, account's receipt."""
    voucher, buyer, account = papers
    return [
        SellItem(
            item=ItemId(line.item.id),
            request=requests[line.item.id],
            proceeds=proceeds[line.item.id],
            voucher_no=voucher,
            buyer=buyer,
            account_receipt_no=account,
            quantity=line.quantity,
            parts_note=line.parts_note,
            attachments=files,
        )
        for line in lines
    ]


def payments(
    request: RequestId,
    lines: Sequence[LeavingLine],
    receipt_no: str,
    unit: str,
    files: tuple[Attached, ...],
) -> list[Command]:
    """One payment to the treasury for each thing."""
    return [
        PayInItem(
            item=ItemId(line.item.id),
            request=request,
            receipt_no=receipt_no,
            to_unit=UnitId(unit) if unit else None,
            quantity=line.quantity,
            parts_note=line.parts_note,
            attachments=files,
        )
        for line in lines
    ]


def deliveries(
    request: RequestId,
    lines: Sequence[LeavingLine],
    unit: UnitId,
    papers: tuple[str, str],
    files: tuple[Attached, ...],
) -> list[Command]:
    """One delivery to the other store for each thing; receipt and who received it."""
    receipt_no, received_by = papers
    return [
        DeliverToAuthorityStore(
            item=ItemId(line.item.id),
            request=request,
            to_unit=unit,
            receipt_no=receipt_no,
            received_by=received_by,
            weights=line.weights,
            quantity=line.quantity,
            attachments=files,
        )
        for line in lines
    ]


def hand_ins(
    request: RequestId,
    lines: Sequence[LeavingLine],
    unit: UnitId,
    papers: tuple[str, str],
    files: tuple[Attached, ...],
) -> list[Command]:
    """One hand-over to the competent authority for each thing; receipt and who received it."""
    receipt_no, received_by = papers
    return [
        GiveToAuthority(
            item=ItemId(line.item.id),
            request=request,
            to_unit=unit,
            receipt_no=receipt_no,
            received_by=received_by,
            weights=line.weights,
            quantity=line.quantity,
            parts_note=line.parts_note,
            attachments=files,
        )
        for line in lines
    ]
