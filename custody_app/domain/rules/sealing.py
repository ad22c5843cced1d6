"""Rules of seals, samples and freezing: what opens a thing, what takes from it, what stops it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.registers import ChangeContainerSeal
from custody_app.domain.commands.store import ChangeSeal, FreezeItem, SampleItem
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemFrozen, ItemSampled, SealChanged
from custody_app.domain.events.registers import ContainerSealChanged
from custody_app.domain.ids import PersonId
from custody_app.domain.quantity import WEIGHT_UNITS, grams
from custody_app.domain.rules.carrying_out import refuse_sealed_container
from custody_app.domain.rules.kinds import kind_of
from custody_app.domain.rules.measured import check_weights
from custody_app.domain.rules.movement import refuse_case_officer_of_container
from custody_app.domain.rules.separation import refuse_case_officer_as_custodian, required_second
from custody_app.domain.rules.standing import (
    refuse_blank,
    refuse_frozen,
    refuse_gone,
    refuse_unless_in_store,
    refuse_unless_stored,
)
from custody_app.domain.rules.timing import refuse_impossible_time
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ContainerState
from custody_app.domain.vocabulary import FreezeReason, Grade, SealState, WeightKind
from custody_app.domain.world import Context, World


def change_seal(command: ChangeSeal, world: World, context: Context) -> tuple[Event, ...]:
    """Open, apply or renew a seal; another number found than recorded stops every way out."""
    item = world.item(command.item)
    refuse_unless_stored(item)
    refuse_case_officer_as_custodian(item, world, context)
    refuse_impossible_time(item, context)
    check_seal_change(item.seal, command.opened_seal_no, command.new_seal_no)
    refuse_blank(command.reason, "seal.reason_missing")
    if item.is_uncounted and command.opened_seal_no:
        raise RuleBroken("seal.count_instead", item=item.id)
    opens = item.seal is SealState.SEALED
    if opens and kind_of(item.category, world).sealed and not command.paper_no.strip():
        raise RuleBroken("seal.paper_missing", item=item.id, category=item.category.value)
    changed = SealChanged(
        item=command.item,
        opened_seal_no=command.opened_seal_no,
        new_seal_no=command.new_seal_no,
        paper_no=command.paper_no,
        second=required_second(item, world, context) if opens else None,
        reason=command.reason,
    )
    if not opens or command.opened_seal_no == item.seal_no or item.frozen is not None:
        return (changed,)
    frozen = ItemFrozen(item=command.item, reason=FreezeReason.SEAL_DIFFERS, note=command.reason)
    return changed, frozen


def check_seal_change(seal: SealState, opened: str, new: str) -> None:
    """What is opened was sealed, what is sealed was open, and something changes.

    Raises:
        RuleBroken: ``seal.nothing_changes``, ``seal.open_first``, ``seal.none_on_it``,
            ``seal.same_number``.
    """
    if not opened.strip() and not new.strip():
        raise RuleBroken("seal.nothing_changes")
    if seal is SealState.SEALED and not opened.strip():
        raise RuleBroken("seal.open_first")
    if seal is not SealState.SEALED and opened.strip():
        raise RuleBroken("seal.none_on_it", seal_no=opened)
    if opened and opened == new:
        raise RuleBroken("seal.same_number", seal_no=new)


def change_container_seal(
    command: ChangeContainerSeal, world: World, context: Context
) -> tuple[Event, ...]:
    """The same for a bag or box; one of a higher grade is opened by two people."""
    container = world.container(command.container)
    refuse_case_officer_of_container(container, world, context)
    check_seal_change(container.seal, command.opened_seal_no, command.new_seal_no)
    refuse_blank(command.reason, "seal.reason_missing")
    sealed = container.seal is SealState.SEALED
    if sealed and command.opened_seal_no != container.seal_no:
        raise RuleBroken(
            "seal.container_differs", recorded=container.seal_no, found=command.opened_seal_no
        )
    return (
        ContainerSealChanged(
            container=command.container,
            opened_seal_no=command.opened_seal_no,
            new_seal_no=command.new_seal_no,
            second=_container_second(container, world, context) if sealed else None,
            reason=command.reason,
        ),
    )


def _container_second(container: ContainerState, world: World, context: Context) -> PersonId | None:
    officers = world.case(container.case).officers if container.case is not None else ()
    first = {context.recorder.id, context.actor.id}
    fit = [one for one in context.confirmers if one not in first and one not in officers]
    if not fit and container.grade is not Grade.NORMAL:
        raise RuleBroken("separation.second_person_container", container=container.tag)
    return fit[0] if fit else None


def sample_item(command: SampleItem, world: World, context: Context) -> tuple[Event, ...]:
    """A documented sample lowers the weight and invents no count (decisions, 9; 21号 第16条).

    Of counted things, such as pills, pieces are sampled: the count goes down, what is left is
    weighed anew where a weight is on record.
    """
    item = world.item(command.item)
    refuse_unless_in_store(item)
    refuse_case_officer_as_custodian(item, world, context)
    refuse_frozen(item)
    refuse_impossible_time(item, context)
    refuse_blank(command.paper_no, "item.sample_paper_missing")
    refuse_sealed_container(item, world)
    if item.seal is SealState.SEALED:
        raise RuleBroken("seal.open_first", seal_no=item.seal_no)
    second = required_second(item, world, context)
    check_weights(command.rest)
    _check_sample(command, item, context)
    return (
        ItemSampled(
            item=command.item,
            sampled=command.sampled,
            rest=command.rest,
            paper_no=command.paper_no,
            second=second,
            note=command.note,
        ),
    )


def _check_sample(command: SampleItem, item: ItemState, context: Context) -> None:
    stored = item.balance.stored
    if command.sampled.is_zero:
        raise RuleBroken("quantity.zero")
    if stored.u in WEIGHT_UNITS and command.sampled.u != stored.u:
        raise RuleBroken("quantity.other_unit", unit=stored.u, other=command.sampled.u)
    rest = stored.minus(command.sampled) if command.sampled.u == stored.u else stored
    in_pieces = command.sampled.u == stored.u and stored.u not in WEIGHT_UNITS
    if in_pieces and (rest.is_zero or item.cash is not None):
        raise RuleBroken("item.sample_everything", item=item.id)
    sampled = Decimal(0) if in_pieces else grams(command.sampled)
    read = {weight.kind: grams(weight.amount) for weight in command.rest}
    for kind in (WeightKind.GROSS, WeightKind.NET):
        before = item.weight(kind)
        if before is None:
            continue
        if kind not in read:
            raise RuleBroken("item.sample_rest_missing", weight_kind=kind.value, before=before.n)
        expected = grams(before) - sampled
        if in_pieces:  # what they weighed nobody knows; what is left is no heavier
            expected = min(read[kind], expected)
        _check_rest(command, read[kind], expected, kind, item, context)


def _check_rest(
    command: SampleItem,
    rest: Decimal,
    expected: Decimal,
    kind: WeightKind,
    item: ItemState,
    context: Context,
) -> None:
    """What is left is what was there less the sample; anything else needs a note."""
    if expected < 0:
        raise RuleBroken(
            "item.sample_above_weight", sampled=command.sampled.n, weight_kind=kind.value
        )
    far = abs(rest - expected) > context.policy.weight_tolerance_g(item.category)
    if far and not command.note.strip():
        raise RuleBroken(
            "item.sample_unexplained",
            weight_kind=kind.value,
            expected=f"{expected:f}",
            found=f"{rest:f}",
        )


def freeze_item(command: FreezeItem, world: World, context: Context) -> tuple[Event, ...]:
    """Stop every way out until a difference is cleared (T16)."""
    item = world.item(command.item)
    refuse_gone(item)
    if not item.in_custody:
        raise RuleBroken("item.not_in_store", item=item.id, custody=item.custody.value)
    refuse_frozen(item)
    refuse_blank(command.note, "item.freeze_note_missing")
    return (ItemFrozen(item=command.item, reason=command.reason, note=command.note),)


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    ChangeSeal: change_seal,
    ChangeContainerSeal: change_container_seal,
    SampleItem: sample_item,
    FreezeItem: freeze_item,
}
