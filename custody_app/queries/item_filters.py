"""From filters to conditions, and to the one index that is walked for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import Any

from sqlalchemy import Connection

from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Category, Custody
from custody_app.queries.matters import LABEL_BIT, bits_of, counted_as, kinds_with_label
from custody_app.queries.names import packed_id
from custody_app.queries.page import tally

SORTS_ANYWHERE = ("n", "custody", "category", "intake_at", "due_at")
"""Sorts that an index carries over the whole store."""
SORTS = (*SORTS_ANYWHERE, "name")
"""All sorts; the last is quick where a filter leaves few rows, and slow over a whole store."""
SMALL_SET = 20_000
"""Rows that may be collected and sorted rather than walked in order."""
SMALL_CASES = 3_000

BELOW = (
    "(WITH RECURSIVE below(id) AS (SELECT ? UNION ALL SELECT p.id FROM place_card p"
    " JOIN below ON p.parent_id = below.id) SELECT id FROM below)"
)
_WALK = {
    "custody": "ix_item_card_custody",
    "category": "ix_item_card_category",
    "intake_at": "ix_item_card_intake_at",
    "due_at": "ix_item_card_due",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFilters:
    """What a list of items is narrowed to; empty fields do not narrow.

    Attributes:
        text: words that must all occur literally, or part of a case number.
        below: with a place, also the places below it.
        unit: the case unit.
        holder: who has the item on loan.
        matters: any of these still waits.
        overdue_at: on loan and due before this moment.
    """

    text: str = ""
    custody: tuple[Custody, ...] = ()
    category: tuple[Category, ...] = ()
    case: str = ""
    seizure: str = ""
    place: str = ""
    below: bool = True
    container: str = ""
    unit: str = ""
    holder: str = ""
    matters: tuple[str, ...] = ()
    on_loan: bool = False
    overdue_at: str = ""


@dataclass(slots=True)
class Walk:
    """Conditions in the order of their values, and how the table is walked.

    Attributes:
        index: the index named to SQLite; empty for the order of numbers.
        narrow: what is walked is small enough to be sorted.
    """

    where: list[str] = field(default_factory=list)
    args: list[Any] = field(default_factory=list)
    index: str = ""
    narrow: bool = False

    def add(self, condition: str, *values: Any) -> None:
        """One more condition."""
        self.where.append(condition)
        self.args += values

    def drive(self, index: str, *, narrow: bool) -> None:
        """Take this index unless a better one was named before."""
        if not self.index:
            self.index, self.narrow = index, narrow

    @property
    def source(self) -> str:
        """The table with the index to walk."""
        if self.index == "rowids":
            return "item_card i"
        how = f"INDEXED BY {self.index}" if self.index else "NOT INDEXED"
        return f"item_card i {how}"


def walk_of(connection: Connection, filters: ItemFilters, sort: str = "n") -> Walk:
    """The conditions of these filters, the most selective first."""
    walk = Walk()
    if filters.container:
        walk.add("i.container_id = ?", packed_id(filters.container))
        walk.drive("ix_item_card_container", narrow=True)
    if filters.seizure:
        walk.add("i.seizure_id = ?", packed_id(filters.seizure))
        walk.drive("ix_item_card_seizure", narrow=True)
    if filters.case:
        walk.add("i.case_id = ?", packed_id(filters.case))
        walk.drive("ix_item_card_case", narrow=True)
    _loans(walk, filters)
    if filters.place:
        _place(connection, walk, filters)
    if filters.unit:
        _unit(connection, walk, filters.unit)
    if filters.matters:
        _matters(connection, walk, filters.matters)
    _values(connection, walk, "custody", [one.value for one in filters.custody])
    _values(connection, walk, "category", [one.value for one in filters.category])
    _sorted_walk(walk, sort)
    return walk


def _loans(walk: Walk, filters: ItemFilters) -> None:
    if filters.overdue_at:
        walk.add("i.due_at IS NOT NULL AND i.due_at < ?", filters.overdue_at)
    elif filters.on_loan or filters.holder:
        walk.add("i.due_at IS NOT NULL AND i.due_at > ''")
    else:
        return
    walk.drive("ix_item_card_due", narrow=True)
    if filters.holder:
        walk.add("i.holder_id = ?", packed_id(filters.holder))


def _place(connection: Connection, walk: Walk, filters: ItemFilters) -> None:
    """Things in the places and in the containers there; few are looked up one by one."""
    place = packed_id(filters.place)
    below = BELOW if filters.below else "(SELECT ? AS id)"
    inside = f"(SELECT id FROM container_card WHERE place_id IN {below})"
    lying = f"SELECT p.n FROM {below} b CROSS JOIN item_card p ON p.place_id = b.id"
    held = f"SELECT c.n FROM {inside} b CROSS JOIN item_card c ON c.container_id = b.id"
    found = connection.exec_driver_sql(
        f"SELECT count(*) FROM ({lying} UNION ALL {held} LIMIT {SMALL_SET + 1})", (place, place)
    ).scalar_one()
    if found <= SMALL_SET:
        walk.add(f"i.n IN ({lying} UNION ALL {held})", place, place)
        walk.drive("rowids", narrow=True)
    else:
        walk.add(f"(i.place_id IN {below} OR i.container_id IN {inside})", place, place)


def _unit(connection: Connection, walk: Walk, unit: str) -> None:
    cases = connection.exec_driver_sql(
        f"SELECT count(*) FROM (SELECT 1 FROM case_card WHERE unit_id = ? LIMIT {SMALL_CASES + 1})",
        (packed_id(unit),),
    ).scalar_one()
    walk.add("i.case_id IN (SELECT id FROM case_card WHERE unit_id = ?)", packed_id(unit))
    if cases <= SMALL_CASES:
        walk.drive("ix_item_card_case", narrow=True)


def _matters(connection: Connection, walk: Walk, codes: tuple[str, ...]) -> None:
    """Few are looked up one by one; what waits for many items is met soon in any order."""
    counted = [one for code in dict.fromkeys(codes) for one in counted_as(connection, code)]
    if not walk.narrow and sum_of(connection, "matter", counted) <= SMALL_SET:
        kinds = [f"matter_{code}" for code in counted]
        marks = ", ".join("?" * len(kinds))
        waiting = (
            f"SELECT m.n FROM due d CROSS JOIN item_card m ON m.id = d.id WHERE d.kind IN ({marks})"
        )
        walk.add(f"i.n IN ({waiting})", *kinds)
        walk.drive("rowids", narrow=True)
    else:
        bits = bits_of(codes)
        labelled = [one.value for one in kinds_with_label(connection)] if bits & LABEL_BIT else []
        kept = f" OR ((i.matters & ?) <> 0 AND i.category IN ({', '.join('?' * len(labelled))}))"
        args = (bits & ~LABEL_BIT, *((LABEL_BIT, *labelled) if labelled else ()))
        walk.add(f"((i.matters & ?) <> 0{kept if labelled else ''})", *args)


def _values(connection: Connection, walk: Walk, column: str, values: list[str]) -> None:
    if not values:
        return
    walk.add(f"i.{column} IN ({', '.join('?' * len(values))})", *values)
    if len(values) == 1:
        walk.drive(_WALK[column], narrow=False)
    elif sum_of(connection, column, values) <= SMALL_SET and column == "custody":
        walk.drive(_WALK[column], narrow=True)


def sum_of(connection: Connection, name: str, keys: Iterable[str]) -> int:
    """The sum of tallies."""
    return sum(tally(connection, name, key) for key in keys)


def _sorted_walk(walk: Walk, sort: str) -> None:
    """Over many rows the index of the sort is walked, so that nothing is sorted."""
    if walk.narrow or sort == "n":
        return
    if sort in _WALK:
        if sort == "due_at":
            walk.add("i.due_at IS NOT NULL AND i.due_at > ''")
        walk.index = _WALK[sort]


def sort_column(walk: Walk, sort: str) -> str:
    """The expression a list is sorted by; missing moments count as the earliest."""
    if sort == "n":
        return "i.n"
    indexed = not walk.narrow and sort in _WALK
    return f"i.{sort}" if indexed or sort in ("custody", "category") else f"coalesce(i.{sort}, '')"
