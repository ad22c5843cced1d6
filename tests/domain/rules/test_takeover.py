"""Existing stock comes on the record without a clock, a deliverer or a sighting."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.commands.intake import TakeOverItem
from custody_app.domain.commands.store import LabelItem, MoveItem, SeeItem
from custody_app.domain.events.item import ItemMoved, ItemSeen, ItemTakenOver
from custody_app.domain.quantity import Amount
from custody_app.domain.rules import takeover
from custody_app.domain.vocabulary import Category, Custody, Origin
from tests.builders import (
    CASE,
    CLOSED_SLOT,
    CUSTODIAN,
    ONE,
    SAFE,
    SEIZURE,
    SLOT,
    SLOT_2,
    TAKEOVER_SEIZURE,
    a_centre,
)


def a_takeover(**values: Any) -> TakeOverItem:
    facts: dict[str, Any] = {
        "seizure": TAKEOVER_SEIZURE,
        "name": "旧保险箱",
        "category": Category.GENERAL,
        "quantity": ONE,
        "place": SLOT,
    }
    return TakeOverItem(**(facts | values))


def test_stock_is_taken_over_where_it_lies_and_not_seen() -> None:
    world = a_centre()
    (event,) = world.do(a_takeover(category=Category.DRUGS))
    assert isinstance(event, ItemTakenOver)
    state = world.item(event.item)
    assert state.custody is Custody.IN_STORE
    assert state.origin is Origin.TAKEOVER
    assert state.place == SLOT
    assert state.hand_over_due_at is None
    assert state.last_seen_at is None
    assert state.balance.adds_up


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"seizure": SEIZURE}, "takeover.not_a_takeover_list"),
        ({"place": CLOSED_SLOT}, "move.place_closed"),
        ({"place": "nowhere"}, "place.unknown"),
        ({"name": ""}, "intake.name_missing"),
        ({"quantity": Amount("0", "件")}, "quantity.zero"),
        ({"category": Category.CASH}, "intake.cash_use_missing"),
    ],
)
def test_what_a_takeover_needs(values: dict[str, Any], code: str) -> None:
    a_centre().when(a_takeover(**values)).refused(code)


def test_without_paper_a_word_is_needed() -> None:
    world = a_centre()
    world.change(TAKEOVER_SEIZURE, "seizure", document_no="")
    world.when(a_takeover()).refused("takeover.paper_missing")
    world.change(TAKEOVER_SEIZURE, "seizure", remark="原始文书遗失")
    world.when(a_takeover()).then(ItemTakenOver)


def test_the_case_officer_takes_nothing_over() -> None:
    world = a_centre()
    world.change(CASE, "case", officers=(CUSTODIAN,))
    world.when(a_takeover()).refused("separation.case_officer_keeps")


def test_a_scan_sees_it_and_it_may_go_to_a_safe_before_it_is_labelled() -> None:
    world = a_centre()
    (event,) = world.do(a_takeover())
    assert isinstance(event, ItemTakenOver)
    item = event.item
    world.when(SeeItem(item=item)).then(ItemSeen(item=item, place=SLOT))
    assert world.item(item).last_seen_at == world.now
    world.when(MoveItem(item=item, place=SLOT_2)).refused("label.not_proved")
    world.when(MoveItem(item=item, place=SAFE)).then(ItemMoved)
    world.when(LabelItem(item=item)).saying(copy=1)


def test_the_commands_decided_here() -> None:
    assert set(takeover.RULES) == {TakeOverItem}
