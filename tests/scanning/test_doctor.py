"""The scanner doctor names what is wrong; a table of scanners that are set up wrongly."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custody_app.scanning.code import ScannedCode, ScanSource
from custody_app.scanning.doctor import (
    LETTERS,
    LONG,
    Examination,
    Fault,
    Finding,
    Seen,
    Step,
    contents,
    judge,
)
from custody_app.scanning.layouts import Layout, Side, arrives
from custody_app.scanning.line import is_code

CODES = contents(5301)
PLAIN = CODES[Step.PLAIN]


def good(text: str) -> Seen:
    return Seen(text, has_prefix=True, end="enter", gaps=(4,) * (len(text) - 1))


def test_the_codes_are_known_and_no_two_alike() -> None:
    assert len(set(CODES.values())) == len(Step)
    assert set(CODES[Step.DIGITS]) == set("0123456789")
    assert all(is_code(CODES[step]) for step in Step if step not in (Step.LETTERS, Step.LONG))
    assert {code[0] for step, code in CODES.items() if is_code(code)} == {"5"}
    assert set("aqzyAQZY;:-") <= set(LETTERS)


@pytest.mark.parametrize("step", Step)
def test_a_scanner_that_is_set_up_right_has_no_findings(step: Step) -> None:
    assert judge(CODES[step], good(CODES[step])) == ()


def full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) for char in text)


@pytest.mark.parametrize(
    ("expected", "change", "finding"),
    [
        (PLAIN, {"end": ""}, Finding(Fault.NO_END)),
        (PLAIN, {"end": "tab"}, Finding(Fault.TAB_END)),
        (PLAIN, {"has_prefix": False}, Finding(Fault.NO_PREFIX)),
        (PLAIN, {"gaps": (120,) * 17}, Finding(Fault.SLOW, ("120",))),
        (PLAIN, {"text": "", "alt_digits": 54}, Finding(Fault.ALT_CODES)),
        (PLAIN, {"text": PLAIN[:9], "controls": ("Left", "F4")},
         Finding(Fault.CONTROL, ("Left", "F4"))),
        (PLAIN, {"text": full_width(PLAIN)}, Finding(Fault.FULL_WIDTH)),
        (PLAIN, {"text": full_width(PLAIN), "by_input_method": True}, Finding(Fault.FULL_WIDTH)),
        (PLAIN, {"text": "为在026", "by_input_method": True}, Finding(Fault.INPUT_METHOD)),
        (LETTERS, {"text": "啊ABritain", "by_input_method": True}, Finding(Fault.INPUT_METHOD)),
        (LETTERS, {"text": "aqzwyAQZWY；：—、？“"}, Finding(Fault.INPUT_METHOD)),
        (LETTERS, {"text": LETTERS.swapcase()}, Finding(Fault.CAPS_LOCK)),
        (LETTERS, {"text": LETTERS.upper()}, Finding(Fault.CASE_CHANGED)),
        (LETTERS, {"text": LETTERS.lower()}, Finding(Fault.CASE_CHANGED)),
        (LETTERS, {"text": arrives(LETTERS, Layout.GERMAN, Side.SCANNER)},
         Finding(Fault.LAYOUT, ("german scanner",))),
        (LETTERS, {"text": arrives(LETTERS, Layout.RUSSIAN, Side.COMPUTER)},
         Finding(Fault.LAYOUT, ("russian computer",))),
        (PLAIN, {"text": arrives(PLAIN, Layout.FRENCH, Side.COMPUTER)},
         Finding(Fault.LAYOUT, ("french computer",))),
        (LONG, {"text": LONG[:32]}, Finding(Fault.CUT_END, ("32", "48"))),
        (LONG, {"text": LONG[4:]}, Finding(Fault.CUT_FRONT, ("44", "48"))),
        (PLAIN, {"text": f"]C0{PLAIN}"}, Finding(Fault.ADDED_FRONT, ("]C0",))),
        (PLAIN, {"text": f"{PLAIN}$"}, Finding(Fault.ADDED_END, ("$",))),
        (PLAIN, {"text": "".join(char * 2 for char in PLAIN)}, Finding(Fault.DOUBLED)),
        (LONG, {"text": LONG[:20] + LONG[19:]}, Finding(Fault.DOUBLED)),
        (LONG, {"text": LONG[:20] + LONG[22:]}, Finding(Fault.LOST, ("2",))),
    ],
)  # fmt: skip
def test_one_thing_wrong_is_named(
    expected: str, change: dict[str, object], finding: Finding
) -> None:
    seen = dataclasses.replace(good(expected), **change)  # type: ignore[arg-type]
    assert judge(expected, seen) == (finding,)


def test_another_code_is_no_verdict_about_the_scanner() -> None:
    assert judge(PLAIN, Seen("6901234567892")) == (Finding(Fault.OTHER_CODE),)


@given(st.text(max_size=60), st.booleans(), st.sampled_from(["", "tab", "enter"]))
def test_whatever_arrives_is_judged(text: str, has_prefix: bool, end: str) -> None:
    for expected in CODES.values():
        found = judge(expected, Seen(text, has_prefix=has_prefix, end=end))
        assert (found == ()) == (text == expected and has_prefix and end == "enter")


def walked(**changes: Mapping[str, object]) -> Examination:
    """All codes scanned, some steps with something wrong."""
    made = Examination(5301)
    while (step := made.step) is not None:
        seen = good(CODES[step])
        made.take(dataclasses.replace(seen, **changes.get(step.value, {})))  # type: ignore[arg-type]
    return made


@pytest.mark.parametrize(
    ("seen", "raw"),
    [
        (Seen(PLAIN), PLAIN),
        (Seen("ab c"), "ab c"),
        (Seen("", controls=("Ctrl+J", "F5"), alt_digits=3), "Ctrl+J F5 Alt"),
        (Seen("", alt_digits=4), "Alt"),
    ],
)
def test_whatever_arrives_can_be_kept_as_a_test(seen: Seen, raw: str) -> None:
    found = seen.found
    assert (found.raw, found.source) == (raw, ScanSource.DOCTOR)
    assert isinstance(found, ScannedCode) == (raw == PLAIN)


def test_a_walk_asks_for_every_code_and_for_one_of_them_twice() -> None:
    made = Examination(5301)
    asked = []
    while (step := made.step) is not None:
        asked.append(step)
        made.take(good(CODES[step]))
    assert asked == [
        Step.PLAIN, Step.DIGITS, Step.TWICE, Step.TWICE, Step.LETTERS, Step.LONG, Step.QR,
    ]  # fmt: skip
    assert made.is_fit
    assert made.verdict == ()
    made.take(good(PLAIN))
    assert made.is_fit


def test_the_wrong_line_of_the_page_does_not_count() -> None:
    made = Examination(5301)
    made.take(good(CODES[Step.LONG]))
    assert (made.step, made.was_other_code) == (Step.PLAIN, True)
    made.take(good(PLAIN))
    assert (made.step, made.was_other_code) == (Step.DIGITS, False)
    assert made.results[Step.PLAIN] == ()


def test_what_stops_the_work_comes_first_and_each_fault_once() -> None:
    everywhere = {step.value: {"has_prefix": False, "end": ""} for step in Step}
    made = walked(**everywhere)
    assert [one.fault for one in made.verdict] == [Fault.NO_END, Fault.NO_PREFIX]
    assert not made.is_fit


def test_a_layout_that_only_letters_show_does_not_stop_the_work() -> None:
    german = arrives(LETTERS, Layout.GERMAN, Side.SCANNER)
    made = walked(letters={"text": german})
    assert [one.fault for one in made.verdict] == [Fault.LAYOUT]
    assert made.is_fit
    french = {step.value: {"text": arrives(CODES[step], Layout.FRENCH, Side.SCANNER)}
              for step in Step}  # fmt: skip
    assert not walked(**french).is_fit


def test_a_code_cut_at_thirty_two_is_told_and_labels_can_be_scanned() -> None:
    made = walked(long={"text": LONG[:32]})
    assert [one.fault for one in made.verdict] == [Fault.CUT_END]
    assert made.is_fit
    assert not walked(plain={"text": PLAIN[:12]}).is_fit


def test_nothing_arrived_means_that_the_kind_of_code_is_off() -> None:
    made = walked()
    made.again(Step.QR)
    made.nothing_came()
    assert [one.fault for one in made.verdict] == [Fault.QR_NOT_READ]
    assert made.is_fit
    made.again(Step.PLAIN)
    assert (made.step, made.left) == (Step.PLAIN, 1)
    made.nothing_came()
    assert [one.fault for one in made.verdict] == [Fault.NOT_READ, Fault.QR_NOT_READ]
    assert not made.is_fit
