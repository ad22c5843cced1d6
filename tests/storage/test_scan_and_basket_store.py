from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from custody_app.storage.basket_store import (
    clear_basket,
    read_basket,
    read_baskets,
    write_basket,
)
from custody_app.storage.engine import Guard, writer_engine
from custody_app.storage.scan_store import (
    LOOK_BACK,
    count_unread,
    is_person,
    read_unread,
    write_answer,
    write_scan,
)
from custody_app.storage.upgrade import create_schema

AT = "2026-03-01T01:00:00.000Z"
PERSON = "00000000-0000-7000-8000-00000000000a"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    guard = Guard()
    found = writer_engine(tmp_path / "centre.db", guard)
    create_schema(found, guard)
    yield found
    found.dispose()


def scan(engine: Engine, raw: str, meaning: str = "", source: str = "keyboard") -> int:
    return write_scan(engine, at=AT, source=source, raw=raw, meaning=meaning, person=PERSON)


def test_unread_scans_are_those_nobody_understood_or_answered(engine: Engine) -> None:
    first = scan(engine, "x")
    scan(engine, "153010126000001107", "153010126000001107")
    locked = scan(engine, "153010126000001107", "153010126000001107", "locked")
    with engine.connect() as connection:
        rows = read_unread(connection, 10)
        assert count_unread(connection) == 2
        connection.rollback()
    assert [(row.n, row.raw) for row in rows] == [(locked, "153010126000001107"), (first, "x")]
    assert rows[0].person_id == PERSON
    write_answer(engine, scan=first, at=AT, answer="done")
    with engine.connect() as connection:
        assert [row.n for row in read_unread(connection, 10)] == [locked]
        connection.rollback()


def test_only_the_newest_scans_are_looked_through(engine: Engine) -> None:
    scan(engine, "old")
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO scan_journal (n, at, source, raw, meaning) VALUES (?, ?, 'k', '1', '1')",
            (LOOK_BACK + 1, AT),
        )
    with engine.connect() as connection:
        assert count_unread(connection) == 0
        connection.rollback()


@pytest.mark.parametrize("statement", ["DELETE FROM", "UPDATE"])
def test_a_kept_scan_is_never_changed(engine: Engine, statement: str) -> None:
    scan(engine, "x")
    rest = " SET raw = 'y'" if statement == "UPDATE" else ""
    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.exec_driver_sql(f"{statement} scan_journal{rest}")


def test_a_person_has_one_basket(engine: Engine) -> None:
    write_basket(engine, person=PERSON, at=AT, content="1")
    write_basket(engine, person=PERSON, at=AT, content="2")
    with engine.connect() as connection:
        found = read_basket(connection, PERSON)
        assert [row.content for row in read_baskets(connection)] == ["2"]
        assert read_basket(connection, "nobody") is None
        connection.rollback()
    assert found is not None
    assert (found.content, found.saved_at) == ("2", AT)
    clear_basket(engine, person=PERSON)
    with engine.connect() as connection:
        assert read_basket(connection, PERSON) is None
        connection.rollback()


def test_what_can_name_a_person() -> None:
    assert is_person(PERSON)
    assert not is_person("nobody")
    assert not is_person("")
