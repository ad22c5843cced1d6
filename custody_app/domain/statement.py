"""Rows of a bank statement, whatever its columns are called, as moves of money.

What cannot be read is told row by row; nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import Day
from custody_app.domain.money import fen_of
from custody_app.domain.quantity import Amount
from custody_app.domain.reconciliation import Move
from custody_app.domain.values import dataclass

DAY, AMOUNT, IN, OUT, RECEIPT, WAY = "day", "amount", "in", "out", "receipt", "way"
HEADINGS: dict[str, tuple[str, ...]] = {
    DAY: ("交易日期", "记账日期", "入账日期", "日期", "交易时间", "date", "day"),
    IN: ("贷方发生额", "收入金额", "收入", "存入", "贷方", "credit", "in"),
    OUT: ("借方发生额", "支出金额", "支出", "支取", "借方", "debit", "out"),
    AMOUNT: ("交易金额", "发生额", "金额", "amount"),
    WAY: ("借贷标志", "借贷方向", "借贷标识", "收支标志", "收支方向", "借/贷", "direction"),
    RECEIPT: ("回单编号", "回单号", "凭证号", "交易流水号", "流水号", "receipt", "reference"),
}
"""Column -> headings that banks give it, the most particular first."""
CAME = frozenset({"贷", "贷方", "收", "收入", "存入", "转入", "c", "cr", "credit", "in"})
WENT = frozenset({"借", "借方", "支", "支出", "支取", "转出", "d", "dr", "debit", "out"})
"""The two ways as banks mark them beside an amount without a sign."""
HEADING_ROWS = 20
_SPACED = re.compile(r"[\s¥￥元]")
_GROUPED = re.compile(r"[-+−(]*\d{1,3}(,\d{3})+(\.\d+)?\)?\Z")
"""Commas stand between groups of three; a decimal comma would be read a hundredfold."""
_SHORT = re.compile(r"(\d{4})(\d\d)(\d\d)\Z")
_LONG = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?\Z")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, counted from nought; -1 where there is none.

    Attributes:
        first_row: the first row below the heading, counted from nought.
    """

    first_row: int
    day: int
    receipt: int = -1
    amount: int = -1
    income: int = -1
    outgo: int = -1
    way: int = -1

    @property
    def is_whole(self) -> bool:
        """Day and amounts can be read with these."""
        return self.day >= 0 and (self.amount >= 0 or (self.income >= 0 and self.outgo >= 0))


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be read, by its number in the file counted from one."""

    row: int
    error: RuleBroken


@dataclass(frozen=True, slots=True)
class Statement:
    """What a statement says."""

    moves: tuple[Move, ...]
    bad: tuple[BadRow, ...]

    @property
    def days(self) -> tuple[Day, Day] | None:
        """The first and the last day; nothing in a statement without moves."""
        days = [one.day for one in self.moves]
        return (min(days), max(days)) if days else None


def guessed_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns by their headings; None when no row looks like a heading."""
    for at, row in enumerate(rows[:HEADING_ROWS]):
        names = ["".join(_plain(cell).split()).lower() for cell in row]
        found = {column: _heading_at(names, column) for column in HEADINGS}
        if found[AMOUNT] in (found[IN], found[OUT]):
            found[AMOUNT] = -1
        for column in (IN, OUT):
            if found[column] == found[WAY]:
                found[column] = -1
        columns = Columns(
            at + 1, found[DAY], found[RECEIPT], found[AMOUNT], found[IN], found[OUT], found[WAY]
        )
        if columns.is_whole:
            return columns
    return None


def _heading_at(names: Sequence[str], column: str) -> int:
    for wanted in HEADINGS[column]:
        for at, name in enumerate(names):
            exact = wanted.isascii() and name == wanted
            if exact or (not wanted.isascii() and name.startswith(wanted)):
                return at
    return -1


def read_statement(rows: Sequence[Sequence[str]], columns: Columns, unit: str) -> Statement:
    """Every row below the heading as a move, or as a bad row; empty rows are passed over.

    Raises:
        RuleBroken: ``statement.columns`` when the columns do not suffice.
    """
    if not columns.is_whole:
        raise RuleBroken("statement.columns")
    moves: list[Move] = []
    bad: list[BadRow] = []
    for at, row in enumerate(rows[columns.first_row :], start=columns.first_row + 1):
        if not any(cell.strip() for cell in row):
            continue
        try:
            moves.append(_move(row, columns, unit, at))
        except RuleBroken as error:
            bad.append(BadRow(at, error))
    return Statement(tuple(moves), tuple(bad))


def _move(row: Sequence[str], columns: Columns, unit: str, at: int) -> Move:
    day = read_day(_cell(row, columns.day))
    if columns.amount >= 0:
        fen = _signed(read_fen(_cell(row, columns.amount), unit), _cell(row, columns.way), columns)
    else:
        coming = read_fen(_cell(row, columns.income) or "0", unit)
        going = read_fen(_cell(row, columns.outgo) or "0", unit)
        if coming and going:
            raise RuleBroken("statement.both_ways", row=at)
        fen = coming - abs(going)
    if fen == 0:
        raise RuleBroken("statement.no_amount", row=at)
    return Move(day, fen, _cell(row, columns.receipt), at)


def _signed(fen: int, mark: str, columns: Columns) -> int:
    """The amount with the sign that the mark beside it gives; what is neither is told.

    Raises:
        RuleBroken: ``statement.way``.
    """
    if columns.way < 0:
        return fen
    said = mark.lower()
    if said in CAME:
        return abs(fen)
    if said in WENT:
        return -abs(fen)
    raise RuleBroken("statement.way", text=mark[:40])


def _cell(row: Sequence[str], at: int) -> str:
    return _plain(row[at]) if 0 <= at < len(row) else ""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def read_day(text: str) -> Day:
    """A date as banks write it.

    Raises:
        RuleBroken: ``statement.day``.
    """
    found = _SHORT.match(text) or _LONG.match(text)
    if found:
        try:
            year, month, day = map(int, found.groups())
            return Day(date(year, month, day).isoformat())
        except ValueError:
            pass
    raise RuleBroken("statement.day", text=text[:40])


def read_fen(text: str, unit: str) -> int:
    """An amount as banks write it, in minor units; in brackets or with a minus it went out.

    Raises:
        RuleBroken: ``statement.amount``.
    """
    bare = _SPACED.sub("", text)
    if "," in bare:
        if not _GROUPED.match(bare):
            raise RuleBroken("statement.amount", text=text[:40])
        bare = bare.replace(",", "")
    sign = 1
    if bare.startswith("(") and bare.endswith(")"):
        bare, sign = bare[1:-1], -1
    if bare[:1] in ("-", "+", "−"):
        bare, sign = bare[1:], sign if bare[0] == "+" else -sign
    try:
        return sign * fen_of(Amount(bare, unit))
    except RuleBroken as error:
        raise RuleBroken("statement.amount", text=text[:40]) from error
