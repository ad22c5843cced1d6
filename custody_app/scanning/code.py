"""ScannedCode: what came from scanner, camera, file or hand, before its meaning is looked up."""

from __future__ import annotations

from enum import StrEnum

from custody_app.domain import tag
from custody_app.domain.values import dataclass


class ScanSource(StrEnum):
    """Where a code came from."""

    WEDGE = "wedge"
    TYPED = "typed"
    SERIAL = "serial"
    CAMERA = "camera"
    IMAGE = "image"
    DOCTOR = "doctor"
    """Scanned into the field of the scanner doctor: a test of the scanner, no work."""


class ScanTrouble(StrEnum):
    """Why something that should have been a code is none; never repaired by guessing."""

    INPUT_METHOD = "scan.input_method"
    LENGTH = "scan.length"
    CHECK = "scan.check"
    FOREIGN = "scan.foreign"
    CROSSED = "scan.crossed"
    NO_END = "scan.no_end"
    ALT_CODES = "scan.alt_codes"
    CONTROL = "scan.control"
    LINES = "scan.lines"


@dataclass(frozen=True, slots=True)
class ScannedCode:
    """One readable code.

    Attributes:
        digits: the 18 digits, folded to ASCII, check digits right.
        raw: exactly what arrived, for the scan journal.
        source: where it came from.
        symbology: as the decoder names it (``Code128``, ``QRCode``); empty from a keyboard.
        scan: its number in the scan journal; 0 before it is kept.
    """

    digits: str
    raw: str
    source: ScanSource = ScanSource.WEDGE
    symbology: str = ""
    scan: int = 0

    @property
    def kind(self) -> tag.TagKind:
        """What the code stands on."""
        return tag.TagKind(int(self.digits[0]))


@dataclass(frozen=True, slots=True)
class GarbledScan:
    """A scan that cannot be trusted: told to the clerk, journalled, not acted upon."""

    raw: str
    trouble: ScanTrouble
    source: ScanSource = ScanSource.WEDGE
    scan: int = 0


Found = ScannedCode | GarbledScan
