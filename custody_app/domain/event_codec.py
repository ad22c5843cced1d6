"""Events to what the ledger stores and back.

Type name, schema, body without personal data, personal groups.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from custody_app.domain.events import EVENTS
from custody_app.domain.events.base import Event, type_name
from custody_app.domain.record import FieldRow, field_rows, is_nothing
from custody_app.domain.values import dataclass

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Layout:
    """The fields of one event type by where they are kept."""

    name: str
    cls: type[Event]
    subject: FieldRow | None
    body: tuple[FieldRow, ...]
    groups: tuple[tuple[str, tuple[FieldRow, ...]], ...]


def layout_of(cls: type[Event]) -> Layout:
    """Where each field of an event type is kept, worked out once."""
    return _layout(type_name(cls))


@cache
def _layout(name: str) -> Layout:
    cls = EVENTS[name]
    subject = None
    body: list[FieldRow] = []
    groups: dict[str, list[FieldRow]] = {}
    for row in field_rows(cls):
        if row.metadata.get("subject"):
            subject = row
        elif "pd" in row.metadata:
            groups.setdefault(row.metadata["pd"], []).append(row)
        else:
            body.append(row)
    grouped = tuple((group, tuple(rows)) for group, rows in sorted(groups.items()))
    return Layout(name, cls, subject, tuple(body), grouped)


def _written(event: Event, rows: tuple[FieldRow, ...]) -> Plain:
    found = {}
    for row in rows:
        content = getattr(event, row.name)
        if not is_nothing(content):
            found[row.name] = row.codec.write(content)
    return found


def encode(event: Event) -> tuple[str, Plain, dict[str, Plain]]:
    """(type name, body, personal groups that hold something)."""
    layout = layout_of(type(event))
    groups = {name: _written(event, rows) for name, rows in layout.groups}
    return (
        layout.name,
        _written(event, layout.body),
        {name: content for name, content in groups.items() if content},
    )


def decode(typ: str, subject_id: str, body: Plain, personal: Mapping[str, Plain]) -> Event:
    """The event again; personal groups that were erased leave their fields empty.

    Raises:
        KeyError: an event type of a newer program.
        RuleBroken: a body that does not fit its type.
    """
    layout = _layout(typ)
    values: dict[str, Any] = {}
    if layout.subject is not None:
        values[layout.subject.name] = subject_id
    for row in layout.body:
        values[row.name] = (
            row.codec.read(body[row.name], row.name) if row.name in body else row.default
        )
    for name, rows in layout.groups:
        content = personal.get(name, {})
        for row in rows:
            known = row.name in content
            values[row.name] = row.codec.read(content[row.name], row.name) if known else row.default
    return layout.cls(**values)
