"""Bytes of a serial scanner to scans: lines by their end marks, or by the silence after them."""

from __future__ import annotations

import re
from dataclasses import replace

from custody_app.scanning.code import Found, GarbledScan, ScannedCode, ScanSource, ScanTrouble
from custody_app.scanning.line import RAW_MAX, read_scan

ENDS = re.compile(rb"[\r\n\x03\x04]")
"""CR, LF, and the end marks some scanners send instead (ETX, EOT)."""
BEGINS = "\x02\x00"
"""STX before a code, and the NULs of a line that was just opened."""
LONGEST = 8_000
"""A QR code holds at most 4,296 characters; what is longer is noise."""
_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")
"""Symbology identifier (ISO/IEC 15424) that scanners can put in front."""
_SYMBOLOGIES = {"C": "Code128", "Q": "QRCode"}


class SerialFrames:
    """Bytes in, scans out, in the order they came; nothing is dropped without a word."""

    def __init__(self) -> None:
        self._held = b""
        self._is_overlong = False

    @property
    def is_waiting(self) -> bool:
        """Whether a line has begun and not ended."""
        return bool(self._held) or self._is_overlong

    def feed(self, data: bytes) -> list[Found]:
        """Scans that are whole now."""
        *lines, self._held = ENDS.split(self._held + data)
        found = [scan for line in lines for scan in self._closed(line)]
        if len(self._held) > LONGEST:
            self._held = self._held[:LONGEST]
            self._is_overlong = True
        return found

    def silence(self) -> list[Found]:
        """Nothing came for a moment: a scanner without a suffix is done."""
        line, self._held = self._held, b""
        return self._closed(line)

    def _closed(self, line: bytes) -> list[Found]:
        was_overlong, self._is_overlong = self._is_overlong, False
        text = line.decode("utf-8", "backslashreplace").strip(BEGINS)
        if was_overlong or len(line) > LONGEST:
            return [GarbledScan(text[:RAW_MAX], ScanTrouble.FOREIGN, ScanSource.SERIAL)]
        return [read_serial(text)] if text.strip() else []


def read_serial(text: str) -> Found:
    """One line of a serial scanner; the identifier in front names the symbology."""
    mark = _AIM.match(text)
    found = read_scan(text[mark.end() :] if mark else text, ScanSource.SERIAL)
    if not isinstance(found, ScannedCode):
        return replace(found, raw=text[:RAW_MAX])
    symbology = _SYMBOLOGIES.get(text[1], "") if mark else ""
    return replace(found, raw=text[:RAW_MAX], symbology=symbology)
