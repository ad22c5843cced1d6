"""label_store: the last word on every printed label, and nothing that can be changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from custody_app.storage.engine import Guard, writer_engine
from custody_app.storage.label_store import AT_ONCE, Outcome, PrintRow, read_prints, write_prints
from custody_app.storage.upgrade import create_schema

AT, LATER = "2026-11-24T01:15:00.000Z", "2026-11-24T01:15:02.000Z"
FIRST, SECOND, THIRD = (f"15301012600000{n}100" for n in (1, 2, 3))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    guard = Guard()
    found = writer_engine(tmp_path / "centre.db", guard)
    create_schema(found, guard)
    yield found
    found.dispose()


def prints(engine: Engine, *codes: str) -> dict[str, PrintRow]:
    with engine.connect() as connection:
        found = read_prints(connection, codes)
        connection.rollback()
    return found


def test_the_last_word_counts(engine: Engine) -> None:
    write_prints(engine, [FIRST, SECOND], at=AT, printer="desk", outcome=Outcome.BEGUN)
    write_prints(engine, [FIRST], at=LATER, printer="desk", outcome=Outcome.CONFIRMED)
    found = prints(engine, FIRST, SECOND, THIRD)
    assert {row.code: row.outcome for row in found.values()} == {
        FIRST: Outcome.CONFIRMED,
        SECOND: Outcome.BEGUN,
    }
    assert (found[FIRST].at, found[FIRST].printer) == (LATER, "desk")


def test_what_never_left_is_free_again_until_it_is_printed(engine: Engine) -> None:
    write_prints(engine, [FIRST], at=AT, printer="desk", outcome=Outcome.BEGUN)
    write_prints(engine, [FIRST], at=AT, printer="desk", outcome=Outcome.NOT_SENT)
    assert prints(engine, FIRST) == {}
    write_prints(engine, [FIRST], at=LATER, printer="desk", outcome=Outcome.SENT)
    assert prints(engine, FIRST)[FIRST].outcome is Outcome.SENT


def test_what_was_printed_never_becomes_free_by_a_later_failure(engine: Engine) -> None:
    """Only the begun row of the same job is taken back: the print before it stays known."""
    write_prints(engine, [FIRST], at=AT, printer="desk", outcome=Outcome.CONFIRMED)
    write_prints(engine, [FIRST], at=LATER, printer="desk", outcome=Outcome.BEGUN)
    write_prints(engine, [FIRST], at=LATER, printer="desk", outcome=Outcome.NOT_SENT)
    assert prints(engine, FIRST)[FIRST].outcome is Outcome.CONFIRMED


def test_more_labels_than_one_question_takes(engine: Engine) -> None:
    codes = [f"{n:018d}" for n in range(AT_ONCE + 3)]
    write_prints(engine, codes, at=AT, printer="desk", outcome=Outcome.SENT)
    write_prints(engine, [], at=AT, printer="desk", outcome=Outcome.SENT)
    assert set(prints(engine, *codes)) == set(codes)


@pytest.mark.parametrize(
    "statement", ["DELETE FROM label_print", "UPDATE label_print SET code = ''"]
)
def test_a_printed_label_is_never_unprinted(engine: Engine, statement: str) -> None:
    write_prints(engine, [FIRST], at=AT, printer="desk", outcome=Outcome.SENT)
    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.exec_driver_sql(statement)
