"""What the settings decide without a window: series of places, meaning of a scan, ages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from custody_app.domain import tag
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import Role
from custody_app.queries.centre_overview import BackupAge
from custody_app.runtime.i18n import translate
from custody_app.scanning.wedge import fold, is_code
from custody_app.ui.times import HOURS_OF_DAY, local_text

SERIES_MAX = 500
_LAST_NUMBER = re.compile(r"(.*?)(\d+)(\D*)\Z")

CHOOSABLE_ROLES = (
    Role.CUSTODIAN,
    Role.CUSTODY_HEAD,
    Role.STORE_CUSTODIAN,
    Role.CASE_OFFICER,
    Role.UNIT_HEAD,
    Role.POLICE_HEAD,
    Role.PRINCIPAL_HEAD,
    Role.LEGAL_REVIEWER,
    Role.SPECIAL_DEPARTMENT,
    Role.FINANCE,
    Role.SUPERVISOR,
    Role.LIAISON,
    Role.SYSTEM_ADMIN,
    Role.SECURITY_ADMIN,
    Role.AUDIT_ADMIN,
)
"""Roles in the order they are offered: daily work first, administrators last."""


def series(first: str, last: str) -> tuple[str, ...]:
    """``A-12-01`` to ``A-12-40``: the last run of digits counts, leading zeros stay.

    An empty answer: the two do not belong to one series, or it is too long.
    """
    one, other = _LAST_NUMBER.match(first.strip()), _LAST_NUMBER.match(last.strip())
    if one is None:
        return ()
    if not last.strip():
        return (first.strip(),)
    if other is None or one[1] != other[1] or one[3] != other[3]:
        return ()
    start, end = int(one[2]), int(other[2])
    if not 0 <= end - start < SERIES_MAX:
        return ()
    width = len(one[2])
    return tuple(f"{one[1]}{number:0{width}d}{one[3]}" for number in range(start, end + 1))


class ScanFault(StrEnum):
    """What is wrong with something that was scanned into the test field."""

    NONE = "none"
    EMPTY = "empty"
    INPUT_METHOD = "input_method"
    FULL_WIDTH = "full_width"
    LETTERS = "letters"
    LENGTH = "length"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class ScanReading:
    """What the scanner test shows of one scan.

    Attributes:
        code_points: every character that is no ASCII digit, as ``U+....``.
    """

    raw: str
    digits: str
    fault: ScanFault
    kind: TagKind | None = None
    site: str = ""
    code_points: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether the scan can be used as it came."""
        return self.fault is ScanFault.NONE


def read_scan(raw: str) -> ScanReading:
    """Look at what arrived, character by character; nothing is repaired."""
    folded = fold(raw).strip()
    digits = "".join(char for char in folded if char.isascii() and char.isdigit())
    strange = tuple(f"U+{ord(char):04X}" for char in raw.strip() if char not in "0123456789 ")
    fault = _fault(raw, folded.replace(" ", ""), digits)
    if fault in (ScanFault.NONE, ScanFault.FULL_WIDTH) and is_code(digits):
        return ScanReading(raw, digits, fault, TagKind(int(digits[0])), digits[1:5], strange)
    return ScanReading(raw, digits, fault, code_points=strange)


def _fault(raw: str, folded: str, digits: str) -> ScanFault:
    if not folded:
        return ScanFault.EMPTY
    if not folded.isascii():
        return ScanFault.INPUT_METHOD
    if not folded.isdigit():
        return ScanFault.LETTERS
    if len(digits) != tag.LENGTH:
        return ScanFault.LENGTH
    if not is_code(digits):
        return ScanFault.CHECK
    return ScanFault.FULL_WIDTH if not raw.isascii() else ScanFault.NONE


def age_text(age: BackupAge) -> str:
    """``2026-11-24 09:30 (3 hours ago)``."""
    if age.hours is None:
        return translate("settings", "There is no backup yet.")
    if age.hours < 1:
        ago = translate("settings", "less than an hour ago")
    elif age.hours < 2 * HOURS_OF_DAY:
        ago = translate("settings", "{count} hours ago").format(count=int(age.hours))
    else:
        ago = translate("settings", "{count} days ago").format(count=int(age.hours // HOURS_OF_DAY))
    return translate("settings", "{when} ({ago})").format(when=local_text(age.last_at), ago=ago)
