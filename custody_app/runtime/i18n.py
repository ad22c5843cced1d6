"""The languages of screens and papers.

Catalogues in ``resources/i18n``, asked by context and English text.
"""

from __future__ import annotations

import string
import threading
import tomllib
from collections.abc import Callable, Mapping
from typing import Final

from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import resources_dir

SOURCE_LANGUAGE: Final = "en"
DEFAULT_LANGUAGE: Final = "zh_CN"
LANGUAGES: Final = (DEFAULT_LANGUAGE, SOURCE_LANGUAGE)


class Text(str):
    """An English text that counts: ``{days} {days:day|days}`` takes the first word for one.

    Filled by ``format`` like every text; Chinese counts without plurals and has no such places.
    """

    __slots__ = ()

    def format(self, *args: object, **places: object) -> str:
        """Fill the named places."""
        return _FILLER.vformat(self, args, places)

    def format_map(  # type: ignore[override]  # a mapping may answer for what it lacks
        self, places: Mapping[str, object]
    ) -> str:
        """Fill the named places from a mapping."""
        return _FILLER.vformat(self, (), places)


class _Filler(string.Formatter):
    """Chooses between ``one|many`` by what stands in the place."""

    def format_field(self, value: object, format_spec: str) -> str:
        one, bar, many = format_spec.partition("|")
        if not bar:
            return str(super().format_field(value, format_spec))
        return one if str(value) == "1" else many


_FILLER: Final = _Filler()
Translate = Callable[[str, str], str]
"""Takes a context and an English text, gives the text of one language."""


def counting(text: str) -> str:
    """The text, able to choose its words by a count if it has such places."""
    return Text(text) if "|" in text else text


class _Catalogues:
    """The chosen language, and the catalogues read so far."""

    def __init__(self) -> None:
        self.language = DEFAULT_LANGUAGE
        self._read: dict[tuple[str, str], Mapping[str, str]] = {}
        self._lock = threading.Lock()

    def text(self, language: str, context: str, text: str) -> str:
        """The text in a language; the English text itself where no catalogue has it."""
        if language == SOURCE_LANGUAGE:
            return counting(text)
        key = (language, context)
        catalogue = self._read.get(key)
        if catalogue is None:
            with self._lock:
                catalogue = self._read.setdefault(key, _read_catalogue(language, context))
        found = catalogue.get(text)
        return counting(text) if found is None else found


def _read_catalogue(language: str, context: str) -> Mapping[str, str]:
    path = resources_dir() / "i18n" / language / f"{context}.toml"
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Fault("resources.unreadable", path=path.name) from error


# The one permitted module-level state: a whole program speaks one language at a time, and handing
# it to every widget, form and message would put a parameter into each function that shows a word.
_catalogues = _Catalogues()


def translate(context: str, text: str) -> str:
    """The text in the chosen language.

    Both arguments must be literals (tested); named places are filled afterwards with ``.format``.
    """
    return _catalogues.text(_catalogues.language, context, text)


def translator(language: str) -> Translate:
    """A ``translate`` for another language than the screen's, as a paper may need it."""
    _check(language)

    def translate_into(context: str, text: str) -> str:
        return _catalogues.text(language, context, text)

    return translate_into


def language() -> str:
    """The chosen language: ``zh_CN`` or ``en``."""
    return _catalogues.language


def set_language(chosen: str) -> None:
    """Choose the language; texts already shown stay until they are asked again."""
    _check(chosen)
    _catalogues.language = chosen


def _check(language: str) -> None:
    if language not in LANGUAGES:
        raise ValueError(language)
