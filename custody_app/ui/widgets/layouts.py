"""Rows, columns, splitters and scrolling sheets with the distances of the design tokens."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from custody_app.ui.theme.tokens import SPACE

STRETCH = None
L = TypeVar("L", bound=QBoxLayout)


def row(*parts: QWidget | QBoxLayout | None, spacing: int = SPACE.small) -> QHBoxLayout:
    """Widgets side by side; ``STRETCH`` (None) takes the free room."""
    layout = QHBoxLayout()
    return _fill(layout, parts, spacing)


def column(*parts: QWidget | QBoxLayout | None, spacing: int = SPACE.medium) -> QVBoxLayout:
    """Widgets one below another; ``STRETCH`` (None) takes the free room."""
    layout = QVBoxLayout()
    return _fill(layout, parts, spacing)


def _fill(layout: L, parts: tuple[QWidget | QBoxLayout | None, ...], spacing: int) -> L:
    layout.setSpacing(spacing)
    layout.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)
    return layout


def boxed(layout: QLayout) -> QWidget:
    """A layout as a widget, for splitters and stacks."""
    widget = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    widget.setLayout(layout)
    return widget


def split(
    *parts: QWidget, sizes: list[int] | None = None, vertical: bool = False, name: str = ""
) -> QSplitter:
    """Parts with a draggable border; no part can be dragged away."""
    splitter = QSplitter(Qt.Orientation.Vertical if vertical else Qt.Orientation.Horizontal)
    splitter.setObjectName(name)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(SPACE.gap)
    for part in parts:
        splitter.addWidget(part)
    if sizes:
        splitter.setSizes(sizes)
        for index, size in enumerate(sizes):
            splitter.setStretchFactor(index, max(1, size // 100))
    return splitter


def scrolling(content: QWidget) -> QScrollArea:
    """A sheet that scrolls up and down when it is higher than its room."""
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area


def hairline() -> QFrame:
    """A thin line between two parts."""
    line = QFrame()
    line.setProperty("role", "hairline")
    line.setFixedHeight(1)
    return line
