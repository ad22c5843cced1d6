"""Rules of announced deliveries (T04): what comes, when, who brings it; it may be withdrawn."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.stores import AnnounceDelivery, WithdrawDelivery
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.events.stores import DeliveryAnnounced, DeliveryWithdrawn
from custody_app.domain.rules.standing import refuse_blank, refuse_gone
from custody_app.domain.vocabulary import Custody, DeliveryMode
from custody_app.domain.world import Context, World

ANNOUNCED_FROM = frozenset({Custody.LISTED, Custody.URGENT_TEST, Custody.REFUSED})


def announce_delivery(
    command: AnnounceDelivery, world: World, context: Context
) -> tuple[Event, ...]:
    """The thing stands as awaiting acceptance; the 24 hours run on."""
    item = world.item(command.item)
    refuse_gone(item)
    if item.custody is Custody.AWAITED:
        raise RuleBroken("stores.announced_already", item=item.id)
    if item.custody not in ANNOUNCED_FROM:
        raise RuleBroken("stores.not_to_deliver", item=item.id, custody=item.custody.value)
    if command.expected_at < context.happened_at:
        raise RuleBroken("stores.expected_in_past", expected_at=command.expected_at)
    if command.mode is DeliveryMode.CENTRE_FETCHES:
        refuse_blank(command.note, "stores.fetch_where")
    elif command.brings is None:
        raise RuleBroken("stores.who_brings")
    if command.brings is not None and world.person(command.brings).departed:
        raise RuleBroken("stores.bringer_departed", person=command.brings)
    return (
        DeliveryAnnounced(
            item=command.item,
            mode=command.mode,
            expected_at=command.expected_at,
            brings=command.brings,
            note=command.note,
        ),
    )


def withdraw_delivery(
    command: WithdrawDelivery, world: World, context: Context
) -> tuple[Event, ...]:
    """It does not come now; the reason stands in the record."""
    item = world.item(command.item)
    if item.custody is not Custody.AWAITED:
        raise RuleBroken("stores.not_announced", item=item.id, custody=item.custody.value)
    refuse_blank(command.reason, "stores.withdraw_reason")
    return (DeliveryWithdrawn(item=command.item, reason=command.reason),)


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    AnnounceDelivery: announce_delivery,
    WithdrawDelivery: withdraw_delivery,
}
