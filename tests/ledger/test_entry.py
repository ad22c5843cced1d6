"""The event core: frozen bytes, one encoding per event, nothing lost on the way."""

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from custody_app.ledger.canonical_json import NotCanonical
from custody_app.ledger.entry import (
    BadEvent,
    EventCore,
    Subject,
    from_bytes,
    to_bytes,
    to_bytes_trusted,
)

GOLDEN = json.loads(
    (Path(__file__).parent / "vectors" / "events-v1.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", GOLDEN["events"], ids=lambda case: case["name"])
def test_released_bytes_never_change(case: dict[str, Any]) -> None:
    raw = case["core"].encode()
    event = from_bytes(raw)
    assert to_bytes(event) == to_bytes_trusted(event) == raw == rfc8785.dumps(json.loads(raw))
    # Spelt out on purpose: this is the format, not our functions for it.
    ehash = sha256(b"SPCC/event/v1\0" + raw).digest()
    assert ehash.hex() == case["ehash"]
    usig = bytes.fromhex(case["usig"])
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(case["public"]))
    public.verify(usig, b"SPCC/usig/v1\0" + ehash)
    assert sha256(b"\0" + ehash + usig).hexdigest() == case["leaf"]
    assert sha256(b"SPCC/keyid/v1\0" + public.public_bytes_raw()).hexdigest()[:16] == event.key


def test_every_field_survives(make_core: Callable[..., EventCore], full_core: EventCore) -> None:
    assert from_bytes(to_bytes(full_core)) == full_core
    assert from_bytes(to_bytes(make_core())) == make_core()
    assert to_bytes_trusted(full_core) == to_bytes(full_core)


def test_unused_fields_are_absent(
    make_core: Callable[..., EventCore], full_core: EventCore
) -> None:
    members = json.loads(to_bytes(make_core()))
    assert not members.keys() & {"items", "batch", "occ", "pd", "att", "ref"}
    assert json.loads(to_bytes(full_core)).keys() >= {"items", "batch", "occ", "pd", "att", "ref"}
    assert members["v"] == 1


def test_subjects_count_on_from_their_head() -> None:
    assert Subject.first("item", "x") == Subject("item", "x", 1, ())
    assert Subject.after("item", "x", 1, "ab" * 32) == Subject("item", "x", 2, ("ab" * 32,))


def test_misshapen_events_are_neither_written_nor_read(full_core: EventCore) -> None:
    bad = replace(full_core, typ="lower")
    with pytest.raises(BadEvent, match="typ"):
        to_bytes(bad)
    with pytest.raises(BadEvent, match="typ"):
        from_bytes(to_bytes_trusted(bad))
    with pytest.raises(NotCanonical, match="not_nfc"):
        to_bytes(replace(full_core, body={"a": "e\u0301"}))
    with pytest.raises(NotCanonical, match="too_large"):
        to_bytes(replace(full_core, ref=tuple(f"{n:064x}" for n in range(1000))))
