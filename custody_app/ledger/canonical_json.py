"""Canonical JSON: the restricted RFC 8785 profile in which every event is written and hashed.

The profile knows objects, arrays, strings and integers; nothing else. Keys are ASCII
``[a-z0-9_]{1,32}``, so sorting by code point and sorting by UTF-16 unit (RFC 8785 3.2.3) agree, and
the standard library's encoder gives the bytes of RFC 8785 at a fraction of the cost; a property
test holds it equal to the ``rfc8785`` package.
"""

import json
import re
import unicodedata
from functools import lru_cache
from typing import Any, NoReturn

INTEGER_LIMIT = 2**53
DEPTH_MAX = 6
SIZE_MAX = 64 * 1024

# C0 and C1 controls, bidi controls, surrogates, U+FFFE and U+FFFF.
_FORBIDDEN = (
    "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
)
_FORBIDDEN_CHARACTER = re.compile(f"[{_FORBIDDEN}]")
_SUSPECT_IN_ENCODED = re.compile(f"[\\\\{_FORBIDDEN}]")
_KEY = re.compile(r"[a-z0-9_]{1,32}")

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class BadText(ValueError):
    """A string holds a character that no record may hold.

    Attributes:
        reason: ``control``, ``surrogate``, ``noncharacter`` or ``bidi``.
        codepoint: the character's number.
    """

    def __init__(self, reason: str, codepoint: int) -> None:
        super().__init__(f"{reason} U+{codepoint:04X}")
        self.reason = reason
        self.codepoint = codepoint


class NotCanonical(ValueError):
    """A value or a byte string lies outside the canonical profile; ``reason`` is a short code."""

    def __init__(self, reason: str, where: str = "") -> None:
        super().__init__(f"{reason}: {where}" if where else reason)
        self.reason = reason
        self.where = where


def clean_text(text: str, newlines: bool = False) -> str:
    """Return ``text`` in Unicode NFC, as it may be recorded.

    Args:
        text: what was typed, scanned or imported.
        newlines: whether U+000A may stay (notes); every other control is refused.

    Raises:
        BadText: a control, surrogate, noncharacter or bidi control is present.
    """
    for found in _FORBIDDEN_CHARACTER.finditer(text):
        character = found.group()
        if not (newlines and character == "\n"):
            raise BadText(_reason_for(character), ord(character))
    return unicodedata.normalize("NFC", text)


def canonical(value: object) -> bytes:
    """Return the canonical bytes of ``value``.

    Raises:
        NotCanonical: the value is outside the profile (type, key, integer, depth, size, text).
    """
    _check_shape(value, 1)
    return _encode_checked(value)


def canonical_trusted(value: object) -> bytes:
    """Return the canonical bytes of a value known to lie within the profile (bulk writing)."""
    return _ENCODER.encode(value).encode()


def parse_canonical(raw: bytes) -> dict[str, Any]:
    """Read one canonical object and make sure that these are its only possible bytes.

    Raises:
        NotCanonical: not JSON, not the profile, or not the canonical bytes of what it says.
    """
    if len(raw) > SIZE_MAX:
        raise NotCanonical("too_large", str(len(raw)))
    value = _decode(raw, _DECODER)
    if type(value) is not dict:
        raise NotCanonical("not_an_object")
    _check_shape(value, 1)
    if _encode_checked(value) != raw:
        _decode(raw, _DUPLICATE_FINDER)
        raise NotCanonical("not_the_canonical_bytes")
    return value


def _decode(raw: bytes, decoder: json.JSONDecoder) -> Any:
    try:
        return decoder.decode(raw.decode())
    except NotCanonical:
        raise
    except UnicodeDecodeError as error:
        raise NotCanonical("not_utf8", str(error.start)) from None
    except RecursionError:
        raise NotCanonical("too_deep") from None
    except ValueError:
        raise NotCanonical("not_json") from None


def _encode_checked(value: object) -> bytes:
    text = _ENCODER.encode(value)
    # Whole-document checks are cheap and sufficient; only when one of them strikes (an escape,
    # a decomposed-looking pair) is every single string looked at.
    if _SUSPECT_IN_ENCODED.search(text) or not unicodedata.is_normalized("NFC", text):
        _check_strings(value)
    raw = text.encode()
    if len(raw) > SIZE_MAX:
        raise NotCanonical("too_large", str(len(raw)))
    return raw


def _check_shape(value: Any, depth: int) -> None:
    """Refuse every type, key, integer and nesting outside the profile."""
    kind = type(value)
    if kind is int:
        if not -INTEGER_LIMIT < value < INTEGER_LIMIT:
            raise NotCanonical("integer_range")
    elif kind is dict or kind is list:
        if depth > DEPTH_MAX:
            raise NotCanonical("too_deep")
        if kind is dict:
            _check_keys(value)
            value = value.values()
        for member in value:
            if type(member) is not str:
                _check_shape(member, depth + 1)
    elif not isinstance(value, str):
        raise NotCanonical("type", kind.__name__)


def _check_keys(members: dict[Any, Any]) -> None:
    for key in members:
        if not isinstance(key, str) or not _is_key(key):
            raise NotCanonical("key", ascii(key)[:40])


@lru_cache(maxsize=2048)
def _is_key(key: str) -> bool:
    return _KEY.fullmatch(key) is not None


def _check_strings(value: Any) -> None:
    if isinstance(value, str):
        try:
            normal = clean_text(value, newlines=True)
        except BadText as error:
            raise NotCanonical(f"text_{error.reason}", f"U+{error.codepoint:04X}") from None
        if normal != value:
            raise NotCanonical("not_nfc")
    elif isinstance(value, dict):
        for member in value.values():
            _check_strings(member)
    elif isinstance(value, list):
        for member in value:
            _check_strings(member)


def _reason_for(character: str) -> str:
    codepoint = ord(character)
    if character in _BIDI:
        return "bidi"
    if 0xD800 <= codepoint <= 0xDFFF:
        return "surrogate"
    return "noncharacter" if codepoint >= 0xFFFE else "control"


def _refuse_number(_text: str) -> NoReturn:
    raise NotCanonical("type", "float")


def _refuse_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise NotCanonical("duplicate_key")
    return members


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":")
)
_DECODER = json.JSONDecoder(parse_float=_refuse_number, parse_constant=_refuse_number)
_DUPLICATE_FINDER = json.JSONDecoder(object_pairs_hook=_refuse_duplicates)
