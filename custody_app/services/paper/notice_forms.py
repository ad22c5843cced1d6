"""Paper of a public notice: things of one notice, each with the same number."""

from __future__ import annotations

from custody_app.documents.forms.public_notice import PublicNotice
from custody_app.documents.parts import FormHead
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.notices import NoticePublished
from custody_app.domain.rules.clocks import recorded_clock
from custody_app.domain.rules.notices import running_notice
from custody_app.domain.rules.running import law_in_force
from custody_app.domain.rules.timing import local_day
from custody_app.services.paper.gather import Gather


def public_notice(command: IssueForm, gather: Gather, head: FormHead) -> PublicNotice:
    """招领公告: what was found, where and until when it may be claimed."""
    lines, events, ends = [], [], []
    law = law_in_force(gather.world)
    for id_ in command.items:
        item = gather.world.item(id_)
        running = running_notice(item)
        found = gather.evidence.last(id_, NoticePublished)
        if running is None or found is None:
            raise RuleBroken("form.no_notice", item=id_)
        lines.append(gather.line(item))
        events.append(found[0])
        if clock := recorded_clock(running, item.case, law):
            ends.append(clock.at)
    if not events:
        raise RuleBroken("form.no_items")
    if len({event.paper_no for event in events}) > 1:
        raise RuleBroken("form.notices_differ")
    event = events[0]
    return PublicNotice(
        head=head,
        lines=tuple(lines),
        notice_no=event.paper_no,
        published_on=event.published_on,
        until=local_day(max(ends)) if ends else None,
        where=event.where,
        claim_at=head.agency,
        decided_by=gather.person(event.approver),
    )
