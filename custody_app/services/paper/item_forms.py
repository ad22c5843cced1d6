"""Papers about one thing or one place.

Chain-of-custody form, correction notice, contents of a place.
"""

from __future__ import annotations

from dataclasses import replace

from custody_app.documents.forms.correction_notice import ChangedFact, CorrectionNotice
from custody_app.documents.forms.custody_form import CustodyForm, PhotoLine, StepLine
from custody_app.documents.forms.place_contents import PlaceContents
from custody_app.documents.parts import FormHead
from custody_app.domain import tag
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events import item as e
from custody_app.domain.events.registers import ContainerMoved
from custody_app.domain.moments import Moment
from custody_app.domain.state.item import ItemState
from custody_app.queries.evidence import Seen
from custody_app.services.paper.gather import Gather


def _one_item(command: IssueForm, gather: Gather) -> ItemState:
    if len(command.items) != 1:
        raise RuleBroken("form.one_item", count=len(command.items))
    return gather.world.item(command.items[0])


def custody_form(command: IssueForm, gather: Gather, head: FormHead) -> CustodyForm:
    """保管链记录: every event of the item, and its container's moves while it was inside."""
    item = _one_item(command, gather)
    seizure = gather.seizure(item)
    seen = list(gather.evidence.newest_first(item.id))[::-1]
    steps = _with_container_moves(seen, gather)
    photos = [
        PhotoLine(taken_at=one.at, caption=name, sha256=str(file["h"]))
        for one in seen
        for name, file in zip((*one.names, *[""] * len(one.core.att)), one.core.att, strict=False)
    ]
    return CustodyForm(
        head=head,
        case=gather.case(item.case),
        item=gather.line(item),
        state=item.custody,
        steps=tuple(steps),
        authority=item.authority,
        papers=gather.papers(seizure),
        taken_at=item.taken_at,
        taken_place=seizure.place,
        taken_from=gather.named(seizure.holder, seizure.holder_note),
        photos=tuple(photos),
    )


def _with_container_moves(seen: list[Seen], gather: Gather) -> list[StepLine]:
    """The item's own steps, and the moves of its container while it was inside."""
    found: list[tuple[int, StepLine]] = []
    inside: tuple[str, int] | None = None
    for one in seen:
        found.append((one.core.lseq, _step(one, gather)))
        into = _into(one)
        if into is None:
            continue
        if inside is not None:
            found += _moves_between(inside[0], inside[1], one.core.lseq, gather)
        inside = (into, one.core.lseq) if into else None
    if inside is not None:
        found += _moves_between(inside[0], inside[1], None, gather)
    return [step for _, step in sorted(found, key=lambda pair: pair[0])]


def _into(one: Seen) -> str | None:
    """The container an event put the item into; empty when it came out, None when not told."""
    event = one.event
    if isinstance(event, e.ItemAccepted | e.ItemMoved | e.ItemReturned):
        return event.container or ""
    if isinstance(event, e.ItemCheckedOut | e.ItemHandedOver | e.ItemReleased | e.ItemDestroyed):
        return ""
    return None


def _moves_between(
    container: str, first: int, last: int | None, gather: Gather
) -> list[tuple[int, StepLine]]:
    code = tag.grouped(tag.code_of(gather.world.container(container).tag))
    found = []
    for one in gather.evidence.newest_first(container):
        inside = one.core.lseq > first and (last is None or one.core.lseq < last)
        if inside and isinstance(one.event, ContainerMoved):
            step = replace(_step(one, gather), via_container=code)
            found.append((one.core.lseq, step))
    return found


def _step(one: Seen, gather: Gather) -> StepLine:
    event = one.event
    actor = gather.person(one.core.actor).name
    recorder = gather.person(one.core.recorder).name
    released, received = "", ""
    if isinstance(event, e.ItemAccepted):
        released = gather.person(event.delivered_by).name
        received = actor
    elif isinstance(event, e.ItemCheckedOut):
        released, received = actor, gather.person(event.borrower).name
    elif isinstance(event, e.ItemReturned):
        released = gather.person(event.returned_by).name or event.brought_by
        received = actor
    elif isinstance(event, e.ItemHandedOver | e.ItemGivenToAuthority):
        released, received = actor, event.received_by or gather.unit_name(event.to_unit)
    elif isinstance(event, e.ItemReleased):
        released, received = actor, event.recipient_name
    return StepLine(
        at=one.at,
        typ=one.core.typ,
        hash=one.ehash[:16],
        released_by=released,
        received_by=received,
        recorded_by=recorder,
        place=gather.place_path(getattr(event, "place", None)),
        detail=_detail(one),
        corrected=isinstance(event, e.ItemCorrected),
    )


def _detail(one: Seen) -> str:
    """What of the event people want to read: quantities, numbers, notes."""
    parts = []
    for name in ("quantity", "seal_no", "new_seal_no", "paper_no", "receipt_no", "voucher_no"):
        value = getattr(one.event, name, None)
        if value:
            parts.append(f"{value.n} {value.u}" if hasattr(value, "n") else str(value))
    for name in ("difference_note", "late_note", "condition_note", "reason", "note", "was"):
        value = getattr(one.event, name, "")
        if isinstance(value, str) and value and not hasattr(value, "value"):
            parts.append(value)
    return "；".join(parts)


def correction_notice(command: IssueForm, gather: Gather, head: FormHead) -> CorrectionNotice:
    """更正单: what was recorded wrongly, what is right, why.

    The old paper stays readable (decisions, 13).
    """
    item = _one_item(command, gather)
    found = gather.evidence.last(item.id, e.ItemCorrected)
    if found is None:
        raise RuleBroken("form.not_corrected", item=item.id)
    event, seen = found
    confirmed = gather.evidence.confirmations(seen.core.batch)
    code = tag.code_of(item.tag, max(item.copy, tag.FIRST_COPY))
    facts = tuple(
        ChangedFact(item=item.name, code18=code, fact=name, old=event.was, new=new)
        for name, new in _changes(event)
    )
    return CorrectionNotice(
        head=head,
        case=gather.case(item.case),
        facts=facts,
        reason=event.reason,
        corrected_at=seen.at,
        of_number=event.of_form,
        of_event=event.of_event[:16],
        corrected_by=gather.recorder(seen, confirmed),
        second=gather.person(event.second, confirmed) if event.second else None,
    )


def _changes(event: e.ItemCorrected) -> list[tuple[str, str]]:
    found = []
    if event.quantity is not None:
        found.append(("quantity", f"{event.quantity.n} {event.quantity.u}"))
    for name in ("category", "grade"):
        value = getattr(event, name)
        if value is not None:
            found.append((name, str(value.value)))
    if event.taken_at is not None:
        found.append(("taken_at", str(event.taken_at)))
    for name in ("name", "features", "owner", "seal_no"):
        value = getattr(event, name)
        if value:
            found.append((name, value))
    if event.weights:
        found.append(("weights", ", ".join(f"{w.amount.n} {w.amount.u}" for w in event.weights)))
    if event.cash is not None:
        found.append(("cash", f"{event.cash.total.n} {event.cash.total.u}"))
    if event.identifiers is not None:
        found.append(("identifiers", ""))
    return found


def place_contents(command: IssueForm, gather: Gather, head: FormHead) -> PlaceContents:
    """库位清单.

    A check list of everything recorded at a place, containers and places below included.
    """
    if command.place is None:
        raise RuleBroken("form.no_place")
    place = gather.world.place(command.place)
    lines = tuple(
        gather.line(gather.world.item(id_)) for id_ in gather.evidence.items_at(command.place)
    )
    return PlaceContents(
        head=head,
        place=gather.place_path(place.id),
        place_code18=tag.code_of(place.tag),
        lines=lines,
        as_of=Moment(head.printed_at),
    )
