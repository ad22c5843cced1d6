"""Which items are meant: filters, any text in them, a code, a case number; any length of list."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from custody_app.domain import tag
from custody_app.domain.errors import RuleBroken
from custody_app.domain.tag import TagKind
from custody_app.domain.values import dataclass
from custody_app.queries.item_filters import (
    SORTS,
    SORTS_ANYWHERE,
    ItemFilters,
    Walk,
    sort_column,
    sum_of,
    walk_of,
)
from custody_app.queries.item_rows import COLUMNS, ItemRow, named_rows
from custody_app.queries.item_text import matching
from custody_app.queries.names import id_text, packed_id
from custody_app.queries.page import (
    COUNT_LIMIT,
    PAGE,
    Count,
    Cursor,
    KeysetPage,
    Select,
    Span,
    count_up_to,
    page_of,
    read_page,
    tally_sum,
)
from custody_app.queries.states import id_of_key

__all__ = [
    "SORTS",
    "SORTS_ANYWHERE",
    "Direct",
    "ItemFilters",
    "ItemRow",
    "count_items",
    "find_at_once",
    "find_items",
]


TEXT_MAX = 1_000


@dataclass(frozen=True, slots=True)
class Direct:
    """What a text names exactly."""

    kind: str
    id: str
    label: str


def find_items(
    connection: Connection,
    *,
    filters: ItemFilters | None = None,
    sort: str = "n",
    descending: bool = True,
    after: Cursor | None = None,
    before: Cursor | None = None,
    limit: int = PAGE,
) -> KeysetPage[ItemRow]:
    """One page of items; a text that names one thing exactly lists that thing.

    Args:
        connection: where the record is read.
        filters: what the list is narrowed to.
        sort: one of ``SORTS``; anything else is the order of numbers.
        descending: newest or greatest first.
        after: the cursor of the page before this one.
        before: the cursor of the page behind this one, to walk back.
        limit: rows wanted.
    """
    asked = _narrowed(connection, filters or ItemFilters())
    sort = sort if sort in SORTS else "n"
    span = Span(after, before, limit, descending)
    page = _page(connection, asked, sort, span)
    return KeysetPage(named_rows(connection, page.rows), page.after, page.before)


def _page(connection: Connection, asked: ItemFilters, sort: str, span: Span) -> KeysetPage[Any]:
    if asked.text.strip():
        walk = walk_of(connection, asked)
        if sort == "n":
            downwards = span.descending != (span.before is not None)
            found = matching(
                connection,
                asked.text,
                walk,
                descending=downwards,
                beyond=span.before or span.after,
            )
            return page_of(list(islice(found, span.limit + 1)), span, _by_number)
        walk = _collected(connection, asked.text, walk)
    else:
        walk = walk_of(connection, asked, sort)
    select = Select(
        f"SELECT {COLUMNS} FROM {walk.source}",
        tuple(walk.where),
        tuple(walk.args),
        sort_column(walk, sort),
        "i.n",
        sort == "intake_at",
    )
    return read_page(connection, select, span, lambda row: _cursor(row, sort, walk))


def _cursor(row: Any, sort: str, walk: Walk) -> Cursor:
    value = getattr(row, sort)
    whole = sort_column(walk, sort).startswith("coalesce")
    return Cursor("" if whole and value is None else value, row.n)


def _by_number(row: Any) -> Cursor:
    return Cursor(None, row.n)


def _collected(connection: Connection, text: str, walk: Walk) -> Walk:
    """The newest matches as a set of numbers, to be sorted otherwise."""
    found = matching(connection, text, walk, descending=True, beyond=None)
    numbers = [row.n for row in islice(found, COUNT_LIMIT)]
    narrow = Walk(index="rowids", narrow=True)
    narrow.add("i.n IN (SELECT value FROM json_each(?))", json.dumps(numbers))
    return narrow


def count_items(connection: Connection, *, filters: ItemFilters | None = None) -> Count:
    """How many items the filters leave: exact from the tallies where they know, else counted."""
    asked = _narrowed(connection, filters or ItemFilters())
    if asked == ItemFilters():
        return Count(tally_sum(connection, "custody"))
    if asked == ItemFilters(custody=asked.custody):
        return Count(sum_of(connection, "custody", {one.value for one in asked.custody}))
    walk = walk_of(connection, asked)
    if asked.text.strip():
        found = matching(connection, asked.text, walk, descending=True, beyond=None)
        counted = sum(1 for _ in islice(found, COUNT_LIMIT + 1))
        return Count(min(counted, COUNT_LIMIT), counted <= COUNT_LIMIT)
    return count_up_to(connection, walk.source, walk.where, walk.args)


def _narrowed(connection: Connection, filters: ItemFilters) -> ItemFilters:
    """A text that names a thing exactly becomes a filter for that thing."""
    filters = replace(filters, text=storable(filters.text))
    direct = find_at_once(connection, text=filters.text)
    if direct is None:
        return filters
    rest = replace(filters, text="")
    if direct.kind == "item":
        return _only(connection, direct.id, rest)
    field = {"case": "case", "container": "container", "place": "place", "person": "holder"}.get(
        direct.kind
    )
    if field is None or getattr(filters, field) not in ("", direct.id):
        return filters
    narrowed: dict[str, Any] = {field: direct.id}
    return replace(rest, **narrowed)


def storable(text: str) -> str:
    """A typed text without what no stored text has: lone surrogates, NUL, endless length."""
    return text[:TEXT_MAX].encode("utf-8", "ignore").decode().replace("\x00", "")


def _only(connection: Connection, item: str, filters: ItemFilters) -> ItemFilters:
    """Filters that one item alone meets: its list and its 15 digits."""
    row = connection.exec_driver_sql(
        "SELECT seizure_id, tag FROM item_card WHERE id = ?", (packed_id(item),)
    ).first()
    if row is None:
        return filters
    return replace(filters, seizure=id_text(row[0]), text=row[1])


_KEYS = {
    TagKind.ITEM: "item",
    TagKind.CONTAINER: "container",
    TagKind.PLACE: "place",
    TagKind.BADGE: "person",
    TagKind.FORM: "form",
    TagKind.CASE: "case",
}


def find_at_once(connection: Connection, *, text: str) -> Direct | None:
    """What an 18-digit code, a 15-digit number, a case number or "case number line" names."""
    words = storable(text).split()
    digits = "".join(words)
    if digits.isascii() and digits.isdigit():
        found = _by_code(connection, digits)
        if found is not None:
            return found
    if not words or len(words) > 2:
        return None
    case = id_of_key(connection, "case", words[0])
    if not case:
        return None
    if len(words) == 1:
        return Direct("case", case, words[0])
    row = connection.exec_driver_sql(
        "SELECT id FROM item_card INDEXED BY ix_item_card_case WHERE case_id = ? AND line = ?"
        " ORDER BY n DESC LIMIT 1",
        (packed_id(case), words[1]),
    ).first()
    return Direct("item", id_text(row[0]), f"{words[0]} {words[1]}") if row else None


def _by_code(connection: Connection, digits: str) -> Direct | None:
    base = digits
    if len(digits) == tag.LENGTH:
        try:
            base = tag.parse(digits)[0].base
        except RuleBroken:
            return None
    if len(base) != tag.BASE_LENGTH or int(base[0]) not in TagKind.__members__.values():
        return None
    kind = _KEYS.get(TagKind(int(base[0])), "")
    id_ = id_of_key(connection, kind, base) if kind else ""
    return Direct(kind, id_, base) if id_ else None
