"""Rows that follow from a change: cards, keys, due moments, search, numbers, stock, counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from custody_app.domain.events import item as e
from custody_app.domain.events import registers as r
from custody_app.domain.events.centre import BlankSlipsIssued
from custody_app.domain.ids import CaseId, CentreId, FormId, ItemId, RequestId
from custody_app.domain.moments import Moment, later
from custody_app.domain.parts import SplitPart
from custody_app.domain.quantity import Amount
from custody_app.domain.vocabulary import (
    Condition,
    DeliveryMode,
    Disposal,
    FormKind,
    Recipient,
    SignedBy,
)
from custody_app.storage.base import pack
from custody_app.storage.grams import query_grams
from custody_app.storage.projections.projector import (
    add_tally,
    move_of,
    numbers_of,
    raise_serial,
    upsert,
)
from tests.builders import a_centre as world_of
from tests.builders import an_item
from tests.queries.recording import CASE, SLOT, SLOT_2, START, Centre, a_centre, an_id

REQUEST = RequestId(an_id(600))


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    found = a_centre(tmp_path / "centre.db")
    yield found
    found.reader.engine.dispose()
    found.writer.dispose()


def rows(centre: Centre, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with centre.reader.engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql, values)]


def tally(centre: Centre, name: str) -> dict[str, int]:
    return {key: n for key, n in rows(centre, "SELECT key, n FROM tally WHERE name = ?", name)}


def released(item: ItemId, quantity: str = "1") -> e.ItemReleased:
    return e.ItemReleased(
        item=item, request=REQUEST, kind=Disposal.RETURN_TO_OWNER,
        quantity=Amount(quantity, "件"), recipient=Recipient.OWNER, signed_by=SignedBy.SIGNATURE,
    )  # fmt: skip


def test_a_card_follows_every_change_and_stays_one_row(centre: Centre) -> None:
    item = centre.item()
    card = "SELECT place_id, custody FROM item_card WHERE id = ?"
    assert rows(centre, card, pack(item)) == [(pack(SLOT), "S30")]
    centre.record(e.ItemMoved(item=item, place=SLOT_2))
    assert rows(centre, card, pack(item)) == [(pack(SLOT_2), "S30")]
    centre.record(released(item))
    ((place, custody),) = rows(centre, card, pack(item))
    assert place is None
    assert custody != "S30"


def test_a_due_moment_goes_with_its_reason(centre: Centre) -> None:
    item = centre.item(accepted=False)
    due = "SELECT at FROM due WHERE id = ? AND kind = 'hand_over'"
    assert rows(centre, due, pack(item)) == [(later(START, hours=24),)]
    assert rows(centre, due, pack(centre.item())) == []
    assert len(rows(centre, due, pack(item))) == 1


def test_old_case_numbers_are_found_still(centre: Centre) -> None:
    key = "SELECT id FROM subject_key WHERE kind = 'case' AND key = ?"
    centre.record(r.CaseChanged(case=CASE, number="新1号"))
    for number in ("A5301020000002026030001", "新1号"):
        assert rows(centre, key, number) == [(pack(CASE),)]


def test_the_search_follows_a_correction_and_forgets_the_old_text(centre: Centre) -> None:
    item = centre.item(name="电动自行车")
    before = rows(centre, "SELECT count(*) FROM item_search")
    with centre.reader.engine.connect() as connection:
        old = matches(connection, "电动")
    centre.record(e.ItemCorrected(item=item, of_event="x", reason="误录", was="", name="摩托车"))
    with centre.reader.engine.connect() as connection:
        assert (old, matches(connection, "电动"), matches(connection, "摩托")) == (1, 0, 1)
    assert rows(centre, "SELECT count(*) FROM item_search") == before


def matches(connection: Connection, text: str) -> int:
    asked = " ".join(query_grams(text))
    return int(
        connection.exec_driver_sql(
            "SELECT count(*) FROM item_search WHERE item_search MATCH ?", (asked,)
        ).scalar_one()
    )


def test_stock_moves_once_in_and_once_out(centre: Centre) -> None:
    item = centre.item(quantity=Amount("3", "件"))
    way = "SELECT way, day FROM stock_move WHERE item_id = ? ORDER BY pos"
    assert [one[0] for one in rows(centre, way, pack(item))] == [1]
    centre.record(released(item, "2"))
    assert len(rows(centre, way, pack(item))) == 1
    centre.record(released(item, "1"))
    assert [one[0] for one in rows(centre, way, pack(item))] == [1, -1]
    assert tally(centre, f"day {rows(centre, way, pack(item))[0][1]}")["in"] == 1


def test_a_movement_after_midnight_in_china_counts_for_the_new_day(centre: Centre) -> None:
    late = Moment("2026-03-05T16:30:00.000Z")
    item = centre.item(accepted=False)
    accepted = e.ItemAccepted(
        item=item, quantity=Amount("1", "件"), counted=True, mode=DeliveryMode.OFFICER_BRINGS,
        condition=Condition.INTACT,
    )  # fmt: skip
    centre.record(accepted, at=late)
    assert rows(centre, "SELECT day FROM stock_move") == [("2026-03-06",)]
    assert tally(centre, "day 2026-03-06") == {"in": 1}


def test_counts_are_those_of_the_rows_after_any_day(centre: Centre) -> None:
    kept = [centre.item() for _ in range(3)]
    centre.item(accepted=False)
    centre.record(released(kept[0]))
    counted = "SELECT {0}, count(*) FROM item_card {1} GROUP BY {0}"
    for name, where in (("custody", ""), ("category", "WHERE custody = 'S30'")):
        wanted = dict(rows(centre, counted.format(name, where)))
        assert {key: n for key, n in tally(centre, name).items() if n} == wanted
    assert all(n >= 0 for _, n in rows(centre, "SELECT name, n FROM tally"))


def test_move_of() -> None:
    world = world_of()
    listed = world.item(world.listed())
    stored = world.item(world.stored())
    seen = e.ItemSeen(item=stored.id)
    assert (move_of(seen, listed, stored), move_of(seen, stored, stored)) == (1, 0)
    assert (move_of(seen, None, listed), move_of(seen, None, stored)) == (0, 1)
    assert move_of(seen, stored, listed) == -1


def test_numbers_that_events_gave_out() -> None:
    tag = "153010126000042"
    assert numbers_of(an_item("i", tag), "i") == [("153010126", 42)]
    slips = BlankSlipsIssued(
        centre=CentreId("c"), kind=FormKind.RETURN_SLIP, first_tag="653010126000010", count=5
    )
    assert numbers_of(slips, "c") == [("653010126", 14)]
    parts = tuple(
        SplitPart(ItemId(f"p{n}"), f"15301012600010{n}", f"1-{n}", Amount("1", "件"))
        for n in (1, 2)
    )
    split = e.ItemSplit(item=ItemId("i"), parts=parts, identifiers=(), reason="")
    assert numbers_of(split, "p2") == [("153010126", 102)]
    assert numbers_of(split, "i") == []


@pytest.mark.parametrize(
    ("number", "given"),
    [
        ("RK2026110042", [("RK202611", 42)]),
        ("RK20261110000", [("RK202611", 10_000)]),
        ("昆公（五华）立字〔2026〕3021号", []),
        ("LS2026110001", [("LS202611", 1)]),
        ("", []),
    ],
)
def test_only_numbers_of_ours_raise_a_series(number: str, given: list[tuple[str, int]]) -> None:
    form = r.FormIssued(
        form=FormId("f"), tag="653010126000001", number=number, kind=FormKind.INTAKE_LIST,
        sha256="", language="zh_CN", case=CaseId("c"), items=(), request=None, of_batch="",
        replaces="", awaits_signature=True,
    )  # fmt: skip
    assert numbers_of(form, "f")[1:] == given


def test_rows_of_small_tools(centre: Centre) -> None:
    with centre.writer.begin() as connection:
        raise_serial(connection, "X", 5)
        raise_serial(connection, "X", 3)
        for change in (2, 3, -1):
            add_tally(connection, "n", "k", change)
        for at in ("a", "b"):
            upsert(connection, "serial", {"series": at, "last": 1})
        upsert(connection, "serial", {"series": "a", "last": 9})
    found = dict(rows(centre, "SELECT series, last FROM serial WHERE series IN ('X', 'a', 'b')"))
    assert found == {"X": 5, "a": 9, "b": 1}
    assert tally(centre, "n") == {"k": 4}
