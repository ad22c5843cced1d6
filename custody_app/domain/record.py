"""Frozen dataclasses to plain data and back, checked strictly.

One mechanism for events, states and commands.

Plain data is what canonical JSON can carry: objects, lists, strings and integers. ``True`` is
written as 1 and
``False``, ``None``, empty text and empty tuples are absent, so that a field nobody filled leaves
no trace
(decisions, 8). Defaults of recorded dataclasses are therefore only those four.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Hashable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from custody_app.domain.errors import RuleBroken, RulesBroken, all_broken
from custody_app.domain.ids import KIND_OF_ID
from custody_app.domain.moments import Day, Moment, checked_day, checked_moment

T = TypeVar("T")
Plain = Any
MAX_TEXT = 4000
MAX_LIST = 1000
MAX_INTEGER = 2**53 - 1


@dataclasses.dataclass(frozen=True, slots=True)
class Codec:
    """How one type is written, read (value, path of the field) and described as JSON Schema."""

    write: Callable[[Any], Plain]
    read: Callable[[Plain, str], Any]
    schema: Callable[[], dict[str, Any]]


@dataclasses.dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of a dataclass, worked out once per class."""

    name: str
    codec: Codec
    required: bool
    default: Any
    metadata: Mapping[str, Any]


def field_rows(cls: type) -> tuple[FieldRow, ...]:
    """How each field of a dataclass is read and written, worked out once."""
    return _field_rows(cast("Hashable", cls))


@cache
def _field_rows(cls: Any) -> tuple[FieldRow, ...]:
    hints = get_type_hints(cls)
    rows = []
    for field in dataclasses.fields(cls):
        required = field.default is dataclasses.MISSING
        default = None if required else field.default
        rows.append(
            FieldRow(field.name, _codec(hints[field.name]), required, default, field.metadata)
        )
    return tuple(rows)


def is_nothing(value: Any) -> bool:
    """What is left out of plain data."""
    return value is None or value is False or value == () or value == ""


def to_plain(value: Any) -> dict[str, Plain]:
    """One dataclass as plain data."""
    found = {}
    for row in field_rows(type(value)):
        content = getattr(value, row.name)
        # A command may say "not counted" where "counted" is what it means by saying nothing.
        denied = content is False and row.default is True
        if denied or not is_nothing(content):
            found[row.name] = row.codec.write(content)
    return found


def from_plain(cls: type[T], plain: Plain, at: str = "") -> T:
    """Build a dataclass from plain data, telling every mistake at once.

    Raises:
        RuleBroken: ``input.*`` with the path of the field in ``at``.
    """
    if not isinstance(plain, dict):
        raise RuleBroken("input.wrong_type", at=at or "args", wanted="object")
    broken: list[RuleBroken] = []
    values: dict[str, Any] = {}
    rows = {row.name: row for row in field_rows(cls)}
    for name in plain:
        if name not in rows:
            broken.append(RuleBroken("input.unknown_field", at=_path(at, str(name))))
    for name, row in rows.items():
        if name in plain and plain[name] is not None:
            try:
                values[name] = row.codec.read(plain[name], _path(at, name))
            except RuleBroken as error:
                broken += all_broken(error)
        elif row.required:
            broken.append(RuleBroken("input.missing_field", at=_path(at, name)))
    if broken:
        raise broken[0] if len(broken) == 1 else RulesBroken(broken)
    return cls(**values)


def schema_of(cls: type) -> dict[str, Any]:
    """JSON Schema of a dataclass as plain data."""
    rows = field_rows(cls)
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {row.name: row.codec.schema() for row in rows},
        "additionalProperties": False,
    }
    required = [row.name for row in rows if row.required]
    if required:
        schema["required"] = required
    return schema


def _path(at: str, name: str) -> str:
    return f"{at}.{name[:60]}" if at else name[:60]


def _codec(hint: Any) -> Codec:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        (inner,) = [arg for arg in get_args(hint) if arg is not type(None)]
        return _codec(inner)
    if origin is tuple:
        return _list_codec(_codec(get_args(hint)[0]))
    if hint in (Moment, Day):
        return _checked_codec(checked_moment if hint is Moment else checked_day, str(hint.__name__))
    if hint in KIND_OF_ID:
        return _id_codec(KIND_OF_ID[hint])
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _enum_codec(hint)
    if dataclasses.is_dataclass(hint):
        return _object_codec(cast("type", hint))
    return _PLAIN_CODECS[hint]


def _read_text(value: Plain, at: str) -> str:
    if not isinstance(value, str):
        raise RuleBroken("input.wrong_type", at=at, wanted="text")
    if len(value) > MAX_TEXT:
        raise RuleBroken("input.too_long", at=at, limit=MAX_TEXT)
    return value


def _read_integer(value: Plain, at: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise RuleBroken("input.wrong_type", at=at, wanted="integer")
    if abs(value) > MAX_INTEGER:
        raise RuleBroken("input.too_large", at=at, limit=MAX_INTEGER)
    return value


def _read_flag(value: Plain, at: str) -> bool:
    if value in (0, 1) or isinstance(value, bool):
        return bool(value)
    raise RuleBroken("input.wrong_type", at=at, wanted="true or false")


_PLAIN_CODECS: dict[Any, Codec] = {
    str: Codec(lambda v: v, _read_text, lambda: {"type": "string", "maxLength": MAX_TEXT}),
    int: Codec(lambda v: v, _read_integer, lambda: {"type": "integer"}),
    bool: Codec(int, _read_flag, lambda: {"type": "boolean"}),
}


def _list_codec(inner: Codec) -> Codec:
    def read(value: Plain, at: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise RuleBroken("input.wrong_type", at=at, wanted="list")
        if len(value) > MAX_LIST:
            raise RuleBroken("input.too_many", at=at, limit=MAX_LIST)
        return tuple(inner.read(entry, f"{at}[{n}]") for n, entry in enumerate(value))

    return Codec(
        lambda v: [inner.write(entry) for entry in v],
        read,
        lambda: {"type": "array", "items": inner.schema(), "maxItems": MAX_LIST},
    )


def _checked_codec(check: Callable[[str], Any], name: str) -> Codec:
    form = "date-time" if name == "Moment" else "date"
    return Codec(
        lambda v: v,
        lambda value, at: check(_read_text(value, at)),
        lambda: {"type": "string", "format": form},
    )


def _id_codec(kind: str) -> Codec:
    def read(value: Plain, at: str) -> str:
        text = _read_text(value, at)
        if not text or len(text) > 80:
            raise RuleBroken("input.not_an_id", at=at, kind=kind)
        return text

    description = f"id, 18-digit code or unique number of a {kind}"
    return Codec(lambda v: v, read, lambda: {"type": "string", "description": description})


def _enum_codec(enum: type[StrEnum]) -> Codec:
    members = {str(member.value): member for member in enum}

    def read(value: Plain, at: str) -> StrEnum:
        if not isinstance(value, str) or value not in members:
            raise RuleBroken("input.not_one_of", at=at, wanted=", ".join(members))
        return members[value]

    return Codec(lambda v: str(v.value), read, lambda: {"type": "string", "enum": list(members)})


def _object_codec(cls: type) -> Codec:
    def read(value: Plain, at: str) -> Any:
        try:
            return from_plain(cls, value, at)
        except RuleBroken as error:
            for one in all_broken(error):
                one.facts.setdefault("at", at)
            raise

    return Codec(to_plain, read, lambda: schema_of(cls))
