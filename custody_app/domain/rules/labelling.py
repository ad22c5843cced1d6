"""Rules of labels: issue and reprint, and prove by a scan that the printed label reads."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain import tag
from custody_app.domain.commands.base import Command
from custody_app.domain.commands.store import LabelItem, ProveLabel
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemLabelled, ItemLabelProved
from custody_app.domain.rules.separation import refuse_case_officer_as_custodian
from custody_app.domain.rules.standing import refuse_blank, refuse_gone
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Custody
from custody_app.domain.world import Context, World

NOT_HERE = frozenset({Custody.REGISTERED_ONLY, Custody.ON_LOAN})


def label_item(command: LabelItem, world: World, context: Context) -> tuple[Event, ...]:
    """Issue the next copy; all older copies are dead twins from now on."""
    item = world.item(command.item)
    _refuse_not_here(item)
    refuse_case_officer_as_custodian(item, world, context)
    if item.copy:
        refuse_blank(command.reason, "label.reprint_needs_reason", copy=item.copy)
    if item.copy >= tag.LAST_COPY:
        raise RuleBroken("label.copies_used_up", item=item.id, copies=tag.LAST_COPY)
    return (ItemLabelled(item=command.item, copy=item.copy + 1, reason=command.reason),)


def prove_label(command: ProveLabel, world: World, context: Context) -> tuple[Event, ...]:
    """The label that was stuck on is the one last issued for this thing, and it reads."""
    item = world.item(command.item)
    _refuse_not_here(item)
    read, copy = tag.parse(command.code)
    if read.base != item.tag:
        raise RuleBroken("label.other_item", code=command.code, tag=item.tag)
    if not item.copy:
        raise RuleBroken("label.none_issued", item=item.id)
    if copy != item.copy:
        raise RuleBroken("label.dead_twin", copy=copy, current=item.copy)
    if item.label_proved:
        raise RuleBroken("label.already_proved", copy=copy)
    return (ItemLabelProved(item=command.item, copy=copy),)


def refuse_unproved_label(item: ItemState, context: Context) -> None:
    """Nothing goes on a shelf before its label was read back, where the policy says so.

    Raises:
        RuleBroken: ``label.not_proved``.
    """
    if context.policy.yes("label_before_shelf") and not item.label_proved:
        raise RuleBroken("label.not_proved", item=item.id, tag=item.tag)


def _refuse_not_here(item: ItemState) -> None:
    refuse_gone(item)
    if item.custody in NOT_HERE:
        raise RuleBroken("label.not_here", item=item.id, custody=item.custody.value)


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    LabelItem: label_item,
    ProveLabel: prove_label,
}
