"""The end of a discrepancy: cleared by the police head, or written off whole or in part (T17)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from custody_app.domain.commands.store import FreezeItem, UnfreezeItem, WriteOffItem
from custody_app.domain.events.inquiry import ItemWrittenOff
from custody_app.domain.events.item import (
    DifferenceAcknowledged,
    ItemFrozen,
    ItemUnfrozen,
)
from custody_app.domain.ids import ItemId
from custody_app.domain.parts import Attached
from custody_app.domain.quantity import Amount
from custody_app.domain.rules import discrepancy
from custody_app.domain.vocabulary import AttachmentKind, Custody, FreezeReason, Rank
from tests.builders import (
    CASE,
    CUSTODIAN,
    POLICE_HEAD,
    UNIT_HEAD,
    TestWorld,
    a_centre,
)

REPORT = Attached("0" * 64, 10, "application/pdf", AttachmentKind.APPROVAL, "核查报告.pdf")


def test_a_difference_stops_and_the_police_head_clears() -> None:
    world = a_centre()
    item = world.stored()
    stop = FreezeItem(item=item, reason=FreezeReason.NOT_FOUND, note="架上未见")
    world.when(replace(stop, note="")).refused("item.freeze_note_missing")
    world.when(stop).then(ItemFrozen)
    world.when(stop).refused("item.frozen")
    clear = UnfreezeItem(item=item, paper_no="核1号", approver=POLICE_HEAD, note="误放，已找到")
    world.when(replace(clear, approver=UNIT_HEAD)).refused("item.unfreeze_rank")
    world.when(replace(clear, paper_no="")).refused("item.unfreeze_paper_missing")
    world.when(replace(clear, note="")).refused("item.unfreeze_note_missing")
    world.when(clear).then(ItemUnfrozen)
    world.when(clear).refused("item.not_frozen")


def test_nobody_clears_their_own_difference() -> None:
    world = a_centre()
    item = world.stored()
    world.given(ItemFrozen(item=item, reason=FreezeReason.NOT_FOUND))
    clear = UnfreezeItem(item=item, paper_no="核1号", approver=POLICE_HEAD, note="已找到")
    world.when(clear, by=POLICE_HEAD).refused("separation.clears_own")
    world.change(CASE, "case", officers=(POLICE_HEAD,))
    world.when(clear).refused("separation.approves_own_case")


def missing(world: TestWorld, *, told: bool = True, **stored: Any) -> ItemId:
    """A thing that is not found; both heads have taken note."""
    item = world.stored(**stored)
    world.given(ItemFrozen(item=item, reason=FreezeReason.NOT_FOUND))
    for head in (Rank.UNIT_HEAD, Rank.CUSTODY_HEAD) if told else ():
        world.given(DifferenceAcknowledged(item=item, head=head, person=UNIT_HEAD))
    return item


def write_off(item: ItemId, **more: Any) -> WriteOffItem:
    values = {
        "paper_no": "核1号", "liability_no": "责1号", "approver": POLICE_HEAD, "note": "查找未果",
        "attachments": (REPORT,),
    }  # fmt: skip
    return WriteOffItem(item=item, **(values | more))


def test_what_is_lost_is_written_off_whole() -> None:
    world = a_centre()
    item = missing(world)
    world.when(write_off(item)).then(ItemWrittenOff)
    state = world.item(item)
    assert (state.custody, state.frozen, state.place) == (Custody.WRITTEN_OFF, None, None)
    assert state.balance.held.is_zero
    assert state.balance.adds_up
    world.when(write_off(item)).refused("item.not_frozen")


def test_a_part_is_written_off_and_the_rest_moves_again() -> None:
    world = a_centre()
    item = missing(world, quantity=Amount("5", "件"))
    world.when(write_off(item, quantity=Amount("6", "件"))).refused("quantity.below_zero")
    world.when(write_off(item, quantity=Amount("0", "件"))).refused("quantity.zero")
    world.when(write_off(item, quantity=Amount("2", "件"))).then(ItemWrittenOff)
    state = world.item(item)
    assert (state.custody, state.frozen) == (Custody.IN_STORE, None)
    assert (state.balance.stored.n, state.balance.lost.n) == ("3", "2")
    assert state.balance.adds_up


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"paper_no": " "}, "item.unfreeze_paper_missing"),
        ({"liability_no": ""}, "item.write_off_liability_missing"),
        ({"note": ""}, "item.unfreeze_note_missing"),
        ({"attachments": ()}, "item.write_off_report_missing"),
        ({"approver": UNIT_HEAD}, "item.unfreeze_rank"),
        ({"approver": CUSTODIAN}, "item.unfreeze_rank"),
    ],
)
def test_nothing_of_it_may_be_missing(change: dict[str, Any], code: str) -> None:
    world = a_centre()
    world.when(write_off(missing(world), **change)).refused(code)


def test_both_heads_know_before_anything_is_written_off() -> None:
    world = a_centre()
    item = missing(world, told=False)
    world.when(write_off(item)).refused("item.write_off_not_reported")


def test_nobody_writes_off_by_the_own_decision() -> None:
    world = a_centre()
    item = missing(world)
    world.when(write_off(item), by=POLICE_HEAD).refused("separation.clears_own")
    world.change(CASE, "case", officers=(POLICE_HEAD,))
    world.when(write_off(item)).refused("separation.approves_own_case")


def test_the_commands_decided_here() -> None:
    assert set(discrepancy.RULES) == {UnfreezeItem, WriteOffItem}
