"""The style sheet, made from the design tokens; data never comes into it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from custody_app.runtime.paths import resources_dir
from custody_app.ui.theme.active import Look, set_look
from custody_app.ui.theme.fonts import load_fonts
from custody_app.ui.theme.palette import palette_of
from custody_app.ui.theme.tokens import DARK, RADIUS, SPACE, TYPE, Colors, ThemeName, Tone

SHEETS = ("frame.qss", "controls.qss", "lists.qss", "text.qss")


def apply_theme(app: QApplication, name: ThemeName) -> Look:
    """Fusion, palette, font and style sheet of a look."""
    look = set_look(name)
    app.setStyle("Fusion")
    app.setPalette(palette_of(look.colors))
    app.setStyleSheet(style_sheet(look.colors, resources_dir() / "styles"))
    return look


def apply_fonts(app: QApplication) -> None:
    """The program's font, once at the start."""
    app.setFont(load_fonts())


def style_sheet(colors: Colors, folder: Path) -> str:
    """The sheets with ``@name`` replaced by the tokens."""
    text = "\n".join((folder / name).read_text(encoding="utf-8") for name in SHEETS)
    places = _places(colors)
    for name in sorted(places, key=len, reverse=True):
        text = text.replace(f"@{name}", places[name])
    return text + _tones(colors)


def _places(colors: Colors) -> dict[str, str]:
    places: dict[str, str] = {}
    for name in colors.__slots__:
        value = getattr(colors, name)
        if isinstance(value, str):
            places[name] = value
    places.update({f"space_{name}": f"{getattr(SPACE, name)}px" for name in SPACE.__slots__})
    places.update({f"radius_{name}": f"{getattr(RADIUS, name)}px" for name in RADIUS.__slots__})
    sizes = ("small", "body", "section", "title", "figure")
    places.update({f"type_{name}": f"{getattr(TYPE, name)}px" for name in sizes})
    places["doubt"] = colors.tones[Tone.CAUTION].text
    places["assets"] = (resources_dir() / "styles").as_posix()
    places["arrow"] = "dark" if colors is DARK else "light"
    return places


def _tones(colors: Colors) -> str:
    rules = []
    for tone, of in colors.tones.items():
        rules += [
            f'QLabel[role="pill"][tone="{tone}"] {{ color: {of.text}; background: {of.ground}; }}',
            f'QFrame[role="strip"][tone="{tone}"] {{ background: {of.ground}; }}',
            f'QFrame[role="strip"][tone="{tone}"] {{ border: 1px solid {of.line}; }}',
            f'QFrame[role="strip"][tone="{tone}"] QLabel {{ color: {of.text}; }}',
            f'QLabel[role="status_{tone}"] {{ color: {of.text}; font-weight: bold; }}',
            f'QLabel[role="status_{tone}"] {{ font-size: {TYPE.small}px; }}',
            f'QLabel[role="{tone}"] {{ color: {of.text}; font-weight: bold; }}',
        ]
        if tone is not Tone.NEUTRAL:
            rules.append(f'QLabel[role="figure"][tone="{tone}"] {{ color: {of.text}; }}')
    return "\n".join(rules)
