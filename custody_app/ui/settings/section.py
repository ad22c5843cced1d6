"""Section: one part of the settings page, built when it is first picked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from custody_app.queries.reader import Reader
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from custody_app.bootstrap import Core
    from custody_app.scanning.code import ScannedCode
    from custody_app.ui.desk import Desk


class Section(QWidget):
    """Subclasses fill ``body`` and override the hooks they need."""

    def __init__(self, desk: Desk, sentence: str = "") -> None:
        super().__init__()
        self.desk = desk
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(SPACE.gap)
        if sentence:
            self.body.addWidget(Label(sentence, "muted", wrap=True))

    @property
    def core(self) -> Core:
        """The centre."""
        return self.desk.core

    @property
    def read(self) -> Reader:
        """Questions to the record; only off the window's thread."""
        return Reader(self.desk.core.reader)

    def refresh(self) -> None:
        """The section came to the front, or something was recorded."""

    def on_scan(self, code: ScannedCode) -> bool:
        """A code was scanned while the section was in front."""
        return False

    def state(self) -> dict[str, object]:
        """What was typed and not yet recorded."""
        return {}

    def restore(self, state: dict[str, object]) -> None:
        """Put it back."""
