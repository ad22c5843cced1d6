"""Numbers that carry a check of their own: what looks wrong in them, never whether to refuse them.

A number that fails is marked and asked about; nothing blocks, for "as on the object" is a lawful
answer (decisions, 15). Structures are those of rules-and-process 7.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum

from custody_app.domain.values import dataclass


class NumberKind(StrEnum):
    """Which kind of number it is."""

    ID_CARD = "id_card"
    UNIFIED_CODE = "unified_code"
    VIN = "vin"
    PLATE = "plate"
    IMEI = "imei"
    BANK_CARD = "bank_card"
    CASE_NO = "case_no"
    UNIT_CODE = "unit_code"


class Doubt(StrEnum):
    """What looks wrong."""

    LENGTH = "length"
    CHARACTERS = "characters"
    REGION = "region"
    DATE = "date"
    CHECK_DIGIT = "check_digit"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Doubtful:
    """One doubt about a number; ``expected`` is the check character that would fit, if any."""

    kind: NumberKind
    doubt: Doubt
    expected: str = ""


# Province codes of GB/T 2260; the counties below them change every year and are not judged.
PROVINCES = frozenset(
    str(code)
    for code in (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55),
                 *range(61, 66), 71, 81, 82, 83)
)  # fmt: skip
PLATE_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
EARLIEST_BIRTH = 1880
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"
UNIFIED_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
UNIFIED_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
VIN_VALUES = {
    **{str(digit): digit for digit in range(10)},
    **dict(zip("ABCDEFGH", range(1, 9), strict=True)),
    **dict(zip("JKLMN", range(1, 6), strict=True)),
    **{"P": 7, "R": 9},
    **dict(zip("STUVWXYZ", range(2, 10), strict=True)),
}
VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
VIN_CHECK_AT = 8
_LETTER = "[A-HJ-NP-Z]"
_PLATES = tuple(
    re.compile(form)
    for form in (
        rf"[{PLATE_PROVINCES}]{_LETTER}[A-HJ-NP-Z0-9]{{4}}[A-HJ-NP-Z0-9挂学警港澳]",
        rf"[{PLATE_PROVINCES}]{_LETTER}([DF][A-HJ-NP-Z0-9]\d{{4}}|\d{{5}}[DF])",
        rf"[{PLATE_PROVINCES}]{_LETTER}[A-HJ-NP-Z0-9]{{4,5}}应急",
        r"使\d{6}|\d{6}使|[A-Z0-9]{6}领",
    )
)
_CASE = re.compile(r"[A-Z](\d{12})(\d{6})(\d{4})")


def doubts_of(kind: NumberKind, text: str) -> tuple[Doubtful, ...]:
    """What looks wrong in a number of this kind; nothing for an empty one."""
    number = folded(text)
    if not number:
        return ()
    is_writable = number.isascii() or kind is NumberKind.PLATE
    found = _JUDGES[kind](number) if is_writable else (Doubt.CHARACTERS,)
    return (Doubtful(kind, *found),) if found else ()


def folded(text: str) -> str:
    """Without spaces and hyphens, in capitals, full-width characters as ordinary ones."""
    narrow = "".join(
        chr(ord(char) - 0xFEE0) if 0xFF01 <= ord(char) <= 0xFF5E else char for char in text
    )
    return re.sub(r"[\s\-·.]", "", narrow).upper()


Found = tuple[Doubt] | tuple[Doubt, str] | None


def _id_card(number: str) -> Found:
    if len(number) == 15 and number.isdigit():
        return _region(number) or _day("19" + number[6:12])
    if len(number) != 18:
        return (Doubt.LENGTH,)
    if not (number[:17].isdigit() and number[17] in "0123456789X"):
        return (Doubt.CHARACTERS,)
    if found := _region(number) or _day(number[6:14]):
        return found
    total = sum(int(digit) * weight for digit, weight in zip(number, ID_WEIGHTS, strict=False))
    return _checked(number[17], ID_CHECKS[total % 11])


def _unified_code(number: str) -> Found:
    if len(number) != 18:
        return (Doubt.LENGTH,)
    if any(char not in UNIFIED_ALPHABET for char in number):
        return (Doubt.CHARACTERS,)
    total = sum(
        UNIFIED_ALPHABET.index(char) * weight
        for char, weight in zip(number, UNIFIED_WEIGHTS, strict=False)
    )
    return _checked(number[17], UNIFIED_ALPHABET[-total % 31])


def _vin(number: str) -> Found:
    if len(number) != 17:
        return (Doubt.LENGTH,)
    if any(char not in VIN_VALUES for char in number):
        return (Doubt.CHARACTERS,)
    total = sum(VIN_VALUES[char] * weight for char, weight in zip(number, VIN_WEIGHTS, strict=True))
    return _checked(number[VIN_CHECK_AT], "0123456789X"[total % 11])


def _plate(number: str) -> Found:
    return None if any(form.fullmatch(number) for form in _PLATES) else (Doubt.FORM,)


def _imei(number: str) -> Found:
    return _luhn(number, 15, 15)


def _bank_card(number: str) -> Found:
    return _luhn(number, 16, 19)


def _case_no(number: str) -> Found:
    form = _CASE.fullmatch(number)
    if form is None:
        return (Doubt.FORM,)
    return _region(form[1]) or _day(form[2] + "01")


def _unit_code(number: str) -> Found:
    if not number.isdigit():
        return (Doubt.CHARACTERS,)
    if len(number) != 12:
        return (Doubt.LENGTH,)
    return _region(number)


def _luhn(number: str, shortest: int, longest: int) -> Found:
    if not (number.isascii() and number.isdigit()):
        return (Doubt.CHARACTERS,)
    if not shortest <= len(number) <= longest:
        return (Doubt.LENGTH,)
    total = 0
    for place, char in enumerate(reversed(number[:-1])):
        doubled = int(char) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return _checked(number[-1], str(-total % 10))


def _region(number: str) -> Found:
    return None if number[:2] in PROVINCES else (Doubt.REGION,)


def _day(digits: str) -> Found:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return (Doubt.DATE,)
    return None if day.year >= EARLIEST_BIRTH else (Doubt.DATE,)


def _checked(found: str, expected: str) -> Found:
    return None if found == expected else (Doubt.CHECK_DIGIT, expected)


_JUDGES: dict[NumberKind, Callable[[str], Found]] = {
    NumberKind.ID_CARD: _id_card,
    NumberKind.UNIFIED_CODE: _unified_code,
    NumberKind.VIN: _vin,
    NumberKind.PLATE: _plate,
    NumberKind.IMEI: _imei,
    NumberKind.BANK_CARD: _bank_card,
    NumberKind.CASE_NO: _case_no,
    NumberKind.UNIT_CODE: _unit_code,
}
