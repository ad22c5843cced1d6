"""Digits of two scanners at once are told from long numbers."""

from __future__ import annotations

import random

import pytest

from custody_app.domain.tag import Tag, TagKind
from custody_app.scanning.crossing import looks_crossed

HOME = "5301"
A = Tag(TagKind.ITEM, 5301, 1, 26, 123).code()
B = Tag(TagKind.PLACE, 5301, 1, 26, 8).code()


@pytest.mark.parametrize(
    "run", [A[:1] + B, A[:9] + B + A[9:], "".join(a + b for a, b in zip(A, B, strict=True)), A + B]
)
def test_a_whole_code_and_the_beginning_of_another(run: str) -> None:
    assert looks_crossed(run, HOME)
    assert not looks_crossed(run, "4403")
    assert not looks_crossed(run, "")


@pytest.mark.parametrize("run", ["", A, A + B + "1", A[1:] + B, "6222021901002345678"])
def test_what_is_too_short_too_long_or_no_code(run: str) -> None:
    assert not looks_crossed(run, HOME)


def test_hardly_any_number_looks_like_two_codes() -> None:
    chance = random.Random(7)
    numbers = ["".join(chance.choices("0123456789", k=chance.randint(19, 36))) for _ in range(3000)]
    assert not [number for number in numbers if looks_crossed(number, HOME)]
