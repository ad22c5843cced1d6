"""Plain data and back: nothing lost, nothing invented, every mistake told with its path."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from custody_app.domain.commands import COMMANDS
from custody_app.domain.commands.intake import AcceptItem, ListItem
from custody_app.domain.errors import RuleBroken, all_broken
from custody_app.domain.events.centre import PolicyEntry
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import Day, Moment
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.record import from_plain, schema_of, to_plain
from custody_app.domain.state.registers import PolicyValue
from custody_app.domain.vocabulary import Category, Condition, WeightKind


@dataclass(frozen=True, slots=True)
class Everything:
    text: str
    number: int
    yes: bool = False
    item: ItemId | None = None
    at: Moment | None = None
    on: Day | None = None
    kind: Category | None = None
    weights: tuple[Weight, ...] = ()


FULL = Everything(
    "䶮 <b>=1+1</b>",
    -3,
    True,
    ItemId("i"),
    Moment("2026-03-02T01:00:00.000Z"),
    Day("2026-03-02"),
    Category.CASH,
    (Weight(WeightKind.NET, Amount("5.50", "g")),),
)


def test_full_goes_there_and_back() -> None:
    plain = to_plain(FULL)
    assert plain["yes"] == 1
    assert plain["weights"] == [{"kind": "net", "amount": {"n": "5.50", "u": "g"}}]
    assert from_plain(Everything, json.loads(json.dumps(plain))) == FULL


def test_what_nobody_filled_leaves_no_trace() -> None:
    assert to_plain(Everything("x", 0)) == {"text": "x", "number": 0}
    assert from_plain(Everything, {"text": "x", "number": 0}) == Everything("x", 0)
    assert from_plain(Everything, {"text": "x", "number": 0, "item": None}).item is None


def told(plain: Any) -> list[tuple[str, object]]:
    with pytest.raises(RuleBroken) as caught:
        from_plain(Everything, plain)
    return [(error.code, error.facts.get("at")) for error in all_broken(caught.value)]


@pytest.mark.parametrize(
    ("values", "code", "at"),
    [
        ({"text": 1}, "input.wrong_type", "text"),
        ({"text": "x" * 4001}, "input.too_long", "text"),
        ({"number": "1"}, "input.wrong_type", "number"),
        ({"number": 1.5}, "input.wrong_type", "number"),
        ({"number": True}, "input.wrong_type", "number"),
        ({"number": 2**60}, "input.too_large", "number"),
        ({"yes": "yes"}, "input.wrong_type", "yes"),
        ({"yes": 2}, "input.wrong_type", "yes"),
        ({"item": ""}, "input.not_an_id", "item"),
        ({"item": "x" * 81}, "input.not_an_id", "item"),
        ({"kind": "gold"}, "input.not_one_of", "kind"),
        ({"kind": ["cash"]}, "input.not_one_of", "kind"),
        ({"weights": {}}, "input.wrong_type", "weights"),
        ({"weights": [{}] * 1001}, "input.too_many", "weights"),
        ({"weights": [7]}, "input.wrong_type", "weights[0]"),
        ({"colour": "red"}, "input.unknown_field", "colour"),
    ],
)
def test_each_mistake_names_its_field(values: dict[str, Any], code: str, at: str) -> None:
    assert told({"text": "x", "number": 1} | values) == [(code, at)]


def test_all_mistakes_are_told_at_once() -> None:
    plain = {
        "number": "1",
        "at": "yesterday",
        "weights": [{"kind": "net", "amount": {"n": "-5", "u": "g"}}],
        "colour": 1,
    }
    assert sorted(told(plain)) == [
        ("input.missing_field", "text"),
        ("input.not_a_moment", None),
        ("input.unknown_field", "colour"),
        ("input.wrong_type", "number"),
        ("quantity.not_a_number", "weights[0].amount"),
    ]


@pytest.mark.parametrize("plain", [None, [], "x", 7])
def test_no_object_at_all(plain: Any) -> None:
    assert told(plain) == [("input.wrong_type", "args")]


def test_a_command_reads_from_plain_json() -> None:
    plain = {"item": "i", "quantity": {"n": "2", "u": "件"}, "counted": False}
    found = from_plain(AcceptItem, plain)
    assert found.counted is False
    assert found.condition is Condition.INTACT


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_schema(name: str) -> None:
    schema = schema_of(COMMANDS[name])
    assert schema["additionalProperties"] is False
    json.dumps(schema)


def test_a_schema_says_what_is_required() -> None:
    schema = schema_of(ListItem)
    assert set(schema["required"]) == {"seizure", "name", "category", "quantity"}
    assert schema["properties"]["category"]["enum"][0] == "general"


@pytest.mark.parametrize("kept", [PolicyValue("agency", ""), PolicyEntry("agency", "")])
def test_a_setting_that_was_emptied_can_be_read_again(kept: PolicyValue | PolicyEntry) -> None:
    """Else the whole state of the centre could not."""
    assert from_plain(type(kept), to_plain(kept)) == kept
