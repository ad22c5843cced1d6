"""What the scan of a label records at intake, on states folded from real events."""

from __future__ import annotations

from custody_app.domain.commands.store import BindLabel, LabelItem, MoveItem, ProveLabel
from custody_app.domain.ids import ItemId
from custody_app.domain.tag import code_of
from custody_app.domain.vocabulary import Category
from custody_app.ui.intake.proving import (
    binding,
    is_unproved,
    label_commands,
    needs_first_label,
    proofs_of,
)
from tests.builders import SLOT, TestWorld, a_centre


def labelled(world: TestWorld, category: Category, count: int) -> list[ItemId]:
    items = [world.stored(place=None, labelled=False, category=category) for _ in range(count)]
    for command in label_commands([world.item(item) for item in items]):
        world.do(command)
    return items


def test_the_first_scan_of_a_sampled_kind_lets_the_whole_list_onto_the_shelf() -> None:
    world = a_centre()
    world.set_policy(label_proof_by_category="phone=sample")
    phones, knives = labelled(world, Category.PHONE, 3), labelled(world, Category.KNIFE, 1)
    world.do(LabelItem(item=phones[2], reason="污损"))
    states = [world.item(item) for item in (*phones, *knives)]
    digits = code_of(states[0].tag)
    proofs = proofs_of(states[0], digits, states, is_sampled=True)
    assert proofs == (
        ProveLabel(item=phones[0], code=digits),
        ProveLabel(item=phones[1], code=digits),
    )
    for proof in proofs:
        world.do(proof)
    world.do(MoveItem(item=phones[1], place=SLOT))
    assert [is_unproved(world.item(item)) for item in (*phones, *knives)] == [
        False, False, True, True,
    ]  # fmt: skip


def test_without_a_sample_a_scan_proves_its_own_label_once() -> None:
    world = a_centre()
    first, second = labelled(world, Category.PHONE, 2)
    states = [world.item(first), world.item(second)]
    digits = code_of(states[0].tag)
    (proof,) = proofs_of(states[0], digits, states, is_sampled=False)
    assert proof == ProveLabel(item=first, code=digits)
    world.do(proof)
    assert proofs_of(world.item(first), digits, states, is_sampled=False) == ()
    listed = world.item(world.listed())
    assert proofs_of(listed, code_of(listed.tag), states, is_sampled=True) == ()


def test_only_a_thing_in_store_without_a_label_takes_one_printed_in_advance() -> None:
    world = a_centre()
    bare = world.item(world.stored(place=None, labelled=False))
    assert needs_first_label(bare)
    assert binding(bare, "1" * 18) == BindLabel(item=bare.id, code="1" * 18)
    for other in (world.item(world.stored()), world.item(world.listed())):
        assert binding(other, "1" * 18) is None
