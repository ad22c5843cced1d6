"""What happened to a thing, newest first: a line of dots with words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from custody_app.domain.values import dataclass
from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.widgets.cards import Pill
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import scrolling

GUTTER = 28
DOT = 6.0
FIRST_LINE = 15
BATCH = 60


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event as shown."""

    when: str
    title: str
    text: str = ""
    tone: Tone = Tone.NEUTRAL
    pill: str = ""
    key: str = ""


class _Entry(QFrame):
    """One row: the dot and line are painted, the words are labels."""

    pressed = Signal(str)

    def __init__(self, entry: TimelineEntry, is_first: bool, is_last: bool) -> None:
        super().__init__()
        self._entry = entry
        self._is_first = is_first
        self._is_last = is_last
        self.setProperty("role", "timeline_entry")
        if entry.key:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{entry.when} {entry.title}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GUTTER, SPACE.tiny, SPACE.small, SPACE.small)
        layout.setSpacing(1)
        top = QHBoxLayout()
        top.setSpacing(SPACE.small)
        top.addWidget(Label(entry.title, "strong", wrap=True), 1)
        if entry.pill:
            top.addWidget(Pill(entry.pill, entry.tone))
        layout.addLayout(top)
        layout.addWidget(Label(entry.when, "small"))
        if entry.text:
            layout.addWidget(Label(entry.text, "muted", wrap=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dot and its line."""
        super().paintEvent(event)
        colors = look().colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        center = QPointF(GUTTER / 2, FIRST_LINE)
        painter.setPen(QPen(QColor(colors.line_strong), 2))
        top = center.y() if self._is_first else 0
        bottom = center.y() if self._is_last else self.height()
        painter.drawLine(QPointF(center.x(), top), QPointF(center.x(), bottom))
        painter.setPen(QPen(QColor(colors.card), 2))
        is_plain = self._entry.tone is Tone.NEUTRAL
        painter.setBrush(
            QColor(colors.text_faint if is_plain else look().tone(self._entry.tone).text)
        )
        painter.drawEllipse(center, DOT, DOT)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colors.focus), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        super().mouseReleaseEvent(event)
        if self._entry.key:
            self.pressed.emit(self._entry.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space opens."""
        if self._entry.key and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Space,
        ):
            self.pressed.emit(self._entry.key)
        else:
            super().keyPressEvent(event)


class TimelineView(QWidget):
    """Scrolls; long histories are built a batch at a time as they are scrolled to."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[TimelineEntry, ...] = ()
        self._built = 0
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._area = scrolling(self._inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        self._area.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show a history, in the order given."""
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._entries = tuple(entries)
        self._built = 0
        self._build_more()

    @property
    def built(self) -> int:
        """How many entries are on the screen or above it."""
        return self._built

    def _build_more(self) -> None:
        last = len(self._entries) - 1
        for at in range(self._built, min(self._built + BATCH, len(self._entries))):
            entry = _Entry(self._entries[at], at == 0, at == last)
            entry.pressed.connect(self.opened)
            self._column.insertWidget(self._column.count() - 1, entry)
            self._built = at + 1

    def _on_scrolled(self, value: int) -> None:
        bar = self._area.verticalScrollBar()
        if value > bar.maximum() - bar.pageStep() and self._built < len(self._entries):
            self._build_more()
