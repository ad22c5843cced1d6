"""What a field says beside a number that looks wrong: it is told and marked, and never refused."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.law.identifiers import Doubtful
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word

Judge = Callable[[str], tuple[Doubtful, ...]]
"""What looks wrong in a number, one of ``domain/law/doubts.py``."""


def doubt_text(judge: Judge | None, text: str) -> str:
    """The first doubt about a text, one number a line; empty when nothing looks wrong."""
    if judge is None:
        return ""
    lines = [line.strip() for line in text.splitlines()]
    for line in lines:
        for doubt in judge(line):
            said = _sentence(doubt)
            return said if len(lines) == 1 else f"{line}: {said}"
    return ""


def _sentence(one: Doubtful) -> str:
    if one.expected:
        said = translate("widgets", "Check digit does not fit, {expected} would; kept as typed.")
        return said.format(expected=one.expected)
    said = translate("widgets", "Looks wrong: {doubt}; kept as typed.")
    return said.format(doubt=word("doubt", one.doubt.value))
