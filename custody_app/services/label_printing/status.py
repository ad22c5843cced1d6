"""What a label printer says of itself: the question in its language, and the answer understood."""

from __future__ import annotations

import re
from enum import StrEnum

from custody_app.documents.labels.streams import Dialect

STX, ETX = b"\x02", b"\x03"
TSPL_QUESTION = b"\x1b!?"
ZPL_QUESTION = b"~HS\r\n"
ZPL_STRINGS = 3


class Trouble(StrEnum):
    """Why nothing comes out; the value is the code of its sentence."""

    HEAD_OPEN = "printer.head_open"
    PAPER_JAM = "printer.paper_jam"
    OUT_OF_PAPER = "printer.out_of_paper"
    OUT_OF_RIBBON = "printer.out_of_ribbon"
    PAUSED = "printer.paused"
    OTHER = "printer.other_trouble"


_TSPL_BITS = (
    (0x04, Trouble.OUT_OF_PAPER),
    (0x08, Trouble.OUT_OF_RIBBON),
    (0x02, Trouble.PAPER_JAM),
    (0x01, Trouble.HEAD_OPEN),
    (0x10, Trouble.PAUSED),
    (0x80, Trouble.OTHER),
)
"""The most useful first; 0x20 only says that it prints."""
_ZPL_FIELDS = (
    (0, 1, Trouble.OUT_OF_PAPER),
    (1, 3, Trouble.OUT_OF_RIBBON),
    (1, 2, Trouble.HEAD_OPEN),
    (0, 2, Trouble.PAUSED),
)
"""String, field in it, what a 1 there means (Host Status Return)."""
_ZPL_STRING = re.compile(rb"\x02([^\x02\x03]*)\x03")


def question(dialect: Dialect) -> bytes:
    """What is sent to ask."""
    return TSPL_QUESTION if dialect is Dialect.TSPL else ZPL_QUESTION


def is_whole(answer: bytes, dialect: Dialect) -> bool:
    """Whether the answer has come completely."""
    if dialect is Dialect.TSPL:
        return bool(answer)
    return answer.count(ETX) >= ZPL_STRINGS


def trouble_of(answer: bytes, dialect: Dialect) -> Trouble | None:
    """What is wrong; None when it is ready, prints, or says what nobody understands."""
    if dialect is Dialect.TSPL:
        said = answer[-1] if answer else 0
        return next((trouble for bit, trouble in _TSPL_BITS if said & bit), None)
    strings = [found.split(b",") for found in _ZPL_STRING.findall(answer)]
    for string, field, trouble in _ZPL_FIELDS:
        if string < len(strings) and strings[string][field : field + 1] == [b"1"]:
            return trouble
    return None
