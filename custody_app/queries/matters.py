"""What still waits for an item, by its code."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from custody_app.storage.projections.item_card import Matter

MATTERS: tuple[str, ...] = tuple(str(matter.name).lower() for matter in Matter)
"""Codes in the order of their bits; their words stand in ``resources/words/matter.toml``."""


@cache
def matters_named(bits: int) -> tuple[str, ...]:
    """The codes of a bit set."""
    return tuple(str(matter.name).lower() for matter in Matter if bits & matter)


def bits_of(codes: Iterable[str]) -> int:
    """The bit set of codes; a code that is none of ours counts for nothing."""
    known = {str(matter.name).lower(): matter for matter in Matter}
    found = 0
    for code in codes:
        found |= int(known.get(code, 0))
    return found
