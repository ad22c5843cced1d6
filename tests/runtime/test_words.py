"""Codes become words of the chosen or the asked language; an unknown code shows as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from custody_app.runtime import words as words_module
from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import set_language
from custody_app.runtime.words import unit_word, word, words


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "custody.toml").write_text(
        'S42 = {zh = "借出", en = "On loan"}\nS30 = {zh = "在库", en = "In store"}\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(words_module, "resources_dir", lambda: tmp_path)
    words_module._entries.cache_clear()
    yield tmp_path / "words"
    words_module._entries.cache_clear()


def test_words_follow_the_language() -> None:
    assert word("custody", "S30") == "在库"
    set_language("en")
    assert word("custody", "S30") == "In store"
    assert word("custody", "S30", "zh_CN") == "在库"


def test_a_chooser_has_the_order_of_the_file() -> None:
    assert list(words("custody").items()) == [("S42", "借出"), ("S30", "在库")]
    assert words("custody", "en") == {"S42": "On loan", "S30": "In store"}


def test_a_unit_has_another_word_for_more_than_one(tmp_path: Path) -> None:
    path = tmp_path / "words" / "unit.toml"
    path.write_text(
        'box = {zh = "箱", en = "box", en_many = "boxes"}\ng = {zh = "克", en = "g"}\n',
        encoding="utf-8",
    )
    assert (unit_word("box", "1", "en"), unit_word("box", "2", "en")) == ("box", "boxes")
    assert (unit_word("box", "2", "zh_CN"), unit_word("g", "2.50", "en")) == ("箱", "g")
    assert unit_word("?", "2", "en") == "?"


def test_an_unknown_code_shows_as_it_is() -> None:
    assert word("custody", "S99") == "S99"


def test_a_missing_file_is_a_fault() -> None:
    with pytest.raises(Fault) as told:
        word("nothing", "S30")
    assert told.value.code == "resources.unreadable"
