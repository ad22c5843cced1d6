"""A statement file from the bank to what came out, in every encoding; bad files are told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from custody_app.domain.errors import RuleBroken
from custody_app.domain.quantity import Amount
from custody_app.domain.reconciliation import Finding
from custody_app.domain.statement import Columns
from custody_app.queries.reader import Reader
from custody_app.runtime.faults import Fault
from custody_app.services import statement_file
from custody_app.services.reconciliation import lay_beside, recorded
from custody_app.services.sheet_door import sheet_rows
from custody_app.services.statement_file import read_statement_file
from tests.queries.recording import Centre, a_centre
from tests.queries.test_money import deposited

TEXT = "交易日期,收入金额,支出金额,回单编号\n2026-03-01,1000.00,,HD1\n2026-03-01,12.00,,HD2\n"


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    found = a_centre(tmp_path / "centre.db")
    found.record(deposited("1000.00", "HD1"), deposited("13.00", "HD2"), deposited("5", "HD3"))
    yield found
    found.reader.engine.dispose()
    found.writer.dispose()


@pytest.fixture
def read(centre: Centre) -> Reader:
    return centre.reader


def a_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "对账单.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_statements_in_every_encoding(read: Reader, tmp_path: Path, encoding: str) -> None:
    laid = lay_beside(read, read_statement_file(a_file(tmp_path, TEXT, encoding)), "CNY")
    assert laid.days == ("2026-03-01", "2026-03-01")
    command = recorded(laid, "三月")
    assert (command.lines, command.entries) == (2, 3)
    assert (command.matched, command.differing, command.only_here, command.only_there) == (
        1, 1, 1, 0,
    )  # fmt: skip
    differs, only = command.found
    assert (differs.finding, differs.here, differs.there) == (
        Finding.DIFFERS, Amount("13.00", "CNY"), Amount("12.00", "CNY"),
    )  # fmt: skip
    assert (only.finding, only.receipt_no, only.there) == (Finding.ONLY_HERE, "HD3", None)
    assert (command.sha256, command.note) == (laid.file.sha256, "三月")


def test_a_workbook_says_the_same(read: Reader, tmp_path: Path) -> None:
    path = tmp_path / "s.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["交易日期", "交易金额", "回单编号"])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for at, (fen, receipt) in enumerate([(1000, "HD1"), (0.1 + 12.9, "HD2")], start=1):
            sheet.write_datetime(at, 0, datetime(2026, 3, 1), day)
            sheet.write_number(at, 1, fen)
            sheet.write_string(at, 2, receipt)
    file = read_statement_file(path)
    assert file.rows[2][1] == "13"
    laid = lay_beside(read, file, "CNY")
    assert len(laid.result.matched) == 2
    assert [one.receipt_no for one in laid.result.only_here] == ["HD3"]


def test_columns_chosen_by_hand(read: Reader, tmp_path: Path) -> None:
    file = read_statement_file(a_file(tmp_path, "a;b;c\n20260301;1000;HD1\n"))
    with pytest.raises(RuleBroken) as told:
        lay_beside(read, file, "CNY")
    assert told.value.code == "statement.columns"
    laid = lay_beside(read, file, "CNY", Columns(1, 0, 2, 1))
    assert len(laid.result.matched) == 1


def test_rows_that_cannot_be_read_are_shown_and_not_recorded(read: Reader, tmp_path: Path) -> None:
    laid = lay_beside(read, read_statement_file(a_file(tmp_path, TEXT + "gestern,1,,\n")), "CNY")
    assert [one.row for one in laid.statement.bad] == [4]
    with pytest.raises(RuleBroken) as told:
        recorded(laid)
    assert told.value.code == "statement.bad_rows"
    only_bad = read_statement_file(a_file(tmp_path, "日期,金额\nx,1\n"))
    with pytest.raises(RuleBroken) as told:
        lay_beside(read, only_bad, "CNY")
    assert told.value.code == "statement.no_moves"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "statement.empty"),
        (b"\n ,\n", "statement.empty"),
        (b"\xff\xff\xff", "statement.unreadable"),
        (b"a\0b", "statement.unreadable"),
        (b"PK\x03\x04 no workbook", "statement.unreadable"),
    ],
)
def test_hostile_files(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(content)
    with pytest.raises(Fault) as told:
        read_statement_file(path)
    assert told.value.code == code


def test_files_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Fault) as told:
        read_statement_file(tmp_path / "nowhere.csv")
    assert told.value.code == "statement.unreadable"
    path = a_file(tmp_path, TEXT)
    for name in ("ROWS_MAX", "BYTES_MAX"):
        with monkeypatch.context() as patch:
            patch.setattr(statement_file, name, 2)
            with pytest.raises(Fault) as told:
                read_statement_file(path)
            assert told.value.code == "statement.too_large"


def test_the_door_tells_a_broken_workbook() -> None:
    with pytest.raises(Fault):
        list(sheet_rows(b"nothing", "x.xlsx"))
