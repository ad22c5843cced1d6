"""What is remembered of failed sign-ins: per person, the last word counts, other writers see it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from custody_app.storage.engine import Guard, reader_engine, writer_engine
from custody_app.storage.sign_in_store import Attempts, read_attempts, write_attempts
from custody_app.storage.upgrade import create_schema

ONE, OTHER = "0190a1b2-c3d4-7e5f-8a1b-000000000001", "0190a1b2-c3d4-7e5f-8a1b-000000000002"
LOCKED = Attempts(0, 5, "2026-11-26T01:00:00.000Z", "2026-11-26T01:15:00.000Z")


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Engine]:
    guard = Guard()
    engine = writer_engine(tmp_path / "centre.db", guard)
    create_schema(engine, guard)
    yield engine
    engine.dispose()


def test_nobody_has_failed_at_first(writer: Engine) -> None:
    assert read_attempts(writer, ONE) == Attempts(0, 0, None, None)


def test_the_last_word_counts_and_only_for_this_person(writer: Engine) -> None:
    write_attempts(writer, ONE, Attempts(4, 4, LOCKED.last_failure_at, None))
    write_attempts(writer, ONE, LOCKED)
    assert read_attempts(writer, ONE) == LOCKED
    assert read_attempts(writer, OTHER) == Attempts()
    write_attempts(writer, ONE, Attempts())
    assert read_attempts(writer, ONE) == Attempts()


def test_another_process_sees_it_at_once(writer: Engine, tmp_path: Path) -> None:
    write_attempts(writer, ONE, LOCKED)
    reader = reader_engine(tmp_path / "centre.db")
    assert read_attempts(reader, ONE) == LOCKED
    reader.dispose()


def test_a_person_that_is_no_id_finds_nothing(writer: Engine) -> None:
    assert read_attempts(writer, "x' OR 1=1 --") == Attempts()
