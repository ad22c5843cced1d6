"""Wording: the sentences, words, amounts and times of one language, as forms print them."""

from __future__ import annotations

import re
import tomllib
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from custody_app.domain.moments import Day, Moment, time_of
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import CURRENCIES, Amount

CHINESE = "zh_CN"
ENGLISH = "en"
LANGUAGES = (CHINESE, ENGLISH)
_CAPITALS = re.compile(r"(?<!^)(?=[A-Z])")


class Wording:
    """One language on paper; independent of the language on the screen."""

    def __init__(self, resources: Path, language: str) -> None:
        self.language = language
        self._resources = resources
        self._sentences: dict[str, dict[str, str]] = {}
        self._words: dict[str, dict[str, dict[str, str]]] = {}

    @property
    def chinese(self) -> bool:
        """Whether this is Chinese."""
        return self.language == CHINESE

    def translate(self, context: str, text: str) -> str:
        """The sentence in this language; named places are filled afterwards."""
        if not self.chinese:
            return text
        if context not in self._sentences:
            self._sentences[context] = _read(
                self._resources / "i18n" / CHINESE / f"{context}.toml"
            )
        return self._sentences[context].get(text, text)

    def word(self, code: StrEnum | None) -> str:
        """The word for a code of a closed list; empty for no code."""
        return "" if code is None else self.named(_CAPITALS.sub("_", type(code).__name__).lower(), code)

    def named(self, family: str, code: str) -> str:
        """The word for a code in ``resources/words/<family>.toml``; the code itself when there is none."""
        if family not in self._words:
            self._words[family] = _read(self._resources / "words" / f"{family}.toml")
        found = self._words[family].get(str(code), {})
        return found.get("zh" if self.chinese else "en", str(code))

    def amount(self, amount: Amount | None) -> str:
        """An amount with its unit: ``3 部``, ``360.00 克``, ``12,000.00 元``."""
        if amount is None:
            return ""
        number = amount.n
        if amount.u in CURRENCIES:
            whole, dot, cents = number.partition(".")
            number = f"{int(whole):,}{dot}{cents}"
        return f"{number} {self.named('unit', amount.u)}"

    def weights(self, weights: tuple[Weight, ...]) -> str:
        """Readings one after another: ``毛重 12.30 克；净重 10.10 克``."""
        readings = [f"{self.word(weight.kind)} {self.amount(weight.amount)}" for weight in weights]
        return ("；" if self.chinese else "; ").join(readings)

    def moment(self, moment: Moment | None, zone_minutes: int) -> str:
        """A ledger moment in the centre's zone, to the minute."""
        if moment is None:
            return ""
        local = time_of(moment) + timedelta(minutes=zone_minutes)
        return f"{local:%Y-%m-%d %H:%M}"

    def day(self, day: Day | None) -> str:
        """A date: ``2026年11月24日`` or ``2026-11-24``."""
        if not day:
            return ""
        if not self.chinese:
            return str(day)
        year, month, number = day.split("-")
        return f"{year}年{int(month)}月{int(number)}日"

    def listed(self, texts: tuple[str, ...] | list[str]) -> str:
        """Texts as an enumeration, without empty ones."""
        return ("、" if self.chinese else ", ").join(text for text in texts if text)

    def joined(self, texts: tuple[str, ...] | list[str]) -> str:
        """Clauses one after another, without empty ones."""
        return ("；" if self.chinese else "; ").join(text for text in texts if text)


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        return tomllib.load(file)
