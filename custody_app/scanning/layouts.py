"""Keyboard layouts: what arrives when scanner and computer do not agree on one.

A scanner presses keys; the computer makes characters of them. Each row lists the characters of the
same keys in the same order, first plain, then with Shift.
"""

from __future__ import annotations

from enum import StrEnum


class Layout(StrEnum):
    """Layouts that scanners are delivered with, or that Windows offers."""

    US = "us"
    GERMAN = "german"
    FRENCH = "french"
    BRITISH = "british"
    SPANISH = "spanish"
    ITALIAN = "italian"
    JAPANESE = "japanese"
    RUSSIAN = "russian"


class Side(StrEnum):
    """Who is set to the foreign layout."""

    SCANNER = "scanner"
    COMPUTER = "computer"


_ROWS = {
    Layout.US: (
        "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./",
        '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?',
    ),
    Layout.GERMAN: (
        "^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-",
        "°!\"§$%&/()=?`QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_",
    ),
    Layout.FRENCH: (
        "²&é\"'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!",
        "²1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§",
    ),
    Layout.BRITISH: (
        "`1234567890-=qwertyuiop[]#asdfghjkl;'zxcvbnm,./",
        '¬!"£$%^&*()_+QWERTYUIOP{}~ASDFGHJKL:@ZXCVBNM<>?',
    ),
    Layout.SPANISH: (
        "º1234567890'¡qwertyuiop`+çasdfghjklñ´zxcvbnm,.-",
        'ª!"·$%&/()=?¿QWERTYUIOP^*ÇASDFGHJKLÑ¨ZXCVBNM;:_',
    ),
    Layout.ITALIAN: (
        "\\1234567890'ìqwertyuiopè+ùasdfghjklòàzxcvbnm,.-",
        '|!"£$%&/()=?^QWERTYUIOPé*§ASDFGHJKLç°ZXCVBNM;:_',
    ),
    Layout.JAPANESE: (
        "`1234567890-^qwertyuiop@[]asdfghjkl;:zxcvbnm,./",
        "~!\"#$%&'()0=~QWERTYUIOP`{}ASDFGHJKL+*ZXCVBNM<>?",
    ),
    Layout.RUSSIAN: (
        "ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю.",
        'Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,',
    ),
}
_KEYS = {layout: "".join(rows) for layout, rows in _ROWS.items()}


def arrives(text: str, layout: Layout, side: Side) -> str:
    """What a text becomes; empty where a character is on no key of the layout."""
    here, there = _KEYS[Layout.US], _KEYS[layout]
    meant, made = (there, here) if side is Side.SCANNER else (here, there)
    places = [meant.find(char) for char in text]
    return "" if -1 in places else "".join(made[place] for place in places)


def layouts_of(expected: str, arrived: str) -> tuple[tuple[Layout, Side], ...]:
    """Every disagreement that turns one text into the other.

    Spanish and Italian keyboards, or a British scanner and a British computer, may look the same.
    """
    if not arrived or expected == arrived:
        return ()
    foreign = (layout for layout in Layout if layout is not Layout.US)
    return tuple(
        (layout, side)
        for layout in foreign
        for side in Side
        if arrives(expected, layout, side) == arrived
    )
