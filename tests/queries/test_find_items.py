from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection

from custody_app.domain import tag
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Category, Custody
from custody_app.queries.find_items import (
    ItemFilters,
    count_items,
    find_at_once,
    find_items,
)
from custody_app.queries.item_filters import walk_of
from custody_app.queries.item_text import matching
from custody_app.queries.matters import matters_named
from custody_app.queries.page import Cursor
from custody_app.queries.reader import Reader
from custody_app.storage.grams import folded, holds
from custody_app.storage.projections.item_card import matters_of, search_text_of
from tests.queries.filling import NOW, Filled


def all_of(read: Reader, limit: int = 37, **asked: Any) -> list[Any]:
    """Every row, page by page."""
    rows: list[Any] = []
    after: Cursor | None = None
    while True:
        page = read(find_items, after=after, limit=limit, **asked)
        rows += page.rows
        after = page.after
        if after is None:
            return rows


def found_by_text(connection: Connection, *, text: str) -> list[int]:
    """Numbers of all items that a text finds, without their names."""
    walk = walk_of(connection, ItemFilters())
    return [row.n for row in matching(connection, text, walk, descending=True, beyond=None)]


def numbers(filled: Filled, keep: Callable[[ItemState], bool]) -> list[int]:
    found = [filled.numbers[item.id] for item in filled.items if keep(item)]
    return sorted(found, reverse=True)


def place_of(filled: Filled, item: ItemState) -> str | None:
    if item.container:
        return next(bag.place for bag in filled.containers if bag.id == item.container)
    return item.place


def test_everything_newest_first(filled: Filled, read: Reader) -> None:
    assert [row.n for row in all_of(read)] == numbers(filled, lambda item: True)
    assert read(count_items).n == len(filled.items)


def test_every_filter_finds_what_a_scan_finds(filled: Filled, read: Reader) -> None:
    case, seizure, bag = filled.cases[3], filled.seizures[5], filled.containers[1]
    top, rack, slot = filled.places[0], filled.places[1], filled.places[2]
    inside_rack = {p.id for p in filled.places if p.parent == rack.id} | {rack.id}
    person, unit = filled.people[2], filled.units[1]
    cases_of_unit = {c.id for c in filled.cases if c.unit == unit.id}
    checks: list[tuple[ItemFilters, Callable[[ItemState], bool]]] = [
        (ItemFilters(custody=(Custody.DESTROYED,)), lambda i: i.custody is Custody.DESTROYED),
        (
            ItemFilters(custody=(Custody.ON_LOAN, Custody.LISTED)),
            lambda i: i.custody in (Custody.ON_LOAN, Custody.LISTED),
        ),
        (ItemFilters(category=(Category.CASH,)), lambda i: i.category is Category.CASH),
        (
            ItemFilters(category=(Category.CASH, Category.DRUGS), custody=(Custody.IN_STORE,)),
            lambda i: (
                i.category in (Category.CASH, Category.DRUGS) and i.custody is Custody.IN_STORE
            ),
        ),
        (ItemFilters(case=case.id), lambda i: i.case == case.id),
        (ItemFilters(seizure=seizure.id), lambda i: i.seizure == seizure.id),
        (ItemFilters(container=bag.id), lambda i: i.container == bag.id),
        (ItemFilters(place=slot.id), lambda i: place_of(filled, i) == slot.id),
        (ItemFilters(place=rack.id), lambda i: place_of(filled, i) in inside_rack),
        (ItemFilters(place=rack.id, below=False), lambda i: place_of(filled, i) == rack.id),
        (ItemFilters(place=top.id), lambda i: place_of(filled, i) is not None),
        (ItemFilters(unit=unit.id), lambda i: i.case in cases_of_unit),
        (
            ItemFilters(holder=person.id),
            lambda i: i.loan is not None and i.loan.borrower == person.id,
        ),
        (ItemFilters(on_loan=True), lambda i: i.loan is not None),
        (
            ItemFilters(overdue_at=NOW),
            lambda i: i.loan is not None and i.loan.due_at < NOW,
        ),
        (
            ItemFilters(matters=("frozen", "needs_place")),
            lambda i: bool({"frozen", "needs_place"} & set(matters_named(matters_of(i)))),
        ),
        (
            ItemFilters(text="手机", place=rack.id),
            lambda i: "手机" in i.name and place_of(filled, i) in inside_rack,
        ),
        (
            ItemFilters(text="黑色", custody=(Custody.IN_STORE,), category=(Category.KNIFE,)),
            lambda i: (
                "黑色" in i.features
                and i.custody is Custody.IN_STORE
                and i.category is Category.KNIFE
            ),
        ),
    ]
    for filters, keep in checks:
        wanted = numbers(filled, keep)
        assert wanted, filters
        assert [row.n for row in all_of(read, filters=filters)] == wanted, filters
        assert read(count_items, filters=filters).n == len(wanted), filters


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("sort", ["custody", "category", "intake_at", "name", "due_at"])
def test_every_sort_is_complete_and_in_order(
    filled: Filled, read: Reader, sort: str, descending: bool
) -> None:
    for filters in (ItemFilters(), ItemFilters(case=filled.cases[0].id), ItemFilters(text="手机")):
        rows = all_of(read, filters=filters, sort=sort, descending=descending)
        keys = [(getattr(row, sort) or "", row.n) for row in rows]
        assert keys == sorted(keys, reverse=descending)
        assert len(set(keys)) == len(keys)
        by_number = all_of(read, filters=filters)
        if sort == "due_at" and filters == ItemFilters():
            by_number = [row for row in by_number if row.due_at]
        assert {row.n for row in rows} == {row.n for row in by_number}


@pytest.mark.parametrize("sort", ["n", "custody"])
def test_pages_are_walked_back_the_way_they_came(read: Reader, sort: str) -> None:
    first = read(find_items, sort=sort, limit=50)
    second = read(find_items, sort=sort, limit=50, after=first.after)
    third = read(find_items, sort=sort, limit=50, after=second.after)
    assert first.before is None
    back = read(find_items, sort=sort, limit=50, before=third.before)
    assert back.rows == second.rows
    again = read(find_items, sort=sort, limit=50, before=back.before)
    assert again.rows == first.rows
    assert again.before is None
    onwards = read(find_items, sort=sort, limit=50, after=back.after)
    assert onwards.rows == third.rows


def test_names_stand_beside_ids(filled: Filled, read: Reader) -> None:
    by_id = {row.id: row for row in all_of(read)}
    for item in filled.items:
        row = by_id[item.id]
        case = next(c for c in filled.cases if c.id == item.case)
        assert row.case_number == case.number
        assert row.place_id == (place_of(filled, item) or "")
        place = next((p for p in filled.places if p.id == row.place_id), None)
        assert row.place_code == (place.code if place else "")
        assert row.code == tag.code_of(item.tag, 1)
        assert row.matters == matters_named(matters_of(item))
        if item.loan:
            holder = next(p for p in filled.people if p.id == item.loan.borrower)
            assert (row.holder_name, row.due_at) == (holder.name, item.loan.due_at)


def test_a_thousand_random_pieces_of_text_are_found_without_a_mistake(
    filled: Filled, read: Reader
) -> None:
    pick = random.Random(20260320)
    texts = {filled.numbers[item.id]: search_text_of(item) for item in filled.items}
    plain = {n: folded(text) for n, text in texts.items()}
    by_number = {filled.numbers[item.id]: item for item in filled.items}
    pool = list(texts.values())
    asked = 0
    while asked < 1_100:
        text = pick.choice(pool)
        start = pick.randrange(len(text))
        piece = text[start : start + pick.choice((1, 1, 2, 2, 2, 3, 4, 6, 8))]
        if pick.random() < 0.15:
            other = pick.choice(pool)
            at = pick.randrange(len(other))
            piece = f"{piece} {other[at : at + 2]}"
        if not piece.strip() or read(find_at_once, text=piece) is not None:
            continue
        asked += 1
        words = folded(piece).split()
        wanted = [n for n, one in plain.items() if all(word in one for word in words)][::-1]
        found = read(found_by_text, text=piece)
        case_like = set(found) - set(wanted)
        assert [n for n in found if n not in case_like] == wanted, piece
        for n in case_like:
            number = next(c.number for c in filled.cases if c.id == by_number[n].case)
            assert piece.strip().upper() in number, piece


def test_part_of_a_case_number_finds_its_items(filled: Filled, read: Reader) -> None:
    case = filled.cases[7]
    tail = case.number[-8:]
    wanted = {filled.numbers[i.id] for i in filled.items if i.case == case.id}
    found = {row.n for row in all_of(read, filters=ItemFilters(text=tail))}
    assert wanted
    assert wanted <= found


def test_a_code_names_its_thing_at_once(filled: Filled, read: Reader) -> None:
    item, case = filled.items[10], filled.cases[2]
    code = tag.code_of(item.tag, 1)
    for text in (code, tag.grouped(code), item.tag):
        page = read(find_items, filters=ItemFilters(text=text))
        assert [row.id for row in page.rows] == [item.id], text
    number = next(c.number for c in filled.cases if c.id == item.case)
    same = [i.id for i in filled.items if i.case == item.case and i.line == item.line]
    direct = read(find_at_once, text=f"{number} {item.line}")
    assert direct is not None
    assert direct.id in same
    rows = all_of(read, filters=ItemFilters(text=case.number))
    assert [row.n for row in rows] == numbers(filled, lambda i: i.case == case.id)
    place = filled.places[2]
    rows = all_of(read, filters=ItemFilters(text=tag.code_of(place.tag, 1)))
    assert [row.n for row in rows] == numbers(filled, lambda i: place_of(filled, i) == place.id)


@pytest.mark.parametrize(
    "text",
    ["\ud800", "\x00", "%", "_", "' OR 1=1 --", '"', "AND", "NEAR(", "*", "手机*", "x" * 5_000,
     "9" * 18, "1" * 15, "٣٤٥", "（", "  ", "\u202e手机", "<b>", "=1+1"],
)  # fmt: skip
def test_strange_text_is_only_text(read: Reader, filled: Filled, text: str) -> None:
    page = read(find_items, filters=ItemFilters(text=text), limit=2_000)
    if text in ("%", '"', "*", "<b>", "=1+1", "NEAR("):
        wanted = numbers(filled, lambda i: holds(search_text_of(i), text))
        assert [row.n for row in page.rows] == wanted


def test_a_count_stops_at_its_limit(
    read: Reader, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custody_app.queries.page.COUNT_LIMIT", 20)
    count = read(count_items, filters=ItemFilters(category=(Category.CASH,)))
    assert (count.n, count.exact) == (20, False)
