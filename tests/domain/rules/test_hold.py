"""Holds count up and down; measures are extended, lifted and converted by a document."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.commands.store import ChangeMeasure, LiftHold, PlaceHold
from custody_app.domain.events.item import HoldLifted, HoldPlaced, MeasureChanged
from custody_app.domain.moments import Day
from custody_app.domain.rules import hold
from custody_app.domain.vocabulary import Custody, Measure, MeasureState
from tests.builders import SUPERVISOR, a_centre


def test_two_holds_need_two_lifts() -> None:
    world = a_centre()
    item = world.stored()
    world.when(PlaceHold(item=item, reason="")).refused("hold.reason_missing")
    world.when(PlaceHold(item=item, reason="申诉中"), by=SUPERVISOR).then(HoldPlaced)
    world.when(PlaceHold(item=item, reason="另案需要")).then(HoldPlaced)
    assert world.item(item).holds == 2
    for _ in range(2):
        world.when(LiftHold(item=item, reason="已结")).then(HoldLifted)
    world.when(LiftHold(item=item, reason="已结")).refused("hold.none")


def a_change(item: Any, **values: Any) -> ChangeMeasure:
    facts: dict[str, Any] = {
        "state": MeasureState.EXTENDED,
        "paper_no": "延1号",
        "paper_on": Day("2026-03-02"),
        "until": Day("2026-05-02"),
    }
    return ChangeMeasure(item=item, **(facts | values))


def test_a_measure_is_extended_then_lifted_then_converted() -> None:
    world = a_centre()
    item = world.stored(measure_until=Day("2026-04-02"))
    world.when(a_change(item)).then(MeasureChanged)
    assert world.item(item).measure_until == "2026-05-02"
    world.when(a_change(item)).refused("hold.measure_not_longer")
    lifted = MeasureState.LIFTED
    world.when(a_change(item, state=lifted)).saying(until=None, measure=Measure.SEIZE)
    world.when(a_change(item, state=lifted)).refused("hold.measure_lifted")
    converted = a_change(item, state=MeasureState.CONVERTED, measure=Measure.FORFEIT)
    world.when(converted).saying(measure=Measure.FORFEIT)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"paper_no": ""}, "hold.measure_paper_missing"),
        ({"paper_on": Day("2026-03-03")}, "time.day_in_future"),
        ({"paper_on": Day("2026-03-01")}, "hold.measure_paper_early"),
        ({"state": MeasureState.IN_FORCE}, "hold.measure_state"),
        ({"until": None}, "hold.measure_until_missing"),
        ({"measure": Measure.SEAL}, "hold.measure_needs_conversion"),
        ({"state": MeasureState.CONVERTED}, "hold.measure_same"),
        ({"state": MeasureState.CONVERTED, "measure": Measure.SEIZE}, "hold.measure_same"),
    ],
)
def test_what_a_change_needs(values: dict[str, Any], code: str) -> None:
    world = a_centre()
    world.when(a_change(world.stored(), **values)).refused(code)


def test_nothing_is_held_or_changed_once_it_left() -> None:
    world = a_centre()
    item = world.stored()
    world.change(item, custody=Custody.DESTROYED, holds=1)
    world.when(PlaceHold(item=item, reason="x")).refused("item.gone")
    world.when(LiftHold(item=item, reason="x")).refused("item.gone")
    world.when(a_change(item)).refused("item.gone")


def test_the_commands_decided_here() -> None:
    assert set(hold.RULES) == {PlaceHold, LiftHold, ChangeMeasure}
