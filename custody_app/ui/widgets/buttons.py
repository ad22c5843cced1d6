"""Buttons of four kinds, with icon, and a small icon-only one."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

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


if TYPE_CHECKING:
    AnyButton = QAbstractButton
else:
    AnyButton = object  # one class of Qt only: the button's own


class Judged(AnyButton):
    """A button that whatever it stands on may forbid; its page says besides whether it is ready.

    When it comes to be seen it asks every parent that has ``refusal_of`` by its name.
    """

    _tip = ""
    _is_ready = True
    _refusal = ""

    @property
    def refusal(self) -> str:
        """Why the person at the window may not press it; empty where nothing forbids it."""
        return self._refusal

    def setEnabled(self, is_ready: bool) -> None:
        """Ready for what it does; a forbidden one stays grey."""
        self._is_ready = is_ready
        super().setEnabled(is_ready and not self._refusal)

    def judge(self) -> None:
        """Ask anew; without anybody who judges it is allowed."""
        refusal, above = "", self.parentWidget()
        while above is not None and not refusal:
            if hasattr(above, "refusal_of"):
                refusal = str(above.refusal_of(self.objectName()))
            above = above.parentWidget()
        if refusal != self._refusal:
            self._refusal = refusal
            super().setEnabled(self._is_ready and not refusal)
            set_tip(self, refusal or self._tip)

    def showEvent(self, event: QShowEvent) -> None:
        """Come to be seen."""
        super().showEvent(event)
        self.judge()


class Button(Judged, QPushButton):
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
        self._tip = tip
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


class IconButton(Judged, QToolButton):
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
        self._tip = word
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
