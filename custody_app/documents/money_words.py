"""Amounts of yuan in capital Chinese numerals (大写), as receipts demand."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def yuan_in_words(value: Decimal) -> str:
    """``12000.50`` → ``人民币壹万贰仟元伍角整``; not negative, at most two decimals."""
    cents = int(value * 100)
    whole, fen = divmod(cents, 100)
    text = f"人民币{_whole(whole)}元" if whole or not fen else "人民币"
    jiao, fen = divmod(fen, 10)
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif fen and whole:
        text += "零"
    return text + (f"{_DIGITS[fen]}分" if fen else "整")


def _whole(number: int) -> str:
    if number == 0:
        return "零"
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10000)
        groups.append(group)
    text = ""
    gap = False
    for at in reversed(range(len(groups))):
        group = groups[at]
        if group == 0:
            gap = bool(text)
            continue
        if text and (gap or group < 1000):
            text += "零"
        text += _group(group) + _GROUPS[at]
        gap = False
    return text


def _group(number: int) -> str:
    text = ""
    gap = False
    for at in reversed(range(4)):
        digit = number // 10**at % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + _DIGITS[digit] + _PLACES[at]
        gap = False
    return text
