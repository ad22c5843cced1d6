"""Items whose text holds the words asked for: by grams, checked literally, in the order of numbers.

A query without a whole gram (one character, marks only) first looks through the newest items.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from custody_app.queries.item_filters import Walk
from custody_app.queries.item_rows import COLUMNS
from custody_app.queries.page import Cursor
from custody_app.storage.grams import folded, has_whole_gram, holds, query_grams

LOOK_THROUGH = 4_000
"""Numbers of the newest items looked through one by one for a query without a whole gram."""
CASES_MAX = 200
"""Cases whose number holds the text, the newest first."""
CASE_PIECE_MIN = 4
HEAD = f"SELECT {COLUMNS}, i.search_text FROM"


def matching(
    connection: Connection, text: str, walk: Walk, *, descending: bool, beyond: Cursor | None
) -> Iterator[Any]:
    """Rows that meet the walk's conditions and hold the text, in the order of their numbers."""
    sources = [_by_text(connection, text, walk, descending, beyond)]
    cases = _cases_like(connection, text)
    if cases:
        sources.append(_by_case(connection, cases, walk, descending, beyond))
    last = None
    sign = -1 if descending else 1
    for row in heapq.merge(*sources, key=lambda row: sign * row.n):
        if row.n != last:
            last = row.n
            yield row


def _by_text(
    connection: Connection, text: str, walk: Walk, descending: bool, beyond: Cursor | None
) -> Iterator[Any]:
    terms = query_grams(text)
    if walk.narrow or not terms:
        yield from _walked(connection, text, walk, descending, beyond)
        return
    if not has_whole_gram(text):
        bound = _bound(connection, descending, beyond)
        yield from _walked(connection, text, walk, descending, beyond, bound)
        beyond = Cursor(None, bound)
    yield from _by_grams(connection, text, terms, walk, descending, beyond)


def _bound(connection: Connection, descending: bool, beyond: Cursor | None) -> int:
    """The number up to which items are looked through one by one."""
    end = "max" if descending else "min"
    start = beyond.n if beyond else 0
    if not start:
        start = connection.exec_driver_sql(f"SELECT {end}(n) FROM item_card").scalar() or 0
    return start - LOOK_THROUGH if descending else start + LOOK_THROUGH


def _by_grams(
    connection: Connection,
    text: str,
    terms: list[str],
    walk: Walk,
    descending: bool,
    beyond: Cursor | None,
) -> Iterator[Any]:
    way, sign = ("DESC", "<") if descending else ("ASC", ">")
    where = ["item_search MATCH ?", *walk.where]
    args: list[Any] = [" AND ".join(terms), *walk.args]
    if beyond is not None:
        where.append(f"s.rowid {sign} ?")
        args.append(beyond.n)
    statement = (
        f"{HEAD} item_search s CROSS JOIN item_card i ON i.n = s.rowid"
        f" WHERE {' AND '.join(where)} ORDER BY s.rowid {way}"
    )
    for row in connection.exec_driver_sql(statement, tuple(args)):
        if holds(row.search_text, text):
            yield row


def _walked(
    connection: Connection,
    text: str,
    walk: Walk,
    descending: bool,
    beyond: Cursor | None,
    bound: int | None = None,
) -> Iterator[Any]:
    """Rows that hold the text, or in a narrow walk have this line number, up to a bound."""
    way, sign, until = ("DESC", "<", ">=") if descending else ("ASC", ">", "<=")
    where, args = list(walk.where), list(walk.args)
    if beyond is not None:
        where.append(f"i.n {sign} ?")
        args.append(beyond.n)
    if bound is not None:
        where.append(f"i.n {until} ?")
        args.append(bound)
    conditions = f" WHERE {' AND '.join(where)}" if where else ""
    source = walk.source if walk.narrow else "item_card i NOT INDEXED"
    statement = f"{HEAD} {source}{conditions} ORDER BY i.n {way}"
    for row in connection.exec_driver_sql(statement, tuple(args)):
        in_line = walk.narrow and row.line == text.strip()
        if in_line or holds(row.search_text, text):
            yield row


def _cases_like(connection: Connection, text: str) -> list[bytes]:
    """Cases whose number holds the text; only a text that looks like part of a number is asked."""
    piece = folded(text.strip())
    if len(piece) < CASE_PIECE_MIN or " " in piece or not any(map(str.isdigit, piece)):
        return []
    escaped = piece.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = connection.exec_driver_sql(
        "SELECT id FROM case_card WHERE number LIKE ? ESCAPE '\\' ORDER BY n DESC LIMIT ?",
        (f"%{escaped}%", CASES_MAX),
    )
    return [row[0] for row in rows]


def _by_case(
    connection: Connection,
    cases: list[bytes],
    walk: Walk,
    descending: bool,
    beyond: Cursor | None,
) -> Iterator[Any]:
    way, sign = ("DESC", "<") if descending else ("ASC", ">")
    where = [f"i.case_id IN ({', '.join('?' * len(cases))})", *walk.where]
    args: list[Any] = [*cases, *walk.args]
    if beyond is not None:
        where.append(f"i.n {sign} ?")
        args.append(beyond.n)
    yield from connection.exec_driver_sql(
        f"{HEAD} item_card i INDEXED BY ix_item_card_case WHERE {' AND '.join(where)}"
        f" ORDER BY i.n {way}",
        tuple(args),
    )
