"""Pages of a list found by keys, forwards and backwards; counts that stop at ten thousand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from custody_app.domain.values import dataclass

R = TypeVar("R")
S = TypeVar("S")

PAGE = 100
COUNT_LIMIT = 10_000
"""Lists longer than this are told as "more than"; exact where a tally knows."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ends: the sort value and the row's number."""

    value: str | int | None
    n: int


@dataclass(frozen=True, slots=True)
class KeysetPage(Generic[R]):
    """Rows of one page, the cursor of the next and of the one before; None at the ends."""

    rows: tuple[R, ...]
    after: Cursor | None = None
    before: Cursor | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many; when not exact, there are more than ``n``."""

    n: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Select:
    """A statement in pieces: columns and source, conditions, the sort column and the row number.

    Attributes:
        head: ``SELECT … FROM …`` with any join and the index to walk.
        where: conditions, joined by AND.
        args: their values, in order.
        column: sort column; the number column when the list is sorted by that.
        number: column of the unique row number.
        nullable: rows may have no value to sort by; they stand below all others.
    """

    head: str
    where: tuple[str, ...]
    args: tuple[Any, ...]
    column: str
    number: str = "n"
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Which page is asked for."""

    after: Cursor | None = None
    before: Cursor | None = None
    limit: int = PAGE
    descending: bool = True


def read_page(
    connection: Connection,
    select: Select,
    span: Span,
    key: Callable[[Any], Cursor],
) -> KeysetPage[Any]:
    """Rows of one page; ``key`` tells a row's cursor.

    Behind a cursor the equal sort values come first and then the rest, as two ordered walks joined
    by UNION ALL, because a row-value comparison seeks on its first column only.
    """
    statement, args = statement_of(select, span)
    found = list(connection.exec_driver_sql(statement, args))
    return page_of(found, span, key)


def page_of(found: Sequence[S], span: Span, key: Callable[[S], Cursor]) -> KeysetPage[S]:
    """A page of rows read in walking order, one more than asked for when there are more."""
    more = len(found) > span.limit
    rows = list(found[: span.limit])
    if span.before is not None:
        rows.reverse()
        return KeysetPage(
            tuple(rows),
            after=key(rows[-1]) if rows else None,
            before=key(rows[0]) if rows and more else None,
        )
    return KeysetPage(
        tuple(rows),
        after=key(rows[-1]) if rows and more else None,
        before=key(rows[0]) if rows and span.after is not None else None,
    )


def statement_of(select: Select, span: Span) -> tuple[str, tuple[Any, ...]]:
    """The statement of one page and its values."""
    cursor = span.before or span.after
    downwards = span.descending != (span.before is not None)
    way, sign = ("DESC", "<") if downwards else ("ASC", ">")
    limit = span.limit + 1
    number, column = select.number, select.column
    if column == number:
        order = f"ORDER BY {number} {way}"
        where = select.where + ((f"{number} {sign} ?",) if cursor else ())
        args = select.args + ((cursor.n,) if cursor else ())
        return f"{select.head}{_where(where)} {order} LIMIT ?", (*args, limit)
    order = f"ORDER BY {column} {way}, {number} {way}"
    if cursor is None:
        return f"{select.head}{_where(select.where)} {order} LIMIT ?", (*select.args, limit)
    by_number = f"ORDER BY {number} {way}"
    branches: list[tuple[tuple[str, ...], tuple[Any, ...], str]] = []
    if cursor.value is None:
        branches.append(((f"{column} IS NULL", f"{number} {sign} ?"), (cursor.n,), by_number))
        if not downwards:
            branches.append(((f"{column} IS NOT NULL",), (), order))
    else:
        equal = (f"{column} = ?", f"{number} {sign} ?")
        branches.append((equal, (cursor.value, cursor.n), by_number))
        branches.append(((f"{column} {sign} ?",), (cursor.value,), order))
        if downwards and select.nullable:
            branches.append(((f"{column} IS NULL",), (), by_number))
    return _joined(select, branches, limit)


def _joined(
    select: Select, branches: list[tuple[tuple[str, ...], tuple[Any, ...], str]], limit: int
) -> tuple[str, tuple[Any, ...]]:
    parts = []
    args: list[Any] = []
    for conditions, values, order in branches:
        where = _where((*select.where, *conditions))
        parts.append(f"SELECT * FROM ({select.head}{where} {order} LIMIT ?)")
        args += [*select.args, *values, limit]
    return f"SELECT * FROM ({' UNION ALL '.join(parts)}) LIMIT ?", (*args, limit)


def _where(conditions: tuple[str, ...]) -> str:
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def count_up_to(
    connection: Connection, source: str, where: Sequence[str], args: Sequence[Any]
) -> Count:
    """How many rows meet the conditions, counted to the limit and no further."""
    inner = f"SELECT 1 FROM {source}{_where(tuple(where))} LIMIT {COUNT_LIMIT + 1}"
    found: int = connection.exec_driver_sql(
        f"SELECT count(*) FROM ({inner})", tuple(args)
    ).scalar_one()
    return Count(min(found, COUNT_LIMIT), found <= COUNT_LIMIT)


def tally(connection: Connection, name: str, key: str) -> int:
    """A count kept with the events."""
    found = connection.exec_driver_sql(
        "SELECT n FROM tally WHERE name = ? AND key = ?", (name, key)
    ).scalar()
    return int(found or 0)


def tallies(connection: Connection, *names: str) -> dict[tuple[str, str], int]:
    """All counts of some names: (name, key) -> count."""
    marks = ", ".join("?" * len(names))
    rows = connection.exec_driver_sql(
        f"SELECT name, key, n FROM tally WHERE name IN ({marks})", names
    )
    return {(row[0], row[1]): row[2] for row in rows}


def tally_sum(connection: Connection, name: str) -> int:
    """The sum of all counts of a name."""
    found = connection.exec_driver_sql("SELECT sum(n) FROM tally WHERE name = ?", (name,)).scalar()
    return int(found or 0)
