"""Texts from outside: what is recorded as it is, what is composed, what is refused by name."""

from __future__ import annotations

import pytest

from custody_app.domain.errors import RuleBroken
from custody_app.services.plain_text import plain_text


@pytest.mark.parametrize("text", ["", "李䶮㛃𬱖𠮷", "<img src=x>", "=1+1", "a\u00a0b", "\u200d"])
def test_ordinary_texts_stay_as_they_are(text: str) -> None:
    assert plain_text(text) == text


def test_composed_and_decomposed_are_the_same_record() -> None:
    assert plain_text("e\u0301") == "é"
    assert plain_text("\uac00") == plain_text("\u1100\u1161")


@pytest.mark.parametrize(
    ("text", "codepoint"),
    [
        ("a\x00b", "U+0000"),
        ("a\tb", "U+0009"),
        ("a\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\ud83d", "U+D83D"),
        ("\ufffe", "U+FFFE"),
        ("\u202eabc", "U+202E"),
        ("\u2066", "U+2066"),
    ],
)
def test_what_hides_or_breaks_is_refused_by_its_code_point(text: str, codepoint: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        plain_text(text, newlines=True)
    assert (refused.value.code, refused.value.facts["codepoint"]) == ("input.bad_text", codepoint)


def test_only_notes_have_lines() -> None:
    assert plain_text("a\nb", newlines=True) == "a\nb"
    with pytest.raises(RuleBroken):
        plain_text("a\nb")
    with pytest.raises(RuleBroken):
        plain_text("a\r\nb", newlines=True)
