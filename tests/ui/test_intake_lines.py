"""Typed and pasted lines: header found, quantities read, mistakes told, commands made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from custody_app.domain.quantity import Amount
from custody_app.domain.vocabulary import CashUse, Category
from custody_app.ui.intake.header_entry import HeaderEntry, gaps_of
from custody_app.ui.intake.header_entry import entry_of as header_of
from custody_app.ui.intake.header_entry import mistakes as header_mistakes
from custody_app.ui.intake.header_entry import plain as header_plain
from custody_app.ui.intake.line_dialogs import even_parts
from custody_app.ui.intake.line_entry import (
    LineEntry,
    entry_of,
    list_command,
    mistakes,
    plain,
    takeover_command,
)
from custody_app.ui.intake.paste import ROWS_MAX, read_pasted
from custody_app.ui.intake.reading import line_key


def test_a_heading_row_names_the_columns() -> None:
    found = read_pasted(
        "序号\t财物名称\t种类\t数量\t单位\t特征\n"
        "1\t华为手机\t手机\t1\t部\tMate 60\n"
        "2\t人民币\t现金\t12,000.50\t元\t\n"
    )
    assert found.has_header
    phone, cash = found.rows
    assert (phone.line, phone.name, phone.category) == ("1", "华为手机", "phone")
    assert (phone.number, phone.unit, phone.features) == ("1", "部", "Mate 60")
    assert (cash.category, cash.number, cash.unit) == ("cash", "12000.50", "CNY")


def test_without_a_heading_the_cells_tell() -> None:
    found = read_pasted("1\t弹簧刀\t2把\n2\t白色晶体（疑似冰毒）\t5.50克\n")
    assert not found.has_header
    knife, drug = found.rows
    assert (knife.name, knife.number, knife.unit, knife.kind) == ("弹簧刀", "2", "把", "knife")
    assert (drug.number, drug.unit, drug.kind) == ("5.50", "g", Category.DRUGS)


def test_trailing_zeros_are_kept_and_full_width_is_folded() -> None:
    (row,) = read_pasted("名称\t数量\t单位\n粉末\t１２.５０\tＧ\n".replace("Ｇ", "克")).rows
    assert (row.number, row.unit) == ("12.50", "g")


@pytest.mark.parametrize("text", ["", "\n\n", "\t\t\n"])
def test_nothing_pasted_is_nothing(text: str) -> None:
    assert read_pasted(text).rows == ()


def test_markup_and_formulas_stay_text() -> None:
    rows = read_pasted("名称\t数量\n<img src=x>\t1\n=cmd|'/c'!A1\t1\n").rows
    assert [row.name for row in rows] == ["<img src=x>", "=cmd|'/c'!A1"]


def test_very_long_tables_are_cut_and_told() -> None:
    found = read_pasted("名称\t数量\n" + "书\t1\n" * (ROWS_MAX + 3))
    assert (len(found.rows), found.left_out) == (ROWS_MAX, 3)


def test_a_phone_needs_a_number_or_a_reason() -> None:
    entry = LineEntry(name="手机", category="phone", number="1", unit="部")
    assert set(mistakes(entry)) == {"imei"}
    assert mistakes(replace(entry, unreadable="无法开机")) == {}
    assert mistakes(replace(entry, imei="86")) == {}


def test_cash_says_what_it_is_for() -> None:
    entry = LineEntry(name="现金", category="cash", number="100", unit="CNY")
    assert set(mistakes(entry)) == {"cash_use"}
    kept = replace(entry, cash_use="object")
    assert set(mistakes(kept)) == {"proving_feature"}
    banked = replace(entry, cash_use="to_bank")
    command = list_command(banked, "seizure-1")
    assert command.cash is not None
    assert (command.cash.use, command.cash.total) == (CashUse.TO_BANK, Amount("100", "CNY"))
    assert set(mistakes(replace(banked, unit="张"))) == {"number"}


def test_pasted_rows_say_which_quantities_their_units_do_not_allow() -> None:
    table = "名称\t数量\t单位\n刀\t1.5\t把\n现金\t10.005\t元\n冰毒\t1.2345678\t克\n笔\t2\t支\n"
    told = [mistakes(row).get("number", "") for row in read_pasted(table).rows]
    assert [bool(text) for text in told] == [True, True, True, False]


@pytest.mark.parametrize("number", ["", "abc", "-1", "1.5"])
def test_what_is_no_count_is_told(number: str) -> None:
    entry = LineEntry(name="刀", number=number, unit="把")
    assert set(mistakes(entry)) == {"number"}


def test_existing_stock_says_where_it_lies() -> None:
    entry = LineEntry(name="旧物", place="A-01-01", seal_no="F1")
    command = takeover_command(entry, "seizure-1")
    assert (command.place, command.seal_no) == ("A-01-01", "F1")


def test_what_was_typed_is_kept_and_put_back() -> None:
    entry = LineEntry(name="手机", category="phone", imei="86", features="黑")
    assert entry_of({**plain(entry), "unknown": "x"}) == entry
    header = HeaderEntry(document_no="1号", officers=("a", "b"), takeover=True)
    assert header_of(header_plain(header)) == header


def test_gaps_of_a_list_need_a_word() -> None:
    entry = HeaderEntry(
        taken_at="2026-11-24T09:00", document_no="1号", officers=("a", "b"), holder="李某",
        witness="王某", place="某地",
    )  # fmt: skip
    assert gaps_of(entry) == []
    assert header_mistakes(entry) == {}
    one = replace(entry, officers=("a",), witness="", witness_note="none")
    assert len(gaps_of(one)) == 2
    assert set(header_mistakes(one)) == {"remark"}
    assert header_mistakes(replace(one, remark="见证人拒绝")) == {}
    assert set(header_mistakes(replace(entry, holder=""))) == {"holder"}


def test_even_parts_add_up() -> None:
    assert [part.n for part in even_parts(Amount("7", "件"), 3)] == ["3", "2", "2"]
    assert [part.n for part in even_parts(Amount("10", "g"), 3)] == ["3.34", "3.33", "3.33"]
    assert [part.n for part in even_parts(Amount("5.555", "g"), 2)] == ["2.778", "2.777"]
    assert [part.n for part in even_parts(Amount("0.03", "CNY"), 2)] == ["0.02", "0.01"]
    assert even_parts(Amount("7", "件"), 0) == ()


def test_lines_stand_in_the_order_of_the_list() -> None:
    lines = ["10", "+11", "3-10", "3-2", "3", "2"]
    assert sorted(lines, key=line_key) == ["2", "3", "3-2", "3-10", "10", "+11"]
