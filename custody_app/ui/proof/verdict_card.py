"""VerdictCard: the answer to "is the record whole?" with the button that asks it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from custody_app.runtime.i18n import translate
from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import column
from custody_app.ui.widgets.progress_strip import ProgressStrip

MARK = 40
ICONS = {Tone.GOOD: "shield-check", Tone.BAD: "shield-alert", Tone.CAUTION: "circle-help"}


class VerdictCard(Card):
    """Big mark, sentence, what cannot be known."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("verdict_card")
        self._mark = QLabel()
        self._mark.setFixedSize(MARK, MARK)
        self._sentence = Label("", "title", wrap=True, selectable=True)
        self._below = Label("", "muted", wrap=True, selectable=True)
        self.strip = ProgressStrip()
        self.button = Button(
            translate("proof", "Verify the whole record"), Kind.PRIMARY, "shield-check",
            self.pressed.emit, name="verify_button",
        )  # fmt: skip
        line = QHBoxLayout()
        line.setSpacing(SPACE.large)
        line.addWidget(self._mark)
        line.addLayout(column(self._sentence, self._below, spacing=SPACE.tiny), 1)
        line.addWidget(self.button)
        self.body.addLayout(line)
        self.body.addWidget(self.strip)

    def show_verdict(self, tone: Tone, sentence: str, below: str) -> None:
        """The answer, in words, with a mark; never by colour alone."""
        color = look().tone(tone).text
        self._mark.setPixmap(look().icons.pixmap(ICONS[tone], color, MARK, 2))
        self._sentence.setText(sentence)
        self._below.setText(below)
        self._below.setVisible(bool(below))

    def set_busy(self, busy: bool) -> None:
        """While it verifies, it is not asked again."""
        self.button.setEnabled(not busy)
