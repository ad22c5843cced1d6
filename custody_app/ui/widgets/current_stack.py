"""CurrentStack: sheets on top of each other, as large as the one in front asks."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class CurrentStack(QStackedWidget):
    """A tall sheet behind does not make the page scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _at: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """Of the sheet in front."""
        front = self.currentWidget()
        return front.sizeHint() if front is not None else super().sizeHint()

    def hasHeightForWidth(self) -> bool:
        """No: a page that scrolls would give each sheet all it wishes instead of what it needs."""
        return False

    def minimumSizeHint(self) -> QSize:
        """Of the sheet in front."""
        front = self.currentWidget()
        if front is None:
            return super().minimumSizeHint()
        return front.minimumSizeHint().expandedTo(front.minimumSize())
