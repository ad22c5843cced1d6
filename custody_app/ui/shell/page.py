"""Page: what every page of the window is, and the hooks the frame calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from custody_app.ui.page_commands import refusal_of
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.viewer import Viewer, viewer_here
from custody_app.ui.widgets.buttons import Judged
from custody_app.ui.widgets.layouts import scrolling
from custody_app.ui.widgets.scan_field import ScanLineEdit

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.ui.desk import Desk


class Page(QWidget):
    """A page; subclasses fill ``body`` (it scrolls if need be) and override the hooks they need."""

    page_id = ""
    has_own_scan_line = False

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        sheet = QWidget()
        self.body = QVBoxLayout(sheet)
        self.body.setContentsMargins(SPACE.page, 0, SPACE.page, SPACE.large)
        self.body.setSpacing(SPACE.gap)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(sheet))

    def viewer(self) -> Viewer:
        """Who presses the buttons here; a page that shows one case says how they stand to it."""
        return viewer_here(self.desk)

    def refusal_of(self, button: str) -> str:
        """Why the person at the window may not press a button of this name; empty when allowed."""
        return refusal_of(self.page_id, button, self.viewer())

    def judge_buttons(self) -> None:
        """Another case is in front: ask for every button anew."""
        for button in self.findChildren(QAbstractButton):
            if isinstance(button, Judged):
                button.judge()

    def on_shown(self, **args: object) -> None:
        """The page came to the front; ``args`` are those of ``desk.navigate``."""

    def on_scan(self, code: ScannedCode) -> bool:
        """A code was scanned while the page was in front; False hands it to the counter."""
        return False

    def on_typed(self, text: str) -> bool:
        """Text that is no code was typed into the frame's scan line; False hands it to Items."""
        return False

    def on_changed(self, changes: object) -> None:
        """A commit happened; the page in front is told now, the others when they come there."""

    def take_keyboard(self) -> bool:
        """Put the keyboard where the work goes on; False leaves it to the frame's scan line."""
        line = self.findChild(ScanLineEdit) if self.has_own_scan_line else None
        if line is not None:
            line.setFocus()
        return line is not None

    def state(self) -> dict[str, object]:
        """What must survive a change of language, theme or person: plain values."""
        return {}

    def restore(self, state: dict[str, object]) -> None:
        """Put back what ``state`` gave."""
