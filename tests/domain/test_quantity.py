"""Amounts: as read, in their unit, never a float, never below zero."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custody_app.domain.errors import RuleBroken
from custody_app.domain.quantity import Amount, grams, zero

numbers = st.decimals(min_value=0, max_value=10**9, places=3).map(lambda d: f"{d:f}")


def test_trailing_zeros_are_kept() -> None:
    assert Amount("5.50", "g").n == "5.50"
    assert Amount("5.50", "g").value == Amount("5.5", "g").value


@pytest.mark.parametrize(
    ("number", "unit", "code"),
    [
        ("-1", "g", "quantity.not_a_number"),
        ("1e3", "g", "quantity.not_a_number"),
        ("01", "g", "quantity.not_a_number"),
        ("1.", "g", "quantity.not_a_number"),
        ("NaN", "g", "quantity.not_a_number"),
        ("", "g", "quantity.not_a_number"),
        ("١", "g", "quantity.not_a_number"),
        ("1\n", "g", "quantity.not_a_number"),
        ("1" * 16, "g", "quantity.not_a_number"),
        ("1.1234567", "g", "quantity.not_a_number"),
        ("1", "斤", "quantity.unknown_unit"),
        ("1.5", "件", "quantity.whole_number"),
        ("1.555", "CNY", "quantity.cents"),
    ],
)
def test_what_is_no_amount(number: str, unit: str, code: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        Amount(number, unit)
    assert caught.value.code == code


def test_other_units_do_not_mix() -> None:
    with pytest.raises(RuleBroken, match=r"quantity\.other_unit"):
        Amount("1", "g").plus(Amount("1", "kg"))


def test_a_thing_cannot_leave_twice() -> None:
    one = Amount("1", "件")
    assert one.minus(one).is_zero
    with pytest.raises(RuleBroken, match=r"quantity\.below_zero"):
        one.minus(one).minus(one)


@given(numbers, numbers)
def test_what_is_added_can_be_taken_away_again(first: str, second: str) -> None:
    a, b = Amount(first, "kg"), Amount(second, "kg")
    assert a.plus(b).minus(b).value == a.value
    assert a.plus(b).value == b.plus(a).value


@pytest.mark.parametrize(
    ("number", "unit", "wanted"),
    [("500", "mg", "0.5"), ("1.5", "kg", "1500"), ("2", "t", "2000000"), ("3", "g", "3")],
)
def test_weights_in_grams(number: str, unit: str, wanted: str) -> None:
    assert grams(Amount(number, unit)) == Decimal(wanted)


def test_pieces_weigh_nothing() -> None:
    with pytest.raises(RuleBroken, match=r"quantity\.not_a_weight"):
        grams(zero("件"))
