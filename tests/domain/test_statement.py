"""Rows of bank statements: headings of several banks, dates, amounts, and rows that are wrong."""

from __future__ import annotations

import pytest

from custody_app.domain.errors import RuleBroken
from custody_app.domain.statement import (
    Columns,
    guessed_columns,
    read_day,
    read_fen,
    read_statement,
)

HEADED = [
    ["账户明细", "", ""],
    ["交易日期", "收入金额", "支出金额", "对方户名", "回单编号"],
    ["2026-03-01", "1,200.50", "", "王五", "HD1"],
    ["20260302", "", "300.00", "赵六", "HD2"],
    ["", "", "", "", ""],
]


def test_headings_are_found_below_a_title() -> None:
    columns = guessed_columns(HEADED)
    assert columns == Columns(2, 0, 4, -1, 1, 2)
    found = read_statement(HEADED, columns, "CNY")
    assert [(m.day, m.fen, m.receipt_no, m.ref) for m in found.moves] == [
        ("2026-03-01", 120050, "HD1", 3),
        ("2026-03-02", -30000, "HD2", 4),
    ]
    assert found.bad == ()
    assert found.days == ("2026-03-01", "2026-03-02")


def test_one_column_of_amounts_and_english_headings() -> None:
    rows = [["Date", "Amount", "Reference"], ["2026/3/1", "-5", "x"]]
    columns = guessed_columns(rows)
    assert columns == Columns(1, 0, 2, 1, -1, -1)
    (only,) = read_statement(rows, columns, "CNY").moves
    assert only.fen == -500


@pytest.mark.parametrize("rows", [[], [["a", "b"]], [["日期", "余额"]]])
def test_without_headings_nothing_is_guessed(rows: list[list[str]]) -> None:
    assert guessed_columns(rows) is None
    with pytest.raises(RuleBroken) as told:
        read_statement(rows, Columns(0, 0), "CNY")
    assert told.value.code == "statement.columns"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["2026-02-30", "1", "", "", ""], "statement.day"),
        (["yesterday", "1", "", "", ""], "statement.day"),
        (["2026-03-01", "1.005", "", "", ""], "statement.amount"),
        (["2026-03-01", "壹元", "", "", ""], "statement.amount"),
        (["2026-03-01", "12,50", "", "", ""], "statement.amount"),
        (["2026-03-01", "1.234,5", "", "", ""], "statement.amount"),
        (["2026-03-01", "1", "2", "", ""], "statement.both_ways"),
        (["2026-03-01"], "statement.no_amount"),
    ],
)
def test_a_wrong_row_is_told_by_its_number(row: list[str], code: str) -> None:
    found = read_statement([*HEADED, row], Columns(2, 0, 4, -1, 1, 2), "CNY")
    assert [(one.row, one.error.code) for one in found.bad] == [(6, code)]
    assert len(found.moves) == 2


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("￥1,234.50", 123450),
        ("1,234,567", 123456700),
        ("(12.00)", -1200),
        ("-3", -300),
        ("+3", 300),
        ("5.10元", 510),
    ],
)
def test_amounts_as_banks_write_them(text: str, fen: int) -> None:
    assert read_fen(text, "CNY") == fen


@pytest.mark.parametrize("text", ["2026年3月1日", "2026/03/01 09:30:11", "20260301", "2026.3.1"])
def test_days_as_banks_write_them(text: str) -> None:
    assert read_day(text) == "2026-03-01"


@pytest.mark.parametrize("title", ["借贷标志", "收支方向"])
def test_an_amount_without_a_sign_takes_it_from_the_mark_beside_it(title: str) -> None:
    rows = [
        ["交易日期", title, "交易金额", "流水号"],
        ["2026-03-02", "贷", "100.00", "S1"],
        ["2026-03-03", "借", "30.00", "S2"],
        ["2026-03-04", "冲正", "5.00", "S3"],
        ["2026-03-05", "D", "-7.00", "S4"],
    ]
    columns = guessed_columns(rows)
    assert columns is not None
    assert (columns.amount, columns.way, columns.income, columns.outgo) == (2, 1, -1, -1)
    found = read_statement(rows, columns, "CNY")
    assert [(one.receipt_no, one.fen) for one in found.moves] == [
        ("S1", 10_000), ("S2", -3_000), ("S4", -700),
    ]  # fmt: skip
    assert [(one.row, one.error.code) for one in found.bad] == [(4, "statement.way")]
