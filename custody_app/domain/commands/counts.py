"""Command of a stock-take: what was found at a place, counted blind (21号 第24条)."""

from __future__ import annotations

from custody_app.domain.commands.base import Command
from custody_app.domain.ids import ItemId, PlaceId
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CountPlace(Command):
    """Everything of a place was scanned; whoever counts does not see what should be there.

    Attributes:
        seen: things that were scanned there.
        expected: things the record has there, containers and places below included; filled in by
            the service, whatever is given.
    """

    place: PlaceId
    seen: tuple[ItemId, ...] = ()
    expected: tuple[ItemId, ...] = ()
    note: str = ""
