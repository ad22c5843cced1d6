"""Paper of a stock-take: the last count of one place."""

from __future__ import annotations

from custody_app.documents.forms.count_sheet import CountedLine, CountSheet
from custody_app.documents.parts import FormHead
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.counts import PlaceCounted
from custody_app.services.paper.gather import Gather


def count_sheet(command: IssueForm, gather: Gather, head: FormHead) -> CountSheet:
    """盘点结果单: what differs between the record and the shelf."""
    if command.place is None:
        raise RuleBroken("form.no_place")
    place = gather.world.place(command.place)
    found = gather.evidence.last(place.id, PlaceCounted)
    if found is None:
        raise RuleBroken("form.not_counted", place=place.code)
    event, seen = found
    stopped = {
        subject.id
        for one in gather.evidence.of_batch(seen.core.batch or "")
        for subject in one.core.subjects
        if one.core.typ == "ITEM_FROZEN"
    }
    lines = []
    for id_, missing in (
        *((one, True) for one in event.missing),
        *((one, False) for one in event.unexpected),
    ):
        item = gather.world.item(id_)
        lines.append(
            CountedLine(
                line=gather.line(item),
                missing=missing,
                stopped=id_ in stopped,
                recorded_at=gather.place_path(item.place) if item.place else "",
            )
        )
    return CountSheet(
        head=head,
        place=gather.place_path(place.id),
        counted_at=seen.at,
        expected=event.expected,
        seen=event.seen,
        lines=tuple(lines),
        counted_by=gather.recorder(seen, gather.evidence.confirmations(seen.core.batch)),
        note=event.note,
    )
