"""How large a generated centre is: Kunming's, a million items, or any number."""

from __future__ import annotations

from custody_app.domain.errors import RuleBroken
from custody_app.domain.values import dataclass

ITEMS_MAX = 5_000_000
OPEN_SHARE = 0.62
"""Share of items still in custody, as in the measured store of the performance study."""


@dataclass(frozen=True, slots=True)
class Size:
    """Records to generate.

    Attributes:
        items: single items.
        vehicles: vehicles among the records, beside the items.
        books: copies of books, as bulk records and volumes.
        places: slots of the store.
        open_share: share still in custody at the end.
    """

    items: int
    vehicles: int
    books: int
    places: int
    open_share: float = OPEN_SHARE


def size_of(name: str, open_share: float | None = None) -> Size:
    """The size behind ``kunming``, ``million`` or a number.

    Raises:
        RuleBroken: ``demo.size``, ``demo.open_share``.
    """
    share = OPEN_SHARE if open_share is None else open_share
    if not 0 <= share <= 1:
        raise RuleBroken("demo.open_share", share=str(open_share))
    if name == "kunming":
        return Size(493_800, 105, 286_100, 12_000, share)
    if name == "million":
        return Size(1_000_000, 200, 300_000, 12_000, share)
    if name.isascii() and name.isdigit() and 1 <= int(name) <= ITEMS_MAX:
        count = int(name)
        places = min(12_000, max(24, count // 40))
        return Size(count, count // 5000, count // 2, places, share)
    raise RuleBroken("demo.size", size=name[:40], limit=ITEMS_MAX)
