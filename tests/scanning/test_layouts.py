"""What arrives when scanner and computer do not agree on the keyboard."""

from __future__ import annotations

import pytest

from custody_app.scanning.doctor import LETTERS
from custody_app.scanning.layouts import _ROWS, Layout, Side, arrives, layouts_of

FOREIGN = [(layout, side) for layout in Layout for side in Side if layout is not Layout.US]

LOOK_ALIKE = ({Layout.SPANISH, Layout.ITALIAN}, {Layout.BRITISH})


def test_every_layout_has_the_same_keys() -> None:
    assert {len(row) for rows in _ROWS.values() for row in rows} == {47}


@pytest.mark.parametrize(
    ("text", "layout", "side", "arrived"),
    [
        ("zy", Layout.GERMAN, Side.SCANNER, "yz"),
        ("zy", Layout.GERMAN, Side.COMPUTER, "yz"),
        ("-", Layout.GERMAN, Side.SCANNER, "/"),
        ("-", Layout.GERMAN, Side.COMPUTER, "ß"),
        ("aq1", Layout.FRENCH, Side.COMPUTER, "qa&"),
        ("aq1", Layout.FRENCH, Side.SCANNER, "qa!"),
        (";", Layout.SPANISH, Side.COMPUTER, "ñ"),
        ('"', Layout.BRITISH, Side.SCANNER, "@"),
        ("ab", Layout.RUSSIAN, Side.COMPUTER, "фи"),
        ("ab", Layout.RUSSIAN, Side.SCANNER, ""),
    ],
)
def test_what_a_text_becomes(text: str, layout: Layout, side: Side, arrived: str) -> None:
    assert arrives(text, layout, side) == arrived


@pytest.mark.parametrize(("layout", "side"), FOREIGN)
def test_the_letters_of_the_test_page_betray_every_layout(layout: Layout, side: Side) -> None:
    arrived = arrives(LETTERS, layout, side)
    if (layout, side) == (Layout.RUSSIAN, Side.SCANNER):
        assert arrived == ""
        return
    assert arrived not in ("", LETTERS)
    found = layouts_of(LETTERS, arrived)
    assert (layout, side) in found
    assert len(found) == 1 or {one for one, _side in found} in LOOK_ALIKE


@pytest.mark.parametrize("arrived", ["", LETTERS, LETTERS.swapcase(), LETTERS[:-1], "x"])
def test_other_troubles_are_no_layout(arrived: str) -> None:
    assert layouts_of(LETTERS, arrived) == ()


def test_french_digits_are_told_though_labels_have_no_letters() -> None:
    assert layouts_of("1234567890", "&é\"'(-è_çà") == ((Layout.FRENCH, Side.COMPUTER),)
    assert layouts_of("1234567890", "!@#$%^&*()") == ((Layout.FRENCH, Side.SCANNER),)
