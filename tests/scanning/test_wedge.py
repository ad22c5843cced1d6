"""The wedge state machine: what is a scan, what is a number, what is spoilt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custody_app.domain.tag import Tag, TagKind
from custody_app.scanning.code import GarbledScan, ScannedCode, ScanSource, ScanTrouble
from custody_app.scanning.line import fold, is_code, looks_like_identity_number, read_line
from custody_app.scanning.wedge import Wedge, Where

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
    assert not isinstance(wedge.finish(Where.TEXT), ScannedCode)


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
        assert wedge.run == ""
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
        ("ABritainChief", ScanTrouble.FOREIGN),
        ("custody confirm 1", ScanTrouble.FOREIGN),
        ("https://example.com/?q=153010126000123162", ScanTrouble.FOREIGN),
        ("\x1d0106901234567892", ScanTrouble.CONTROL),
        ("153010126\x00000123162", ScanTrouble.CONTROL),
        ("A" * 3_000, ScanTrouble.FOREIGN),
        ("1" * 3_000, ScanTrouble.LENGTH),
        ("6901234567892", ScanTrouble.LENGTH),
        ("153010126000123199", ScanTrouble.CHECK),
        ("①②③④⑤⑥⑦⑧⑨", ScanTrouble.INPUT_METHOD),
    ],
)
def test_a_spoilt_scan_is_told_and_not_guessed(raw: str, trouble: ScanTrouble) -> None:
    wedge = Wedge(HOME)
    wedge.prefix()
    assert typed(wedge, raw).finish(Where.TEXT) == GarbledScan(raw[:500], trouble)


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


@pytest.mark.parametrize(
    "text", ["A3201020260001", "张三", "", "000123", "昆公（五）立字〔2026〕10233号"]
)
def test_what_is_typed_and_no_code_is_left_to_the_page(text: str) -> None:
    assert read_line(text) is None


def test_the_digits_of_a_whole_code_among_other_signs_were_spoilt() -> None:
    text = "为153010126000123199"
    assert read_line(text) == GarbledScan(text, ScanTrouble.INPUT_METHOD, ScanSource.TYPED)


def test_folding_touches_full_width_digits_only() -> None:
    assert fold("１２３①²Ａ　") == "123①²Ａ "


A = Tag(TagKind.ITEM, 5301, 1, 26, 123).code()
B = Tag(TagKind.ITEM, 5301, 1, 26, 124).code()


@st.composite
def crossed(draw: st.DrawFn) -> tuple[set[str], str, str]:
    """Two codes as two scanners send them at once; what comes before each end key."""
    both = (draw(codes), draw(codes))
    streams = [[*code, "\n"] for code in both]
    keys = [streams[0].pop(0), streams[1].pop(0)]
    while any(streams):
        keys.append(draw(st.sampled_from([one for one in streams if one])).pop(0))
    first, rest, _nothing = "".join(keys).split("\n")
    return set(both), first, rest


@given(crossed(), wheres)
def test_two_scanners_at_once_are_told_and_never_make_a_code_of_both(
    sent: tuple[set[str], str, str], where: Where
) -> None:
    both, *runs = sent
    wedge, seen = Wedge(HOME), []
    for run in filter(None, runs):
        typed(wedge, run)
        if where is Where.SCAN_LINE:
            assert wedge.finish(where) is None
            seen.append(wedge.finish_line(run, by_machine=True))
        else:
            seen.append(wedge.finish(where))
    assert None not in seen
    assert {one.digits for one in seen if isinstance(one, ScannedCode)} <= both
    told = {one.trouble for one in seen if isinstance(one, GarbledScan)}
    assert told == {ScanTrouble.CROSSED}


@given(st.lists(st.sampled_from("AB"), min_size=20, max_size=40))
def test_two_scanners_with_a_prefix_are_told_and_never_make_a_code_of_both(
    turns: list[str],
) -> None:
    streams = {"A": ["F9", *A, "end"], "B": ["F9", *B, "end"]}
    wedge, found, sent = Wedge(HOME), [], ""
    for turn in turns + ["A"] * 20 + ["B"] * 20:
        if not streams[turn]:
            continue
        key = streams[turn].pop(0)
        sent += turn
        if key == "F9":
            found.append(wedge.prefix())
        elif key == "end":
            found.append(wedge.finish(Where.TEXT))
        else:
            wedge.keys(key)
    assert not wedge.is_prefixed
    read = [one.digits for one in found if isinstance(one, ScannedCode)]
    told = [one for one in found if isinstance(one, GarbledScan)]
    assert read in ([A, B], [B, A]) if not told else read == []
    if sent in ("A" * 20 + "B" * 20, "B" * 20 + "A" * 20):
        assert not told


def test_the_rest_of_a_code_that_another_ran_into_is_told() -> None:
    wedge = typed(Wedge(HOME), A[:2] + B)
    assert wedge.finish(Where.TEXT) == ScannedCode(B, B)
    assert typed(wedge, A[2:]).finish(Where.TEXT) == GarbledScan(A[2:], ScanTrouble.CROSSED)
    assert typed(wedge, "12").finish(Where.TEXT) is None


@given(st.text("0123456789", min_size=19, max_size=36))
def test_long_numbers_typed_into_a_field_stay_there(number: str) -> None:
    assert not isinstance(typed(Wedge("4403"), number).finish(Where.TEXT), GarbledScan)


@given(codes, st.sampled_from([1, 2]))
def test_a_first_key_that_the_input_method_ate_is_told(code: str, eaten: int) -> None:
    found = typed(Wedge(HOME), code[eaten:]).finish(Where.TEXT)
    assert found == GarbledScan(code[eaten:], ScanTrouble.INPUT_METHOD)


@given(codes, st.integers(5, 17))
def test_a_digit_lost_or_misread_in_a_field_is_told(code: str, at: int) -> None:
    lost = code[:at] + code[at + 1 :]
    assert typed(Wedge(HOME), lost).finish(Where.TEXT) == GarbledScan(lost, ScanTrouble.LENGTH)
    wrong = code[:at] + str((int(code[at]) + 1) % 10) + code[at + 1 :]
    if not looks_like_identity_number(wrong):
        found = typed(Wedge(HOME), wrong).finish(Where.TEXT)
        assert found == GarbledScan(wrong, ScanTrouble.CHECK)


def test_a_scanner_without_an_end_key_is_read_by_its_next_prefix_or_by_silence() -> None:
    wedge = Wedge(HOME)
    assert wedge.prefix() is None
    typed(wedge, A)
    assert wedge.is_whole
    assert wedge.prefix() == ScannedCode(A, A)
    assert typed(wedge, B).give_up() == ScannedCode(B, B)
    assert not wedge.is_prefixed
    wedge.prefix()
    assert typed(wedge, A[:9]).give_up() == GarbledScan(A[:9], ScanTrouble.NO_END)
    assert wedge.give_up() is None


def test_an_end_key_that_comes_after_the_next_prefix_is_swallowed() -> None:
    wedge = Wedge(HOME)
    wedge.prefix()
    assert typed(wedge, A).prefix() == ScannedCode(A, A)
    assert wedge.finish(Where.TEXT) is None
    assert wedge.is_prefixed
    assert typed(wedge, B).finish(Where.TEXT) == ScannedCode(B, B)


@pytest.mark.parametrize("has_prefix", [True, False])
def test_alt_codes_that_nobody_turns_into_characters_are_told(has_prefix: bool) -> None:
    wedge = Wedge(HOME)
    if has_prefix:
        wedge.prefix()
    for digit in "049053051":
        wedge.alt(digit)
    assert wedge.finish(Where.TEXT) == GarbledScan("Alt 049053051", ScanTrouble.ALT_CODES)


def test_alt_codes_that_the_system_turned_into_characters_are_a_code() -> None:
    wedge = Wedge(HOME)
    for digit in A:
        wedge.alt("0")
        wedge.keys(digit)
    assert wedge.finish(Where.TEXT) == ScannedCode(A, A)


def test_a_scan_with_arrows_and_function_keys_in_it_is_told() -> None:
    wedge = Wedge(HOME)
    wedge.prefix()
    typed(wedge, A[:4]).control("F4")
    found = typed(wedge, A[4:]).finish(Where.TEXT)
    assert found == GarbledScan(f"{A[:4]}<F4>{A[4:]}", ScanTrouble.CONTROL)
    wedge.prefix()
    assert typed(wedge, A).finish(Where.TEXT) == ScannedCode(A, A)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [("6901234567892", ScanTrouble.LENGTH), ("GB-T 2828/1", ScanTrouble.FOREIGN)],
)
def test_what_a_machine_typed_into_the_scan_line_was_meant_as_a_code(
    text: str, trouble: ScanTrouble
) -> None:
    assert Wedge(HOME).finish_line(text) is None
    assert Wedge(HOME).finish_line(text, by_machine=True) == GarbledScan(text, trouble)
    assert Wedge(HOME).finish_line("A32010", by_machine=True) is None


def test_letters_that_a_machine_typed_on_a_button_do_not_press_it() -> None:
    assert typed(Wedge(HOME), "AB-12345").finish(Where.ELSEWHERE) is None
    found = typed(Wedge(HOME), "AB-12345").finish(Where.ELSEWHERE, by_machine=True)
    assert found == GarbledScan("AB-12345", ScanTrouble.FOREIGN)
