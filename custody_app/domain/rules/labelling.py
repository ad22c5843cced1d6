"""Rules of labels: issue and reprint, bind what was printed in advance, prove by a scan."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain import tag
from custody_app.domain.commands.base import Command
from custody_app.domain.commands.registers import IssueBlankLabels
from custody_app.domain.commands.store import BindLabel, LabelItem, ProveLabel
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.events.centre import BlankLabelsIssued
from custody_app.domain.events.item import ItemLabelBound, ItemLabelled, ItemLabelProved
from custody_app.domain.policy import LabelProof
from custody_app.domain.rules.separation import refuse_case_officer_as_custodian
from custody_app.domain.rules.standing import refuse_blank, refuse_gone
from custody_app.domain.state.item import ItemState
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import Custody
from custody_app.domain.world import Context, World

BLANKS_MAX = 500
"""Labels numbered in advance at once."""
SERIAL_DIGITS = 6
NOT_HERE = frozenset(
    {Custody.REGISTERED_ONLY, Custody.ON_LOAN, Custody.IN_TRANSIT, Custody.ENTRUSTED}
)


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
        return _proved_by_sample(item, command.code, world, context)
    if not item.copy:
        raise RuleBroken("label.none_issued", item=item.id)
    if copy != item.copy:
        raise RuleBroken("label.dead_twin", copy=copy, current=item.copy)
    if item.label_proved:
        raise RuleBroken("label.already_proved", copy=copy)
    return (ItemLabelProved(item=command.item, copy=copy),)


def _proved_by_sample(
    item: ItemState, code: str, world: World, context: Context
) -> tuple[Event, ...]:
    """Bulk goods: the proved label of one thing stands for the first labels of its list."""
    read, copy = tag.parse(code)
    sampled = context.policy.label_proof(item.category) is LabelProof.SAMPLE
    found = world.find("item", read.base) if sampled else None
    if found is None:
        raise RuleBroken("label.other_item", code=code, tag=item.tag)
    sample = world.item(found)
    together = (sample.seizure, sample.category) == (item.seizure, item.category)
    if not together or item.copy != tag.FIRST_COPY:
        raise RuleBroken("label.other_item", code=code, tag=item.tag)
    if copy != sample.copy or not sample.label_proved:
        raise RuleBroken("label.sample_not_proved", code=code, item=sample.id)
    if item.label_proved:
        raise RuleBroken("label.already_proved", copy=item.copy)
    return (ItemLabelProved(item=item.id, copy=item.copy, sample=read.base),)


def bind_label(command: BindLabel, world: World, context: Context) -> tuple[Event, ...]:
    """A label printed in advance becomes the thing's; the scan that binds it proves it too."""
    item = world.item(command.item)
    _refuse_not_here(item)
    refuse_case_officer_as_custodian(item, world, context)
    if item.copy:
        raise RuleBroken("label.has_one", item=item.id, copy=item.copy)
    read, copy = tag.parse(command.code)
    given = any(read.base in numbers for numbers in context.centre.blank_labels)
    if copy != tag.FIRST_COPY or not given:
        raise RuleBroken("label.not_blank", code=command.code)
    bound = world.find("item", read.base)
    if bound is not None:
        raise RuleBroken("label.blank_used", code=command.code, item=bound)
    return (ItemLabelBound(item=command.item, bound=read.base),)


def issue_blank_labels(
    command: IssueBlankLabels, world: World, context: Context
) -> tuple[Event, ...]:
    """Number labels in advance."""
    if not 1 <= command.count <= BLANKS_MAX:
        raise RuleBroken("label.blank_count", count=command.count, limit=BLANKS_MAX)
    first = context.next_tag(TagKind.ITEM)
    if int(first[-SERIAL_DIGITS:]) + command.count >= 10**SERIAL_DIGITS:
        raise RuleBroken("tag.used_up", year=first[7:9])
    return (BlankLabelsIssued(centre=context.centre.id, first_tag=first, count=command.count),)


def refuse_unproved_label(item: ItemState, context: Context) -> None:
    """Nothing goes on a shelf before its label was read back, where the policy says so.

    Raises:
        RuleBroken: ``label.not_proved``.
    """
    wanted = context.policy.label_proof(item.category) is not LabelProof.NONE
    if wanted and not item.label_proved:
        raise RuleBroken("label.not_proved", item=item.id, tag=item.tag)


def _refuse_not_here(item: ItemState) -> None:
    refuse_gone(item)
    if item.custody in NOT_HERE:
        raise RuleBroken("label.not_here", item=item.id, custody=item.custody.value)


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    LabelItem: label_item,
    ProveLabel: prove_label,
    BindLabel: bind_label,
    IssueBlankLabels: issue_blank_labels,
}
