"""One filled example of every event; ``python -m tests.domain.golden`` writes them down.

Released events are frozen: the written file only ever grows.
"""

from __future__ import annotations

import dataclasses
import json
import types
from enum import StrEnum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from custody_app.domain.event_codec import encode
from custody_app.domain.events import EVENTS
from custody_app.domain.events.base import Event
from custody_app.domain.ids import KIND_OF_ID
from custody_app.domain.moments import Day, Moment
from custody_app.domain.quantity import Amount

VECTORS = Path(__file__).parent / "vectors" / "events-v1.json"


def filled(cls: type, *, only_required: bool = False) -> Any:
    """An instance with a value in every field, or only in those that have no default."""
    hints = get_type_hints(cls)
    values = {}
    for field in dataclasses.fields(cls):
        if only_required and field.default is not dataclasses.MISSING:
            continue
        values[field.name] = _value(hints[field.name], field.name)
    return cls(**values)


def _value(hint: Any, name: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _value(next(arg for arg in get_args(hint) if arg is not type(None)), name)
    if origin is tuple:
        return (_value(get_args(hint)[0], name),)
    simple = {
        Moment: Moment("2026-03-02T01:00:00.000Z"),
        Day: Day("2026-03-02"),
        Amount: Amount("1.50", "g"),
        str: f"{name}-䶮",
        int: 7,
        bool: True,
    }
    if hint in simple:
        return simple[hint]
    if hint in KIND_OF_ID:
        return hint(f"{KIND_OF_ID[hint]}-1")
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return next(iter(hint))
    return filled(hint)


def examples() -> list[Event]:
    """Every event, full and bare."""
    return [
        filled(cls, only_required=bare)
        for _, cls in sorted(EVENTS.items())
        for bare in (False, True)
    ]


def encodings() -> list[list[Any]]:
    """What the ledger stores of every example: type, body, personal groups."""
    return [list(encode(event)) for event in examples()]


def main() -> None:
    """Write the examples down after those that are kept."""
    kept = json.loads(VECTORS.read_text(encoding="utf-8"))
    new = [row for row in encodings() if row not in kept]
    rows = [json.dumps(row, ensure_ascii=False, sort_keys=True) for row in kept + new]
    VECTORS.write_text("[\n" + ",\n".join(rows) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
