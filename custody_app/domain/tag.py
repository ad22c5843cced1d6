"""The 18-digit code on every label, badge, card and form: parse, compose, validate (decisions, 1).

``kind 1 | site 4 | station 2 | year 2 | serial 6 | copy 1 | check 2``; the check digits are ISO
7064 MOD 97-10.
Digits only, because they pass untouched through Chinese input methods and halve the width of Code
128.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from custody_app.domain.errors import RuleBroken

LENGTH = 18
BASE_LENGTH = 15
FIRST_COPY = 1
LAST_COPY = 9


class TagKind(IntEnum):
    """What a code stands on; the first digit. Never renumbered."""

    ITEM = 1
    CONTAINER = 2
    PLACE = 3
    BADGE = 4
    COMMAND = 5
    FORM = 6
    CASE = 7
    CHECKPOINT = 8


@dataclass(frozen=True, slots=True, order=True)
class Tag:
    """One number of one site: everything of a code but copy and check digits."""

    kind: TagKind
    site: int
    station: int
    year: int
    serial: int

    @property
    def base(self) -> str:
        """The 15 digits that identify the thing, whichever copy of its label is read."""
        return f"{self.kind:01d}{self.site:04d}{self.station:02d}{self.year:02d}{self.serial:06d}"

    def code(self, copy: int = FIRST_COPY) -> str:
        """The 18 digits of one copy of the label."""
        return with_check(f"{self.base}{copy:01d}")


def with_check(digits: str) -> str:
    """Append the two ISO 7064 MOD 97-10 check digits."""
    return f"{digits}{98 - int(digits) * 100 % 97:02d}"


def code_of(base: str, copy: int = FIRST_COPY) -> str:
    """The 18-digit code of a 15-digit base and a copy number."""
    return with_check(f"{base}{copy:01d}")


def parse(code: str) -> tuple[Tag, int]:
    """The number and the copy that a scanned code stands for.

    Raises:
        RuleBroken: ``tag.shape`` (not 18 ASCII digits), ``tag.check`` (misread), ``tag.kind``
            (unknown first digit).
    """
    if len(code) != LENGTH or not (code.isascii() and code.isdigit()):
        raise RuleBroken("tag.shape", code=code[:40])
    if int(code) % 97 != 1:
        raise RuleBroken("tag.check", code=code)
    if int(code[0]) not in TagKind.__members__.values():
        raise RuleBroken("tag.kind", code=code)
    tag = Tag(
        TagKind(int(code[0])), int(code[1:5]), int(code[5:7]), int(code[7:9]), int(code[9:15])
    )
    return tag, int(code[15])


def grouped(code: str) -> str:
    """A code as people read it: ``1 5301 01 26 000123 1 07``."""
    return " ".join((code[0], code[1:5], code[5:7], code[7:9], code[9:15], code[15], code[16:]))
