"""Every text, code and word of the program stands in both languages, and nothing unused is kept."""

from __future__ import annotations

import inspect
import re
from enum import StrEnum

import pytest

from custody_app.domain import vehicle, vocabulary
from tests.architecture import catalogues, messages
from tests.architecture.source import RESOURCES, read_toml

ENUMS = [
    (re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower(), enum)
    for module in (vocabulary, vehicle)
    for name, enum in inspect.getmembers(module, inspect.isclass)
    if issubclass(enum, StrEnum) and enum.__module__ == module.__name__
]


def test_translate_takes_literals_only() -> None:
    assert catalogues.not_literal() == []


def test_every_text_is_translated() -> None:
    assert catalogues.missing() == []


def test_translations_have_the_places_of_the_text() -> None:
    assert catalogues.differing_places() == []


def test_no_translation_is_unused() -> None:
    assert catalogues.unused() == []


def test_english_counts_one_thing_as_one() -> None:
    assert catalogues.without_singular() == []
    sentences = messages.sentences().items()
    told = [code for code, one in sentences for key in ("en", "next_en")
            if catalogues.one_form(one.get(key, ""))]  # fmt: skip
    assert told == []


def test_a_plural_without_its_singular_is_seen() -> None:
    for text in ("{count} things", "for {days} days", "{count} more findings", "{n} line(s)"):
        assert catalogues.one_form(text)
    for text in ("{count} {count:thing|things}", "record {count} as seen", "{number} is"):
        assert not catalogues.one_form(text)


def test_every_code_has_a_sentence() -> None:
    assert messages.without_sentence() == []


def test_no_sentence_is_unused() -> None:
    assert messages.without_use() == []


def test_every_refusal_says_what_to_do_next() -> None:
    assert messages.without_next_step() == []


def test_no_sentence_shows_a_code() -> None:
    """A rank, a state or a kind in a refusal is a word (``messages.WORDS_OF_FACT``)."""
    assert messages.without_words() == []


def test_sentences_are_well_shaped() -> None:
    assert messages.misshapen() == []


@pytest.mark.parametrize(("name", "enum"), ENUMS, ids=[name for name, _ in ENUMS])
def test_every_code_has_a_word(name: str, enum: type[StrEnum]) -> None:
    path = RESOURCES / "words" / f"{name}.toml"
    assert path.is_file(), f"resources/words/{name}.toml is missing"
    assert sorted(read_toml(path)) == sorted(member.value for member in enum)


def test_words_have_both_languages() -> None:
    told = [
        f"{path.name}: {code}"
        for path in sorted((RESOURCES / "words").glob("*.toml"))
        for code, entry in read_toml(path).items()
        if not (isinstance(entry, dict) and entry.get("zh") and entry.get("en"))
    ]
    assert told == []
