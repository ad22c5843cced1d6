"""The write-ahead log is folded between commits, and only when it grew long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from custody_app.storage.engine import Guard, reader_engine, writer_engine
from custody_app.storage.log_folding import fold_log, unfolded
from custody_app.storage.scan_store import write_scan
from custody_app.storage.upgrade import create_schema


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "centre.db"


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    guard = Guard()
    made = writer_engine(path, guard)
    create_schema(made, guard)
    fold_log(made, 0)
    yield made
    made.dispose()


def scan(engine: Engine, raw: str = "x") -> int:
    return write_scan(engine, at="2026", source="keyboard", raw=raw, meaning="", person="")


def test_a_short_log_is_left_alone(engine: Engine) -> None:
    scan(engine)
    before = unfolded(engine)
    assert before > 0
    assert not fold_log(engine)
    assert unfolded(engine) == before


def test_a_folded_log_begins_anew_and_its_file_stays_short(engine: Engine, path: Path) -> None:
    log = path.with_name("centre.db-wal")
    before = log.stat().st_size
    folded = 0
    for number in range(200):
        scan(engine, str(number) * 400)
        folded += fold_log(engine, 10)
    assert 10 < folded < 100
    assert unfolded(engine) <= 10
    assert log.stat().st_size == before
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM scan_journal").scalar() == 200


def test_a_reader_keeps_what_it_sees_and_hinders_nobody(engine: Engine, path: Path) -> None:
    scan(engine)
    reader = reader_engine(path)
    with reader.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        count = "SELECT count(*) FROM scan_journal"
        assert connection.exec_driver_sql(count).scalar() == 1
        scan(engine)
        assert fold_log(engine, 0)
        assert unfolded(engine) > 0
        scan(engine)
        assert connection.exec_driver_sql(count).scalar() == 1
        connection.rollback()
        assert connection.exec_driver_sql(count).scalar() == 3
    reader.dispose()
    assert fold_log(engine, 0)
    assert unfolded(engine) == 0
