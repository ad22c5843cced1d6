from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

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
    UNKNOWN,
    count_unread,
    forget_scans,
    is_person,
    read_unread,
    write_answer,
    write_doubt,
    write_scan,
)
from custody_app.storage.upgrade import create_schema

CODE = "153010126000001107"
AT = "2026-03-01T01:00:00.000Z"
PERSON = "00000000-0000-7000-8000-00000000000a"


@pytest.fixture
def guard() -> Guard:
    return Guard()


@pytest.fixture
def engine(tmp_path: Path, guard: Guard) -> Iterator[Engine]:
    found = writer_engine(tmp_path / "centre.db", guard)
    create_schema(found, guard)
    yield found
    found.dispose()


def scan(engine: Engine, raw: str, meaning: str = "", why: str = "") -> int:
    return write_scan(
        engine, at=AT, source="keyboard", raw=raw, meaning=meaning, person=PERSON, why=why
    )


def unread(engine: Engine) -> list[int]:
    with engine.connect() as connection:
        rows = read_unread(connection, 10)
        assert count_unread(connection) == len(rows)
        connection.rollback()
    return [row.n for row in rows]


def test_unread_scans_are_those_in_doubt_that_nobody_answered(engine: Engine) -> None:
    first = scan(engine, "x", why="not_read")
    scan(engine, CODE, CODE)
    locked = scan(engine, CODE, CODE, "locked")
    assert unread(engine) == [locked, first]
    with engine.connect() as connection:
        newest = read_unread(connection, 1)[0]
        connection.rollback()
    assert (newest.raw, newest.why, newest.person_id) == (CODE, "locked", PERSON)
    write_answer(engine, scan=first, at=AT, answer="done")
    assert unread(engine) == [locked]


def test_however_many_come_after_an_unread_scan_stays(engine: Engine) -> None:
    old = scan(engine, "old", why="not_read")
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO scan_journal (n, at, source, raw, meaning) VALUES (?, ?, 'k', '1', '1')",
            (1_000_000, AT),
        )
    assert unread(engine) == [old]


def test_the_first_doubt_about_a_scan_stands(engine: Engine) -> None:
    n = scan(engine, CODE, CODE)
    write_doubt(engine, scan=n, why="other_centre")
    write_doubt(engine, scan=n, why="misread")
    with engine.connect() as connection:
        assert [row.why for row in read_unread(connection, 10)] == ["other_centre"]
        connection.rollback()


@pytest.mark.parametrize(("why", "left"), [(UNKNOWN, 0), ("other_centre", 1)])
def test_an_unknown_code_is_no_doubt_once_something_has_it(
    engine: Engine, why: str, left: int
) -> None:
    write_doubt(engine, scan=scan(engine, CODE, CODE), why=why)
    assert len(unread(engine)) == 1
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO subject_key (kind, key, id) VALUES ('item', ?, ?)",
            (CODE[:15], UUID(PERSON).bytes),
        )
    assert len(unread(engine)) == left


def dated(engine: Engine, at: str, why: str = "") -> int:
    return write_scan(engine, at=at, source="k", raw="x", meaning="", person="", why=why)


def kept(engine: Engine) -> dict[str, list[int]]:
    tables = {"scan_journal": "n", "scan_doubt": "scan", "scan_answer": "scan"}
    with engine.begin() as connection:
        return {
            table: list(
                connection.exec_driver_sql(f"SELECT {key} FROM {table} ORDER BY 1").scalars()
            )
            for table, key in tables.items()
        }


OLD = "2024-02-28T23:59:59.999Z"
TWO_YEARS = "2024-03-01T01:00:00.000Z"


def test_scans_go_after_two_years_and_what_is_unanswered_stays(
    engine: Engine, guard: Guard
) -> None:
    answered = dated(engine, OLD, why="not_read")
    write_answer(engine, scan=answered, at=OLD, answer="done")
    dated(engine, OLD)
    open_one = dated(engine, OLD, why="not_read")
    young = dated(engine, AT, why="not_read")
    write_answer(engine, scan=young, at=AT, answer="done")
    dated_back, newest = dated(engine, OLD), dated(engine, AT)
    assert forget_scans(engine, guard, before=TWO_YEARS) == 2
    assert kept(engine) == {
        "scan_journal": [open_one, young, dated_back, newest],
        "scan_doubt": [open_one, young],
        "scan_answer": [young],
    }
    assert not guard.sweeping
    with pytest.raises(DBAPIError, match="not authorized"), engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM scan_journal WHERE n = 1")


def test_a_journal_without_young_scans_stays_whole(engine: Engine, guard: Guard) -> None:
    """The newest may be there from a clock set wrong: nothing goes until the next right one."""
    scans = [dated(engine, OLD)]
    assert forget_scans(engine, guard, before=AT) == 0
    scans += [dated(engine, AT), dated(engine, OLD)]
    assert forget_scans(engine, guard, before=TWO_YEARS) == 0
    assert kept(engine)["scan_journal"] == scans
    dated(engine, AT)
    assert forget_scans(engine, guard, before=TWO_YEARS) == 1


def test_whoever_asks_younger_scans_cannot_be_deleted(engine: Engine, guard: Guard) -> None:
    """Not even by the sweep itself, when a wrong clock makes it ask for too much."""
    first = dated(engine, TWO_YEARS, why="not_read")
    write_answer(engine, scan=first, at=AT, answer="done")
    last = dated(engine, AT)
    assert forget_scans(engine, guard, before="2099-01-01T00:00:00.000Z") == 0
    guard.sweeping = True
    for statement in (
        "DELETE FROM scan_journal WHERE n = 1",
        "DELETE FROM scan_doubt",
        "DELETE FROM scan_answer",
    ):
        with pytest.raises(DBAPIError, match="only grows"), engine.begin() as connection:
            connection.exec_driver_sql(statement)
    for statement in ("UPDATE scan_journal SET raw = 'y'", "DELETE FROM label_print"):
        with pytest.raises(DBAPIError, match="not authorized"), engine.begin() as connection:
            connection.exec_driver_sql(statement)
    assert kept(engine)["scan_journal"] == [first, last]


@pytest.mark.parametrize("table", ["scan_journal", "scan_doubt", "scan_answer"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET rowid = 7"])
def test_a_kept_scan_is_never_changed(engine: Engine, statement: str, table: str) -> None:
    n = scan(engine, "x", why="not_read")
    write_answer(engine, scan=n, at=AT, answer="done")
    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.exec_driver_sql(statement.format(table))


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
