"""The bundled fonts: Noto Sans SC at once, the fonts of rare characters a little later."""

from __future__ import annotations

import lzma
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication

from custody_app.runtime.paths import resources_dir
from custody_app.ui.theme.tokens import TYPE

AT_ONCE = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
RARE = ("HanaMinB.ttf", "HanaMinA-subset.ttf")


def load_fonts() -> QFont:
    """Register the text fonts and answer the program's font."""
    folder = resources_dir() / "fonts"
    for name in AT_ONCE:
        _register(folder / name)
    font = QFont()
    font.setFamilies(list(TYPE.families))
    font.setPixelSize(TYPE.body)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def read_rare_fonts() -> list[bytes]:
    """The fonts of rare characters, unpacked (33 MB); slow, so off the window's thread."""
    folder = resources_dir() / "fonts"
    found: list[bytes] = []
    for name in RARE:
        plain, packed = folder / name, folder / f"{name}.xz"
        if plain.is_file():
            found.append(plain.read_bytes())
        elif packed.is_file():
            found.append(lzma.decompress(packed.read_bytes()))
    return found


def register_fonts(fonts: list[bytes]) -> None:
    """Make fonts known to Qt, on the window's thread, and draw again what is on the screen."""
    for content in fonts:
        QFontDatabase.addApplicationFontFromData(content)
    for widget in QApplication.allWidgets():
        widget.update()


def is_drawable(font: QFont, text: str) -> bool:
    """Whether the font, with its fallbacks, has every character."""
    metrics = QFontMetrics(font)
    return all(metrics.inFontUcs4(ord(char)) for char in text)


def _register(path: Path) -> None:
    if path.is_file():
        QFontDatabase.addApplicationFont(str(path))
