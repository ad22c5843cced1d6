"""Hashes: the labels and the order of what is hashed."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from custody_app.ledger.canonical_json import NotCanonical
from custody_app.ledger.hashing import (
    ZERO_HASH_HEX,
    event_hash,
    leaf_hash,
    pd_commitment,
    pd_commitment_of_bytes,
    user_signing_input,
    zero_hash,
)

GOLDEN = json.loads(
    (Path(__file__).parent / "vectors" / "events-v1.json").read_text(encoding="utf-8")
)
SALT = bytes(range(32))


def test_formulas() -> None:
    assert event_hash(b"{}") == sha256(b"SPCC/event/v1\x00{}").digest()
    assert user_signing_input(b"h" * 32) == b"SPCC/usig/v1\x00" + b"h" * 32
    assert leaf_hash(b"h" * 32, b"s" * 64) == sha256(b"\x00" + b"h" * 32 + b"s" * 64).digest()
    assert zero_hash() == bytes(32) == bytes.fromhex(ZERO_HASH_HEX)


def test_commitment() -> None:
    raw = '{"name":"张䶮"}'.encode()
    expected = sha256(b"SPCC/pd/v1\x00" + SALT + raw).digest()
    assert pd_commitment(SALT, {"name": "张䶮"}) == expected
    assert pd_commitment_of_bytes(SALT, raw) == expected
    assert pd_commitment(bytes(32), {"name": "张䶮"}) != expected


def test_commitment_refuses_what_it_cannot_hold() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        pd_commitment(b"short", {})
    with pytest.raises(NotCanonical):
        pd_commitment(SALT, {"name": None})


@pytest.mark.parametrize("case", GOLDEN["commitments"], ids=lambda case: str(case["value"])[:12])
def test_released_commitments_never_change(case: dict[str, Any]) -> None:
    assert pd_commitment(bytes.fromhex(case["salt"]), case["value"]).hex() == case["commitment"]
