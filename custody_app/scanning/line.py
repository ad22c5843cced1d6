"""A finished line of a scan field, of a serial scanner or of a decoder: a code, spoilt, or text."""

from __future__ import annotations

from custody_app.domain import tag
from custody_app.scanning.code import Found, GarbledScan, ScannedCode, ScanSource, ScanTrouble

RAW_MAX = 500
"""Characters of a scan that are kept; a code of ours has 18."""
DELIBERATE = 8
"""From so many characters on, what a machine typed was meant as a code."""
_FULL_WIDTH_ZERO = 0xFF10
_BIRTH_YEARS = range(1900, 2100)
_MONTHS = range(1, 13)
_DAYS = range(1, 32)


def fold(text: str) -> str:
    """Full-width digits and spaces as ASCII; everything else stays as it is (① is no 1)."""
    return "".join(fold_one(char) for char in text)


def fold_one(char: str) -> str:
    """One character, folded."""
    if _FULL_WIDTH_ZERO <= ord(char) <= _FULL_WIDTH_ZERO + 9:
        return chr(ord(char) - _FULL_WIDTH_ZERO + ord("0"))
    return " " if char == "\u3000" else char


def is_digits(text: str) -> bool:
    """Whether these are ASCII digits and nothing else."""
    return text.isascii() and text.isdigit()


def is_code(digits: str) -> bool:
    """Whether these are 18 digits with right check digits and a known kind."""
    if len(digits) != tag.LENGTH or not is_digits(digits):
        return False
    return tag.with_check(digits[:-2]) == digits and is_kind(digits[0])


def is_kind(digit: str) -> bool:
    """Whether codes can begin with the digit."""
    return digit in {str(int(kind)) for kind in tag.TagKind}


def looks_like_identity_number(digits: str) -> bool:
    """Whether 18 digits carry a birth date where an identity card number has it (GB 11643)."""
    if len(digits) != tag.LENGTH:
        return False
    year, month, day = int(digits[6:10]), int(digits[10:12]), int(digits[12:14])
    return year in _BIRTH_YEARS and month in _MONTHS and day in _DAYS


def read_line(text: str, source: ScanSource = ScanSource.TYPED) -> Found | None:
    """What a finished line is: a code, a spoilt code, or something typed (None)."""
    digits = fold(text).strip(" ").replace(" ", "")
    if any(_is_control(char) for char in digits):
        return GarbledScan(text[:RAW_MAX], ScanTrouble.CONTROL, source)
    if not digits.isascii():
        # a name or a case number is typed in Chinese; nearly all digits of a code are not
        is_spoilt = sum(map(is_digits, digits)) > tag.LENGTH - 3
        return GarbledScan(text[:RAW_MAX], ScanTrouble.INPUT_METHOD, source) if is_spoilt else None
    if is_code(digits):
        return ScannedCode(digits, text[:RAW_MAX], source)
    if is_digits(digits) and len(digits) == tag.LENGTH:
        return GarbledScan(text[:RAW_MAX], ScanTrouble.CHECK, source)
    return None


def read_scan(text: str, source: ScanSource) -> Found:
    """What a machine sent as one line; there is nothing that somebody may have typed."""
    read = read_line(text, source)
    if read is not None:
        return read
    folded = fold(text).strip(" ")
    trouble = ScanTrouble.LENGTH if is_digits(folded) else ScanTrouble.FOREIGN
    if not folded.isascii():
        trouble = ScanTrouble.INPUT_METHOD
    return GarbledScan(text[:RAW_MAX], trouble, source)


def _is_control(char: str) -> bool:
    return ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0


def spoilt_at_home(run: str, site: str) -> ScanTrouble | None:
    """Why digits that ran into a text field are a label of this centre that did not come whole.

    An input method that is just being typed into eats the first key (it picks a candidate).
    """
    if not site:
        return None
    if len(run) == tag.LENGTH and _begins(run, site):
        return None if looks_like_identity_number(run) else ScanTrouble.CHECK
    if len(run) == tag.LENGTH - 1 and _begins(run, site):
        return ScanTrouble.LENGTH
    for eaten in (f"{int(kind)}" for kind in tag.TagKind):
        if run.startswith(site) and is_code(eaten + run):
            return ScanTrouble.INPUT_METHOD
        if run.startswith(site[1:]) and is_code(eaten + site[0] + run):
            return ScanTrouble.INPUT_METHOD
    return None


def _begins(run: str, site: str) -> bool:
    return is_kind(run[0]) and run[1:5] == site
