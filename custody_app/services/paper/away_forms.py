"""Papers between stores and hands: hand-over sheet, store transfer, entrusted property."""

from __future__ import annotations

from custody_app.documents.forms.entrust_list import EntrustList
from custody_app.documents.forms.hand_over_sheet import HandOverSheet
from custody_app.documents.forms.store_transfer import StoreTransfer
from custody_app.documents.parts import NOBODY_YET, FormHead, Signatory
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.events import stores as e
from custody_app.queries.evidence import Seen
from custody_app.services.paper.gather import Gather
from custody_app.services.paper.outgoing_forms import last_of_each


def hand_over_sheet(command: IssueForm, gather: Gather, head: FormHead) -> HandOverSheet:
    """移交单: what was announced for the window."""
    rows = last_of_each(command, gather, "form.not_announced", e.DeliveryAnnounced)
    first, event, _ = rows[0]
    items = [gather.world.item(id_) for id_, _, _ in rows]
    due = [item.hand_over_due_at for item in items if item.hand_over_due_at is not None]
    return HandOverSheet(
        head=head,
        case=gather.case(gather.world.item(first).case),
        lines=tuple(gather.line(item) for item in items),
        mode=event.mode,
        expected_at=event.expected_at,
        due_at=min(due) if due else None,
        note=event.note,
        giver=gather.person(event.brings) if event.brings else NOBODY_YET,
    )


def store_transfer(command: IssueForm, gather: Gather, head: FormHead) -> StoreTransfer:
    """移库单: signed out of one store, and into the other once it arrived."""
    rows = last_of_each(command, gather, "form.not_sent_to_store", e.ItemSentToStore)
    first, event, seen = rows[0]
    came = gather.evidence.last(first, e.ItemReceivedFromStore)
    arrived = came if came is not None and _later(came[1], seen) else None
    return StoreTransfer(
        head=head,
        case=gather.case(gather.world.item(first).case),
        lines=tuple(gather.line(gather.world.item(id_), own.quantity) for id_, own, _ in rows),
        from_store=_store(gather, event.from_store),
        to_store=_store(gather, event.to_store),
        sent_at=seen.at,
        received_at=arrived[1].at if arrived else None,
        paper_no=event.paper_no,
        reason=event.reason,
        giver=gather.recorder(seen),
        carrier=gather.person(event.carrier),
        receiver=gather.recorder(arrived[1]) if arrived else NOBODY_YET,
        second=gather.person(event.second) if event.second else None,
    )


def entrust_list(command: IssueForm, gather: Gather, head: FormHead) -> EntrustList:
    """委托保管清单: what the qualified unit keeps, and when it came back."""
    rows = last_of_each(command, gather, "form.not_entrusted", e.ItemEntrusted)
    first, event, seen = rows[0]
    back = gather.evidence.last(first, e.EntrustedReturned)
    keeper = gather.unit_name(event.to_unit)
    return EntrustList(
        head=head,
        case=gather.case(gather.world.item(first).case),
        lines=tuple(gather.line(gather.world.item(id_), own.quantity) for id_, own, _ in rows),
        keeper=keeper,
        qualification=event.qualification,
        contract_no=event.contract_no,
        contract_on=event.contract_on,
        until=event.until,
        entrusted_at=seen.at,
        returned_at=back[1].at if back is not None and _later(back[1], seen) else None,
        approver=gather.person(event.approver).name,
        paper_no=event.paper_no,
        reason=event.reason,
        giver=gather.recorder(seen),
        receiver=Signatory(name=event.received_by, unit=keeper),
        second=gather.person(event.second) if event.second else None,
    )


def _store(gather: Gather, id_: str | None) -> str:
    """The name of a temporary store; empty for the centre."""
    if id_ is None:
        return ""
    place = gather.world.place(id_)
    return place.name or place.code


def _later(one: Seen, other: Seen) -> bool:
    """An earlier journey of the same thing is not this one's end."""
    return one.at >= other.at
