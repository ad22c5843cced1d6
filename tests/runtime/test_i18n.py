"""Texts come from the catalogue of the chosen language; English is the text itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from custody_app.runtime import i18n
from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import counting, language, set_language, translate, translator


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "i18n" / "zh_CN"
    folder.mkdir(parents=True)
    path = folder / "counter.toml"
    path.write_text('"Give back {count}" = "归还{count}件"\n', encoding="utf-8")
    monkeypatch.setattr(i18n, "resources_dir", lambda: tmp_path)
    monkeypatch.setattr(i18n, "_catalogues", i18n._Catalogues())
    return path


def test_chinese_is_the_default() -> None:
    assert language() == "zh_CN"
    assert translate("counter", "Give back {count}").format(count=3) == "归还3件"


def test_english_is_the_text_itself() -> None:
    set_language("en")
    assert translate("counter", "Give back {count}") == "Give back {count}"


def test_the_language_can_be_changed_back() -> None:
    set_language("en")
    set_language("zh_CN")
    assert translate("counter", "Give back {count}") == "归还{count}件"


def test_english_chooses_its_words_by_the_count() -> None:
    set_language("en")
    text = translate("cli", "{events} {events:event|events} read, {count} {count:differs|differ}.")
    assert text.format(events=1, count=2) == "1 event read, 2 differ."
    assert text.format(events="1,000", count="1") == "1,000 events read, 1 differs."
    assert counting("{a:x|y} {b:.1f}").format_map({"a": 0, "b": 2}) == "y 2.0"
    set_language("zh_CN")
    untold = translate("counter", "{count} {count:row|rows}")
    assert untold.format(count=1) == "1 row"


def test_a_paper_speaks_its_own_language() -> None:
    set_language("en")
    assert translator("zh_CN")("counter", "Give back {count}") == "归还{count}件"
    assert translator("en")("counter", "Give back {count}") == "Give back {count}"


@pytest.mark.parametrize("context", ["counter", "no_such_page"])
def test_an_unknown_text_stays_english(context: str) -> None:
    assert translate(context, "Unknown") == "Unknown"


@pytest.mark.parametrize("chosen", ["", "zh", "../en"])
def test_an_unknown_language_is_a_mistake_of_ours(chosen: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        set_language(chosen)
    with pytest.raises(ValueError, match=r".*"):
        translator(chosen)


def test_a_damaged_catalogue_is_a_fault(catalogue: Path) -> None:
    catalogue.write_text("broken", encoding="utf-8")
    with pytest.raises(Fault) as told:
        translate("counter", "x")
    assert told.value.code == "resources.unreadable"
    assert told.value.facts == {"path": "counter.toml"}
