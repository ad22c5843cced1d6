"""Wording: the sentences, words, amounts and times of one language, as forms print them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum

from custody_app.domain.moments import Day, Moment, time_of
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import CURRENCIES, Amount
from custody_app.runtime.i18n import DEFAULT_LANGUAGE, translator
from custody_app.runtime.words import unit_word, word

_CAPITALS = re.compile(r"(?<!^)(?=[A-Z])")


class Wording:
    """One language on paper; independent of the language on the screen."""

    def __init__(self, language: str = DEFAULT_LANGUAGE) -> None:
        self.language = language
        self.translate = translator(language)

    @property
    def chinese(self) -> bool:
        """Whether this is Chinese."""
        return self.language == DEFAULT_LANGUAGE

    def word(self, code: StrEnum | None) -> str:
        """The word for a code of a closed list; empty for no code."""
        if code is None:
            return ""
        return self.named(_CAPITALS.sub("_", type(code).__name__).lower(), code)

    def named(self, family: str, code: str) -> str:
        """The word for a code of ``resources/words/<family>.toml``; the code when unknown."""
        return word(family, str(code), self.language)

    def amount(self, amount: Amount | None) -> str:
        """An amount with its unit: ``3 部``, ``360.00 克``, ``12,000.00 元``."""
        if amount is None:
            return ""
        number = amount.n
        if amount.u in CURRENCIES:
            whole, dot, cents = number.partition(".")
            number = f"{int(whole):,}{dot}{cents}"
        if amount.u == "CNY":
            return self.translate("forms", "{number} yuan").format(number=number)
        return f"{number} {unit_word(amount.u, amount.n, self.language)}"

    def weights(self, weights: tuple[Weight, ...]) -> str:
        """Readings one after another: ``毛重 12.30 克；净重 10.10 克``."""
        return self.joined(f"{self.word(one.kind)} {self.amount(one.amount)}" for one in weights)

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

    def listed(self, texts: Iterable[str]) -> str:
        """Texts as an enumeration, without empty ones."""
        return ("、" if self.chinese else ", ").join(text for text in texts if text)

    def joined(self, texts: Iterable[str]) -> str:
        """Clauses one after another, without empty ones."""
        return ("；" if self.chinese else "; ").join(text for text in texts if text)
