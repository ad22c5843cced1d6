"""The look in use, kept on the application object so that widgets can ask for colours and icons."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QIcon

from custody_app.ui.theme.icons import IconSet
from custody_app.ui.theme.tokens import Colors, ThemeName, Tone, ToneColors, colors_of

_PROPERTY = "custody_look"


class Look:
    """One theme with its recoloured icons."""

    def __init__(self, name: ThemeName) -> None:
        self.name = name
        self.colors: Colors = colors_of(name)
        self.icons = IconSet()

    def tone(self, tone: Tone) -> ToneColors:
        """Text, ground and line of a tone."""
        return self.colors.tones[tone]

    def icon(self, name: str, color: str = "") -> QIcon:
        """A Lucide icon by file name, in the text colour unless told otherwise."""
        return self.icons.icon(name, color or self.colors.text, self.colors.text_faint)


def set_look(name: ThemeName) -> Look:
    """Make a look the one in use."""
    look = Look(name)
    app = QCoreApplication.instance()
    assert app is not None
    app.setProperty(_PROPERTY, look)
    return look


def look() -> Look:
    """The look in use; the light one until another was set."""
    app = QCoreApplication.instance()
    found = app.property(_PROPERTY) if app is not None else None
    return found if isinstance(found, Look) else set_look(ThemeName.LIGHT)


def icon(name: str, color: str = "") -> QIcon:
    """A Lucide icon in the look in use."""
    return look().icon(name, color)


def tone_color(tone: Tone) -> QColor:
    """The text colour of a tone in the look in use."""
    return QColor(look().tone(tone).text)
