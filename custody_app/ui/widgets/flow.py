"""FlowRow: widgets side by side that go on in the next line when there is no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from custody_app.ui.theme.tokens import SPACE


class FlowRow(QWidget):
    """Its height follows its width."""

    def __init__(self, spacing: int = SPACE.small, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spacing = spacing
        self._parts: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_widgets(self, parts: Sequence[QWidget]) -> None:
        """Show these instead of what was shown."""
        for old in self._parts:
            old.hide()
            old.deleteLater()
        self._parts = list(parts)
        for part in self._parts:
            part.setParent(self)
            part.show()
        self.arrange()

    def arrange(self) -> None:
        """A part changed its size or was hidden: arrange anew."""
        self._arrange(self.width())
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is when so wide."""
        return self._arrange(width, move=False)

    def sizeHint(self) -> QSize:
        """As wide as it is, as high as that needs."""
        width = max(self.width(), 200)
        return QSize(width, self._arrange(width, move=False))

    def minimumSizeHint(self) -> QSize:
        """The widest part alone."""
        widest = max((part.sizeHint().width() for part in self._parts), default=0)
        return QSize(widest, self._arrange(max(self.width(), widest), move=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self._arrange(event.size().width())
        self.updateGeometry()

    def _arrange(self, width: int, *, move: bool = True) -> int:
        left = top = line = 0
        for part in self._parts:
            if part.isHidden():
                continue
            size = part.sizeHint()
            if left and left + size.width() > width:
                left, top, line = 0, top + line + self._spacing, 0
            if move:
                part.setGeometry(QRect(left, top, min(size.width(), max(width, 1)), size.height()))
            left += size.width() + self._spacing
            line = max(line, size.height())
        return top + line
