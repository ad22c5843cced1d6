"""Paints list cells: text, pills, hairlines, hover and selection, in one pass."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import RADIUS, SPACE, TYPE, Tone
from custody_app.ui.widgets.columns import Column, alignment
from custody_app.ui.widgets.keyset_table_model import KeysetTableModel

R = TypeVar("R")
PILL_HEIGHT = 24
PILL_SIDE = 12


class RowDelegate(QStyledItemDelegate):
    """Own paint, because 300 cells a frame through the style are three times slower."""

    def __init__(self, model: KeysetTableModel[R], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._look = look()
        self._font = QFont()
        self._font.setFamilies(list(TYPE.families))
        self._font.setPixelSize(TYPE.body)
        self._bold = QFont(self._font)
        self._bold.setWeight(QFont.Weight.Bold)
        self._pill_font = QFont(self._font)
        self._pill_font.setPixelSize(TYPE.body - 1)
        self._metrics = QFontMetrics(self._font)
        self._bold_metrics = QFontMetrics(self._bold)
        self._pill_metrics = QFontMetrics(self._pill_font)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One cell."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colors = self._look.colors
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colors.selection))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colors.hover))
        painter.setPen(QColor(colors.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        row = self._model.row_at(index.row())
        if row is None:
            return
        column = self._model.columns[index.column()]
        room = rect.adjusted(SPACE.medium, 0, -SPACE.small, -1)
        text = column.text(row)
        if column.tone is not None:
            self._pill(painter, room, text, column.tone(row))
        else:
            self._text(painter, room, text, column)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colors.focus))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))

    def _text(self, painter: QPainter, room: QRect, text: str, column: Column[R]) -> None:
        metrics = self._bold_metrics if column.is_strong else self._metrics
        painter.setFont(self._bold if column.is_strong else self._font)
        painter.setPen(QColor(self._look.colors.text))
        shown = metrics.elidedText(one_line(text), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, alignment(column), shown)

    def _pill(self, painter: QPainter, room: QRect, text: str, tone: Tone) -> None:
        if not text:
            return
        look_of = self._look.tone(tone)
        width = min(self._pill_metrics.horizontalAdvance(text) + 2 * PILL_SIDE, room.width())
        top = room.center().y() - PILL_HEIGHT // 2 + 1
        pill = QRectF(room.left(), top, width, PILL_HEIGHT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look_of.ground))
        painter.drawRoundedRect(pill, RADIUS.pill, RADIUS.pill)
        painter.setPen(QColor(look_of.text))
        painter.setFont(self._pill_font)
        shown = self._pill_metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - PILL_SIDE)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, shown)
        painter.restore()


def one_line(text: str) -> str:
    """Line breaks as blanks; a row is one line high."""
    return text.replace("\n", " ").replace("\r", " ") if "\n" in text or "\r" in text else text
