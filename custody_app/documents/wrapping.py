"""Break text into lines: between Han characters, at spaces; nothing is cut off."""

from __future__ import annotations

import unicodedata

from custody_app.documents.fonts import FontChain

_NOT_FIRST = frozenset("，。、；：？！）》」』】〕〉”’…·％‰℃°,.;:?!)]}%>")
_NOT_LAST = frozenset("□■（《「『【〔〈“‘([{<￥¥$№#")


def wrap(text: str, width: float, size: float, fonts: FontChain, bold: bool = False) -> list[str]:
    """Lines no wider than ``width``; joined again they are the text without its line breaks.

    Raises:
        Fault: ``documents.no_glyph``.
    """
    lines: list[str] = []
    for paragraph in text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n"):
        lines += _wrap_paragraph(paragraph, width * 1000 / size, fonts, bold)
    return lines


def one_line(text: str) -> str:
    """A text without line breaks and tabs, for places that have one line only."""
    return " ".join(text.replace("\t", " ").splitlines())


def _wrap_paragraph(text: str, limit: float, fonts: FontChain, bold: bool) -> list[str]:
    lines: list[str] = []
    start = 0
    used = 0.0
    at_break = 0
    used_at_break = 0.0
    for at, char in enumerate(text):
        advance = fonts.glyph(char, bold).advance
        if at > start and _may_break(text[at - 1], char):
            at_break, used_at_break = at, used
        while used + advance > limit and at > start and char != " ":
            if at_break <= start:
                at_break, used_at_break = at, used
            lines.append(text[start:at_break])
            used -= used_at_break
            start = at_break
        used += advance
    lines.append(text[start:])
    return lines


def _may_break(before: str, after: str) -> bool:
    if after in _NOT_FIRST or before in _NOT_LAST or after == " ":
        return False
    if unicodedata.combining(after):
        return False
    return before in " -/" or _is_wide(before) or _is_wide(after)


def _is_wide(char: str) -> bool:
    return ord(char) > 0x2E7F or char in "—…·"


def fitting_size(
    text: str, width: float, size: float, smallest: float, fonts: FontChain, bold: bool = False
) -> float:
    """The largest size, in half points, at which a text fits on one line; ``smallest`` at worst."""
    while size > smallest and fonts.width(text, size, bold) > width:
        size -= 0.5
    return max(size, smallest)
