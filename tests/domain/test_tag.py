"""The 18 digits: composed, parsed, and safe against one wrong digit or two swapped ones."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from custody_app.domain import tag
from custody_app.domain.errors import RuleBroken
from custody_app.domain.tag import Tag, TagKind

tags = st.builds(
    Tag,
    kind=st.sampled_from(TagKind),
    site=st.integers(0, 9999),
    station=st.integers(0, 99),
    year=st.integers(0, 99),
    serial=st.integers(0, 999999),
)
copies = st.integers(tag.FIRST_COPY, tag.LAST_COPY)


def test_the_first_label_of_all_time_stays_as_it_is() -> None:
    number = Tag(TagKind.ITEM, 5301, 1, 26, 123)
    assert number.base == "153010126000123"
    assert number.code() == "153010126000123162"
    assert tag.grouped(number.code()) == "1 5301 01 26 000123 1 62"


@given(tags, copies)
def test_a_code_reads_back(number: Tag, copy: int) -> None:
    code = number.code(copy)
    assert len(code) == tag.LENGTH
    assert code == tag.code_of(number.base, copy)
    assert tag.parse(code) == (number, copy)
    assert tag.grouped(code).replace(" ", "") == code


@given(tags, copies, st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_never_passes(number: Tag, copy: int, at: int, change: int) -> None:
    code = number.code(copy)
    wrong = code[:at] + str((int(code[at]) + change) % 10) + code[at + 1 :]
    with pytest.raises(RuleBroken):
        tag.parse(wrong)


@given(tags, copies, st.integers(0, 16))
def test_two_swapped_neighbours_never_pass(number: Tag, copy: int, at: int) -> None:
    code = number.code(copy)
    assume(code[at] != code[at + 1])
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    with pytest.raises(RuleBroken):
        tag.parse(swapped)


@pytest.mark.parametrize(
    "code", ["", "1" * 17, "1" * 19, "１" * 18, "15301012600012 127", "x" * 99]
)
def test_what_has_not_the_shape(code: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        tag.parse(code)
    assert caught.value.code == "tag.shape"
    assert len(str(caught.value.facts["code"])) <= 40


@pytest.mark.parametrize("first", ["0", "9"])
def test_unknown_kinds_are_told(first: str) -> None:
    with pytest.raises(RuleBroken, match=r"tag\.kind"):
        tag.parse(tag.with_check(first + "5301012600012" + "31"))
