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

LOOK_THROUGH = 20_000
"""Newest items looked through one by one for a query without a whole gram."""
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
    if walk.narrow:
        yield from _walked(connection, text, walk, descending, beyond, limit=-1)
        return
    terms = query_grams(text)
    if not has_whole_gram(text):
        limit = LOOK_THROUGH if terms else -1
        seen = 0
        for row in _numbered(connection, descending, beyond, limit):
            seen = row[0]
            yield from _checked(connection, text, walk, row[0], row[1])
        if not terms or not seen:
            return
        beyond = Cursor(None, seen)
    yield from _by_grams(connection, text, terms, walk, descending, beyond)


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


def _numbered(
    connection: Connection, descending: bool, beyond: Cursor | None, limit: int
) -> Iterator[Any]:
    way, sign = ("DESC", "<") if descending else ("ASC", ">")
    where, args = ("WHERE n " + sign + " ?", (beyond.n,)) if beyond else ("", ())
    yield from connection.exec_driver_sql(
        f"SELECT n, search_text FROM item_card NOT INDEXED {where} ORDER BY n {way} LIMIT ?",
        (*args, limit),
    )


def _checked(
    connection: Connection, text: str, walk: Walk, n: int, search_text: str
) -> Iterator[Any]:
    if holds(search_text, text):
        where = " AND ".join(["i.n = ?", *walk.where])
        yield from connection.exec_driver_sql(f"{HEAD} item_card i WHERE {where}", (n, *walk.args))


def _walked(
    connection: Connection,
    text: str,
    walk: Walk,
    descending: bool,
    beyond: Cursor | None,
    limit: int,
) -> Iterator[Any]:
    """Rows of a narrow walk that hold the text, or whose line number it is."""
    way, sign = ("DESC", "<") if descending else ("ASC", ">")
    where, args = list(walk.where), list(walk.args)
    if beyond is not None:
        where.append(f"i.n {sign} ?")
        args.append(beyond.n)
    statement = f"{HEAD} {walk.source} WHERE {' AND '.join(where)} ORDER BY i.n {way} LIMIT ?"
    for row in connection.exec_driver_sql(statement, (*args, limit)):
        if row.line == text.strip() or holds(row.search_text, text):
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
