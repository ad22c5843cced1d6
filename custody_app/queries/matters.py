"""What still waits for an item, by its code; labels only where the policy asks for their proof."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sqlalchemy import Connection

from custody_app.domain.policy import LabelProof, Policy
from custody_app.domain.vocabulary import Category
from custody_app.queries.centre_overview import centre_state
from custody_app.storage.projections.item_card import LABEL, Matter, label_code

MATTERS: tuple[str, ...] = tuple(str(matter.name).lower() for matter in Matter)
"""Codes in the order of their bits; their words stand in ``resources/words/matter.toml``."""
LABEL_BIT = int(Matter.NEEDS_LABEL)


@cache
def matters_named(bits: int) -> tuple[str, ...]:
    """The codes of a bit set."""
    return tuple(str(matter.name).lower() for matter in Matter if bits & matter)


def bits_of(codes: Iterable[str]) -> int:
    """The bit set of codes; a code that is none of ours counts for nothing."""
    known = {str(matter.name).lower(): matter for matter in Matter}
    found = 0
    for code in codes:
        found |= int(known.get(code, 0))
    return found


def kinds_with_label(connection: Connection) -> tuple[Category, ...]:
    """The kinds of things whose labels must be proved, by the policy in force."""
    centre = centre_state(connection)
    policy = Policy(centre.policy if centre is not None else ())
    return tuple(one for one in Category if policy.label_proof(one) is not LabelProof.NONE)


def counted_as(connection: Connection, code: str) -> tuple[str, ...]:
    """The codes that a matter is counted and listed under; none when nothing asks for it."""
    if code != LABEL:
        return (code,)
    return tuple(label_code(kind) for kind in kinds_with_label(connection))
