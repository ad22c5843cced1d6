"""Cards, figure tiles and pills."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.widgets.labels import Label, restyle


class Card(QFrame):
    """A white sheet with a hairline; ``body`` is its layout, ``header`` takes buttons."""

    def __init__(self, title: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.large)
        outer.setSpacing(SPACE.medium)
        self.header = QHBoxLayout()
        self.header.setSpacing(SPACE.small)
        self._title = Label(title, "section")
        self.header.addWidget(self._title)
        self.header.addStretch(1)
        if title:
            outer.addLayout(self.header)
        else:
            self._title.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE.small)
        outer.addLayout(self.body, 1)

    def set_title(self, title: str) -> None:
        """Another title on a card that has one."""
        self._title.setText(title)


class Pill(QLabel):
    """A rounded word with a tone: the state of something."""

    def __init__(
        self, text: str = "", tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("role", "pill")
        self.set_state(text, tone)

    def set_state(self, text: str, tone: Tone) -> None:
        """Another word and tone."""
        self.setText(text)
        self.setProperty("tone", str(tone))
        restyle(self)


class StatTile(QFrame):
    """A figure with its word; a press opens what is counted."""

    pressed = Signal()

    def __init__(
        self,
        word: str,
        figure: str = "–",
        tone: Tone = Tone.NEUTRAL,
        *,
        icon: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "tile")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.medium)
        layout.setSpacing(SPACE.tiny)
        top = QHBoxLayout()
        self._word = Label(word, "muted")
        top.addWidget(self._word, 1)
        if icon:
            mark = QLabel()
            mark.setPixmap(look().icon(icon, look().colors.text_faint).pixmap(18, 18))
            top.addWidget(mark)
        layout.addLayout(top)
        self._figure = Label(figure, "figure")
        layout.addWidget(self._figure)
        self.set_figure(figure, tone)

    def set_figure(self, figure: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Another number; a tone only where it calls for action."""
        self._figure.setText(figure)
        self._figure.setProperty("tone", str(tone))
        restyle(self._figure)
        self.setAccessibleName(f"{self._word.text()} {figure}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)
