"""Numbers of a thing, a case, a unit or a holder that look wrong: marked, never refused.

"As on the object" is a lawful answer (decisions, 15).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from custody_app.domain.law.identifiers import Doubtful, NumberKind, doubts_of, folded
from custody_app.domain.parts import Identifiers

KIND_OF_FIELD = {
    "imei": NumberKind.IMEI,
    "imei2": NumberKind.IMEI,
    "vin": NumberKind.VIN,
    "plate": NumberKind.PLATE,
    "bank_card": NumberKind.BANK_CARD,
}
"""Field of ``Identifiers`` -> which kind of number it holds."""
UNIFIED_LENGTH = 18
UNIT_DIGITS = 12
CARD_LENGTHS = range(16, 20)
UNION_PAY = "62"
"""First digits of a card of the national card network."""
ID_CARD_WORDS = ("身份证", "identity card", "id card")


def doubts_in(identifiers: Identifiers | None) -> dict[str, Doubtful]:
    """Field -> what looks wrong in it."""
    if identifiers is None:
        return {}
    found = {}
    for field, kind in KIND_OF_FIELD.items():
        for doubt in doubts_of(kind, getattr(identifiers, field)):
            found[field] = doubt
    return found


def judge_of(field: str) -> Callable[[str], tuple[Doubtful, ...]] | None:
    """The judge of one field of ``Identifiers``; None where nothing can be checked."""
    kind = KIND_OF_FIELD.get(field)
    return None if kind is None else partial(doubts_of, kind)


def doubts_of_holder(number: str) -> tuple[Doubtful, ...]:
    """Of the number of a holder: an ID card, or the unified code of an organisation."""
    plain = folded(number)
    if len(plain) == UNIFIED_LENGTH and not plain[:17].isdigit():
        return doubts_of(NumberKind.UNIFIED_CODE, number)
    return doubts_of(NumberKind.ID_CARD, number)


def doubts_of_case(number: str) -> tuple[Doubtful, ...]:
    """Of a case number in the national form; local forms with Chinese words are not judged."""
    return doubts_of(NumberKind.CASE_NO, number) if number.isascii() else ()


def doubts_of_unit(code: str) -> tuple[Doubtful, ...]:
    """Of a unit code of twelve digits; short codes of a centre's own are not judged."""
    plain = folded(code)
    return doubts_of(NumberKind.UNIT_CODE, code) if len(plain) >= UNIT_DIGITS else ()


def doubts_of_paper(kind: str, number: str) -> tuple[Doubtful, ...]:
    """Of the number of an identity paper; passports and other papers than ID cards are not judged.

    Args:
        kind: what the paper is called; nothing said is taken for an identity card.
        number: as it stands there.
    """
    is_card = not kind.strip() or any(one in kind.casefold() for one in ID_CARD_WORDS)
    return doubts_of_holder(number) if is_card else ()


def doubts_of_account(number: str) -> tuple[Doubtful, ...]:
    """Of a bank account that is a card; other accounts have forms of their bank's own."""
    plain = folded(number)
    is_card = plain.startswith(UNION_PAY) and len(plain) in CARD_LENGTHS
    return doubts_of(NumberKind.BANK_CARD, number) if is_card else ()
