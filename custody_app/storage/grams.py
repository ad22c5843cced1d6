"""Grams of a text for the search index.

Overlapping pairs of Han characters, triples of letters and digits.

Every substring of two or more characters can then be found; the query is checked against the text
afterwards, because grams alone would also find texts that hold all pieces in other places.
"""

from __future__ import annotations

import re
import unicodedata

TERMS_MAX = 64
"""Grams asked for at most; a longer query is told apart by the check that follows."""
_RUNS = re.compile(r"[0-9a-z]+|[^\W0-9a-z_]+")


def folded(text: str) -> str:
    """The text as it is compared: compatibility forms folded, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def grams_of(text: str) -> list[str]:
    """All grams under which a text is indexed, without repeats, in order."""
    found: dict[str, None] = {}
    for run in _RUNS.findall(folded(text)):
        size = 3 if run[0].isascii() else 2
        for start in range(len(run)):
            found[run[start : start + size]] = None
    return list(found)


def query_grams(text: str) -> list[str]:
    """FTS5 terms that any text holding this substring has; a short piece becomes a prefix term.

    The last grams of a query run may be the beginning of longer ones in the text, so only whole
    grams are asked for; single letters or digits, which would expand to a great part of the index,
    are left out when anything else remains.
    """
    whole: list[str] = []
    short: list[str] = []
    for run in _RUNS.findall(folded(text)):
        size = 3 if run[0].isascii() else 2
        if len(run) < size:
            short.append(f'"{run}"*')
            continue
        whole += [f'"{run[start : start + size]}"' for start in range(len(run) - size + 1)]
    longer = whole or any(not term[1].isascii() for term in short)
    if longer:
        short = [term for term in short if len(term) > len('"x"*') or not term[1].isascii()]
    return list(dict.fromkeys(whole + short))[:TERMS_MAX]


def has_whole_gram(text: str) -> bool:
    """Whether a query has a gram that the index holds as it is, so that nothing is expanded."""
    return any(len(run) >= (3 if run[0].isascii() else 2) for run in _RUNS.findall(folded(text)))


def holds(text: str, query: str) -> bool:
    """Whether the text holds every word of the query literally, spaces apart."""
    plain = folded(text)
    return all(word in plain for word in folded(query).split())
