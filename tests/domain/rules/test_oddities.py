"""What looks odd is told after it was recorded, and refuses nothing (12.1)."""

from __future__ import annotations

from typing import Any

from custody_app.domain.commands.intake import AcceptItem, ListItem, RecordSeizure
from custody_app.domain.events.base import Event
from custody_app.domain.moments import Day
from custody_app.domain.parts import Identifiers
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.oddities import oddities
from custody_app.domain.vocabulary import Category, Measure
from tests.builders import CASE, OFFICER, OFFICER_2, SEIZURE, TAKEN_AT, TestWorld, a_centre


def told(world: TestWorld, events: tuple[Event, ...]) -> list[tuple[str, dict[str, Any]]]:
    return [(one.code, dict(one.facts)) for event in events for one in oddities(event, world.world)]


def test_a_wrong_imei_is_taken_and_told() -> None:
    world = a_centre()
    events = world.do(
        ListItem(
            seizure=SEIZURE,
            name="手机",
            category=Category.PHONE,
            quantity=Amount("1", "部"),
            identifiers=Identifiers(imei="490154203237519"),
        )
    )
    assert told(world, events) == [("odd.check_digit", {"number_kind": "imei", "expected": "8"})]
    assert world.item(events[0].subjects()[0][1]).is_doubtful


def test_what_is_missing_at_the_window_is_told_and_marked() -> None:
    world = a_centre()
    item = world.listed(category=Category.BANK_CARD)
    events = world.do(AcceptItem(item=item, quantity=Amount("1", "件")))
    assert told(world, events) == [("odd.missing", {"item": item, "required": "bank_card"})]
    assert [one.value for one in world.item(item).missing] == ["bank_card"]


def test_a_seizure_before_the_case_was_filed_and_a_wrong_id_number_are_told() -> None:
    world = a_centre()
    world.change(CASE, "case", filed_on=Day("2026-03-05"))
    events = world.do(
        RecordSeizure(
            case=CASE,
            measure=Measure.SEIZE,
            taken_at=TAKEN_AT,
            officers=(OFFICER, OFFICER_2),
            holder="张三",
            holder_id_no="110105194912310021",
            witness="李四",
            place="人民路1号",
        )
    )
    assert [code for code, _ in told(world, events)] == [
        "odd.check_digit",
        "odd.before_case_filed",
    ]
