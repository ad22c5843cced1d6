"""Rules of the change of authority (T24): sent, then confirmed or refused; the object stays."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.outgoing import (
    ConfirmAuthority,
    RefuseAuthority,
    SendAuthority,
)
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.authority import (
    AuthorityChangeConfirmed,
    AuthorityChangeRefused,
    AuthorityChangeSent,
)
from custody_app.domain.events.base import Event
from custody_app.domain.moments import Day
from custody_app.domain.rules.separation import CUSTODY_ROLES
from custody_app.domain.rules.standing import refuse_asked_for, refuse_frozen, refuse_gone
from custody_app.domain.rules.timing import local_day, refuse_future_day
from custody_app.domain.state.item import AuthorityOffer, ItemState
from custody_app.domain.world import Context, World


def send_authority(command: SendAuthority, world: World, context: Context) -> tuple[Event, ...]:
    """Offer authority over a thing; a loan goes on and keeps its return duty."""
    item = world.item(command.item)
    refuse_gone(item)
    if not item.in_custody:
        raise RuleBroken("item.not_in_store", item=item.id, custody=item.custody.value)
    refuse_frozen(item)
    refuse_asked_for(item, world)
    custodian = CUSTODY_ROLES & {role.value for role in context.recorder.roles}
    if not custodian and context.recorder.id not in world.case(item.case).officers:
        raise RuleBroken("authority.not_your_case", item=item.id)
    unit = world.unit(command.to_unit)
    if unit.authority is None:
        raise RuleBroken("authority.unit_decides_nothing", unit=unit.id)
    same_unit = item.authority_unit is None or item.authority_unit == unit.id
    if unit.authority is item.authority and same_unit:
        raise RuleBroken("authority.there_already", unit=unit.id, authority=unit.authority.value)
    broken = []
    if not command.paper_no.strip():
        broken.append(RuleBroken("authority.paper_missing"))
    if not command.proposal.strip():
        broken.append(RuleBroken("authority.proposal_missing", item=item.id))
    refuse_all(broken)
    return (
        AuthorityChangeSent(
            item=command.item,
            to_unit=command.to_unit,
            to_authority=unit.authority,
            paper_no=command.paper_no,
            proposal=command.proposal,
        ),
    )


def confirm_authority(
    command: ConfirmAuthority, world: World, context: Context
) -> tuple[Event, ...]:
    """The stamped receipt came back with its number and date."""
    item = world.item(command.item)
    offer = _offer(item)
    if not command.receipt_no.strip():
        raise RuleBroken("authority.receipt_missing", item=item.id)
    _check_day(command.receipt_on, offer, context)
    return (
        AuthorityChangeConfirmed(
            item=command.item,
            to_unit=offer.to_unit,
            to_authority=offer.to_authority,
            receipt_no=command.receipt_no,
            receipt_on=command.receipt_on,
        ),
    )


def refuse_authority(command: RefuseAuthority, world: World, context: Context) -> tuple[Event, ...]:
    """The other unit does not take this thing; authority stays where it was."""
    item = world.item(command.item)
    offer = _offer(item)
    if not command.reason.strip():
        raise RuleBroken("authority.reason_missing", item=item.id)
    _check_day(command.refused_on, offer, context)
    return (
        AuthorityChangeRefused(
            item=command.item,
            to_unit=offer.to_unit,
            receipt_no=command.receipt_no,
            refused_on=command.refused_on,
            reason=command.reason,
        ),
    )


def _offer(item: ItemState) -> AuthorityOffer:
    if item.authority_offer is None:
        raise RuleBroken("authority.not_sent", item=item.id)
    return item.authority_offer


def _check_day(day: Day, offer: AuthorityOffer, context: Context) -> None:
    refuse_future_day(day, context)
    if day < local_day(offer.sent_at):
        raise RuleBroken("authority.answered_before_sent", day=day, sent_at=offer.sent_at)


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    SendAuthority: send_authority,
    ConfirmAuthority: confirm_authority,
    RefuseAuthority: refuse_authority,
}
