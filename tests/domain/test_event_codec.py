"""Events to the ledger and back; what was released is never renamed; personal data stands apart."""

from __future__ import annotations

import json
from typing import Any

import pytest

from custody_app.domain.errors import RuleBroken
from custody_app.domain.event_codec import decode, encode, layout_of
from custody_app.domain.events import EVENTS
from custody_app.domain.events.base import Event, type_name
from custody_app.domain.events.item import ItemAccepted, ItemListed, ItemSplit
from tests.builders import an_item
from tests.domain import golden

FREE_TEXT = {
    "name", "features", "owner", "note", "reason", "holder", "witness", "remark", "suspects",
    "proving_feature", "kept_where", "recipient_name", "recipient_id_no", "recipient_id_kind",
    "proof", "buyer", "brought_by", "received_by", "proposal", "identifiers", "phone", "badge_no",
    "credential", "place_text", "method", "where", "was", "holder_id_no", "basis", "recipient",
    "difference_note", "late_note", "condition_note", "missing_note", "care_note",
}  # fmt: skip
CODES = {
    ("ItemFrozen", "reason"),
    ("ItemRefused", "reason"),
    ("ItemReleased", "recipient"),
    ("ItemDestroyed", "witness"),
}
"""Fields of that name that hold a code of the vocabulary or an id, not text."""


@pytest.mark.parametrize("event", golden.examples(), ids=lambda e: type(e).__name__)
def test_an_event_reads_back(event: Event) -> None:
    name, body, groups = encode(event)
    plain = json.loads(json.dumps([body, groups], ensure_ascii=False))
    subjects = event.subjects()
    id_ = subjects[0][1] if subjects else ""
    assert decode(name, id_, *plain) == event


@pytest.mark.parametrize("row", json.loads(golden.VECTORS.read_text(encoding="utf-8")))
def test_released_events_keep_their_bytes(row: list[Any]) -> None:
    """An event that has gained a field since reads its old rows, and writes them as they were."""
    name, body, groups = row
    subjects = golden.filled(EVENTS[name]).subjects()
    id_ = subjects[0][1] if subjects else ""
    assert list(encode(decode(name, id_, body, groups))) == row


def test_every_event_is_written_down() -> None:
    kept = {row[0] for row in json.loads(golden.VECTORS.read_text(encoding="utf-8"))}
    assert kept == set(EVENTS)
    rows = json.loads(golden.VECTORS.read_text(encoding="utf-8"))
    assert [row for row in golden.encodings() if row not in rows] == []


@pytest.mark.parametrize("cls", EVENTS.values(), ids=lambda cls: cls.__name__)
def test_free_text_and_people_never_stand_in_the_body(cls: type[Event]) -> None:
    open_ = {row.name for row in layout_of(cls).body}
    open_ -= {field for name, field in CODES if name == cls.__name__}
    assert open_ & FREE_TEXT == set()


def test_what_is_empty_is_absent() -> None:
    _, body, groups = encode(an_item("i", "153010126000001", held=False))
    assert "held" not in body
    assert "cash" not in body
    assert groups == {"description": {"name": "黑色双肩包"}}


def test_erased_groups_leave_their_fields_empty() -> None:
    event = an_item("i", "153010126000001", owner="张三")
    name, body, _ = encode(event)
    found = decode(name, "i", body, {})
    assert isinstance(found, ItemListed)
    assert (found.name, found.owner) == ("", "")
    assert found.quantity == event.quantity


def test_a_newer_programs_event_is_not_guessed() -> None:
    with pytest.raises(KeyError):
        decode("ITEM_TELEPORTED", "i", {}, {})


def test_a_body_that_does_not_fit_is_told() -> None:
    name, body, _ = encode(golden.filled(ItemAccepted))
    with pytest.raises(RuleBroken, match=r"input\.not_one_of"):
        decode(name, "i", body | {"mode": "by_pigeon"}, {})


def test_names_follow_the_class() -> None:
    assert type_name(ItemAccepted) == "ITEM_ACCEPTED"


def test_only_a_split_has_more_than_one_subject() -> None:
    for event in golden.examples():
        if not isinstance(event, ItemSplit):
            assert len(event.subjects()) <= 1
    split = golden.filled(ItemSplit)
    assert split.subjects() == (("item", "item-1"), ("item", "item-1"))
