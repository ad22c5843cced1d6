"""Paper of a difference that stopped things: one notice to the two heads for each case."""

from __future__ import annotations

from custody_app.documents.forms.difference_notice import DifferenceNotice, DifferingLine
from custody_app.documents.forms.inquiry_result import InquiryLine, InquiryResult
from custody_app.documents.parts import FormHead, Reading
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.inquiry import ItemWrittenOff
from custody_app.domain.events.item import (
    ItemAccepted,
    ItemCheckedOut,
    ItemEvent,
    ItemFrozen,
    ItemRecounted,
    ItemReturned,
    ItemUnfrozen,
    SealChanged,
)
from custody_app.domain.state.item import ItemState
from custody_app.queries.evidence import Seen
from custody_app.services.paper.gather import Gather

FOUND_WITH: tuple[type[ItemEvent], ...] = (ItemReturned, ItemRecounted, SealChanged)
"""What finds a difference when it is recorded in the same batch as the stop."""


def difference_notice(command: IssueForm, gather: Gather, head: FormHead) -> DifferenceNotice:
    """差异报告单: what was recorded last and what is found now, side by side."""
    lines = []
    last: tuple[ItemFrozen, Seen] | None = None
    borrower = second = None
    for id_ in command.items:
        item = gather.world.item(id_)
        last = gather.evidence.last(id_, ItemFrozen)
        if last is None:
            raise RuleBroken("form.not_stopped", item=id_)
        event, seen = last
        before, found, by = _readings(item, seen, gather)
        borrower = item.borrowers[-1] if item.borrowers else borrower
        second = by or second
        lines.append(
            DifferingLine(
                line=gather.line(item),
                reason=event.reason,
                found_at=seen.at,
                last=before,
                found=found,
                explanation=event.note,
            )
        )
    if last is None:
        raise RuleBroken("form.no_items")
    _event, seen = last
    confirmed = gather.evidence.confirmations(seen.core.batch)
    return DifferenceNotice(
        head=head,
        case=gather.case(gather.world.item(command.items[0]).case),
        lines=tuple(lines),
        found_at=seen.at,
        borrower=gather.person(borrower),
        found_by=gather.recorder(seen, confirmed),
        second=gather.person(second, confirmed) if second else None,
    )


def inquiry_result(command: IssueForm, gather: Gather, head: FormHead) -> InquiryResult:
    """差异核查处理表: how each difference was cleared, or what is written off of it."""
    lines = []
    last: tuple[ItemUnfrozen | ItemWrittenOff, Seen] | None = None
    for id_ in command.items:
        item = gather.world.item(id_)
        found = gather.evidence.last(id_, ItemUnfrozen, ItemWrittenOff)
        if found is None or not isinstance(found[0], ItemUnfrozen | ItemWrittenOff):
            raise RuleBroken("form.no_inquiry", item=id_)
        last = event, _seen = found[0], found[1]
        stopped = gather.evidence.last(id_, ItemFrozen)
        lines.append(
            InquiryLine(
                line=gather.line(item),
                reason=stopped[0].reason if stopped else None,
                stopped_at=stopped[1].at if stopped else None,
                result=event.note,
                lost=event.quantity if isinstance(event, ItemWrittenOff) else None,
                liability_no=event.liability_no if isinstance(event, ItemWrittenOff) else "",
            )
        )
    if last is None:
        raise RuleBroken("form.no_items")
    event, seen = last
    return InquiryResult(
        head=head,
        case=gather.case(gather.world.item(command.items[0]).case),
        lines=tuple(lines),
        decision_no=event.paper_no,
        decided_by=gather.person(event.approver),
        recorded_by=gather.recorder(seen, gather.evidence.confirmations(seen.core.batch)),
    )


def _readings(
    item: ItemState, seen: Seen, gather: Gather
) -> tuple[Reading | None, Reading | None, str | None]:
    """What stood on the record, what was found with the stop, and the second person of it.

    Only what was recorded in the same batch was found with it.
    """
    found = gather.evidence.last(item.id, *FOUND_WITH)
    if found is None or found[1].core.batch != seen.core.batch:
        return _as_recorded(item), None, None
    event = found[0]
    if isinstance(event, SealChanged):
        return None, _sealed(item, event.opened_seal_no), event.second
    if isinstance(event, ItemReturned):
        out = gather.evidence.last(item.id, ItemCheckedOut)
        return _read_at(out[0]) if out else None, _read_at(event), event.second
    if isinstance(event, ItemRecounted):
        taken = gather.evidence.last(item.id, ItemAccepted)
        return _read_at(taken[0]) if taken else None, _read_at(event), event.second
    return _as_recorded(item), None, None


def _read_at(event: ItemReturned | ItemRecounted | ItemCheckedOut | ItemAccepted) -> Reading:
    return Reading(
        quantity=event.quantity,
        weights=event.weights,
        seal_no=event.seal_no,
        condition=event.condition,
    )


def _as_recorded(item: ItemState) -> Reading:
    return Reading(
        quantity=item.balance.held,
        weights=item.weights,
        seal_no=item.seal_no,
        condition=item.condition,
    )


def _sealed(item: ItemState, seal_no: str) -> Reading:
    return Reading(quantity=item.balance.held, seal_no=seal_no, condition=item.condition)
