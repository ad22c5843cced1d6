"""Numbers of a thing, a case, a unit or a holder that look wrong: marked, never refused.

"As on the object" is a lawful answer (decisions, 15).
"""

from __future__ import annotations

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


def doubts_in(identifiers: Identifiers | None) -> dict[str, Doubtful]:
    """Field -> what looks wrong in it."""
    if identifiers is None:
        return {}
    found = {}
    for field, kind in KIND_OF_FIELD.items():
        for doubt in doubts_of(kind, getattr(identifiers, field)):
            found[field] = doubt
    return found


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
