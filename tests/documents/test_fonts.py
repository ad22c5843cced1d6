"""The font chain: every character of a name is drawn, or refused by its code point."""

from __future__ import annotations

import pytest

from custody_app.documents import fonts, pdf_door
from custody_app.documents.wrapping import fitting_size, wrap
from custody_app.runtime.faults import Fault


def test_rare_names_find_their_font() -> None:
    chain = fonts.shipped_fonts()
    assert [chain.glyph(char).font for char in "张䶮㛃𬱖𠮷𠀁"] == [
        fonts.REGULAR,
        fonts.REGULAR,
        fonts.REGULAR,
        fonts.REGULAR,
        fonts.RARE,
        fonts.RAREST,
    ]
    assert chain.glyph("张", bold=True).font == fonts.BOLD


def test_runs_split_where_the_font_changes() -> None:
    runs = list(fonts.shipped_fonts().runs("金𠮷号"))
    assert runs == [(fonts.REGULAR, "金"), (fonts.RARE, "𠮷"), (fonts.REGULAR, "号")]


@pytest.mark.parametrize(
    ("char", "codepoint"),
    [
        ("\U0002ebf0", "U+2EBF0"),
        ("\ue863", "U+E863"),
        ("\U000f0000", "U+F0000"),
        ("\ud800", "U+D800"),
        ("\u202e", "U+202E"),
        ("\u2066", "U+2066"),
        ("\x00", "U+0000"),
        ("\x1b", "U+001B"),
        ("\u2028", "U+2028"),
    ],
)
def test_what_no_font_has_is_refused_with_its_code_point(char: str, codepoint: str) -> None:
    with pytest.raises(Fault) as refused:
        fonts.shipped_fonts().refuse_unprintable(f"张{char}三")
    assert refused.value.code == "documents.no_glyph"
    assert refused.value.facts["codepoint"] == codepoint


def test_line_breaks_are_laid_out_and_not_refused() -> None:
    fonts.shipped_fonts().refuse_unprintable("一\n二\t三\r\n")


def test_every_common_character_is_covered() -> None:
    chain = fonts.shipped_fonts()
    for lead in range(0xB0, 0xF8):
        for trail in range(0xA1, 0xFF):
            try:
                char = bytes((lead, trail)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            assert chain.glyph(char).font == fonts.REGULAR
            assert chain.glyph(char, bold=True).font == fonts.BOLD


def test_map_back_to_text_holds_characters_above_the_first_plane() -> None:
    text = pdf_door.to_unicode_map("X", [0, *range(0x4E00, 0x4E00 + 250), ord("𬱖")])
    assert f"<{251:02X}> <D873DC56>" in text
    blocks = [int(line.split()[0]) for line in text.splitlines() if line.endswith(" beginbfchar")]
    assert max(blocks) <= pdf_door.CMAP_BLOCK
    assert sum(blocks) == 251


LONG = "张三 IMEI 490154203237518，颜色（黑色）；https://example.org/a/very/long/path" * 7


@pytest.mark.parametrize("width", [20.0, 55.0, 300.0])
def test_lines_joined_are_the_text_and_fit(width: float) -> None:
    chain = fonts.shipped_fonts()
    lines = wrap(LONG, width, 8.5, chain)
    assert "".join(lines) == LONG
    assert all(chain.width(line.rstrip(" "), 8.5) <= width for line in lines)


def test_punctuation_does_not_begin_a_line() -> None:
    lines = wrap("甲乙丙丁，戊己庚辛。" * 9, 41, 8.5, fonts.shipped_fonts())
    assert not [line for line in lines if line[0] in "，。"]


def test_a_title_shrinks_to_its_room() -> None:
    chain = fonts.shipped_fonts()
    size = fitting_size("涉案财物随案移送清单", 150, 20, 10, chain, True)
    assert chain.width("涉案财物随案移送清单", size, True) <= 150
    assert size > 14
