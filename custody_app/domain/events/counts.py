"""A stock-take of a place, and what it found."""

from __future__ import annotations

from typing import ClassVar

from custody_app.domain.events.base import Event, personal, subject
from custody_app.domain.ids import ItemId, PlaceId
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCounted(Event):
    """A place was counted; what was not found by two different people is stopped beside it.

    Attributes:
        expected, seen: how many things the record had there, and how many of them were found.
        missing: recorded here, not found.
        unexpected: found here, recorded elsewhere.
    """

    KIND: ClassVar[str] = "place"
    place: PlaceId = subject()
    expected: int
    seen: int
    missing: tuple[ItemId, ...] = ()
    unexpected: tuple[ItemId, ...] = ()
    note: str = personal("note")
