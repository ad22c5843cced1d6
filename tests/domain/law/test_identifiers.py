"""Numbers with check digits: right ones raise no doubt, one wrong character the right one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custody_app.domain.law.identifiers import (
    Doubt,
    Doubtful,
    NumberKind,
    doubts_of,
    folded,
)

RIGHT = [
    (NumberKind.ID_CARD, "11010519491231002X"),
    (NumberKind.ID_CARD, "110105491231002"),
    (NumberKind.UNIFIED_CODE, "91350100M000100Y43"),
    (NumberKind.VIN, "1M8GDM9AXKP042788"),
    (NumberKind.IMEI, "490154203237518"),
    (NumberKind.BANK_CARD, "6222021234567890128"),
    (NumberKind.CASE_NO, "A5201142100002016030007"),
    (NumberKind.UNIT_CODE, "520114210000"),
    (NumberKind.PLATE, "云A12345"),
    (NumberKind.PLATE, "云AD12345"),
    (NumberKind.PLATE, "云A1234学"),
    (NumberKind.PLATE, "粤ZF023港"),
]


@pytest.mark.parametrize(("kind", "number"), RIGHT)
def test_a_right_number_raises_no_doubt(kind: NumberKind, number: str) -> None:
    assert doubts_of(kind, number) == ()


@pytest.mark.parametrize(
    ("kind", "number", "doubt", "expected"),
    [
        (NumberKind.ID_CARD, "110105194912310021", Doubt.CHECK_DIGIT, "X"),
        (NumberKind.ID_CARD, "11010519491331002X", Doubt.DATE, ""),
        (NumberKind.ID_CARD, "99010519491231002X", Doubt.REGION, ""),
        (NumberKind.ID_CARD, "1101051949123100", Doubt.LENGTH, ""),
        (NumberKind.ID_CARD, "11010519491231OO2X", Doubt.CHARACTERS, ""),
        (NumberKind.UNIFIED_CODE, "91350100M000100Y44", Doubt.CHECK_DIGIT, "3"),
        (NumberKind.UNIFIED_CODE, "91350100I000100Y43", Doubt.CHARACTERS, ""),
        (NumberKind.VIN, "1M8GDM9A1KP042788", Doubt.CHECK_DIGIT, "X"),
        (NumberKind.VIN, "IM8GDM9AXKP042788", Doubt.CHARACTERS, ""),
        (NumberKind.VIN, "1M8GDM9AXKP04278", Doubt.LENGTH, ""),
        (NumberKind.IMEI, "490154203237519", Doubt.CHECK_DIGIT, "8"),
        (NumberKind.IMEI, "49015420323751", Doubt.LENGTH, ""),
        (NumberKind.IMEI, "49015420323751A", Doubt.CHARACTERS, ""),
        (NumberKind.BANK_CARD, "6222021234567890127", Doubt.CHECK_DIGIT, "8"),
        (NumberKind.CASE_NO, "A520114210000201613", Doubt.FORM, ""),
        (NumberKind.CASE_NO, "A5201142100002016130007", Doubt.DATE, ""),
        (NumberKind.IMEI, "49015420323751²", Doubt.CHARACTERS, ""),
        (NumberKind.UNIT_CODE, "990114210000", Doubt.REGION, ""),
        (NumberKind.PLATE, "云I12345", Doubt.FORM, ""),
        (NumberKind.PLATE, "A12345", Doubt.FORM, ""),
    ],
)
def test_a_wrong_number_is_told_why(
    kind: NumberKind, number: str, doubt: Doubt, expected: str
) -> None:
    assert doubts_of(kind, number) == (Doubtful(kind, doubt, expected),)


@pytest.mark.parametrize("kind", list(NumberKind))
def test_nothing_written_is_not_doubtful(kind: NumberKind) -> None:
    assert doubts_of(kind, "  ") == ()


def test_spaces_and_full_width_digits_are_read_as_meant() -> None:
    assert folded(" ４９０１ 5420-323751·8 ") == "490154203237518"


@given(st.sampled_from(RIGHT[2:6]), st.data())
def test_one_changed_digit_is_always_seen(
    right: tuple[NumberKind, str], data: st.DataObject
) -> None:
    kind, number = right
    places = [place for place, char in enumerate(number) if char.isdigit()]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != number[place]]))
    wrong = number[:place] + digit + number[place + 1 :]
    if kind is NumberKind.VIN and wrong != number:
        # Weight 10 at place 8 and modulus 11 leave no two digits alike but at the check's place.
        assert doubts_of(kind, wrong) != () or place == 8
    else:
        assert doubts_of(kind, wrong) != ()


@given(st.text(max_size=40))
def test_any_text_is_judged_without_an_error(text: str) -> None:
    for kind in NumberKind:
        assert len(doubts_of(kind, text)) <= 1
