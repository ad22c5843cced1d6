"""Amounts in capital numerals, as receipts demand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from custody_app.documents.money_words import yuan_in_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", "人民币零元整"),
        ("0.05", "人民币伍分"),
        ("0.50", "人民币伍角整"),
        ("1", "人民币壹元整"),
        ("10", "人民币壹拾元整"),
        ("101", "人民币壹佰零壹元整"),
        ("12000.50", "人民币壹万贰仟元伍角整"),
        ("100000", "人民币壹拾万元整"),
        ("100001", "人民币壹拾万零壹元整"),
        ("400300.05", "人民币肆拾万零叁佰元零伍分"),
        ("100000000", "人民币壹亿元整"),
        ("100010000.01", "人民币壹亿零壹万元零壹分"),
        ("1234567.89", "人民币壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
    ],
)
def test_in_words(value: str, words: str) -> None:
    assert yuan_in_words(Decimal(value)) == words
