"""The shape of every field of an event core."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from custody_app.ledger.canonical_json import INTEGER_LIMIT
from custody_app.ledger.hashing import ZERO_HASH_HEX

SUBJECTS_MAX = 1000
REFERENCES_MAX = 1000
ATTACHMENTS_MAX = 1000
SHOWN = frozenset({"pin", "seen", "paper", "station"})
ALGORITHMS = frozenset({"sha256"})

_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_TYPE = re.compile("[A-Z_]{3,32}")
_UUID7 = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_BATCH = re.compile(_UUID)
_LOG = re.compile(_UUID + "/ws-[0-9]{2}(?:/audit)?")
_HEX64 = re.compile("[0-9a-f]{64}")
_KEY_ID = re.compile("[0-9a-f]{16}")
_CODE = re.compile("[A-Za-z0-9_.-]{1,64}")
_GROUP = re.compile("[a-z0-9_]{1,32}")
_APP = re.compile("[A-Za-z0-9.+-]{1,32}")
_SUBJECT_ID = re.compile("[A-Za-z0-9_.:-]{1,64}")
_MIME = re.compile("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}")
_WALL = re.compile(
    "[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.][0-9]{3}Z"
)

_SUBJECT_FIELDS = frozenset({"kind", "id", "iseq", "iprev"})
_ATTACHMENT_FIELDS = frozenset({"h", "n", "mime"})
_OCCURRED_FIELDS = frozenset({"at", "why"})


class BadEvent(ValueError):
    """A field of an event core is missing, unknown or misshapen; ``field`` names it."""

    def __init__(self, field: str, reason: str = "shape") -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


def check_members(members: dict[str, Any]) -> None:
    """Check every field of a core as it stands in the JSON object.

    Raises:
        BadEvent: naming the first field that is wrong.
    """
    for name in members:
        if name not in _CHECKS:
            raise BadEvent(name, "unknown")
    for name, (is_good, is_required) in _CHECKS.items():
        if name in members:
            if not is_good(members[name]):
                raise BadEvent(name)
        elif is_required:
            raise BadEvent(name, "missing")
    if (members["lseq"] == 0) != (members["lprev"] == ZERO_HASH_HEX):
        raise BadEvent("lprev", "start")


def is_wall(value: object) -> bool:
    """Tell whether ``value`` is a moment ``YYYY-MM-DDTHH:MM:SS.mmmZ`` of the calendar."""
    return isinstance(value, str) and _WALL.fullmatch(value) is not None and _is_date(value[:10])


@lru_cache(maxsize=4096)
def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _like(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    fullmatch = pattern.fullmatch
    return lambda value: isinstance(value, str) and fullmatch(value) is not None


def _is_integer(least: int, most: int) -> Callable[[object], bool]:
    return lambda value: type(value) is int and least <= value <= most


_is_hex64 = _like(_HEX64)
_is_group = _like(_GROUP)
_is_subject_id = _like(_SUBJECT_ID)
_is_mime = _like(_MIME)
_is_code = _like(_CODE)
_is_count = _is_integer(0, INTEGER_LIMIT - 1)
_is_ordinal = _is_integer(1, INTEGER_LIMIT - 1)


def _is_person(value: object) -> bool:
    return isinstance(value, str) and 1 <= len(value) <= 64


def _is_subject(value: object) -> bool:
    if not isinstance(value, dict) or value.keys() != _SUBJECT_FIELDS:
        return False
    parents, iseq = value["iprev"], value["iseq"]
    if not isinstance(parents, list) or not all(map(_is_hex64, parents)):
        return False
    return (
        _is_group(value["kind"])
        and _is_subject_id(value["id"])
        and _is_ordinal(iseq)
        and (iseq == 1) == (not parents)
        and len(set(parents)) == len(parents)
    )


def _are_subjects(value: object) -> bool:
    if not isinstance(value, list) or not 1 <= len(value) <= SUBJECTS_MAX:
        return False
    if not all(map(_is_subject, value)):
        return False
    return len({(one["kind"], one["id"]) for one in value}) == len(value)


def _is_attachment(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == _ATTACHMENT_FIELDS
        and _is_hex64(value["h"])
        and _is_count(value["n"])
        and _is_mime(value["mime"])
    )


def _are_attachments(value: object) -> bool:
    return (
        isinstance(value, list)
        and 1 <= len(value) <= ATTACHMENTS_MAX
        and all(map(_is_attachment, value))
    )


def _are_references(value: object) -> bool:
    return (
        isinstance(value, list) and 1 <= len(value) <= REFERENCES_MAX and all(map(_is_hex64, value))
    )


def _is_occurred(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == _OCCURRED_FIELDS
        and is_wall(value["at"])
        and _is_code(value["why"])
    )


def _are_commitments(value: object) -> bool:
    return (
        isinstance(value, dict)
        and bool(value)
        and all(_is_group(name) and _is_hex64(one) for name, one in value.items())
    )


# Field name in the core -> (its shape, whether it must be there).
_CHECKS: dict[str, tuple[Callable[[object], bool], bool]] = {
    "v": (_is_integer(1, 1), True),
    "alg": (lambda value: isinstance(value, str) and value in ALGORITHMS, True),
    "typ": (_like(_TYPE), True),
    "eid": (_like(_UUID7), True),
    "log": (_like(_LOG), True),
    "epoch": (_is_count, True),
    "lseq": (_is_count, True),
    "lprev": (_is_hex64, True),
    "items": (_are_subjects, False),
    "batch": (_like(_BATCH), False),
    "actor": (_is_person, True),
    "rec": (_is_person, True),
    "role": (_is_code, True),
    "key": (_like(_KEY_ID), True),
    "shown": (lambda value: isinstance(value, str) and value in SHOWN, True),
    "wall": (is_wall, True),
    "tz": (_is_integer(-840, 840), True),
    "occ": (_is_occurred, False),
    "body": (lambda value: isinstance(value, dict), True),
    "pd": (_are_commitments, False),
    "att": (_are_attachments, False),
    "ref": (_are_references, False),
    "schema": (_is_ordinal, True),
    "app": (_like(_APP), True),
}
