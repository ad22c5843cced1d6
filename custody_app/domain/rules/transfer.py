"""Rules of handing over with the case (T23) and of taking back what left (decisions, 9)."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.outgoing import HandOverWithCase, TakeBackItem
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemCameBack, ItemHandedOver
from custody_app.domain.parts import Weight
from custody_app.domain.rules.carrying_out import leaving
from custody_app.domain.rules.kinds import kind_of, needs_two_people
from custody_app.domain.rules.measured import check_weights, compare_weights
from custody_app.domain.rules.placing import check_where
from custody_app.domain.rules.separation import (
    refuse_case_officer_as_custodian,
    second_person,
)
from custody_app.domain.rules.standing import refuse_unless_in_store
from custody_app.domain.rules.stores import refuse_store_of_others, refuse_temporary_store
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Disposal, SealState
from custody_app.domain.world import Context, World

WITH_CASE = frozenset({Disposal.WITH_CASE})


def hand_over_with_case(
    command: HandOverWithCase, world: World, context: Context
) -> tuple[Event, ...]:
    """The whole or a part goes with the case, a proposal for each thing (刑事程序规定 第288条)."""
    gone = leaving(command.item, command.request, command.quantity, WITH_CASE, world, context)
    if command.to_unit != gone.request.to_unit:
        raise RuleBroken("transfer.other_unit", request=gone.request.number)
    broken = []
    if not command.proposal.strip():
        broken.append(RuleBroken("transfer.proposal_missing", item=gone.item.id))
    if not command.received_by.strip():
        broken.append(RuleBroken("transfer.receiver_missing"))
    refuse_all(broken)
    check_reweighed(gone.item, command.weights, world, context)
    return (
        ItemHandedOver(
            item=command.item,
            request=command.request,
            to_unit=command.to_unit,
            quantity=gone.quantity,
            list_no=command.list_no,
            weights=command.weights,
            second=gone.second,
            proposal=command.proposal,
            received_by=command.received_by,
        ),
    )


def check_reweighed(
    item: ItemState, weights: tuple[Weight, ...], world: World, context: Context
) -> None:
    """Drugs and valuables are weighed at the hand-over, unless they go under their seal.

    Raises:
        RuleBroken: ``transfer.weights_missing``, ``transfer.weight_differs``, those of
            ``check_weights``.
    """
    check_weights(weights)
    open_ = item.seal is not SealState.SEALED
    if open_ and not weights and kind_of(item.category, world).weighed:
        raise RuleBroken("transfer.weights_missing", item=item.id, category=item.category.value)
    if item.balance.stored.value and compare_weights(item, weights, context.policy).differs:
        raise RuleBroken("transfer.weight_differs", item=item.id)


def take_back_item(command: TakeBackItem, world: World, context: Context) -> tuple[Event, ...]:
    """A new leg of the same thing, on the paper by which it comes back, to what stayed here."""
    item = world.item(command.item)
    refuse_store_of_others(None, context)
    refuse_case_officer_as_custodian(item, world, context)
    left = item.returnable
    if left is None or left.is_zero:
        raise RuleBroken("transfer.cannot_come_back", item=item.id, custody=item.custody.value)
    if item.in_custody:
        refuse_unless_in_store(item)
    if item.gone_at is not None and context.happened_at < item.gone_at:
        raise RuleBroken("transfer.back_before_leaving", gone_at=item.gone_at)
    if command.quantity.is_zero:
        raise RuleBroken("quantity.zero")
    if command.quantity.u != left.u:
        raise RuleBroken("quantity.other_unit", unit=left.u, other=command.quantity.u)
    if command.quantity.value > left.value:
        raise RuleBroken(
            "transfer.more_than_left", left=left.n, back=command.quantity.n, unit=left.u
        )
    broken = []
    if not command.paper_no.strip():
        broken.append(RuleBroken("transfer.paper_missing"))
    if not command.reason.strip():
        broken.append(RuleBroken("transfer.reason_missing"))
    refuse_all(broken)
    if command.from_unit is not None:
        world.unit(command.from_unit)
    check_weights(command.weights)
    check_where(item, world, command.place, None)
    refuse_temporary_store(item, world, command.place, None)
    second = second_person(item, world, context)
    if second is None and needs_two_people(item, world) and not command.seal_no.strip():
        raise RuleBroken("separation.second_person", item=item.id, category=item.category.value)
    return (
        ItemCameBack(
            item=command.item,
            quantity=command.quantity,
            from_unit=command.from_unit,
            paper_no=command.paper_no,
            condition=command.condition,
            weights=command.weights,
            seal_no=command.seal_no,
            place=command.place,
            second=second,
            reason=command.reason,
        ),
    )


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    HandOverWithCase: hand_over_with_case,
    TakeBackItem: take_back_item,
}
