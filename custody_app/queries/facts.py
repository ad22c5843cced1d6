"""The fields of an event as facts that a person can read, with names in place of ids."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from sqlalchemy import Connection

from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemCorrected
from custody_app.domain.ids import KIND_OF_ID
from custody_app.domain.moments import Day, Moment
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.record import field_rows, is_nothing
from custody_app.domain.values import dataclass
from custody_app.queries.item_rows import item_rows
from custody_app.queries.names import (
    cases_of,
    containers_of,
    id_text,
    packed_id,
    people_of,
    places_of,
    rows_of,
    units_of,
)

WAS = "was"
HIDDEN = frozenset({"digest", "key", "public_key", "station_key", "station_public_key"})
"""Fields that tell a person nothing."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of an event.

    Attributes:
        name: the field, ``field.part`` inside a compound one; lists repeat it.
        kind: text, number, flag, moment, day, amount (number and unit), the words file of a code
            (``custody``, ``condition`` …), or the kind of subject whose name is told.
        value: the code, number or text; for a subject its name or number.
        id: of the subject, when the fact names one.
    """

    name: str
    kind: str
    value: str
    id: str = ""


def facts_of(event: Event) -> tuple[Fact, ...]:
    """The filled fields of an event but its subject; subjects are told by their ids as yet."""
    found: list[Fact] = []
    for name, hint, metadata in _fields(cast("Hashable", type(event))):
        value = getattr(event, name)
        if not metadata.get("subject") and not is_nothing(value):
            found += _told(name, hint, value)
    if isinstance(event, ItemCorrected):
        return _corrected(event, found)
    return tuple(found)


def _corrected(event: ItemCorrected, found: list[Fact]) -> tuple[Fact, ...]:
    """The facts of a correction, what was recorded before as ``was.<field>``."""
    old = facts_before(event)
    if old is None:
        return tuple(found)
    rest = [fact for fact in found if fact.name != WAS]
    return (*rest, *(replace(fact, name=f"{WAS}.{fact.name}") for fact in old))


def facts_before(event: ItemCorrected) -> tuple[Fact, ...] | None:
    """What a correction says was recorded before; None when that is no list of fields."""
    try:
        plain = json.loads(event.was)
    except ValueError:
        return None
    if not isinstance(plain, dict):
        return None
    hints = {name: hint for name, hint, _ in _fields(cast("Hashable", ItemCorrected))}
    found: list[Fact] = []
    for row in field_rows(ItemCorrected):
        if plain.get(row.name):
            try:
                value = row.codec.read(plain[row.name], row.name)
            except RuleBroken:
                return None
            found += _told(row.name, hints[row.name], value)
    return tuple(found)


@cache
def _fields(cls: Any) -> tuple[tuple[str, Any, Any], ...]:
    hints = get_type_hints(cls)
    return tuple((row.name, hints[row.name], row.metadata) for row in dataclasses.fields(cls))


def _told(name: str, hint: Any, value: Any) -> Iterator[Fact]:
    if get_origin(hint) in (Union, UnionType):
        hint = next(one for one in get_args(hint) if one is not type(None))
    if isinstance(value, tuple):
        inner = get_args(hint)[0]
        for one in value:
            yield from _told(name, inner, one)
    elif isinstance(value, Weight):
        yield Fact(f"{name}.{value.kind.value}", "amount", _amount(value.amount))
    elif isinstance(value, Amount):
        yield Fact(name, "amount", _amount(value))
    elif dataclasses.is_dataclass(value):
        for part, inner, _ in _fields(cast("Hashable", type(value))):
            content = getattr(value, part)
            if part not in HIDDEN and not is_nothing(content):
                yield from _told(f"{name}.{part}", inner, content)
    elif name not in HIDDEN:
        yield _simple(name, hint, value)


def _simple(name: str, hint: Any, value: Any) -> Fact:
    if isinstance(value, StrEnum):
        return Fact(name, words_of(type(value)), value.value)
    if isinstance(value, bool):
        return Fact(name, "flag", "1")
    if isinstance(value, int):
        return Fact(name, "number", str(value))
    if hint in KIND_OF_ID:
        return Fact(name, KIND_OF_ID[hint], value, value)
    kind = {Moment: "moment", Day: "day"}.get(hint, "text")
    return Fact(name, kind, str(value))


def words_of(enum: type) -> str:
    """The words file of an enum: ``ClockException`` -> ``clock_exception``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", enum.__name__).lower()


def _amount(amount: Amount) -> str:
    return f"{amount.n} {amount.u}"


def named_facts(
    connection: Connection, lists: Iterable[tuple[Fact, ...]]
) -> list[tuple[Fact, ...]]:
    """The same facts with names and numbers in place of ids, each kind looked up once."""
    told = list(lists)
    wanted: dict[str, set[str]] = {}
    for facts in told:
        for fact in facts:
            if fact.id:
                wanted.setdefault(fact.kind, set()).add(fact.id)
    names = {kind: _names(connection, kind, ids) for kind, ids in wanted.items()}
    return [
        tuple(
            replace(fact, value=names[fact.kind].get(fact.id, "")) if fact.id else fact
            for fact in facts
        )
        for facts in told
    ]


def _names(connection: Connection, kind: str, ids: set[str]) -> dict[str, str]:
    if kind == "person":
        people = people_of(connection, ids)
        return {id_: f"{p.name} {p.badge_no}".strip() for id_, p in people.items()}
    if kind == "place":
        return {id_: place.path for id_, place in places_of(connection, ids).items()}
    if kind == "container":
        found = containers_of(connection, ids)
        return {id_: f"{one.code} {one.name}".strip() for id_, one in found.items()}
    if kind == "case":
        return {id_: case.number for id_, case in cases_of(connection, ids).items()}
    if kind == "unit":
        return units_of(connection, ids)
    if kind == "item":
        rows = item_rows(connection, items=ids)
        return {row.id: f"{row.line} {row.name}".strip() for row in rows}
    return _numbers(connection, kind, ids)


_NUMBERS = {
    "request": "SELECT id, number FROM request_card",
    "form": "SELECT id, number FROM form_card",
    "seizure": "SELECT id, CASE document_no WHEN '' THEN list_no ELSE document_no END"
    " FROM seizure_card",
}


def _numbers(connection: Connection, kind: str, ids: set[str]) -> dict[str, str]:
    head = _NUMBERS.get(kind)
    if head is None:
        return {}
    rows = rows_of(connection, head, "id", map(packed_id, ids))
    return {id_text(row[0]): row[1] for row in rows}
