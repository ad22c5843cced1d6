"""Two scanners that typed at the same time: whether a run of digits is two codes shuffled together.

The digits of each scanner stay in order, so the run holds one whole code and the beginning of the
other. It is recognised, and never taken apart: which digit belongs to whom would be a guess.
"""

from __future__ import annotations

from custody_app.domain import tag

SHORTEST = tag.LENGTH + 1
LONGEST = 2 * tag.LENGTH
_KINDS = frozenset(str(int(kind)) for kind in tag.TagKind)
_MODULUS = 97


def looks_crossed(run: str, site: str) -> bool:
    """Whether a whole code of the site, and the beginning of another, make up these digits."""
    if not site or not SHORTEST <= len(run) <= LONGEST:
        return False
    spare = len(run) - tag.LENGTH
    reached = {(0, 0)}
    for at, digit in enumerate(run):
        further: set[tuple[int, int]] = set()
        for taken, rest in reached:
            if taken < tag.LENGTH and _fits(digit, taken, site):
                further.add((taken + 1, (rest * 10 + int(digit)) % _MODULUS))
            left = at - taken
            if left < spare and _fits(digit, left, site):
                further.add((taken, rest))
        reached = further
    return (tag.LENGTH, 1) in reached


def _fits(digit: str, at: int, site: str) -> bool:
    """Whether the digit can stand at this place of a code of the site."""
    if at == 0:
        return digit in _KINDS
    return at > len(site) or digit == site[at - 1]
