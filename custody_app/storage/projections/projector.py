"""project(): the rows that follow from one event, written in its transaction.

Rebuild uses the same functions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from custody_app.domain.events import item as e
from custody_app.domain.events.base import Event, type_name
from custody_app.domain.events.centre import BlankLabelsIssued, BlankSlipsIssued
from custody_app.domain.rules.legal_clock import Law
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.money import AccountState
from custody_app.domain.state.steps import Happened
from custody_app.domain.values import dataclass
from custody_app.storage.base import pack
from custody_app.storage.grams import grams_of
from custody_app.storage.projections import item_card
from custody_app.storage.projections.money import entry_row
from custody_app.storage.projections.place_use import note_use, taken_place, used_since
from custody_app.storage.projections.registers import ROW_OF_KIND, dues_of, keys_of, tallies_of

_NUMBER = re.compile(r"(\D*\d{6})(\d{4,})\Z")
TAG_SERIES_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Change:
    """One subject before and after one event."""

    kind: str
    id: str
    n: int
    before: Any
    after: Any
    event: Event
    pos: int
    happened: Happened


def upsert(connection: Connection, table: str, row: dict[str, Any]) -> None:
    """Write one row of a projection, replacing the one with the same key."""
    columns = ", ".join(row)
    marks = ", ".join("?" * len(row))
    connection.exec_driver_sql(
        f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})",
        tuple(row.values()),
    )


def project(connection: Connection, change: Change, law: Law | None) -> None:
    """Write every row that follows from a change of one subject."""
    project_state(connection, change.kind, change.n, change.before, change.after, law)
    if place := taken_place(change.before, change.after):
        note_use(connection, place, change.happened.at, law)
    project_event(connection, change)


def project_state(
    connection: Connection, kind: str, n: int, before: Any, after: Any, law: Law | None = None
) -> None:
    """Write the rows that follow from a state alone: card, search, keys, due moments, tallies."""
    if kind == "item":
        _write_item(connection, n, before, after)
    elif kind in ROW_OF_KIND:
        table, row_of = ROW_OF_KIND[kind]
        upsert(connection, table, row_of(after, n))
        if are_new(kind, before, after):
            for linked, link in link_rows(kind, after):
                upsert(connection, linked, link)
    _write_keys(connection, kind, before, after)
    _write_dues(connection, kind, before, after, law)
    _write_tallies(connection, kind, before, after)


def are_new(kind: str, before: Any, after: Any) -> bool:
    """Whether the things it names are to be written: once, and when a blank paper is typed in."""
    return before is None or (kind == "form" and before.items != after.items)


def link_rows(kind: str, state: Any) -> list[tuple[str, dict[str, Any]]]:
    """Which items a request or a form names, as rows; see ``are_new``."""
    own = pack(state.id)
    if kind == "request":
        asked = [pack(one.item) for one in state.items]
        return [("request_item", {"item_id": item, "request_id": own}) for item in asked]
    if kind == "form":
        named = [pack(item) for item in state.items]
        return [("form_item", {"item_id": item, "form_id": own}) for item in named]
    return []


def file_row(subject_id: str, pos: int, file: Mapping[str, str | int]) -> dict[str, Any]:
    """The row of one attached file of an event."""
    return {
        "subject_id": pack(subject_id),
        "pos": pos,
        "h": bytes.fromhex(str(file["h"])),
        "bytes": file["n"],
        "mime": file["mime"],
    }


def project_event(connection: Connection, change: Change) -> None:
    """Write the rows that follow from the event itself: stock movements, numbers given out."""
    if isinstance(change.after, ItemState):
        _write_stock_move(connection, change)
    elif isinstance(change.after, AccountState):
        upsert(connection, "money_entry", entry_row(change))
    for series, last in numbers_of(change.event, change.id):
        raise_serial(connection, series, last)


def _write_item(connection: Connection, n: int, before: ItemState | None, after: ItemState) -> None:
    row = item_card.row_of(after, n)
    upsert(connection, "item_card", row)
    text = row["search_text"]
    old = item_card.search_text_of(before) if before is not None else None
    if text == old:
        return
    if old is not None:
        connection.exec_driver_sql("DELETE FROM item_search WHERE rowid = ?", (n,))
    connection.exec_driver_sql(
        "INSERT INTO item_search (rowid, grams) VALUES (?, ?)", (n, " ".join(grams_of(text)))
    )


def _write_keys(connection: Connection, kind: str, before: Any, after: Any) -> None:
    old = keys_of(kind, before) if before is not None else frozenset()
    new = keys_of(kind, after)
    # Only an erasure takes a key away: a badge number is personal, the others are kept as earlier.
    for key in old - new:
        connection.exec_driver_sql(
            "DELETE FROM subject_key WHERE kind = ? AND key = ?", (kind, key)
        )
    for key in sorted(new - old):
        upsert(connection, "subject_key", {"kind": kind, "key": key, "id": pack(after.id)})


def _write_dues(
    connection: Connection, kind: str, before: Any, after: Any, law: Law | None
) -> None:
    used = used_since(connection, after.id) if kind == "place" else None
    old = dues_of(kind, before, law, used) if before is not None else frozenset()
    new = dues_of(kind, after, law, used)
    id_ = pack(after.id)
    for name, at in old - new:
        connection.exec_driver_sql(
            "DELETE FROM due WHERE kind = ? AND at = ? AND id = ?", (name, at, id_)
        )
    for name, at in sorted(new - old):
        upsert(connection, "due", {"kind": name, "at": at, "id": id_})


def _write_tallies(connection: Connection, kind: str, before: Any, after: Any) -> None:
    old = tallies_of(kind, before) if before is not None else {}
    new = tallies_of(kind, after)
    for name_key in old.keys() | new.keys():
        change = new.get(name_key, 0) - old.get(name_key, 0)
        if change:
            add_tally(connection, *name_key, change)


def add_tally(connection: Connection, name: str, key: str, change: int) -> None:
    """Change one count."""
    connection.exec_driver_sql(
        "INSERT INTO tally (name, key, n) VALUES (?, ?, ?)"
        " ON CONFLICT (name, key) DO UPDATE SET n = n + excluded.n",
        (name, key, change),
    )


def raise_serial(connection: Connection, series: str, last: int) -> None:
    """Remember the last number given out in a series."""
    connection.exec_driver_sql(
        "INSERT INTO serial (series, last) VALUES (?, ?)"
        " ON CONFLICT (series) DO UPDATE SET last = max(last, excluded.last)",
        (series, last),
    )


def numbers_of(event: Event, subject_id: str) -> list[tuple[str, int]]:
    """(series, number) that an event gave out.

    Tags by their first nine digits, printed numbers by prefix.
    """
    found = []
    tags = [getattr(event, "tag", ""), getattr(event, "first_tag", "")]
    if isinstance(event, e.ItemSplit):
        tags = [part.tag for part in event.parts if part.item == subject_id]
    for tag in tags:
        if tag:
            in_a_row = BlankSlipsIssued | BlankLabelsIssued
            more = event.count - 1 if isinstance(event, in_a_row) else 0
            found.append((tag[:TAG_SERIES_DIGITS], int(tag[TAG_SERIES_DIGITS:]) + more))
    number = _NUMBER.match(getattr(event, "number", "") or "")
    if number:
        found.append((number[1], int(number[2])))
    return found


def move_of(event: Event, before: ItemState | None, after: ItemState) -> int:
    """+1 when the thing came into custody, -1 when the last of it left, 0 otherwise."""
    was = before is not None and before.in_custody
    now = after.in_custody
    if was == now:
        return 0
    return 1 if now else -1


def _write_stock_move(connection: Connection, change: Change) -> None:
    way = move_of(change.event, change.before, change.after)
    if way == 0:
        return
    unit = connection.exec_driver_sql(
        "SELECT unit_id FROM case_card WHERE id = ?", (pack(change.after.case),)
    ).scalar()
    upsert(connection, "stock_move", stock_move_row(change, way, unit or b""))
    add_tally(connection, *day_tally(change, way), 1)


def stock_move_row(change: Change, way: int, unit: bytes) -> dict[str, Any]:
    """The row of one movement of stock."""
    return {
        "pos": change.pos,
        "item_id": pack(change.id),
        "day": change.happened.day,
        "way": way,
        "typ": type_name(type(change.event)),
        "category": change.after.category.value,
        "unit_id": unit,
    }


def day_tally(change: Change, way: int) -> tuple[str, str]:
    """The count of its day that a movement adds one to."""
    return f"day {change.happened.day}", "in" if way > 0 else "out"
