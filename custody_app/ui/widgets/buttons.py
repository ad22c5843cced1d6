"""Buttons of four kinds, with icon, and a small icon-only one."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.labels import button_text, set_tip

ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Kind(StrEnum):
    """What pressing a button means."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    DANGER = "danger"
    QUIET = "quiet"


class Button(QPushButton):
    """A button; Enter presses it as Space does, once it has the keyboard."""

    def __init__(
        self,
        text: str,
        kind: Kind = Kind.SECONDARY,
        icon: str = "",
        clicked: Callable[[], object] | None = None,
        *,
        name: str = "",
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lead = " " if icon else ""
        self.set_text(text)
        self.setProperty("kind", str(kind))
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setMinimumHeight(SPACE.control)
        if icon:
            self.setIcon(look().icon(icon, _icon_color(kind)))
            self.setIconSize(QSize(SPACE.icon, SPACE.icon))
        if tip:
            set_tip(self, tip)
        if clicked is not None:
            self.clicked.connect(lambda: clicked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt presses with Enter only the buttons that dialogs take for their default."""
        if event.key() in ENTERS and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def set_text(self, text: str) -> None:
        """Another word on the button."""
        self.setText(f"{self._lead}{button_text(text)}")
        self.setAccessibleName(text)


class IconButton(QToolButton):
    """An icon alone; its word is in the tip and for screen readers."""

    def __init__(
        self,
        icon: str,
        word: str,
        clicked: Callable[[], object] | None = None,
        *,
        name: str = "",
        color: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setIcon(look().icon(icon, color))
        self.setIconSize(QSize(SPACE.icon, SPACE.icon))
        self.setAccessibleName(word)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_tip(self, word)
        if clicked is not None:
            self.clicked.connect(lambda: clicked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does."""
        if event.key() in ENTERS and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def _icon_color(kind: Kind) -> str:
    colors = look().colors
    if kind is Kind.PRIMARY:
        return colors.accent_text
    if kind is Kind.DANGER:
        return colors.danger
    return colors.text
