"""Paper of a move inside the store (T08)."""

from __future__ import annotations

from custody_app.documents.forms.move_slip import MovedLine, MoveSlip
from custody_app.documents.parts import NOBODY_YET, FormHead
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.events.item import ItemMoved
from custody_app.services.paper.gather import Gather
from custody_app.services.paper.outgoing_forms import last_of_each


def move_slip(command: IssueForm, gather: Gather, head: FormHead) -> MoveSlip:
    """存储位置调整单 of the last move of each thing.

    Raises:
        RuleBroken: ``form.not_moved``, ``form.no_items``.
    """
    rows = last_of_each(command, gather, "form.not_moved", ItemMoved)
    id_, event, seen = rows[0]
    confirmed = gather.evidence.confirmations(seen.core.batch)
    return MoveSlip(
        head=head,
        case=gather.case(gather.world.item(id_).case),
        lines=tuple(
            MovedLine(
                line=gather.line(gather.world.item(one)),
                before=_before(gather, one),
                after=_path(gather, moved),
            )
            for one, moved, _seen in rows
        ),
        moved_at=seen.at,
        reason=event.reason,
        custodian=gather.recorder(seen, confirmed),
        second=gather.person(event.second, confirmed) if event.second else None,
        head_of_custody=gather.person(event.approver, confirmed) if event.approver else NOBODY_YET,
        approval_no=event.paper_no,
    )


def _before(gather: Gather, item: str) -> str:
    """Where the record had it until its last move; empty for the first place of a thing."""
    moves = 0
    for seen in gather.evidence.newest_first(item):
        moves += isinstance(seen.event, ItemMoved)
        is_older = moves > 1 or (moves == 1 and not isinstance(seen.event, ItemMoved))
        if is_older and (path := _path(gather, seen.event)):
            return path
    return ""


def _path(gather: Gather, event: object) -> str:
    """The place that an event names, or that of the container it names."""
    place, container = getattr(event, "place", None), getattr(event, "container", None)
    if container:
        place = gather.world.container(container).place
    return gather.place_path(place) if place else ""
