"""The words people read for stable codes: one file an enum in ``resources/words``."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping

from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, SOURCE_LANGUAGE, language
from custody_app.runtime.paths import resources_dir

_KEYS = {DEFAULT_LANGUAGE: "zh", SOURCE_LANGUAGE: "en"}


def word(enum: str, code: str, lang: str | None = None) -> str:
    """The word for one code, such as ``word("custody", "S30")``.

    The code itself where none is known.

    An unknown code may come from a newer program's record, so it is shown and never an error.
    """
    entry = _entries(enum).get(code)
    return code if entry is None else entry[_KEYS[lang or language()]]


def unit_word(unit: str, number: str, lang: str | None = None) -> str:
    """The word of a unit after a number: English has another one for more than one."""
    entry = _entries("unit").get(unit, {})
    many = entry.get(f"{_KEYS[lang or language()]}_many")
    return word("unit", unit, lang) if many is None or number == "1" else many


def words(enum: str, lang: str | None = None) -> dict[str, str]:
    """All codes of an enum with their words, in the order of the file, as a chooser shows them."""
    key = _KEYS[lang or language()]
    return {code: entry[key] for code, entry in _entries(enum).items()}


@functools.cache
def _entries(enum: str) -> Mapping[str, Mapping[str, str]]:
    path = resources_dir() / "words" / f"{enum}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Fault("resources.unreadable", path=path.name) from error
