"""Newest readings replace older ones of their kind; a seal stays until another is put on."""

from __future__ import annotations

from dataclasses import replace

from custody_app.domain.ids import RequestId
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.state.readings import read_again, sealed_with, used_with
from custody_app.domain.vocabulary import SealState, WeightKind
from tests.builders import a_centre

GROSS = Weight(WeightKind.GROSS, Amount("6.12", "g"), "TP-02")
NET = Weight(WeightKind.NET, Amount("5.50", "g"), "TP-02")
LIGHTER = Weight(WeightKind.NET, Amount("5.32", "g"), "TP-02")


def test_a_kind_that_was_not_read_keeps_its_last_reading() -> None:
    world = a_centre()
    item = replace(world.item(world.stored()), weights=(GROSS, NET))
    assert read_again(item, (LIGHTER,)) == (GROSS, LIGHTER)
    assert read_again(item, ()) == (GROSS, NET)
    assert read_again(item, (NET, GROSS)) == (NET, GROSS)


def test_no_new_seal_leaves_the_old_one() -> None:
    world = a_centre()
    item = replace(world.item(world.stored()), seal=SealState.OPENED, seal_no="")
    assert sealed_with(item, "") == (SealState.OPENED, "")
    assert sealed_with(item, "F2") == (SealState.SEALED, "F2")


def test_a_spent_request_is_remembered_behind_the_others() -> None:
    world = a_centre()
    item = replace(world.item(world.stored()), used_requests=(RequestId("a"),))
    assert used_with(item, RequestId("b")) == ("a", "b")
