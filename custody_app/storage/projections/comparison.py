"""Compare freshly folded rows with the live ones, row by row, by primary key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Table

from custody_app.domain.values import dataclass
from custody_app.storage.base import unpack
from custody_app.storage.grams import grams_of
from custody_app.storage.projections.fresh_rows import PROJECTIONS, FreshRows, key_of, sorted_rows
from custody_app.storage.snapshot import raw_of

SEARCH_TABLE = "item_search"
_SUBJECT_COLUMNS = ("id", "subject_id", "item_id")
_HASH_MASK = (1 << 64) - 1

Row = tuple[Any, ...]
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Difference:
    """One live row that is not what the ledger says.

    Attributes:
        table: the projection table.
        key: the row's primary key as text.
        kind: ``missing``, ``extra`` or ``changed``.
        columns: which columns differ in a changed row.
        subject: kind and id of the subject concerned, where the row has one.
        last: position in the log of that subject's last event.
    """

    table: str
    key: str
    kind: str
    columns: tuple[str, ...] = ()
    subject: tuple[str, str] | None = None
    last: int | None = None


def differences(rows: FreshRows, live: Connection, progress: Progress) -> Iterator[Difference]:
    """Every row in which the live tables differ from the fresh ones."""
    for table in PROJECTIONS:
        progress(table.name)
        for kind, columns, row in _differing(table, rows.raw, raw_of(live)):
            yield _told(rows, table, kind, columns, row)
    progress(SEARCH_TABLE)
    for kind, n in _differing_grams(rows.raw, raw_of(live)):
        found = rows.raw.execute("SELECT id FROM subject_state WHERE n = ?", (n,)).fetchone()
        subject, last = _subject_of(rows, found[0] if found else None)
        yield Difference(SEARCH_TABLE, str(n), kind, (), subject, last)


def _differing(table: Table, fresh: Any, live: Any) -> Iterator[tuple[str, tuple[str, ...], Row]]:
    key = key_of(table)
    expected = sorted_rows(fresh.cursor(), table)
    found = sorted_rows(live.cursor(), table)
    mine, theirs = next(expected, None), next(found, None)
    while mine is not None or theirs is not None:
        if mine == theirs:
            mine, theirs = next(expected, None), next(found, None)
            continue
        mine_key = tuple(mine[at] for at in key) if mine is not None else None
        theirs_key = tuple(theirs[at] for at in key) if theirs is not None else None
        if mine is not None and theirs is not None and mine_key == theirs_key:
            pairs = zip(table.columns, mine, theirs, strict=True)
            yield "changed", tuple(column.name for column, a, b in pairs if a != b), mine
            mine, theirs = next(expected, None), next(found, None)
        elif theirs_key is None or (mine_key is not None and mine_key < theirs_key):
            assert mine is not None
            yield "missing", (), mine
            mine = next(expected, None)
        else:
            assert theirs is not None
            yield "extra", (), theirs
            theirs = next(found, None)


def _differing_grams(fresh: Any, live: Any) -> Iterator[tuple[str, int]]:
    """Rows of the search index whose grams are not those of the text, by their sums of hashes."""
    live.execute("PRAGMA query_only=OFF")
    live.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_terms"
        f" USING fts5vocab(main, {SEARCH_TABLE}, instance)"
    )
    live.execute("PRAGMA query_only=ON")
    found: dict[int, int] = {}
    for term, n in live.cursor().execute("SELECT term, doc FROM temp.search_terms"):
        found[n] = (found.get(n, 0) + hash(term) + 1) & _HASH_MASK
    for n, text in fresh.cursor().execute("SELECT n, search_text FROM item_card ORDER BY n"):
        wanted = sum(hash(gram) + 1 for gram in grams_of(text)) & _HASH_MASK
        if found.pop(n, 0) != wanted:
            yield "changed", n
    for n in found:
        yield "extra", n


def _told(
    rows: FreshRows, table: Table, kind: str, columns: tuple[str, ...], row: Row
) -> Difference:
    names = [column.name for column in table.columns]
    key = " ".join(_text(row[at]) for at in key_of(table))
    holder = next((name for name in _SUBJECT_COLUMNS if name in names), None)
    packed_id = row[names.index(holder)] if holder and table.name != "batch" else None
    subject, last = _subject_of(rows, packed_id)
    return Difference(table.name, key, kind, columns, subject, last)


def _subject_of(
    rows: FreshRows, packed_id: bytes | None
) -> tuple[tuple[str, str] | None, int | None]:
    if packed_id is None:
        return None, None
    row = rows.raw.execute("SELECT kind FROM subject_state WHERE id = ?", (packed_id,)).fetchone()
    if row is None:
        return None, None
    (last,) = rows.raw.execute(
        "SELECT max(pos) FROM subject_event WHERE id = ?", (packed_id,)
    ).fetchone()
    return (row[0], unpack(packed_id)), last - 1


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return unpack(value) if len(value) == 16 else value.hex()
    return str(value)
