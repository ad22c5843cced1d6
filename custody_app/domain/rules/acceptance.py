"""Rules at the window: accept a line or a part of it, or refuse with a reason (21号 第12至14条)."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.intake import AcceptItem, RefuseItem
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.clocks import ClockStarted
from custody_app.domain.events.item import ItemAccepted, ItemRefused
from custody_app.domain.events.stores import ItemKeptTemporarily
from custody_app.domain.ids import PersonId, PlaceId
from custody_app.domain.law.required import COUNTED_ONLY, REFUSAL_OF, Known, missing_of
from custody_app.domain.law.rule_pack import RequiredField
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.carrying_out import without
from custody_app.domain.rules.clocks import CUSTODY_TERM
from custody_app.domain.rules.kinds import kind_of, needs_two_people
from custody_app.domain.rules.labelling import refuse_unproved_label
from custody_app.domain.rules.measured import check_counted, check_notes, check_weights
from custody_app.domain.rules.placing import check_where, is_safe_where
from custody_app.domain.rules.separation import (
    refuse_case_officer_as_custodian,
    required_second,
    second_person,
)
from custody_app.domain.rules.stores import (
    refuse_other_store,
    refuse_store_of_others,
    store_of,
    store_of_item,
)
from custody_app.domain.rules.timing import local_day, refuse_impossible_time
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import (
    STORED,
    AttachmentKind,
    Condition,
    Custody,
    RefusalReason,
)
from custody_app.domain.world import Context, World

AWAITED = frozenset(
    {
        Custody.LISTED,
        Custody.URGENT_TEST,
        Custody.AWAITED,
        Custody.REFUSED,
        Custody.REGISTERED_ONLY,
    }
)
"""States in which a thing may be brought to the window."""


def accept_item(command: AcceptItem, world: World, context: Context) -> tuple[Event, ...]:
    """Take what was found; a difference and a delay are recorded with their reason, never silently.

    The clock never blocks taking in (decisions, 14); a surplus is a difference, not an obstacle.
    """
    item = world.item(command.item)
    _refuse_not_awaited(item)
    refuse_case_officer_as_custodian(item, world, context)
    refuse_impossible_time(item, context)
    _check_deliverer(command.delivered_by, world, context)
    due = item.hand_over_due_at
    late = due is not None and context.happened_at > due
    difference = _differs(item, command.quantity)
    refuse_all(_unexplained(command, item, world, late=late, difference=difference))
    check_weights(command.weights)
    second = _checked_count(command, item, world, without(context, command.delivered_by))
    missing = _missing(command, item, world)
    check_where(item, world, command.place, command.container)
    store = _store(command, item, world, context)
    return (
        ItemAccepted(
            item=command.item,
            quantity=command.quantity,
            counted=command.counted,
            difference=difference,
            corrected_list_awaited=difference and command.corrected_list_awaited,
            mode=command.mode,
            condition=command.condition,
            weights=command.weights,
            cash=command.cash,
            seal_no=command.seal_no,
            place=command.place,
            container=command.container,
            late=late,
            delivered_by=command.delivered_by,
            second=second,
            difference_note=command.difference_note if difference else "",
            late_note=command.late_note if late else "",
            condition_note=command.condition_note,
            missing=missing,
            missing_note=command.missing_note if missing else "",
            care_note=command.care_note,
        ),
        *_kept_temporarily(command, store),
        *_kept_until(command, item, world, context),
    )


def _kept_until(
    command: AcceptItem, item: ItemState, world: World, context: Context
) -> tuple[Event, ...]:
    """D25 runs from the intake to the day that was named; more of a line changes nothing.

    Raises:
        RuleBroken: ``clock.off``, ``clock.end_before_start``.
    """
    if command.keep_until is None or any(one.deadline == CUSTODY_TERM for one in item.clocks):
        return ()
    if not world.rules().pack.deadline(CUSTODY_TERM).enabled:
        raise RuleBroken("clock.off", deadline=CUSTODY_TERM)
    if command.keep_until < local_day(context.happened_at):
        raise RuleBroken("clock.end_before_start", until=command.keep_until)
    return (
        ClockStarted(
            item=item.id,
            deadline=CUSTODY_TERM,
            since=context.happened_at,
            until=command.keep_until,
            reason="",
        ),
    )


def _kept_temporarily(command: AcceptItem, store: PlaceId | None) -> tuple[Event, ...]:
    return () if store is None else (ItemKeptTemporarily(item=command.item, store=store),)


def _store(command: AcceptItem, item: ItemState, world: World, context: Context) -> PlaceId | None:
    """The temporary store it comes into, by the place; more of a line goes where the rest lies."""
    if command.place is None and command.container is None:
        store = store_of_item(item, world)
    else:
        refuse_other_store(item, world, command.place, command.container)
        store = store_of(world, command.place, command.container)
    refuse_store_of_others(store, context)
    return store


def _refuse_not_awaited(item: ItemState) -> None:
    more_to_come = item.custody in STORED and not item.balance.open.is_zero
    if item.custody not in AWAITED and not more_to_come:
        raise RuleBroken("intake.not_awaited", item=item.id, custody=item.custody.value)


def awaited_quantity(item: ItemState) -> Amount:
    """What the list still promises: the open rest, or what was refused and may be brought again."""
    return item.balance.refused if item.balance.open.is_zero else item.balance.open


def _differs(item: ItemState, quantity: Amount) -> bool:
    if quantity.u != item.balance.listed.u:
        raise RuleBroken("quantity.other_unit", unit=item.balance.listed.u, other=quantity.u)
    if quantity.is_zero:
        raise RuleBroken("intake.nothing_accepted", item=item.id)
    return quantity.value != awaited_quantity(item).value


def _unexplained(
    command: AcceptItem, item: ItemState, world: World, *, late: bool, difference: bool
) -> list[RuleBroken]:
    """Everything the clerk must still say, asked for at once."""
    broken = []
    seizure = world.seizure(item.seizure)
    if not seizure.document_no.strip() and not seizure.remark.strip():
        broken.append(RuleBroken("intake.no_document_needs_remark", item=item.id))
    if late and not command.late_note.strip():
        due = item.hand_over_due_at
        broken.append(RuleBroken("intake.late_needs_reason", item=item.id, due_at=due))
    if difference and not command.difference_note.strip():
        broken.append(
            RuleBroken(
                "intake.difference_needs_note",
                item=item.id,
                listed=awaited_quantity(item).n,
                found=command.quantity.n,
                unit=command.quantity.u,
            )
        )
    if command.condition is not Condition.INTACT and not command.condition_note.strip():
        broken.append(RuleBroken("intake.condition_needs_note", condition=command.condition.value))
    return broken


def _missing(command: AcceptItem, item: ItemState, world: World) -> tuple[RequiredField, ...]:
    """What the kind asks for and nobody said.

    What it is not taken without is refused, unless a note says why it cannot be given; a thing
    taken in sealed is weighed and counted later.
    """
    rule = kind_of(item.category, world)
    known = Known(
        identifiers=item.identifiers,
        cash=command.cash or item.cash,
        weights=(*item.weights, *command.weights),
        seal_no=command.seal_no or item.seal_no,
        care_note=command.care_note or item.care_note,
        photographed=any(file.kind is AttachmentKind.PHOTO for file in command.attachments),
    )
    found = missing_of(rule, known, single=command.quantity.value == 1)
    later = frozenset() if command.counted else COUNTED_ONLY
    if not command.missing_note.strip():
        refuse_all(
            [
                RuleBroken(
                    "intake.kind_incomplete",
                    category=item.category.value,
                    required=field.value,
                    refusal=REFUSAL_OF.get(field, RefusalReason.INCOMPLETE_DOCUMENT).value,
                )
                for field in found
                if field in rule.refused_without and field not in later
            ]
        )
    return found


def _check_deliverer(deliverer: PersonId | None, world: World, context: Context) -> None:
    """Who delivers is known and is not who receives."""
    if deliverer is None:
        return
    world.person(deliverer)
    if deliverer in (context.recorder.id, context.actor.id):
        raise RuleBroken("separation.delivers_to_self", person=deliverer)


def _checked_count(
    command: AcceptItem, item: ItemState, world: World, context: Context
) -> PersonId | None:
    """Counted by two where two are needed; or taken sealed, uncounted, into a safe place."""
    if command.cash is not None:
        check_notes(item.category, command.cash, command.quantity, world)
    placed = command.place is not None or command.container is not None
    if command.counted:
        check_counted(item, command.quantity, command.cash, command.weights, world)
        if placed:
            refuse_unproved_label(item, context)
        return required_second(item, world, context)
    safe = is_safe_where(world, command.place, command.container)
    broken = []
    if not command.seal_no.strip():
        broken.append(RuleBroken("intake.uncounted_needs_seal", item=item.id))
    if needs_two_people(item, world):
        if not any(file.kind is AttachmentKind.PHOTO for file in command.attachments):
            broken.append(RuleBroken("intake.uncounted_needs_photo", item=item.id))
        if not safe:
            broken.append(RuleBroken("intake.uncounted_needs_safe", item=item.id))
    refuse_all(broken)
    if placed and not safe:
        refuse_unproved_label(item, context)
    return second_person(item, world, context)


def refuse_item(command: RefuseItem, world: World, context: Context) -> tuple[Event, ...]:
    """The custodian's own right (21号 第14条); the clock runs on and the other lines go on."""
    item = world.item(command.item)
    _refuse_not_awaited(item)
    refuse_case_officer_as_custodian(item, world, context)
    refuse_impossible_time(item, context)
    _check_deliverer(command.delivered_by, world, context)
    left = item.balance.open
    quantity = command.quantity or left
    if quantity.u != left.u:
        raise RuleBroken("quantity.other_unit", unit=left.u, other=quantity.u)
    if left.is_zero:
        raise RuleBroken("intake.nothing_open", item=item.id)
    if quantity.is_zero:
        raise RuleBroken("quantity.zero")
    if quantity.value > left.value:
        raise RuleBroken(
            "intake.refuses_more_than_open", open=left.n, asked=quantity.n, unit=left.u
        )
    return (
        ItemRefused(
            item=command.item,
            quantity=quantity,
            reason=command.reason,
            delivered_by=command.delivered_by,
            note=command.note,
        ),
    )


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    AcceptItem: accept_item,
    RefuseItem: refuse_item,
}
