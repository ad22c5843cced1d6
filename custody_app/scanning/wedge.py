"""Keystrokes of a keyboard-wedge scanner to codes: a state machine without clock and without Qt.

Digits pass untouched through Chinese input methods, so a code is known by what it is (18 digits,
right check digits, the centre's own site), not by how fast it came. What cannot be trusted is told,
never repaired.
"""

from __future__ import annotations

from enum import StrEnum

from custody_app.domain import tag
from custody_app.scanning.code import Found, GarbledScan, ScannedCode, ScanSource, ScanTrouble
from custody_app.scanning.crossing import looks_crossed
from custody_app.scanning.line import (
    DELIBERATE,
    RAW_MAX,
    fold,
    fold_one,
    is_code,
    is_digits,
    looks_like_identity_number,
    read_line,
    read_scan,
    spoilt_at_home,
)

__all__ = ["Wedge", "Where", "fold", "is_code", "looks_like_identity_number", "read_line"]
SITE_SHOWN = 6
"""From so many digits on it can be seen that they begin another code of the centre."""
ALT_SHOWN = 6
"""Digits on the number pad with Alt held that no person types by chance."""


class Where(StrEnum):
    """What has the keyboard focus."""

    TEXT = "text"
    SCAN_LINE = "scan_line"
    ELSEWHERE = "elsewhere"


class Wedge:
    """Keys in, codes out.

    ``prefix()`` is the scanner's F9: from there to the end key everything belongs to the scan.
    Without it a run of digits that ends with the end key is looked at; any other key begins anew.
    """

    def __init__(self, home_site: str = "") -> None:
        self._home_site = home_site
        self._run = self._raw = self._any = self._alt = ""
        self._open = self._spare = 0
        self._is_crossed = self._has_control = False
        self._extra = ""
        self._owed = 0

    @property
    def run(self) -> str:
        """Digits in a row so far."""
        return self._run

    @property
    def is_prefixed(self) -> bool:
        """Whether a scanner announced itself and did not end yet."""
        return self._open > 0

    @property
    def is_silent(self) -> bool:
        """Whether nothing came since the scanner announced itself."""
        return not (self._raw or self._alt)

    @property
    def is_whole(self) -> bool:
        """Whether a scanner that announced itself has sent a whole code, but for the end key."""
        return self._open == 1 and not self._is_crossed and is_code(fold(self._raw))

    def prefix(self) -> Found | None:
        """The scanner's F9; gives the code before it whose scanner sends no end key.

        An F9 in the middle of a code is a second scanner: from here on both are spoilt.
        """
        if not self._open:
            self.reset()
            self._open = 1
            return None
        if not self._raw:
            return None
        if self.is_whole:
            code = read_line(self._raw, ScanSource.WEDGE)
            self._raw = ""
            self._spare = 1
            return code
        self._is_crossed = True
        self._open += 1
        return None

    def reset(self) -> None:
        """Forget the keys so far: another key, another field, Escape."""
        self._run = self._raw = self._any = self._alt = ""
        self._open = self._spare = 0
        self._is_crossed = self._has_control = False

    def keys(self, text: str) -> None:
        """One or more characters arrived, by key or by input method."""
        if self._open:
            self._raw = (self._raw + text)[:RAW_MAX]
            return
        self._any = (self._any + text)[-RAW_MAX:]
        for char in text:
            folded = fold_one(char)
            if is_digits(folded):
                self._run = (self._run + folded)[-RAW_MAX:]
                self._raw = (self._raw + char)[-RAW_MAX:]
            else:
                self._run = ""
                self._raw = ""
                self._alt = ""

    def control(self, name: str) -> None:
        """A key without a character came in the middle of a scan: an arrow, F4, Delete."""
        self._raw = f"{self._raw}<{name}>"[:RAW_MAX]
        self._has_control = True

    def alt(self, digit: str) -> None:
        """A digit of the number pad while Alt is held: the scanner sends characters by number."""
        self._alt = (self._alt + digit)[:RAW_MAX]

    def finish(self, where: Where, *, by_machine: bool = False) -> Found | None:
        """The end key (Enter, Tab) came; None: it was no scan and the key keeps its meaning.

        ``by_machine``: the keys came faster than anybody types.
        """
        if self._open:
            return self._finish_prefixed()
        run, raw, seen, alt = self._run, self._raw, self._any, self._alt
        self.reset()
        if not run and len(alt) >= ALT_SHOWN:
            return GarbledScan(f"Alt {alt}", ScanTrouble.ALT_CODES)
        if where is Where.SCAN_LINE:
            return None
        rest = self._rest_of_crossed(run, raw)
        if rest is not None:
            return rest
        if where is Where.TEXT:
            return self._finish_in_text(run, raw)
        return self._finish_elsewhere(run, raw, seen if by_machine else "")

    def finish_line(self, text: str, *, by_machine: bool = False) -> Found | None:
        """The end key came in a scan field that holds this text; None: somebody typed it."""
        self.reset()
        digits = fold(text).strip(" ")
        if not is_digits(digits):
            read = read_line(text)
            is_meant = by_machine and len(text) >= DELIBERATE
            return read_scan(text, ScanSource.WEDGE) if read is None and is_meant else read
        source = ScanSource.WEDGE if by_machine else ScanSource.TYPED
        rest = self._rest_of_crossed(digits, text)
        if rest is not None:
            return rest
        if looks_crossed(digits, self._home_site):
            return self._crossed(digits, text)
        read = read_line(text, source)
        if read is None and by_machine and len(digits) >= DELIBERATE:
            return GarbledScan(text, ScanTrouble.LENGTH)
        return read

    def give_up(self) -> Found | None:
        """A scanner announced itself, and its end key did not come in time; a whole code counts."""
        if not self._open:
            return None
        raw, alt, is_whole, is_crossed = self._raw, self._alt, self.is_whole, self._is_crossed
        self.reset()
        if not raw:
            return GarbledScan(f"Alt {alt}", ScanTrouble.ALT_CODES) if alt else None
        if is_whole:
            return read_line(raw, ScanSource.WEDGE)
        return GarbledScan(raw, ScanTrouble.CROSSED if is_crossed else ScanTrouble.NO_END)

    def _finish_prefixed(self) -> Found | None:
        raw, alt = self._raw, self._alt
        if self._spare and not self.is_whole:
            # the end key of the code before, behind the next prefix
            self._spare = 0
            return None
        self._raw = ""
        self._alt = ""
        was_crossed, has_control = self._is_crossed, self._has_control
        self._open -= 1
        if not self._open:
            self.reset()
        if not raw.strip(" "):
            return GarbledScan(f"Alt {alt}", ScanTrouble.ALT_CODES) if alt else None
        if was_crossed:
            return GarbledScan(raw, ScanTrouble.CROSSED)
        if has_control:
            return GarbledScan(raw, ScanTrouble.CONTROL)
        return read_scan(raw, ScanSource.WEDGE)

    def _rest_of_crossed(self, run: str, raw: str) -> GarbledScan | None:
        """The end of the other code, after the first end key of two scanners came."""
        extra, owed = self._extra, self._owed
        self._extra, self._owed = "", 0
        is_rest = bool(run) and (len(run) == owed or (bool(extra) and is_code(extra + run)))
        return GarbledScan(raw, ScanTrouble.CROSSED) if is_rest else None

    def _crossed(self, run: str, raw: str) -> GarbledScan:
        self._owed = 2 * tag.LENGTH - len(run)
        return GarbledScan(raw, ScanTrouble.CROSSED)

    def _finish_in_text(self, run: str, raw: str) -> Found | None:
        digits, before = run[-tag.LENGTH :], run[: -tag.LENGTH]
        if not is_code(digits):
            if looks_crossed(run, self._home_site):
                return self._crossed(run, raw)
            trouble = spoilt_at_home(run, self._home_site)
            return GarbledScan(raw, trouble) if trouble else None
        if looks_like_identity_number(digits):
            return None
        if len(before) >= SITE_SHOWN and looks_crossed(run, self._home_site):
            return self._crossed(run, raw)
        is_ours = bool(self._home_site) and digits[1:5] == self._home_site
        if is_ours or (not self._home_site and not before):
            self._extra = before
            return ScannedCode(digits, raw[-tag.LENGTH :])
        return None

    def _finish_elsewhere(self, run: str, raw: str, seen: str) -> Found | None:
        if is_code(run):
            return ScannedCode(run, raw)
        if looks_crossed(run, self._home_site):
            return self._crossed(run, raw)
        if len(run) == tag.LENGTH:
            return GarbledScan(raw, ScanTrouble.CHECK)
        if len(run) >= DELIBERATE:
            return GarbledScan(raw, ScanTrouble.LENGTH)
        return GarbledScan(seen, ScanTrouble.FOREIGN) if len(seen) >= DELIBERATE else None
