"""A damaged event is told by the thing it was about."""

from __future__ import annotations

import pytest

from custody_app.ledger.entry import EventCore, Subject, to_bytes
from custody_app.ledger.raw_core import first_subject, read_or_reason

CORE = to_bytes(
    EventCore(
        typ="ITEM_SEEN", eid="0190a1b2-c3d4-7e5f-8a1b-0123456789ab",
        log="0190a1b2-c3d4-7e5f-8a1b-0123456789ab/ws-01", lseq=0,
        lprev="0" * 64, actor="a", recorder="a", role="custodian", key="ab" * 8, shown="pin",
        wall="2026-03-09T01:00:00.000Z", tz=480, schema=1, app="1", body={},
        subjects=(Subject.first("item", "item-1"), Subject.first("item", "item-2")),
    )
)  # fmt: skip


def test_a_whole_core_can_only_have_a_wrong_hash() -> None:
    event, reason = read_or_reason(CORE)
    assert event is not None
    assert (event.typ, reason) == ("ITEM_SEEN", "hash")


@pytest.mark.parametrize(
    "raw", [CORE[:-1], CORE + b" ", b"", b"\xff", CORE.replace(b"480", b"4.8")]
)
def test_what_cannot_be_read_says_why(raw: bytes) -> None:
    event, reason = read_or_reason(raw)
    assert event is None
    assert reason.startswith("unreadable: ")


def test_the_first_thing_is_named_even_then() -> None:
    assert first_subject(CORE) == first_subject(CORE[: CORE.index(b"item-2")]) == "item-1"
    assert first_subject(b"") is None
    assert first_subject(CORE.replace(b"item-1", b"item 1", 1)) != "item-1"
