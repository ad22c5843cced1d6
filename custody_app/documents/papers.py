"""Rules of each kind of paper: its signed copies and the word in its number."""

from __future__ import annotations

import functools
import tomllib

from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import FormKind
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import resources_dir


@dataclass(frozen=True, slots=True)
class PaperRule:
    """How many copies are signed, and the word before 字 in the number."""

    copies: int
    word: str


def paper_rule(kind: FormKind) -> PaperRule:
    """The rule of one kind of paper.

    Raises:
        Fault: ``resources.unreadable``.
    """
    return _rules()[kind]


def document_number(kind: FormKind, prefix: str, year: int, serial: int) -> str:
    """A document number in the usual pattern: ``昆公五（涉管）入字〔2026〕12号``.

    Args:
        kind: the paper.
        prefix: the agency's short name, with its department if it has one.
        year: four digits.
        serial: counted per year.
    """
    return f"{prefix}{paper_rule(kind).word}字〔{year}〕{serial}号"


@functools.cache
def _rules() -> dict[FormKind, PaperRule]:
    path = resources_dir() / "forms" / "papers.toml"
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        return {
            kind: PaperRule(found[kind.value]["copies"], found[kind.value]["word"])
            for kind in FormKind
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Fault("resources.unreadable", path=path.name) from error
