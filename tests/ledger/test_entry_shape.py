"""Shapes of fields: every field has good and bad examples, every limit its edge."""

import json
from typing import Any

import pytest

from custody_app.ledger.entry import EventCore, to_bytes
from custody_app.ledger.entry_shape import BadEvent, check_members, is_wall

H = "ab" * 32
UUID = "0190a1b2-c3d4-7e5f-8a1b-0123456789ab"
SUBJECT = {"kind": "item", "id": "x", "iseq": 2, "iprev": [H]}
ATTACHMENT = {"h": H, "n": 1, "mime": "image/png"}

GOOD: list[tuple[str, Any]] = [
    ("typ", "ABC"),
    ("typ", "A" * 32),
    ("eid", "0190a1b2-c3d4-7e5f-ba1b-0123456789ab"),
    ("log", UUID + "/ws-99/audit"),
    ("epoch", 0),
    ("batch", "0190a1b2-c3d4-4e5f-8a1b-0123456789ab"),
    ("actor", "王"),
    ("rec", "x" * 64),
    ("shown", "station"),
    ("wall", "2024-02-29T23:59:59.999Z"),
    ("tz", -840),
    ("tz", 840),
    ("occ", {"at": "2026-01-01T00:00:00.000Z", "why": "power_cut"}),
    ("body", {}),
    ("att", [{"h": H, "n": 0, "mime": "application/vnd.ms-excel"}]),
    ("ref", [H]),
    ("items", [{"kind": "item", "id": "a" * 64, "iseq": 1, "iprev": []}]),
    ("items", [{**SUBJECT, "id": str(n)} for n in range(1000)]),
    ("ref", [H] * 1000),
]

BAD: list[tuple[str, Any]] = [
    ("v", 2),
    ("v", "1"),
    ("alg", "sm3"),
    ("alg", 1),
    ("alg", ["sha256"]),
    ("typ", "AB"),
    ("typ", "A" * 33),
    ("typ", "ITEM1"),
    ("typ", 5),
    ("eid", "0190a1b2-c3d4-4e5f-8a1b-0123456789ab"),
    ("eid", UUID.upper()),
    ("eid", "0190a1b2-c3d4-7e5f-ca1b-0123456789ab"),
    ("log", UUID),
    ("log", UUID + "/ws-1"),
    ("log", UUID + "/ws-01/"),
    ("epoch", -1),
    ("epoch", True),
    ("lseq", -1),
    ("lseq", 2**53),
    ("lprev", "AB" * 32),
    ("lprev", "ab" * 31),
    ("lprev", H + "\n"),
    ("batch", "1"),
    ("actor", ""),
    ("actor", "x" * 65),
    ("actor", 1),
    ("rec", ""),
    ("role", "a b"),
    ("key", "abc"),
    ("shown", "badge"),
    ("shown", {}),
    ("wall", "2026-02-29T00:00:00.000Z"),
    ("wall", "2026-02-28T24:00:00.000Z"),
    ("wall", "2026-02-28T00:60:00.000Z"),
    ("wall", "2026-02-28T00:00:60.000Z"),
    ("wall", "2026-02-28T00:00:00Z"),
    ("wall", "2026-02-28T00:00:00.000+08:00"),
    ("wall", "2026-02-28 00:00:00.000Z"),
    ("wall", 0),
    ("tz", 841),
    ("tz", "480"),
    ("occ", {}),
    ("occ", "late"),
    ("occ", {"at": "yesterday", "why": "late"}),
    ("occ", {"at": "2026-01-01T00:00:00.000Z", "why": "因为"}),
    ("occ", {"at": "2026-01-01T00:00:00.000Z", "why": "late", "by": "x"}),
    ("body", []),
    ("body", "x"),
    ("pd", {}),
    ("pd", []),
    ("pd", {"note": "x"}),
    ("pd", {"Note": H}),
    ("att", []),
    ("att", {}),
    ("att", ["x"]),
    ("att", [{**ATTACHMENT, "n": -1}]),
    ("att", [{**ATTACHMENT, "h": "x"}]),
    ("att", [{**ATTACHMENT, "mime": "png"}]),
    ("att", [{**ATTACHMENT, "name": "x"}]),
    ("att", [ATTACHMENT] * 1001),
    ("ref", []),
    ("ref", "x"),
    ("ref", ["x"]),
    ("ref", [H] * 1001),
    ("items", []),
    ("items", "x"),
    ("items", ["x"]),
    ("items", [{"kind": "item", "id": "x", "iseq": 1}]),
    ("items", [{**SUBJECT, "kind": "Item"}]),
    ("items", [{**SUBJECT, "id": "a b"}]),
    ("items", [{**SUBJECT, "id": ""}]),
    ("items", [{**SUBJECT, "iseq": 0, "iprev": []}]),
    ("items", [{**SUBJECT, "iseq": "2"}]),
    ("items", [{**SUBJECT, "iseq": 1}]),
    ("items", [{**SUBJECT, "iprev": []}]),
    ("items", [{**SUBJECT, "iprev": [H, H]}]),
    ("items", [{**SUBJECT, "iprev": ["x"]}]),
    ("items", [{**SUBJECT, "iprev": H}]),
    ("items", [SUBJECT, SUBJECT]),
    ("items", [{**SUBJECT, "id": str(n)} for n in range(1001)]),
    ("schema", 0),
    ("app", ""),
    ("app", "1.0 beta"),
]


@pytest.fixture
def members(full_core: EventCore) -> dict[str, Any]:
    """Return a good event as it stands in JSON, with every field."""
    good: dict[str, Any] = json.loads(to_bytes(full_core))
    return good


@pytest.mark.parametrize(("name", "value"), GOOD)
def test_good_shapes(name: str, value: Any, members: dict[str, Any]) -> None:
    check_members({**members, name: value})


@pytest.mark.parametrize(("name", "value"), BAD)
def test_bad_shapes(name: str, value: Any, members: dict[str, Any]) -> None:
    with pytest.raises(BadEvent) as refused:
        check_members({**members, name: value})
    assert (refused.value.field, refused.value.reason) == (name, "shape")


@pytest.mark.parametrize("name", ["items", "batch", "occ", "pd", "att", "ref"])
def test_fields_that_may_be_absent(name: str, members: dict[str, Any]) -> None:
    del members[name]
    check_members(members)


@pytest.mark.parametrize(
    "name",
    ["v", "alg", "typ", "eid", "log", "epoch", "lseq", "lprev", "actor", "rec", "role", "key",
     "shown", "wall", "tz", "body", "schema", "app"],
)  # fmt: skip
def test_fields_that_must_be_there(name: str, members: dict[str, Any]) -> None:
    del members[name]
    with pytest.raises(BadEvent, match=f"{name}: missing"):
        check_members(members)


@pytest.mark.parametrize("name", ["deps", "cent", "hlc", "boot", "mono", "x"])
def test_fields_this_version_does_not_write_are_unknown(name: str, members: dict[str, Any]) -> None:
    with pytest.raises(BadEvent, match=f"{name}: unknown"):
        check_members({**members, name: {}})


def test_only_event_0_starts_the_chain(members: dict[str, Any]) -> None:
    check_members({**members, "lseq": 0, "lprev": "00" * 32})
    for lseq, lprev in ((0, H), (1, "00" * 32)):
        with pytest.raises(BadEvent, match="lprev: start"):
            check_members({**members, "lseq": lseq, "lprev": lprev})


def test_is_wall() -> None:
    assert is_wall("2026-12-31T23:59:59.000Z")
    assert not is_wall("2026-13-01T00:00:00.000Z")
    assert not is_wall(None)
