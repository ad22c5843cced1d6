"""What an empty page says: what to do first, with the button that does it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.labels import Label


class EmptyState(QWidget):
    """An icon, one sentence, what to do first, a button."""

    def __init__(
        self,
        sentence: str,
        first_step: str = "",
        *,
        icon: str = "inbox",
        button: str = "",
        clicked: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.page, SPACE.page, SPACE.page, SPACE.page)
        layout.setSpacing(SPACE.small)
        layout.addStretch(1)
        mark = QLabel()
        mark.setPixmap(look().icons.pixmap(icon, look().colors.text_faint, 48, 2))
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(mark)
        self._sentence = Label(sentence, "section", wrap=True)
        self._first_step = Label(first_step, "muted", wrap=True)
        for label in (self._sentence, self._first_step):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        if button and clicked is not None:
            press = Button(button, Kind.PRIMARY, clicked=clicked, name="empty_state_button")
            layout.addWidget(press, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def set_texts(self, sentence: str, first_step: str = "") -> None:
        """Another sentence, for instance "nothing found" while a filter is set."""
        self._sentence.setText(sentence)
        self._first_step.setText(first_step)
