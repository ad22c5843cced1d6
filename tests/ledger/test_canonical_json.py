"""Canonical bytes: equal to RFC 8785 on the profile, and nothing outside it gets in."""

import json
import unicodedata
from enum import StrEnum
from typing import Any

import pytest
import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from custody_app.ledger.canonical_json import (
    INTEGER_LIMIT,
    SIZE_MAX,
    BadText,
    NotCanonical,
    canonical,
    canonical_trusted,
    clean_text,
    parse_canonical,
)

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
BAD_CHARACTERS = (
    [chr(n) for n in range(0x20)]
    + [chr(n) for n in range(0x7F, 0xA0)]
    + list(BIDI)
    + ["\ud800", "\udbff", "\udc00", "\udfff", "\ufffe", "\uffff"]
)


def _is_clean(text: str) -> bool:
    try:
        return clean_text(text, newlines=True) == text
    except BadText:
        return False


texts = st.text(max_size=30).map(lambda text: unicodedata.normalize("NFC", text)).filter(_is_clean)
keys = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=32)
integers = st.integers(-INTEGER_LIMIT + 1, INTEGER_LIMIT - 1)
values: st.SearchStrategy[Any] = st.recursive(
    texts | integers,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=6),
    max_leaves=12,
)


def _depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(_depth, value), default=0)
    return 0


@unhurried
@given(st.dictionaries(keys, values, max_size=8).filter(lambda value: _depth(value) <= 6))
def test_bytes_are_those_of_rfc8785(value: dict[str, Any]) -> None:
    raw = canonical(value)
    assert raw == rfc8785.dumps(value)
    assert canonical_trusted(value) == raw
    assert parse_canonical(raw) == value


@unhurried
@given(st.text(max_size=40))
def test_clean_text_gives_nfc_or_refuses(text: str) -> None:
    try:
        cleaned = clean_text(text, newlines=True)
    except BadText:
        assert any(character in text for character in BAD_CHARACTERS)
        return
    assert unicodedata.is_normalized("NFC", cleaned)
    assert canonical({"t": cleaned})


@unhurried
@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda t: t.encode("utf-8", "replace")))
def test_no_bytes_are_read_that_would_not_be_written(raw: bytes) -> None:
    try:
        value = parse_canonical(raw)
    except NotCanonical:
        return
    assert canonical(value) == raw


@pytest.mark.parametrize("character", BAD_CHARACTERS, ids=lambda c: f"U+{ord(c):04X}")
def test_forbidden_characters(character: str) -> None:
    with pytest.raises(BadText) as refused:
        clean_text(f"a{character}b")
    assert refused.value.codepoint == ord(character)
    if character == "\n":
        assert clean_text("a\nb", newlines=True) == "a\nb"
        assert parse_canonical(canonical({"t": "a\nb"})) == {"t": "a\nb"}
    else:
        with pytest.raises(NotCanonical, match="text_"):
            canonical({"t": [{"u": f"a{character}b"}]})


@pytest.mark.parametrize(
    ("character", "reason"),
    [("\0", "control"), ("\x85", "control"), ("\u202e", "bidi"), ("\ud800", "surrogate"),
     ("\uffff", "noncharacter")],
)  # fmt: skip
def test_reason_of_a_refusal(character: str, reason: str) -> None:
    with pytest.raises(BadText) as refused:
        clean_text(character)
    assert refused.value.reason == reason


@pytest.mark.parametrize("text", ["䶮㛃𬱖𠮷", "é", "½", "\U000f0000", "<b>&amp;", 'quo"te \\', ""])
def test_good_text_stays(text: str) -> None:
    assert clean_text(text) == text
    assert parse_canonical(canonical({"t": text})) == {"t": text}


def test_text_is_composed_at_entry_and_refused_decomposed_later() -> None:
    assert clean_text("e\u0301") == "é"
    with pytest.raises(NotCanonical, match="not_nfc"):
        canonical({"t": "e\u0301"})
    # An escape followed by a mark looks decomposed in the encoded text but is not.
    assert parse_canonical(canonical({"t": "\n\u0301", "n": 1, "l": ["x"]}))


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "type"),
        (True, "type"),
        ({"a": False}, "type"),
        ({"a": 1.0}, "type"),
        ({"a": (1,)}, "type"),
        ({"a": b""}, "type"),
        ({"a": [None]}, "type"),
        ({"a": INTEGER_LIMIT}, "integer_range"),
        ({"a": -INTEGER_LIMIT}, "integer_range"),
        ({"A": 1}, "key"),
        ({"": 1}, "key"),
        ({"a\n": 1}, "key"),
        ({"a" * 33: 1}, "key"),
        ({"é": 1}, "key"),
        ({1: 1}, "key"),
        ([[[[[[[]]]]]]], "too_deep"),
        ({"a": {"a": {"a": {"a": {"a": {"a": {}}}}}}}, "too_deep"),
        ({"a": "x" * SIZE_MAX}, "too_large"),
    ],
)
def test_values_outside_the_profile(value: object, reason: str) -> None:
    with pytest.raises(NotCanonical) as refused:
        canonical(value)
    assert refused.value.reason == reason


def test_strings_of_an_enumeration_are_strings() -> None:
    class Word(StrEnum):
        S30 = "S30"

    assert canonical({"a": Word.S30, "b": [Word.S30]}) == b'{"a":"S30","b":["S30"]}'
    assert canonical("text") == b'"text"'


def test_edges_of_the_profile() -> None:
    edge = {"a" * 32: INTEGER_LIMIT - 1, "b": -INTEGER_LIMIT + 1, "c": [[[[[1]]]]]}
    assert parse_canonical(canonical(edge)) == edge
    exact = {"a": "x" * (SIZE_MAX - 8)}
    assert len(canonical(exact)) == SIZE_MAX
    assert parse_canonical(canonical(exact)) == exact


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b"\xff", "not_utf8"),
        (b"\xef\xbb\xbf{}", "not_json"),
        (b"[]", "not_an_object"),
        (b'"a"', "not_an_object"),
        (b'{"a":1,"a":1}', "duplicate_key"),
        (b'{"a":{"b":1,"b":2}}', "duplicate_key"),
        (b'{"b":1,"a":1}', "not_the_canonical_bytes"),
        (b'{"a": 1}', "not_the_canonical_bytes"),
        (b'{"a":1}\n', "not_the_canonical_bytes"),
        (b'{"a":"\\u0041"}', "not_the_canonical_bytes"),
        (b'{"a":"\\/"}', "not_the_canonical_bytes"),
        (b'{"a":-0}', "not_the_canonical_bytes"),
        (b'{"a":"\\ud800"}', "text_surrogate"),
        (b'{"a":1.0}', "type"),
        (b'{"a":1e2}', "type"),
        (b'{"a":NaN}', "type"),
        (b'{"a":-Infinity}', "type"),
        (b'{"a":null}', "type"),
        (b'{"a":true}', "type"),
        (b'{"a":' + b"9" * 5000 + b"}", "not_json"),
        (b'{"a":9007199254740992}', "integer_range"),
        (b"[" * 60000, "too_deep"),
        (b'{"a":"' + b"x" * SIZE_MAX + b'"}', "too_large"),
    ],
)
def test_bytes_that_are_not_canonical(raw: bytes, reason: str) -> None:
    with pytest.raises(NotCanonical) as refused:
        parse_canonical(raw)
    assert refused.value.reason == reason


def test_published_vector_within_the_profile() -> None:
    # RFC 8785 3.2.3 sorts by UTF-16 unit; the profile's keys never reach where that differs.
    assert canonical({"b": 2, "a_": 1, "a0": 0}) == b'{"a0":0,"a_":1,"b":2}'
    assert json.loads(canonical({"a": '"\\\n'}))["a"] == '"\\\n'
