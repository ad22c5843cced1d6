"""The look: contrast, every icon and token there, data never read as markup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from custody_app.runtime.paths import resources_dir
from custody_app.ui.theme.active import icon, look
from custody_app.ui.theme.fonts import is_drawable, load_fonts, read_rare_fonts, register_fonts
from custody_app.ui.theme.style import apply_theme, style_sheet
from custody_app.ui.theme.tokens import ThemeName, Tone, colors_of
from custody_app.ui.widgets.buttons import Button
from custody_app.ui.widgets.labels import ElidedLabel, Label, set_tip

READABLE = 4.5
VISIBLE = 3.0
HOSTILE = ["<b>fat</b>", '<img src="/etc/hosts">', "&lt;x&gt;", "a & b", "&&x", "<a href=x>y</a>"]


def brightness(color: str) -> float:
    whole = QColor(color)
    parts = [whole.redF(), whole.greenF(), whole.blueF()]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((brightness(one), brightness(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", list(ThemeName))
def test_every_text_can_be_read_on_its_ground(name: ThemeName) -> None:
    colors = colors_of(name)
    pairs = [(colors.accent_text, colors.accent), (colors.accent_text, colors.accent_hover)]
    pairs += [(colors.nav_text, colors.nav), (colors.nav_text, colors.nav_hover)]
    pairs += [(colors.nav_active_text, colors.nav_active), (colors.text_muted, colors.status)]
    pairs += [(colors.danger, colors.card), (colors.link, colors.card)]
    for text in (colors.text, colors.text_muted, colors.text_faint):
        pairs += [(text, ground) for ground in (colors.canvas, colors.card, colors.card_alt)]
    for ground in (colors.selection, colors.hover):
        pairs += [(colors.text, ground), (colors.text_muted, ground)]
    pairs += [(tone.text, tone.ground) for tone in colors.tones.values()]
    pairs += [(tone.text, colors.card) for tone in colors.tones.values()]
    pairs += [(tone.text, colors.status) for tone in colors.tones.values()]
    too_faint = [(pair, contrast(*pair)) for pair in pairs if contrast(*pair) < READABLE]
    assert too_faint == []


@pytest.mark.parametrize("name", list(ThemeName))
def test_the_focus_ring_can_be_seen(name: ThemeName) -> None:
    colors = colors_of(name)
    for ground in (colors.canvas, colors.card, colors.nav):
        assert contrast(colors.focus, ground) >= VISIBLE


@pytest.mark.parametrize("name", list(ThemeName))
def test_no_token_is_left_in_the_style_sheet(name: ThemeName) -> None:
    sheet = style_sheet(colors_of(name), resources_dir() / "styles")
    assert re.findall(r"@\w+", sheet) == []
    for address in re.findall(r'url\("([^"]+)"\)', sheet):
        assert Path(address).is_file()


def test_every_icon_named_in_the_code_is_bundled() -> None:
    folder = resources_dir() / "icons"
    names = sorted(path.stem for path in folder.glob("*.svg"))
    assert names
    for name in names:
        assert not icon(name).isNull()
    assert (folder / "LICENSE-lucide.txt").is_file()


def test_switching_the_look_changes_icons_and_palette(qapp: QApplication) -> None:
    apply_theme(qapp, ThemeName.DARK)
    assert look().name is ThemeName.DARK
    assert qapp.palette().window().color() == QColor(colors_of(ThemeName.DARK).canvas)
    assert look().tone(Tone.BAD) == colors_of(ThemeName.DARK).tones[Tone.BAD]


@pytest.mark.parametrize("text", HOSTILE)
def test_data_is_shown_as_it_is(qtbot: QtBot, text: str) -> None:
    label = Label(text)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == text
    button = Button(text)
    qtbot.addWidget(button)
    assert button.text().replace("&&", "&") == text
    set_tip(label, text)
    assert "<b>" not in label.toolTip()
    assert "<img" not in label.toolTip()


def test_a_long_line_is_cut_and_told_whole_in_the_tip(qtbot: QtBot) -> None:
    label = ElidedLabel("很长的名称" * 40)
    qtbot.addWidget(label)
    label.resize(100, 20)
    label.show()
    assert label.text().endswith("…")
    assert "很长的名称" in label.toolTip()


def test_rare_names_can_be_drawn(qapp: QApplication) -> None:
    font = load_fonts()
    register_fonts(read_rare_fonts())
    assert is_drawable(font, "涉案财物 䶮㛃")
    assert is_drawable(font, "𬱖𠮷") or qapp.platformName() == "minimal"
