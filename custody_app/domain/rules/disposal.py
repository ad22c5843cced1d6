"""Rules of disposal: destroy, sell, pay in, hand to the competent authority (T25 to T28)."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.outgoing import (
    DestroyItem,
    GiveToAuthority,
    PayInItem,
    SellItem,
)
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import (
    ItemDestroyed,
    ItemGivenToAuthority,
    ItemPaidIn,
    ItemSold,
)
from custody_app.domain.quantity import CURRENCIES
from custody_app.domain.rules.carrying_out import Leaving, leaving
from custody_app.domain.rules.kinds import is_contraband
from custody_app.domain.rules.separation import CUSTODY_ROLES
from custody_app.domain.rules.standing import refuse_blank
from custody_app.domain.rules.transfer import check_reweighed
from custody_app.domain.rules.ways_out import UNIT_KINDS
from custody_app.domain.vocabulary import SALES, AttachmentKind, Disposal, Shown
from custody_app.domain.world import Context, World

DESTRUCTION = frozenset({Disposal.DESTRUCTION})
TREASURY = frozenset({Disposal.TREASURY})
COMPETENT = frozenset({Disposal.COMPETENT_AUTHORITY})
HANDLERS_WANTED = 2


def destroy_item(command: DestroyItem, world: World, context: Context) -> tuple[Event, ...]:
    """Two handlers destroy before a witness who never held it, with pictures."""
    # The handlers are the two people of the step; the witness is none of them.
    gone = leaving(
        command.item,
        command.request,
        command.quantity,
        DESTRUCTION,
        world,
        context,
        command.witness,
    )
    broken = []
    if not command.method.strip():
        broken.append(RuleBroken("disposal.method_missing"))
    if not command.where.strip():
        broken.append(RuleBroken("disposal.where_missing"))
    if not any(file.kind is AttachmentKind.PHOTO for file in command.attachments):
        broken.append(RuleBroken("disposal.photo_missing", item=gone.item.id))
    broken += _handler_faults(command, gone, world, context)
    broken += _witness_faults(command, gone, world)
    refuse_all(broken)
    return (
        ItemDestroyed(
            item=command.item,
            request=command.request,
            quantity=gone.quantity,
            handlers=command.handlers,
            witness=command.witness,
            paper_no=command.paper_no,
            method=command.method,
            where=command.where,
        ),
    )


def _handler_faults(
    command: DestroyItem, gone: Leaving, world: World, context: Context
) -> list[RuleBroken]:
    handlers = command.handlers
    officers = world.case(gone.item.case).officers
    broken = []
    if len(set(handlers)) < HANDLERS_WANTED or len(set(handlers)) < len(handlers):
        broken.append(RuleBroken("disposal.two_handlers", count=len(set(handlers))))
    for handler in handlers:
        if world.person(handler).departed:
            broken.append(RuleBroken("disposal.handler_departed", person=handler))
        if handler in officers:
            broken.append(RuleBroken("disposal.handler_of_case", person=handler))
    custodian = CUSTODY_ROLES & {role.value for role in context.recorder.roles}
    if context.recorder.id not in handlers and not custodian:
        broken.append(RuleBroken("disposal.recorder_not_handler"))
    others = [one for one in handlers if one != context.recorder.id]
    on_paper = command.shown is Shown.PAPER and any(
        file.kind is AttachmentKind.SIGNED_FORM for file in command.attachments
    )
    if not on_paper and not any(one in context.confirmers for one in others):
        broken.append(RuleBroken("disposal.handler_not_confirmed"))
    return broken


def _witness_faults(command: DestroyItem, gone: Leaving, world: World) -> list[RuleBroken]:
    item, witness = gone.item, world.person(command.witness).id
    if witness in command.handlers:
        return [RuleBroken("disposal.witness_is_handler", person=witness)]
    held = witness == item.intake_by or witness in item.borrowers
    if held or witness in world.case(item.case).officers:
        return [RuleBroken("disposal.witness_held_it", person=witness)]
    return []


def sell_item(command: SellItem, world: World, context: Context) -> tuple[Event, ...]:
    """Sell or auction; contraband never, whatever was approved."""
    gone = leaving(command.item, command.request, command.quantity, SALES, world, context)
    if is_contraband(gone.item, world):
        raise RuleBroken("disposal.contraband_sold", item=gone.item.id)
    broken = []
    if command.proceeds.u not in CURRENCIES or command.proceeds.is_zero:
        broken.append(RuleBroken("disposal.proceeds", amount=command.proceeds.n))
    if not command.voucher_no.strip():
        broken.append(RuleBroken("disposal.voucher_missing"))
    refuse_all(broken)
    return (
        ItemSold(
            item=command.item,
            request=command.request,
            kind=gone.request.disposal or Disposal.SALE,
            quantity=gone.quantity,
            proceeds=command.proceeds,
            voucher_no=command.voucher_no,
            account_receipt_no=command.account_receipt_no,
            second=gone.second,
            buyer=command.buyer,
        ),
    )


def pay_in_item(command: PayInItem, world: World, context: Context) -> tuple[Event, ...]:
    """Pay in to the treasury, or hand to the finance department, against its receipt."""
    gone = leaving(command.item, command.request, command.quantity, TREASURY, world, context)
    refuse_blank(command.receipt_no, "disposal.receipt_missing")
    named = gone.request.to_unit
    unit = command.to_unit or named
    if unit is not None:
        kind = world.unit(unit).kind
        if kind not in UNIT_KINDS[Disposal.TREASURY]:
            raise RuleBroken("disposal.unit_kind", unit=unit, unit_kind=kind.value)
    if named is not None and unit != named:
        raise RuleBroken("disposal.other_unit", request=gone.request.number)
    return (
        ItemPaidIn(
            item=command.item,
            request=command.request,
            quantity=gone.quantity,
            receipt_no=command.receipt_no,
            to_unit=unit,
            second=gone.second,
        ),
    )


def give_to_authority(
    command: GiveToAuthority, world: World, context: Context
) -> tuple[Event, ...]:
    """Hand to the competent authority that was approved; drugs and valuables are weighed again."""
    gone = leaving(command.item, command.request, command.quantity, COMPETENT, world, context)
    if command.to_unit != gone.request.to_unit:
        raise RuleBroken("disposal.other_unit", request=gone.request.number)
    broken = []
    if not command.receipt_no.strip():
        broken.append(RuleBroken("disposal.receipt_missing"))
    if not command.received_by.strip():
        broken.append(RuleBroken("disposal.receiver_missing"))
    refuse_all(broken)
    check_reweighed(gone.item, command.weights, world, context)
    return (
        ItemGivenToAuthority(
            item=command.item,
            request=command.request,
            to_unit=command.to_unit,
            quantity=gone.quantity,
            receipt_no=command.receipt_no,
            weights=command.weights,
            second=gone.second,
            received_by=command.received_by,
        ),
    )


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    DestroyItem: destroy_item,
    SellItem: sell_item,
    PayInItem: pay_in_item,
    GiveToAuthority: give_to_authority,
}
