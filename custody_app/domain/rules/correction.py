"""Rules of correcting by adding, of attached files, and of closing the record of what has left."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.store import ArchiveItem, AttachFiles, CorrectItem
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemArchived, ItemCorrected, ItemFileAttached
from custody_app.domain.ids import PersonId
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.record import is_nothing, to_plain
from custody_app.domain.rules.kinds import grade_of, kind_of
from custody_app.domain.rules.measured import check_notes, check_weights
from custody_app.domain.rules.separation import (
    refuse_case_officer_as_custodian,
    required_second,
    second_person,
)
from custody_app.domain.rules.standing import refuse_blank, refuse_frozen
from custody_app.domain.rules.timing import refuse_future
from custody_app.domain.state.clock_steps import COURT_RECEIPT
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import AttachmentKind, Category, Custody, Grade
from custody_app.domain.world import Context, World

_HASH = re.compile(r"[0-9a-f]{64}\Z")
CORRECTABLE = (
    "quantity", "category", "grade", "taken_at", "seal_no", "weights", "cash", "name", "features",
    "identifiers", "owner",
)  # fmt: skip
"""Fields of the command that state what is right; the item's state has them by the same name."""


def correct_item(command: CorrectItem, world: World, context: Context) -> tuple[Event, ...]:
    """Add what is right to what was recorded wrongly; both stay readable (decisions, 13)."""
    item = world.item(command.item)
    refuse_case_officer_as_custodian(item, world, context)
    if not _HASH.match(command.of_event):
        raise RuleBroken("correction.event_unknown", of_event=command.of_event[:80])
    refuse_blank(command.reason, "correction.reason_missing")
    changed = _changed(command, item)
    if not changed:
        raise RuleBroken("correction.nothing_changes")
    refuse_future(command.taken_at, context)
    check_weights(command.weights)
    _check_quantity(command, item)
    _check_cash(command, item, world)
    return (
        ItemCorrected(
            item=command.item,
            of_event=command.of_event,
            of_form=command.of_form,
            quantity=command.quantity,
            category=command.category,
            grade=_grade(command, item, world),
            taken_at=command.taken_at,
            seal_no=command.seal_no,
            weights=command.weights,
            cash=command.cash,
            second=_second(command, item, world, context),
            name=command.name,
            features=command.features,
            identifiers=command.identifiers,
            owner=command.owner,
            reason=command.reason,
            was=json.dumps(changed, ensure_ascii=False, sort_keys=True),
        ),
    )


def _recorded(item: ItemState, name: str) -> Any:
    """What the record says now of a correctable field."""
    if name == "quantity":
        return item.balance.listed if item.balance.taken.is_zero else item.balance.taken
    return getattr(item, name)


def _changed(command: CorrectItem, item: ItemState) -> dict[str, Any]:
    """Field -> the old value as plain data, of every field that really changes."""
    changed = {}
    for name in CORRECTABLE:
        right, was = getattr(command, name), _recorded(item, name)
        if is_nothing(right) or right == was:
            continue
        changed[name] = _plain(was)
    return changed


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str):
        return str(value) if value is not None else ""
    if isinstance(value, tuple):
        return [to_plain(one) for one in value if isinstance(one, Weight)]
    return to_plain(value)


def _check_quantity(command: CorrectItem, item: ItemState) -> None:
    quantity = command.quantity
    if quantity is None:
        return
    balance = item.balance
    if quantity.u != balance.listed.u:
        raise RuleBroken("quantity.other_unit", unit=balance.listed.u, other=quantity.u)
    if quantity.is_zero:
        raise RuleBroken("quantity.zero")
    if balance.taken.is_zero:
        _refuse_below(quantity, balance.refused)
        return
    if item.is_gone:
        raise RuleBroken("correction.quantity_of_gone", item=item.id)
    _refuse_below(quantity, balance.taken.minus(balance.stored))


def _refuse_below(quantity: Amount, left: Amount) -> None:
    if quantity.value < left.value:
        raise RuleBroken(
            "correction.below_what_left", asked=quantity.n, left=left.n, unit=quantity.u
        )


def _check_cash(command: CorrectItem, item: ItemState, world: World) -> None:
    """Kinds counted by face value stay right note by note; a part that left is not counted again.

    Raises:
        RuleBroken: ``intake.cash_use_missing``, those of ``check_notes``.
    """
    category = command.category or item.category
    cash = command.cash or item.cash
    if category is Category.CASH and cash is None:
        raise RuleBroken("intake.cash_use_missing")
    is_kept = command.cash is None and not kind_of(category, world).by_face
    is_untouched = not (command.cash or command.quantity or command.category)
    if cash is None or is_kept or is_untouched:
        return
    balance = item.balance
    whole = balance.taken.is_zero or balance.taken.value == balance.stored.value
    quantity = command.quantity or _recorded(item, "quantity")
    check_notes(category, cash, quantity if whole else cash.total, world)


def _grade(command: CorrectItem, item: ItemState, world: World) -> Grade | None:
    """The right grade, never less than the right kind asks for; nothing where it stays."""
    if command.category is None and command.grade is None:
        return None
    category = command.category or item.category
    right = grade_of(category, command.grade or item.grade, world)
    return right if right is not item.grade else command.grade


def _second(
    command: CorrectItem, item: ItemState, world: World, context: Context
) -> PersonId | None:
    """After a signed hand-over, and for kinds that need two, a second person confirms."""
    kind = _grade(command, item, world) not in (None, Grade.NORMAL)
    left = not item.balance.released.is_zero or item.is_gone
    second = required_second(item, world, context)
    if second is None and (kind or left or command.of_form.strip()):
        raise RuleBroken("correction.second_person", item=item.id)
    return second or second_person(item, world, context)


def attach_files(command: AttachFiles, world: World, context: Context) -> tuple[Event, ...]:
    """Photos or papers for a thing, also after it has left."""
    world.item(command.item)
    if not command.attachments:
        raise RuleBroken("item.no_files")
    photo = any(file.kind is AttachmentKind.PHOTO for file in command.attachments)
    return (ItemFileAttached(item=command.item, photo=photo, note=command.note),)


def archive_item(command: ArchiveItem, world: World, context: Context) -> tuple[Event, ...]:
    """Close the record of a thing that has left and of which nobody waits for a paper (T30)."""
    item = world.item(command.item)
    if item.custody is Custody.ARCHIVED:
        raise RuleBroken("item.archived_already", item=item.id)
    if not item.is_gone:
        raise RuleBroken("item.not_gone", item=item.id, custody=item.custody.value)
    refuse_frozen(item)
    if any(clock.deadline == COURT_RECEIPT for clock in item.clocks):
        raise RuleBroken("item.receipt_awaited", item=item.id)
    return (ItemArchived(item=command.item),)


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    CorrectItem: correct_item,
    AttachFiles: attach_files,
    ArchiveItem: archive_item,
}
