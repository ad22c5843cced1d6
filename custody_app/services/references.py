"""From what people type or scan to ids.

An 18-digit code, a case number, a badge number, a place code.
"""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Callable, Hashable
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from custody_app.domain import tag
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import KIND_OF_ID

C = TypeVar("C")
Find = Callable[[str, str], str | None]
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")


def resolved(command: C, find: Find) -> C:
    """The command with every reference turned into an id.

    Raises:
        RuleBroken: ``<kind>.unknown`` when nothing has that code or number.
    """
    changes = {}
    for name, turn in _turns(cast("Hashable", type(command))):
        old = getattr(command, name)
        if old:
            new = turn(old, find)
            if new is not old:
                changes[name] = new
    return dataclasses.replace(command, **changes) if changes else command  # type: ignore[type-var]


def resolve(kind: str, text: str, find: Find) -> str:
    """The id behind a reference.

    Raises:
        RuleBroken: ``<kind>.unknown``.
    """
    if _UUID.match(text):
        return text
    key = text
    if len(text) == tag.LENGTH and text.isascii() and text.isdigit():
        key = tag.parse(text)[0].base
    found = find(kind, key)
    if found is None:
        raise RuleBroken(f"{kind}.unknown", id=text[:80])
    return found


Turn = Callable[[Any, Find], Any]


@cache
def _turns(cls: Any) -> tuple[tuple[str, Turn], ...]:
    hints = get_type_hints(cls)
    found = []
    for field in dataclasses.fields(cls):
        turn = _turn_of(hints[field.name])
        if turn is not None:
            found.append((field.name, turn))
    return tuple(found)


def _turn_of(hint: Any) -> Turn | None:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _turn_of(next(arg for arg in get_args(hint) if arg is not type(None)))
    if origin is tuple:
        inner = _turn_of(get_args(hint)[0])
        if inner is None:
            return None
        turn = inner
        return lambda values, find: tuple(turn(value, find) for value in values)
    if hint in KIND_OF_ID:
        kind = KIND_OF_ID[hint]
        return lambda text, find: resolve(kind, text, find)
    if dataclasses.is_dataclass(hint) and _turns(hint):  # type: ignore[arg-type]
        return resolved
    return None
