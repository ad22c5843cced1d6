"""Wrapped keys: only the same secret with the same extra material opens an unchanged record."""

import json
from typing import Any

import pytest

from custody_app.ledger.key_wrapping import (
    BadWrap,
    WrapParameters,
    WrongSecret,
    unwrap_bytes,
    wrap_bytes,
)
from custody_app.ledger.signing import (
    key_id,
    new_private_key,
    private_bytes,
    public_bytes,
    unwrap_key,
    wrap_key,
)

QUICK = WrapParameters(memory_kib=64, passes=1, lanes=1)
PRIVATE = new_private_key()
RECORD = wrap_key(PRIVATE, "密码 correct", b"station", QUICK)


def test_opens_with_the_same_secret_after_storing() -> None:
    stored = json.loads(json.dumps(RECORD))
    opened = unwrap_key(stored, "密码 correct", b"station")
    assert private_bytes(opened) == private_bytes(PRIVATE)
    assert stored["key"] == key_id(public_bytes(PRIVATE))
    assert (stored["m"], stored["t"], stored["p"]) == (64, 1, 1)
    assert private_bytes(PRIVATE).hex() not in json.dumps(RECORD)


def test_default_cost_is_64_mib_three_passes_four_lanes() -> None:
    record = wrap_key(PRIVATE, "123456", b"")
    assert (record["m"], record["t"], record["p"]) == (65536, 3, 4)
    assert private_bytes(unwrap_key(record, "123456", b"")) == private_bytes(PRIVATE)


def test_full_width_digits_are_the_same_secret() -> None:
    record = wrap_key(PRIVATE, "123456", b"", QUICK)
    assert unwrap_key(record, "\uff11\uff12\uff13\uff14\uff15\uff16", b"")


def test_each_wrap_is_fresh() -> None:
    other = wrap_key(PRIVATE, "密码 correct", b"station", QUICK)
    assert all(other[name] != RECORD[name] for name in ("salt", "nonce", "sealed"))


@pytest.mark.parametrize(
    ("secret", "extra"),
    [("密码 Correct", b"station"), ("", b"station"), ("密码 correct", b""), ("\ud800", b"station")],
)
def test_other_secrets_do_not_open(secret: str, extra: bytes) -> None:
    with pytest.raises(WrongSecret):
        unwrap_key(RECORD, secret, extra)


@pytest.mark.parametrize(
    ("name", "value"),
    [("t", 2), ("m", 128), ("p", 2), ("key", "0" * 16), ("salt", "0" * 32), ("nonce", "0" * 24),
     ("sealed", "0" * 96)],
)  # fmt: skip
def test_changed_records_do_not_open(name: str, value: str | int) -> None:
    with pytest.raises(WrongSecret):
        unwrap_key({**RECORD, name: value}, "密码 correct", b"station")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"v": 2}, "version"),
        ({"kdf": "scrypt"}, "version"),
        ({"more": 1}, "fields"),
        ({"m": 2**30}, "cost"),
        ({"m": 4}, "cost"),
        ({"t": 0}, "cost"),
        ({"t": True}, "cost"),
        ({"p": "4"}, "cost"),
        ({"key": 1}, "key"),
        ({"salt": "zz" * 16}, "salt"),
        ({"sealed": "00"}, "length"),
    ],
)
def test_what_is_not_a_record_is_refused(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(BadWrap, match=reason):
        unwrap_key({**RECORD, **changes}, "密码 correct", b"station")


def test_not_even_a_mapping() -> None:
    with pytest.raises(BadWrap):
        unwrap_key([], "x", b"")  # type: ignore[arg-type]


def test_what_is_wrapped_is_named_and_bound_to_its_name() -> None:
    record = wrap_bytes(b"s" * 32, "123456", b"station", "ab" * 8, QUICK)
    assert record["key"] == "ab" * 8
    assert unwrap_bytes(record, "123456", b"station") == b"s" * 32
    with pytest.raises(WrongSecret):
        unwrap_bytes({**record, "key": "cd" * 8}, "123456", b"station")


def test_secret_and_extra_are_not_one_long_text() -> None:
    """Else a PIN could be lengthened by what the station adds."""
    record = wrap_bytes(b"s" * 32, "12345", b"6", "ab" * 8, QUICK)
    with pytest.raises(WrongSecret):
        unwrap_bytes(record, "123456", b"")
