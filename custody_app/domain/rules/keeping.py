"""Rules of a change of custodian that is no disposal: the store of the competent authority."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.outgoing import DeliverToAuthorityStore
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.keeping import ItemStoredByAuthority
from custody_app.domain.rules.carrying_out import leaving
from custody_app.domain.rules.transfer import check_reweighed
from custody_app.domain.vocabulary import Disposal, WeightKind
from custody_app.domain.world import Context, World

STORE = frozenset({Disposal.AUTHORITY_STORE})


def deliver_to_authority_store(
    command: DeliverToAuthorityStore, world: World, context: Context
) -> tuple[Event, ...]:
    """Two people, weighed again also under its seal, against the receipt of the other store.

    A difference is cleared first: recounted by two people, and frozen where it is grave.
    """
    gone = leaving(command.item, command.request, command.quantity, STORE, world, context)
    broken = []
    if command.to_unit != gone.request.to_unit:
        broken.append(RuleBroken("disposal.other_unit", request=gone.request.number))
    if not command.receipt_no.strip():
        broken.append(RuleBroken("disposal.receipt_missing"))
    if not command.received_by.strip():
        broken.append(RuleBroken("disposal.receiver_missing"))
    read = {weight.kind for weight in command.weights}
    wanted = {one.kind for one in gone.item.weights} - {WeightKind.SAMPLED} or {WeightKind.GROSS}
    broken += [
        RuleBroken("transfer.weigh_again", item=gone.item.id, weight_kind=kind.value)
        for kind in sorted(wanted - read)
    ]
    refuse_all(broken)
    check_reweighed(gone.item, command.weights, world, context)
    return (
        ItemStoredByAuthority(
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
    DeliverToAuthorityStore: deliver_to_authority_store
}
