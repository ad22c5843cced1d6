"""Labels: issue, reprint with a reason, prove by scan; dead twins and swapped labels are told."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.registers import IssueBlankLabels
from custody_app.domain.commands.store import BindLabel, LabelItem, MoveItem, ProveLabel
from custody_app.domain.events.centre import BlankLabelsIssued
from custody_app.domain.events.item import (
    ItemLabelBound,
    ItemLabelled,
    ItemLabelProved,
    ItemMoved,
)
from custody_app.domain.ids import ItemId, SeizureId
from custody_app.domain.rules import labelling
from custody_app.domain.tag import Tag, TagKind, code_of
from custody_app.domain.vocabulary import Category, Custody
from tests.builders import CASE, CENTRE, CUSTODIAN, SLOT, TestWorld, a_centre


def test_a_label_is_issued_and_proved() -> None:
    world = a_centre()
    item = world.stored(place=None, labelled=False)
    assert world.item(item).needs_label
    world.when(LabelItem(item=item)).then(ItemLabelled(item=item, copy=1))
    code = code_of(world.item(item).tag, 1)
    world.when(ProveLabel(item=item, code=code)).then(ItemLabelProved(item=item, copy=1))
    assert not world.item(item).needs_label
    world.when(ProveLabel(item=item, code=code)).refused("label.already_proved")


def test_a_reprint_has_a_reason_and_kills_the_twin() -> None:
    world = a_centre()
    item = world.stored()
    world.when(LabelItem(item=item)).refused("label.reprint_needs_reason")
    world.when(LabelItem(item=item, reason="标签磨损")).saying(copy=2)
    tag = world.item(item).tag
    world.when(ProveLabel(item=item, code=code_of(tag, 1))).refused("label.dead_twin")
    world.when(ProveLabel(item=item, code=code_of(tag, 2))).then(ItemLabelProved)


def test_nine_copies_and_no_more() -> None:
    world = a_centre()
    item = world.stored()
    world.change(item, copy=9)
    world.when(LabelItem(item=item, reason="x")).refused("label.copies_used_up")


def test_wrong_codes() -> None:
    world = a_centre()
    item, other = world.listed(), world.listed()
    tag = world.item(item).tag
    world.when(ProveLabel(item=item, code=code_of(tag))).refused("label.none_issued")
    foreign = code_of(world.item(other).tag)
    world.when(ProveLabel(item=item, code=foreign)).refused("label.other_item")
    world.when(ProveLabel(item=item, code="12")).refused("tag.shape")
    world.when(ProveLabel(item=item, code=code_of(tag)[:-1] + "0")).refused("tag.check")


@pytest.mark.parametrize(
    ("custody", "code"),
    [
        (Custody.REGISTERED_ONLY, "label.not_here"),
        (Custody.ON_LOAN, "label.not_here"),
        (Custody.DESTROYED, "item.gone"),
    ],
)
def test_only_what_is_here_gets_a_label(custody: Custody, code: str) -> None:
    world = a_centre()
    item = world.listed()
    world.change(item, custody=custody)
    world.when(LabelItem(item=item)).refused(code)


def test_not_by_the_case_officer() -> None:
    world = a_centre()
    world.change(CASE, "case", officers=(CUSTODIAN,))
    world.when(LabelItem(item=world.listed())).refused("separation.case_officer_keeps")


def test_the_commands_decided_here() -> None:
    own: set[type[Command]] = {LabelItem, ProveLabel, BindLabel, IssueBlankLabels}
    assert set(labelling.RULES) == own


def bulk(world: TestWorld, **values: Any) -> list[ItemId]:
    """Three things of one kind on one list, labelled and not yet proved."""
    items = [world.stored(place=None, labelled=False, **values) for _ in range(3)]
    for item in items:
        world.do(LabelItem(item=item))
    return items


def code_now(world: TestWorld, item: ItemId) -> str:
    state = world.item(item)
    return code_of(state.tag, state.copy)


def test_one_sample_proves_bulk_goods_of_a_list() -> None:
    world = a_centre()
    world.set_policy(label_proof_by_category="phone=sample")
    first, second, third = bulk(world, category=Category.PHONE)
    sample = code_now(world, first)
    world.when(ProveLabel(item=second, code=sample)).refused("label.sample_not_proved")
    world.do(ProveLabel(item=first, code=sample))
    world.when(MoveItem(item=second, place=SLOT)).refused("label.not_proved")
    tag = world.item(first).tag
    world.when(ProveLabel(item=second, code=sample)).then(
        ItemLabelProved(item=second, copy=1, sample=tag)
    )
    world.when(MoveItem(item=second, place=SLOT)).then(ItemMoved)
    world.when(ProveLabel(item=second, code=sample)).refused("label.already_proved")
    world.do(LabelItem(item=third, reason="污损"))
    world.when(ProveLabel(item=third, code=sample)).refused("label.other_item")


def test_a_sample_of_another_kind_list_or_policy_proves_nothing() -> None:
    world = a_centre()
    first, second, _ = bulk(world, category=Category.PHONE)
    sample = code_now(world, first)
    world.do(ProveLabel(item=first, code=sample))
    world.when(ProveLabel(item=second, code=sample)).refused("label.other_item")
    world.set_policy(label_proof_by_category="phone=sample knife=sample")
    world.change(second, category=Category.KNIFE)
    world.when(ProveLabel(item=second, code=sample)).refused("label.other_item")
    world.change(second, category=Category.PHONE, seizure=SeizureId("seizure-9"))
    world.when(ProveLabel(item=second, code=sample)).refused("label.other_item")
    unknown = Tag(TagKind.ITEM, 5301, 1, 26, 999_000).code()
    world.when(ProveLabel(item=second, code=unknown)).refused("label.other_item")


def test_a_kind_may_need_no_proof() -> None:
    world = a_centre()
    item = world.stored(place=None, labelled=False, category=Category.PHONE)
    world.when(MoveItem(item=item, place=SLOT)).refused("label.not_proved")
    world.set_policy(label_proof_by_category="phone=none")
    world.when(MoveItem(item=item, place=SLOT)).then(ItemMoved)


def test_a_label_printed_in_advance_is_bound_once() -> None:
    world = a_centre()
    item, other = (world.stored(place=None, labelled=False) for _ in range(2))
    first = Tag(TagKind.ITEM, 5301, 1, 26, 700).base
    world.record(BlankLabelsIssued(centre=CENTRE, first_tag=first, count=2))
    code, second = code_of(first), code_of(str(int(first) + 1))
    old = world.item(item).tag
    world.when(BindLabel(item=item, code=code)).then(ItemLabelBound(item=item, bound=first))
    state = world.item(item)
    assert (state.tag, state.first_tag, state.copy, state.label_proved) == (first, old, 1, True)
    world.when(MoveItem(item=item, place=SLOT)).then(ItemMoved)
    world.when(BindLabel(item=other, code=code)).refused("label.blank_used")
    world.when(BindLabel(item=item, code=second)).refused("label.has_one")
    world.when(LabelItem(item=item, reason="污损")).saying(copy=2)


@pytest.mark.parametrize("more", [-1, 2])
def test_only_numbers_given_in_advance_are_bound(more: int) -> None:
    world = a_centre()
    item = world.stored(place=None, labelled=False)
    first = Tag(TagKind.ITEM, 5301, 1, 26, 700).base
    world.record(BlankLabelsIssued(centre=CENTRE, first_tag=first, count=2))
    wrong = code_of(str(int(first) + more))
    world.when(BindLabel(item=item, code=wrong)).refused("label.not_blank")
    world.when(BindLabel(item=item, code=code_of(first, 2))).refused("label.not_blank")
    world.when(BindLabel(item=item, code="12")).refused("tag.shape")


def test_labels_are_numbered_in_advance_by_the_hundred() -> None:
    world = a_centre()
    world.when(IssueBlankLabels(count=100)).then(BlankLabelsIssued).saying(count=100)
    for count in (0, 501):
        world.when(IssueBlankLabels(count=count)).refused("label.blank_count")
