"""The wedge state machine: what is a scan, what is a number, what is spoilt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custody_app.domain.tag import Tag, TagKind
from custody_app.scanning.code import GarbledScan, ScannedCode, ScanSource, ScanTrouble
from custody_app.scanning.wedge import (
    Wedge,
    Where,
    fold,
    is_code,
    looks_like_identity_number,
    read_line,
)

HOME = "5301"
tags = st.builds(
    Tag,
    kind=st.sampled_from(TagKind),
    site=st.just(5301),
    station=st.integers(1, 99),
    year=st.integers(26, 89),
    serial=st.integers(0, 999_999),
)
codes = st.builds(lambda tag, copy: tag.code(copy), tags, st.integers(1, 9))
wheres = st.sampled_from(Where)


def full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) for char in text)


def typed(wedge: Wedge, text: str) -> Wedge:
    for char in text:
        wedge.keys(char)
    return wedge


@given(codes)
def test_a_scan_into_any_text_field_is_recognised(code: str) -> None:
    found = typed(Wedge(HOME), code).finish(Where.TEXT)
    assert found == ScannedCode(code, code, ScanSource.WEDGE)


@given(codes)
def test_full_width_digits_are_folded(code: str) -> None:
    found = typed(Wedge(HOME), full_width(code)).finish(Where.TEXT)
    assert isinstance(found, ScannedCode)
    assert found.digits == code
    assert found.raw == full_width(code)


@given(st.text("0123456789", max_size=12), codes)
def test_digits_typed_before_the_scan_do_not_hide_it(before: str, code: str) -> None:
    found = typed(Wedge(HOME), before + code).finish(Where.TEXT)
    assert isinstance(found, ScannedCode)
    assert found.digits == code


@given(codes, st.characters(exclude_categories=["Nd"]), st.integers(1, 17))
def test_any_other_key_in_between_makes_it_no_scan(code: str, char: str, at: int) -> None:
    wedge = typed(Wedge(HOME), code[:at] + char + code[at:])
    assert wedge.finish(Where.TEXT) is None


@given(codes, st.integers(0, 17), st.integers(1, 9))
def test_a_misread_digit_is_never_taken(code: str, at: int, by: int) -> None:
    wrong = code[:at] + str((int(code[at]) + by) % 10) + code[at + 1 :]
    assert not isinstance(typed(Wedge(HOME), wrong).finish(Where.TEXT), ScannedCode)
    prefixed = Wedge(HOME)
    prefixed.prefix()
    assert isinstance(typed(prefixed, wrong).finish(Where.TEXT), GarbledScan)


@given(st.text(max_size=60), wheres)
def test_whatever_comes_the_answer_is_a_right_code_or_none(text: str, where: Where) -> None:
    for has_prefix in (False, True):
        wedge = Wedge(HOME)
        if has_prefix:
            wedge.prefix()
        found = typed(wedge, text).finish(where)
        assert not isinstance(found, ScannedCode) or is_code(found.digits)
        assert wedge.run_length == 0
        assert not wedge.is_prefixed


@pytest.mark.parametrize("number", ["530102199003071235", "110101194912310017"])
def test_an_identity_number_in_a_field_is_no_scan(number: str) -> None:
    assert looks_like_identity_number(number)
    assert typed(Wedge(), number).finish(Where.TEXT) is None


@given(codes)
def test_no_code_of_this_century_looks_like_an_identity_number(code: str) -> None:
    assert not looks_like_identity_number(code)


@given(codes)
def test_codes_of_another_centre_need_the_prefix_or_the_scan_line(code: str) -> None:
    assert typed(Wedge("4403"), code).finish(Where.TEXT) is None
    assert isinstance(typed(Wedge("4403"), code).finish(Where.ELSEWHERE), ScannedCode)
    wedge = Wedge("4403")
    wedge.prefix()
    assert isinstance(typed(wedge, code).finish(Where.TEXT), ScannedCode)


@pytest.mark.parametrize(
    ("raw", "trouble"),
    [
        ("为在026你好，Ax", ScanTrouble.INPUT_METHOD),
        ("ABritainChief", ScanTrouble.INPUT_METHOD),
        ("6901234567892", ScanTrouble.LENGTH),
        ("153010126000123199", ScanTrouble.CHECK),
        ("①②③④⑤⑥⑦⑧⑨", ScanTrouble.INPUT_METHOD),
    ],
)
def test_a_spoilt_scan_is_told_and_not_guessed(raw: str, trouble: ScanTrouble) -> None:
    wedge = Wedge(HOME)
    wedge.prefix()
    assert typed(wedge, raw).finish(Where.TEXT) == GarbledScan(raw, trouble)


def test_a_prefix_alone_is_nothing() -> None:
    wedge = Wedge(HOME)
    wedge.prefix()
    assert wedge.finish(Where.TEXT) is None


def test_short_digits_on_a_button_are_nothing_and_long_ones_are_told() -> None:
    assert typed(Wedge(HOME), "12").finish(Where.ELSEWHERE) is None
    assert typed(Wedge(HOME), "690123456789").finish(Where.ELSEWHERE) == GarbledScan(
        "690123456789", ScanTrouble.LENGTH
    )


@given(codes)
def test_a_code_may_be_typed_in_groups(code: str) -> None:
    groups = (code[0], code[1:5], code[5:7], code[7:9], code[9:15], code[15], code[16:])
    found = read_line("  " + " ".join(groups))
    assert isinstance(found, ScannedCode)
    assert found.source is ScanSource.TYPED
    assert found.kind is TagKind(int(code[0]))


@pytest.mark.parametrize("text", ["A3201020260001", "张三", "", "000123"])
def test_what_is_typed_and_no_code_is_left_to_the_page(text: str) -> None:
    found = read_line(text)
    assert found is None or (text == "张三" and isinstance(found, GarbledScan))


def test_folding_touches_full_width_digits_only() -> None:
    assert fold("１２３①²Ａ　") == "123①²Ａ "
