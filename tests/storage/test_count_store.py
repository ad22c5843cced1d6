"""Counts that are not closed: kept as they grow, taken up in one window at a time, let go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from custody_app.storage.count_store import (
    OpenCount,
    drop_count,
    keep_scans,
    read_counts,
    take_count,
    write_count,
)
from custody_app.storage.engine import Guard, writer_engine
from custody_app.storage.upgrade import create_schema

PLACE = "00000000-0000-7000-8000-0000000000a1"
ME, OTHER = (f"00000000-0000-7000-8000-00000000000{n}" for n in "bc")
ITEMS = tuple(f"00000000-0000-7000-8000-00000000010{n}" for n in "123")
BEGUN, LATER = "2026-03-01T01:00:00.000Z", "2026-03-01T01:05:00.000Z"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    guard = Guard()
    found = writer_engine(tmp_path / "centre.db", guard)
    create_schema(found, guard)
    yield found
    found.dispose()


def count(**values: object) -> OpenCount:
    facts: dict[str, object] = {
        "place_id": PLACE, "person_id": ME, "window": "w1", "begun_at": BEGUN, "saved_at": BEGUN,
    }  # fmt: skip
    return OpenCount(**(facts | values))  # type: ignore[arg-type]  # as its fields ask


def kept(engine: Engine) -> tuple[OpenCount, ...]:
    with engine.connect() as connection:
        return read_counts(connection, PLACE)


def test_a_count_grows_and_each_person_has_one(engine: Engine) -> None:
    write_count(engine, count())
    write_count(engine, count(person_id=OTHER, begun_at=LATER))
    grown = count(items=ITEMS, saved_at=LATER)
    assert keep_scans(engine, grown)
    assert kept(engine) == (grown, count(person_id=OTHER, begun_at=LATER))
    write_count(engine, count(window="w2"))
    assert kept(engine)[0] == count(window="w2")


def test_it_goes_on_in_one_window_alone(engine: Engine) -> None:
    write_count(engine, count())
    assert keep_scans(engine, count(items=ITEMS))
    taken = take_count(engine, place=PLACE, person=ME, window="w2")
    assert taken == count(window="w2", items=ITEMS)
    assert not keep_scans(engine, count(items=ITEMS[:1]))
    assert kept(engine) == (taken,)
    assert take_count(engine, place=PLACE, person=OTHER, window="w3") is None


def test_it_is_let_go_where_it_goes_on(engine: Engine) -> None:
    write_count(engine, count())
    with engine.begin() as connection:
        drop_count(connection, place=PLACE, person=ME, window="w2")
    assert kept(engine) == (count(),)
    with engine.begin() as connection:
        drop_count(connection, place=PLACE, person=ME)
    assert kept(engine) == ()
