"""Rules of counting again, taking a line apart, and banking cash."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.intake import BankCash, RecountItem, SplitItem
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import CashBanked, ItemFrozen, ItemRecounted, ItemSplit
from custody_app.domain.ids import ItemId
from custody_app.domain.parts import SplitPart
from custody_app.domain.quantity import Amount, zero
from custody_app.domain.rules.carrying_out import refuse_sealed_container
from custody_app.domain.rules.measured import (
    Comparison,
    check_counted,
    check_weights,
    compare_weights,
)
from custody_app.domain.rules.separation import (
    refuse_case_officer_as_custodian,
    required_second,
    second_person,
)
from custody_app.domain.rules.standing import (
    refuse_asked_for,
    refuse_blank,
    refuse_frozen,
    refuse_unless_in_store,
    refuse_unless_stored,
)
from custody_app.domain.rules.timing import (
    local_day,
    refuse_future_day,
    refuse_impossible_time,
)
from custody_app.domain.state.item import ItemState
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import (
    STORED,
    CashUse,
    Condition,
    Custody,
    FreezeReason,
    SealState,
)
from custody_app.domain.world import Context, World

BEFORE_INTAKE = frozenset(
    {Custody.LISTED, Custody.URGENT_TEST, Custody.AWAITED, Custody.REGISTERED_ONLY}
)
FEWEST_PARTS = 2
MOST_PARTS = 200
SERIOUS = frozenset({Condition.SHORT, Condition.SWAPPED, Condition.LOST})
"""Conditions that stop every way out until they are looked into (T16)."""


def split_item(command: SplitItem, world: World, context: Context) -> tuple[Event, ...]:
    """Take a line apart into things of their own; nothing is gained or lost by it."""
    item = world.item(command.item)
    refuse_case_officer_as_custodian(item, world, context)
    refuse_frozen(item)
    refuse_asked_for(item, world)
    refuse_sealed_container(item, world)
    there = _what_is_there(item)
    _check_parts(command, there)
    if item.custody in STORED:
        required_second(item, world, context)
    parts = tuple(
        SplitPart(
            ItemId(context.new_id()), context.next_tag(TagKind.ITEM), f"{item.line}-{n}", quantity
        )
        for n, quantity in enumerate(command.quantities, start=1)
    )
    return (
        ItemSplit(
            item=command.item,
            parts=parts,
            identifiers=command.identifiers,
            reason=command.reason,
        ),
    )


def _what_is_there(item: ItemState) -> Amount:
    """The open rest before intake, what is stored after it."""
    if item.custody in BEFORE_INTAKE:
        return item.balance.open
    refuse_unless_stored(item)
    if item.is_uncounted:
        raise RuleBroken("intake.split_uncounted", item=item.id)
    if item.seal is SealState.SEALED:
        raise RuleBroken("intake.split_sealed", item=item.id, seal_no=item.seal_no)
    if not item.balance.open.is_zero and not item.difference:
        raise RuleBroken("intake.split_still_open", item=item.id, open=item.balance.open.n)
    return item.balance.stored


def _check_parts(command: SplitItem, there: Amount) -> None:
    count = len(command.quantities)
    if not FEWEST_PARTS <= count <= MOST_PARTS:
        raise RuleBroken("intake.split_count", count=count, limit=MOST_PARTS)
    if command.identifiers and len(command.identifiers) != count:
        raise RuleBroken("intake.split_identifiers", count=count, given=len(command.identifiers))
    total = zero(there.u)
    for quantity in command.quantities:
        if quantity.is_zero:
            raise RuleBroken("quantity.zero")
        total = total.plus(quantity)
    if total.value != there.value:
        raise RuleBroken("intake.split_sum", sum=total.n, there=there.n, unit=there.u)


def recount_item(command: RecountItem, world: World, context: Context) -> tuple[Event, ...]:
    """Two people count or weigh again; a grave difference stops every way out."""
    item = world.item(command.item)
    refuse_unless_stored(item)
    refuse_case_officer_as_custodian(item, world, context)
    refuse_impossible_time(item, context)
    refuse_sealed_container(item, world)
    second = second_person(item, world, context)
    if second is None:
        raise RuleBroken("separation.second_person", item=item.id, category=item.category.value)
    if command.quantity.u != item.balance.stored.u:
        raise RuleBroken(
            "quantity.other_unit", unit=item.balance.stored.u, other=command.quantity.u
        )
    _check_recounted(command, item, world)
    readings = compare_weights(item, command.weights, context.policy)
    differs = (
        command.quantity.value != item.balance.stored.value
        or readings.differs
        or command.condition in SERIOUS
    )
    if differs and not command.note.strip():
        raise RuleBroken(
            "intake.recount_needs_note",
            stored=item.balance.stored.n,
            found=command.quantity.n,
            unit=command.quantity.u,
        )
    recounted = ItemRecounted(
        item=command.item,
        quantity=command.quantity,
        second=second,
        condition=command.condition,
        weights=command.weights,
        cash=command.cash,
        seal_no=command.new_seal_no,
        difference=differs,
        note=command.note,
    )
    reason = _why_frozen(command, item, readings)
    if reason is None or item.frozen is not None:
        return (recounted,)
    return recounted, ItemFrozen(item=command.item, reason=reason, note=command.note)


def _check_recounted(command: RecountItem, item: ItemState, world: World) -> None:
    check_weights(command.weights)
    check_counted(item, command.quantity, command.cash, command.weights or item.weights, world)
    sealed = item.seal is SealState.SEALED
    if sealed and item.is_uncounted and not command.new_seal_no.strip():
        raise RuleBroken("intake.recount_needs_seal", item=item.id, seal_no=item.seal_no)


def _why_frozen(command: RecountItem, item: ItemState, readings: Comparison) -> FreezeReason | None:
    """An agreed count no longer holds, a weight is far off, the thing is swapped or short."""
    if item.counted and command.quantity.value != item.balance.stored.value:
        return FreezeReason.COUNT_DIFFERS
    if readings.serious:
        return FreezeReason.WEIGHT_DIFFERS
    if command.condition in SERIOUS:
        return FreezeReason.CONDITION_DIFFERS
    return None


def bank_cash(command: BankCash, world: World, context: Context) -> tuple[Event, ...]:
    """Cash goes to the one lawful account; the bank's receipt closes it (21号 第9条)."""
    item = world.item(command.item)
    if item.banked_receipt_no:
        raise RuleBroken("intake.banked_already", receipt_no=item.banked_receipt_no)
    refuse_unless_in_store(item)
    refuse_case_officer_as_custodian(item, world, context)
    refuse_frozen(item)
    refuse_asked_for(item, world)
    refuse_sealed_container(item, world)
    if item.cash is None or item.cash.use is not CashUse.TO_BANK:
        raise RuleBroken("intake.not_to_bank", item=item.id)
    if not item.counted:
        raise RuleBroken("intake.bank_uncounted", item=item.id)
    total = item.cash.total
    if command.amount.u != total.u:
        raise RuleBroken("quantity.other_unit", unit=total.u, other=command.amount.u)
    if command.amount.value != total.value:
        raise RuleBroken(
            "intake.banked_other_amount",
            counted=total.n,
            banked=command.amount.n,
            unit=total.u,
        )
    refuse_blank(command.receipt_no, "intake.receipt_no_missing")
    refuse_future_day(command.banked_on, context)
    if command.banked_on < local_day(item.taken_at):
        raise RuleBroken("intake.banked_early", banked_on=command.banked_on)
    return (
        CashBanked(
            item=command.item,
            amount=command.amount,
            receipt_no=command.receipt_no,
            banked_on=command.banked_on,
            second=required_second(item, world, context),
        ),
    )


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    SplitItem: split_item,
    RecountItem: recount_item,
    BankCash: bank_cash,
}
