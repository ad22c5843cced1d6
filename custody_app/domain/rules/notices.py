"""Rules of the public notice (T22): who decides, what it stops until its term is over."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.notices import PublishNotice, RecordClaim
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.notices import NoticeClaimed, NoticePublished
from custody_app.domain.moments import Moment
from custody_app.domain.rules.clocks import COURT_NOTICE, NOTICE, recorded_clock
from custody_app.domain.rules.running import law_in_force
from custody_app.domain.rules.separation import refuse_case_officer_as_custodian
from custody_app.domain.rules.standing import (
    refuse_blank,
    refuse_frozen,
    refuse_unless_in_store,
)
from custody_app.domain.rules.timing import local_day, refuse_future_day
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.running import RecordedClock
from custody_app.domain.vocabulary import Authority, Rank, Role
from custody_app.domain.world import Context, World

NOTICES = frozenset({NOTICE, COURT_NOTICE})
DECIDES = frozenset({Rank.POLICE_HEAD, Rank.PRINCIPAL_HEAD})


def publish_notice(command: PublishNotice, world: World, context: Context) -> tuple[Event, ...]:
    """By decision of the police head, of a thing that lies in the store; one notice at a time."""
    item = world.item(command.item)
    refuse_unless_in_store(item)
    refuse_frozen(item)
    refuse_case_officer_as_custodian(item, world, context)
    refuse_blank(command.paper_no, "notice.paper_missing")
    refuse_blank(command.where, "notice.where_missing")
    refuse_future_day(command.published_on, context)
    broken = []
    if command.published_on < local_day(item.taken_at):
        broken.append(RuleBroken("notice.before_taken", published_on=command.published_on))
    if running_notice(item) is not None:
        broken.append(RuleBroken("notice.runs_already", item=item.id))
    approver = world.person(command.approver)
    heads = {Role.POLICE_HEAD, Role.PRINCIPAL_HEAD}
    if approver.rank not in DECIDES and not heads & set(approver.roles):
        broken.append(RuleBroken("notice.rank_too_low", person=approver.id))
    if approver.id in world.case(item.case).officers:
        broken.append(RuleBroken("separation.approves_own_case", person=approver.id))
    refuse_all(broken)
    return (
        NoticePublished(
            item=item.id,
            deadline=COURT_NOTICE if item.authority is Authority.COURT else NOTICE,
            paper_no=command.paper_no,
            published_on=command.published_on,
            where=command.where,
            approver=approver.id,
        ),
    )


def record_claim(command: RecordClaim, world: World, context: Context) -> tuple[Event, ...]:
    """A claim ends the notice; whether it is right is decided on the way back to the owner."""
    item = world.item(command.item)
    running = running_notice(item)
    if running is None:
        raise RuleBroken("notice.not_running", item=item.id)
    refuse_blank(command.claimant, "notice.claimant_missing")
    refuse_blank(command.grounds, "notice.grounds_missing")
    refuse_future_day(command.claimed_on, context)
    if command.claimed_on < local_day(running.since):
        raise RuleBroken("notice.claimed_before", claimed_on=command.claimed_on)
    return (
        NoticeClaimed(
            item=item.id,
            deadline=running.deadline,
            claimed_on=command.claimed_on,
            claimant=command.claimant,
            claimant_id_no=command.claimant_id_no,
            grounds=command.grounds,
        ),
    )


def running_notice(item: ItemState) -> RecordedClock | None:
    """The notice that was published for a thing and not claimed; its term may be over."""
    return next((one for one in item.clocks if one.deadline in NOTICES), None)


def notice_fault(item: ItemState, world: World, now: Moment) -> RuleBroken | None:
    """Why unclaimed property may not go to treasury or sale yet; perishables need not wait."""
    if item.perishable:
        return None
    running = running_notice(item)
    if running is None:
        return RuleBroken("disposal.notice_missing", item=item.id) if item.ownerless else None
    end = recorded_clock(running, item.case, law_in_force(world))
    if end is not None and now <= end.at:
        return RuleBroken("disposal.notice_running", item=item.id, until=local_day(end.at))
    return None


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    PublishNotice: publish_notice,
    RecordClaim: record_claim,
}
