"""Money in minor units: exact, refused where the currency has no such part, never a float."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custody_app.domain.errors import RuleBroken
from custody_app.domain.money import amount_of, decimals_of, fen_of, text_of
from custody_app.domain.quantity import Amount


@pytest.mark.parametrize(
    ("number", "unit", "fen"),
    [
        ("0.01", "CNY", 1),
        ("1", "CNY", 100),
        ("1.5", "USD", 150),
        ("999999999999999.99", "CNY", 99999999999999999),
        ("1200", "JPY", 1200),
        ("1200.00", "JPY", 1200),
    ],
)
def test_what_was_read_becomes_whole_minor_units(number: str, unit: str, fen: int) -> None:
    assert fen_of(Amount(number, unit)) == fen


@pytest.mark.parametrize(
    ("number", "unit", "code"),
    [("1.5", "JPY", "money.decimals"), ("5", "件", "money.not_money")],
)
def test_parts_that_a_currency_does_not_have_are_refused(number: str, unit: str, code: str) -> None:
    with pytest.raises(RuleBroken) as told:
        fen_of(Amount(number, unit))
    assert told.value.code == code


@given(st.integers(0, 10**17 - 1), st.sampled_from(["CNY", "JPY", "USD"]))
def test_minor_units_come_back_to_the_last_digit(fen: int, unit: str) -> None:
    if fen < 10**15:
        assert fen_of(amount_of(fen, unit)) == fen
    assert Decimal(text_of(-fen, unit)) == -Decimal(fen).scaleb(-decimals_of(unit))
