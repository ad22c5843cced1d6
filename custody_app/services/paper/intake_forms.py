"""Papers of the intake window: intake list, receipt, refusal notice."""

from __future__ import annotations

from dataclasses import replace

from custody_app.documents.forms.intake_list import IntakeList
from custody_app.documents.forms.receipt import Receipt
from custody_app.documents.forms.refusal_notice import RefusalNotice, RefusedLine
from custody_app.documents.parts import FormHead, Signatory
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.item import ItemAccepted, ItemRefused, ItemTakenOver
from custody_app.domain.moments import later
from custody_app.domain.rules.running import hand_over_end
from custody_app.domain.state.item import HAND_OVER_HOURS, ItemState
from custody_app.queries.evidence import Seen
from custody_app.services.paper.gather import Gather

Accepted = ItemAccepted | ItemTakenOver


def _accepted(item: ItemState, gather: Gather) -> tuple[Accepted, Seen]:
    """How the thing came in; a part of a split line came in with its parent."""
    id_: str | None = item.id
    while id_:
        found: tuple[Accepted, Seen] | None = gather.evidence.last(id_, ItemAccepted)
        found = found or gather.evidence.last(id_, ItemTakenOver)
        if found is not None:
            return found
        id_ = gather.world.item(id_).parent
    raise RuleBroken("form.not_accepted", item=item.id)


def _second(event: Accepted, seen: Seen, gather: Gather) -> Signatory | None:
    second = event.second if isinstance(event, ItemAccepted) else None
    if second is None:
        return None
    return gather.person(second, gather.evidence.confirmations(seen.core.batch))


def _things(command: IssueForm, gather: Gather) -> list[ItemState]:
    if not command.items:
        raise RuleBroken("form.no_items")
    return [gather.world.item(id_) for id_ in command.items]


def intake_list(command: IssueForm, gather: Gather, head: FormHead) -> IntakeList:
    """入库清单: everything accepted for one case at the window."""
    items = _things(command, gather)
    seizure = gather.seizure(items[0])
    event, seen = _accepted(items[0], gather)
    accepted = event if isinstance(event, ItemAccepted) else None
    lines = []
    for item in items:
        own, _ = _accepted(item, gather)
        note = own.difference_note if isinstance(own, ItemAccepted) else ""
        lines.append(gather.line(item, remark=note))
    return IntakeList(
        head=head,
        case=gather.case(items[0].case),
        lines=tuple(lines),
        papers=gather.papers(seizure),
        list_no=seizure.list_no,
        taken_at=seizure.taken_at,
        taken_place=seizure.place,
        received_at=seen.at,
        holder=gather.named(seizure.holder, seizure.holder_note),
        witness=gather.named(seizure.witness, seizure.witness_note),
        mode=accepted.mode if accepted else None,
        sealed_uncounted=not accepted.counted if accepted else None,
        late_note=accepted.late_note if accepted else "",
        delivered_by=gather.person(accepted.delivered_by if accepted else None),
        received_by=gather.recorder(seen),
        second=_second(event, seen, gather),
    )


def receipt(command: IssueForm, gather: Gather, head: FormHead) -> Receipt:
    """接收回执单: what the deliverer takes home."""
    full = intake_list(command, gather, head)
    items = _things(command, gather)
    case = gather.world.case(items[0].case)
    notes = "；".join(line.remark for line in full.lines if line.remark)
    return Receipt(
        head=head,
        case=full.case,
        lines=full.lines,
        keeping_unit=head.agency or gather.unit_name(case.unit),
        taken_at=full.taken_at,
        due_at=hand_over_end(items[0].taken_at, gather.world)
        or later(items[0].taken_at, hours=HAND_OVER_HOURS),
        received_at=full.received_at,
        late_note=full.late_note,
        opinion=notes,
        mode=full.mode,
        sealed_uncounted=full.sealed_uncounted,
        delivered_by=full.delivered_by,
        received_by=full.received_by,
        second=full.second,
    )


def refusal_notice(command: IssueForm, gather: Gather, head: FormHead) -> RefusalNotice:
    """拒收通知书: what was not taken, why, and that the clock runs on (21号 第14条)."""
    items = _things(command, gather)
    seizure = gather.seizure(items[0])
    lines = []
    last: tuple[ItemRefused, Seen] | None = None
    for item in items:
        found = gather.evidence.last(item.id, ItemRefused)
        if found is None:
            raise RuleBroken("form.not_refused", item=item.id)
        last = found
        event, _ = found
        line = replace(gather.line(item, event.quantity), listed=item.balance.listed)
        lines.append(RefusedLine(line=line, reason=event.reason, note=event.note))
    if last is None:
        raise RuleBroken("form.no_items")
    event, seen = last
    return RefusalNotice(
        head=head,
        case=gather.case(items[0].case),
        lines=tuple(lines),
        refused_at=seen.at,
        papers=gather.papers(seizure),
        taken_at=seizure.taken_at,
        due_at=items[0].hand_over_due_at,
        delivered_by=gather.person(event.delivered_by),
        refused_by=gather.recorder(seen),
    )
