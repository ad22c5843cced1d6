"""Labels: issue, reprint with a reason, prove by scan; dead twins and swapped labels are told."""

from __future__ import annotations

import pytest

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.store import LabelItem, ProveLabel
from custody_app.domain.events.item import ItemLabelled, ItemLabelProved
from custody_app.domain.rules import labelling
from custody_app.domain.tag import code_of
from custody_app.domain.vocabulary import Custody
from tests.builders import CASE, CUSTODIAN, a_centre


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
    own: set[type[Command]] = {LabelItem, ProveLabel}
    assert set(labelling.RULES) == own
