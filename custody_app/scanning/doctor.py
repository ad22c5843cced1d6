"""The scanner doctor: test codes with known contents, and what is wrong when others arrive.

Pure: what arrived comes from outside, key by key; nothing is repaired, everything is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from enum import StrEnum

from custody_app.domain.tag import Tag, TagKind
from custody_app.domain.values import dataclass
from custody_app.scanning.code import Found, ScanSource
from custody_app.scanning.layouts import layouts_of
from custody_app.scanning.line import fold, read_scan
from custody_app.scanning.pace import MACHINE_MS


class Step(StrEnum):
    """The test codes, in the order in which they are printed and scanned."""

    PLAIN = "plain"
    DIGITS = "digits"
    TWICE = "twice"
    LETTERS = "letters"
    LONG = "long"
    QR = "qr"


SCANS = {Step.TWICE: 2}
"""How often a code is scanned; once where nothing is said."""
LETTERS = 'aqzwyAQZWY;:-/?"'
"""Letters and signs that stand elsewhere on other keyboards."""
LONG = "0123456789" * 4 + "01234567"
STATION, YEAR, SERIAL = 99, 26, 900_000
"""Test codes are command cards that no basket knows."""


def contents(site: int) -> dict[Step, str]:
    """What each test code holds."""
    plain, twice, qr = (
        Tag(TagKind.COMMAND, site, STATION, YEAR, SERIAL + number).code() for number in (1, 2, 3)
    )
    digits = Tag(TagKind.COMMAND, site, 12, 34, 567_890).code(9)
    return {
        Step.PLAIN: plain, Step.DIGITS: digits, Step.TWICE: twice, Step.LETTERS: LETTERS,
        Step.LONG: LONG, Step.QR: qr,
    }  # fmt: skip


class Fault(StrEnum):
    """What can be wrong."""

    NOT_READ = "not_read"
    QR_NOT_READ = "qr_not_read"
    OTHER_CODE = "other_code"
    NO_END = "no_end"
    TAB_END = "tab_end"
    NO_PREFIX = "no_prefix"
    LAYOUT = "layout"
    CAPS_LOCK = "caps_lock"
    CASE_CHANGED = "case_changed"
    INPUT_METHOD = "input_method"
    FULL_WIDTH = "full_width"
    ALT_CODES = "alt_codes"
    CONTROL = "control"
    CUT_END = "cut_end"
    CUT_FRONT = "cut_front"
    ADDED_FRONT = "added_front"
    ADDED_END = "added_end"
    LOST = "lost"
    DOUBLED = "doubled"
    SLOW = "slow"


ADVICE_ONLY = frozenset(
    {Fault.NO_PREFIX, Fault.TAB_END, Fault.FULL_WIDTH, Fault.SLOW, Fault.QR_NOT_READ}
)
"""The program works in spite of these."""
LETTERS_ONLY = frozenset({Fault.LAYOUT, Fault.CAPS_LOCK, Fault.CASE_CHANGED, Fault.INPUT_METHOD})
"""Of no harm to the digits of our labels when only the letters showed them."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What arrived for one scan.

    Attributes:
        text: characters, by keys or by an input method.
        has_prefix: F9 came first.
        end: ``enter``, ``tab`` or empty: a silence ended the scan.
        by_input_method: some characters were committed by an input method.
        alt_digits: digits of the number pad while Alt was held.
        controls: names of keys that made no character.
        gaps: milliseconds between the keys.
    """

    text: str
    has_prefix: bool = False
    end: str = ""
    by_input_method: bool = False
    alt_digits: int = 0
    controls: tuple[str, ...] = ()
    gaps: tuple[int, ...] = ()

    @property
    def found(self) -> Found:
        """As the scan journal keeps it: the characters, or the keys that made none."""
        keys = (*self.controls, *(("Alt",) if self.alt_digits else ()))
        return read_scan(self.text or " ".join(keys), ScanSource.DOCTOR)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault; ``detail`` is a layout and who has it, a text that was added, or a number."""

    fault: Fault
    detail: tuple[str, ...] = ()


def judge(expected: str, seen: Seen) -> tuple[Finding, ...]:
    """Everything that is wrong with one scan; empty when nothing is."""
    found = []
    wrong = None if seen.text == expected else _wrong(expected, seen)
    if wrong is not None:
        found.append(wrong)
    is_other = wrong is not None and wrong.fault is Fault.OTHER_CODE
    if seen.end != "enter" and not is_other:
        found.append(Finding(Fault.TAB_END if seen.end else Fault.NO_END))
    if not seen.has_prefix and not is_other:
        found.append(Finding(Fault.NO_PREFIX))
    if seen.gaps and sum(seen.gaps) > MACHINE_MS * len(seen.gaps):
        found.append(Finding(Fault.SLOW, (str(round(sum(seen.gaps) / len(seen.gaps))),)))
    return tuple(found)


def _wrong(expected: str, seen: Seen) -> Finding:
    text = seen.text
    if seen.alt_digits:
        return Finding(Fault.ALT_CODES)
    if seen.controls:
        return Finding(Fault.CONTROL, seen.controls[:3])
    layouts = layouts_of(expected, text)
    if layouts:
        return Finding(Fault.LAYOUT, tuple(f"{layout} {side}" for layout, side in layouts))
    if fold(text) == expected:
        return Finding(Fault.FULL_WIDTH)
    if text.lower() == expected.lower():
        caps = text == expected.swapcase()
        return Finding(Fault.CAPS_LOCK if caps else Fault.CASE_CHANGED)
    if seen.by_input_method or not text.isascii():
        return Finding(Fault.INPUT_METHOD)
    return _misshapen(expected, text)


def _misshapen(expected: str, text: str) -> Finding:
    if text and expected.startswith(text):
        return Finding(Fault.CUT_END, (str(len(text)), str(len(expected))))
    if text and expected.endswith(text):
        return Finding(Fault.CUT_FRONT, (str(len(text)), str(len(expected))))
    if text.endswith(expected):
        return Finding(Fault.ADDED_FRONT, (text[: -len(expected)],))
    if text.startswith(expected):
        return Finding(Fault.ADDED_END, (text[len(expected) :],))
    if len(text) > len(expected) and _runs(text) == _runs(expected):
        return Finding(Fault.DOUBLED)
    if 2 * len(text) > len(expected) and _is_within(text, expected):
        return Finding(Fault.LOST, (str(len(expected) - len(text)),))
    return Finding(Fault.OTHER_CODE)


def _runs(text: str) -> str:
    """A text with every character that follows itself once only."""
    return "".join(char for at, char in enumerate(text) if not at or text[at - 1] != char)


def _is_within(short: str, long: str) -> bool:
    left = iter(long)
    return all(char in left for char in short)


@dataclass(slots=True)
class Examination:
    """One walk through the test codes.

    Attributes:
        results: findings of each step that is done.
        left: scans of the step in front that are still to come.
    """

    site: int
    results: dict[Step, tuple[Finding, ...]] = field(default_factory=dict)
    left: int = 1
    _so_far: list[Finding] = field(default_factory=list)

    @property
    def step(self) -> Step | None:
        """The code to scan now; None at the end."""
        return next((step for step in Step if step not in self.results), None)

    def take(self, seen: Seen) -> None:
        """A scan arrived."""
        step = self.step
        if step is None:
            return
        found = judge(contents(self.site)[step], seen)
        if any(one.fault is Fault.OTHER_CODE for one in found):
            # not a verdict about the scanner: somebody scanned the wrong line of the page
            self._so_far = list(found)
            return
        self._so_far = [one for one in self._so_far if one.fault is not Fault.OTHER_CODE]
        self._so_far += found
        self.left -= 1
        if self.left <= 0:
            self._close(step, self._so_far)

    def nothing_came(self) -> None:
        """The scanner beeped or not, but nothing arrived."""
        step = self.step
        if step is not None:
            is_qr = step is Step.QR
            self._close(step, [Finding(Fault.QR_NOT_READ if is_qr else Fault.NOT_READ)])

    def again(self, step: Step) -> None:
        """Scan one code anew."""
        self.results.pop(step, None)
        self._begin()

    @property
    def was_other_code(self) -> bool:
        """The last scan was another code than the one asked for."""
        return any(one.fault is Fault.OTHER_CODE for one in self._so_far)

    @property
    def verdict(self) -> tuple[Finding, ...]:
        """Each fault once, those that stop the work first."""
        found = [one for step in Step for one in self.results.get(step, ())]
        once = dict.fromkeys(found)
        seen: dict[Fault, Finding] = {}
        for one in once:
            seen.setdefault(one.fault, one)
        return tuple(sorted(seen.values(), key=lambda one: not self.stops(one.fault)))

    def stops(self, fault: Fault) -> bool:
        """Whether labels cannot be scanned before this is mended."""
        if fault in ADVICE_ONLY:
            return False
        where = {
            step for step, found in self.results.items() for one in found if one.fault is fault
        }
        if where == {Step.LETTERS} and fault in LETTERS_ONLY:
            return False
        return not (where and where <= {Step.LONG, Step.LETTERS})

    @property
    def is_fit(self) -> bool:
        """All codes were scanned and nothing stops the work."""
        return self.step is None and not any(self.stops(one.fault) for one in self.verdict)

    def _close(self, step: Step, found: Sequence[Finding]) -> None:
        self.results[step] = tuple(dict.fromkeys(found))
        self._begin()

    def _begin(self) -> None:
        step = self.step
        self.left = SCANS.get(step, 1) if step is not None else 0
        self._so_far = []
