"""FactsGrid: words on the left, what the record says on the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.labels import Label

WORD_WIDTH = 96


class FactsGrid(QWidget):
    """Two columns; the right one wraps and can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE.medium)
        self._grid.setVerticalSpacing(SPACE.tiny + 2)
        self._grid.setColumnMinimumWidth(0, WORD_WIDTH)
        self._grid.setColumnStretch(1, 1)

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """These facts."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for line, (said, text) in enumerate(rows):
            self._grid.addWidget(Label(said, "muted"), line, 0, top)
            self._grid.addWidget(Label(text, "body", wrap=True, selectable=True), line, 1, top)
