"""Keystrokes of a keyboard-wedge scanner to codes: a state machine without clock and without Qt.

Digits pass untouched through Chinese input methods, so a code is known by what it is (18 digits,
right check digits, the centre's own site), not by how fast it came. What cannot be trusted is told,
never repaired.
"""

from __future__ import annotations

from enum import StrEnum

from custody_app.domain import tag
from custody_app.scanning.code import GarbledScan, ScannedCode, ScanSource, ScanTrouble

RAW_MAX = 200
DELIBERATE_DIGITS = 8
_FULL_WIDTH_ZERO = 0xFF10
_BIRTH_YEARS = range(1900, 2100)
_MONTHS = range(1, 13)
_DAYS = range(1, 32)


class Where(StrEnum):
    """What has the keyboard focus."""

    TEXT = "text"
    SCAN_LINE = "scan_line"
    ELSEWHERE = "elsewhere"


def fold(text: str) -> str:
    """Full-width digits and spaces as ASCII; everything else stays as it is (① is no 1)."""
    return "".join(_fold_one(char) for char in text)


def _fold_one(char: str) -> str:
    if _FULL_WIDTH_ZERO <= ord(char) <= _FULL_WIDTH_ZERO + 9:
        return chr(ord(char) - _FULL_WIDTH_ZERO + ord("0"))
    return " " if char == "\u3000" else char


def is_code(digits: str) -> bool:
    """Whether these are 18 digits with right check digits and a known kind."""
    if len(digits) != tag.LENGTH or not (digits.isascii() and digits.isdigit()):
        return False
    kinds = {int(kind) for kind in tag.TagKind}
    return tag.with_check(digits[:-2]) == digits and int(digits[0]) in kinds


def looks_like_identity_number(digits: str) -> bool:
    """Whether 18 digits carry a birth date where an identity card number has it (GB 11643)."""
    if len(digits) != tag.LENGTH:
        return False
    year, month, day = int(digits[6:10]), int(digits[10:12]), int(digits[12:14])
    return year in _BIRTH_YEARS and month in _MONTHS and day in _DAYS


def read_line(text: str, source: ScanSource = ScanSource.TYPED) -> ScannedCode | GarbledScan | None:
    """What a finished line of a scan field is: a code, a spoilt code, or something typed (None)."""
    folded = fold(text).strip()
    digits = folded.replace(" ", "")
    if not digits.isascii():
        return GarbledScan(text[:RAW_MAX], ScanTrouble.INPUT_METHOD)
    if is_code(digits):
        return ScannedCode(digits, text, source)
    if digits.isdigit() and len(digits) == tag.LENGTH:
        return GarbledScan(text[:RAW_MAX], ScanTrouble.CHECK)
    return None


class Wedge:
    """Keys in, codes out.

    ``prefix()`` is the scanner's F9: from there to the end key everything belongs to the scan.
    Without it a run of digits that ends with the end key is looked at; any other key begins anew.
    """

    def __init__(self, home_site: str = "") -> None:
        self._home_site = home_site
        self._run = ""
        self._raw = ""
        self._is_prefixed = False

    @property
    def run_length(self) -> int:
        """Digits in a row so far."""
        return len(self._run)

    @property
    def is_prefixed(self) -> bool:
        """Whether the scanner announced itself."""
        return self._is_prefixed

    def prefix(self) -> None:
        """The scanner's F9."""
        self.reset()
        self._is_prefixed = True

    def reset(self) -> None:
        """Forget everything: another key, another field, Escape."""
        self._run = ""
        self._raw = ""
        self._is_prefixed = False

    def keys(self, text: str) -> None:
        """One or more characters arrived, by key or by input method."""
        if self._is_prefixed:
            self._raw = (self._raw + text)[:RAW_MAX]
            return
        for char in text:
            folded = _fold_one(char)
            if folded.isascii() and folded.isdigit():
                self._run = (self._run + folded)[-RAW_MAX:]
                self._raw = (self._raw + char)[-RAW_MAX:]
            else:
                self.reset()

    def finish(self, where: Where) -> ScannedCode | GarbledScan | None:
        """The end key (Enter, Tab) came; None: it was no scan and the key keeps its meaning."""
        run, raw, was_prefixed = self._run, self._raw, self._is_prefixed
        self.reset()
        if was_prefixed:
            return _finish_prefixed(raw)
        if where is Where.SCAN_LINE:
            return None
        if where is Where.TEXT:
            return self._finish_in_text(run, raw)
        return _finish_elsewhere(run, raw)

    def _finish_in_text(self, run: str, raw: str) -> ScannedCode | None:
        digits = run[-tag.LENGTH :]
        if not is_code(digits) or looks_like_identity_number(digits):
            return None
        is_ours = bool(self._home_site) and digits[1:5] == self._home_site
        if is_ours or (not self._home_site and len(run) == tag.LENGTH):
            return ScannedCode(digits, raw[-tag.LENGTH :])
        return None


def _finish_prefixed(raw: str) -> ScannedCode | GarbledScan | None:
    if not raw.strip():
        return None
    read = read_line(raw, ScanSource.WEDGE)
    if read is not None:
        return read
    is_number = fold(raw).strip().isdigit()
    return GarbledScan(raw, ScanTrouble.LENGTH if is_number else ScanTrouble.INPUT_METHOD)


def _finish_elsewhere(run: str, raw: str) -> ScannedCode | GarbledScan | None:
    digits = run[-tag.LENGTH :]
    if is_code(digits):
        return ScannedCode(digits, raw[-tag.LENGTH :])
    if len(run) == tag.LENGTH:
        return GarbledScan(raw, ScanTrouble.CHECK)
    return GarbledScan(raw, ScanTrouble.LENGTH) if len(run) >= DELIBERATE_DIGITS else None
