"""The tree of places with their fullness."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from custody_app.domain.values import dataclass
from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.widgets.labels import button_text

ID_ROLE = int(Qt.ItemDataRole.UserRole) + 1
NODE_ROLE = int(Qt.ItemDataRole.UserRole) + 2
BAR_WIDTH = 56
ICON_ROOM = 52
NEARLY_FULL = 0.85


@dataclass(frozen=True, slots=True)
class PlaceNode:
    """One place; ``fullness`` is a share from 0 to 1, None where it has no capacity."""

    place_id: str
    parent_id: str
    name: str
    note: str = ""
    fullness: float | None = None
    icon: str = "box"


class _FullnessDelegate(QStyledItemDelegate):
    """Adds the note and a small bar at the right edge."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The name ends in … before it runs into the note."""
        super().initStyleOption(option, index)
        node = index.data(NODE_ROLE)
        if not isinstance(node, PlaceNode):
            return
        taken = ICON_ROOM + option.fontMetrics.horizontalAdvance(node.note)
        if node.fullness is not None:
            taken += BAR_WIDTH + 8
        option.text = option.fontMetrics.elidedText(
            node.name, Qt.TextElideMode.ElideRight, max(option.rect.width() - taken, 24)
        )

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The row, its note and its bar."""
        super().paint(painter, option, index)
        node = index.data(NODE_ROLE)
        if not isinstance(node, PlaceNode):
            return
        colors = look().colors
        rect = option.rect
        right = rect.right() - 8
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if node.fullness is not None:
            share = min(max(node.fullness, 0.0), 1.0)
            bar = QRectF(right - BAR_WIDTH, rect.center().y() - 2, BAR_WIDTH, 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.line))
            painter.drawRoundedRect(bar, 3, 3)
            is_tight = share >= NEARLY_FULL
            painter.setBrush(QColor(look().tone(Tone.CAUTION).text if is_tight else colors.accent))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), BAR_WIDTH * share, 6), 3, 3)
            right -= BAR_WIDTH + 8
        if node.note:
            painter.setPen(QColor(colors.text_muted))
            note = QRectF(rect.left(), rect.top(), right - rect.left(), rect.height())
            painter.drawText(
                note, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, node.note
            )
        painter.restore()


class PlaceTree(QFrame):
    """Rooms, racks and slots; built level by level as they are opened."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "table")
        self._children: dict[str, list[PlaceNode]] = {}
        self._parents: dict[str, str] = {}
        self._model = QStandardItemModel(self)
        self.view = QTreeView()
        self.view.setModel(self._model)
        self.view.setItemDelegate(_FullnessDelegate(self.view))
        self.view.setHeaderHidden(True)
        self.view.setUniformRowHeights(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self.view)
        self.view.expanded.connect(self._on_expanded)
        self.view.selectionModel().currentChanged.connect(self._on_current)

    def set_places(self, places: Sequence[PlaceNode]) -> None:
        """Show the tree; opened branches and the picked place stay."""
        picked, open_ids = self.current(), self._open_ids()
        self._children = {}
        self._parents = {}
        for place in places:
            self._children.setdefault(place.parent_id, []).append(place)
            self._parents[place.place_id] = place.parent_id
        roots = [
            place
            for parent, kids in self._children.items()
            if parent not in self._parents
            for place in kids
        ]
        self.view.selectionModel().blockSignals(True)
        self._model.clear()
        for place in roots:
            self._model.appendRow(self._item(place))
        for place_id in open_ids:
            self._reveal(place_id, expand=True)
        if not open_ids and len(roots) == 1:
            self.view.expand(self._model.index(0, 0))
        self.view.selectionModel().blockSignals(False)
        if picked:
            self.pick(picked)

    def current(self) -> str:
        """Id of the picked place; empty when none."""
        return str(self.view.currentIndex().data(ID_ROLE) or "")

    def pick(self, place_id: str) -> bool:
        """Open the way to a place and pick it; tells whether it exists."""
        item = self._reveal(place_id, expand=False)
        if item is None:
            return False
        self.view.setCurrentIndex(item.index())
        self.view.scrollTo(item.index())
        return True

    def _item(self, place: PlaceNode) -> QStandardItem:
        item = QStandardItem(look().icon(place.icon, look().colors.text_muted), place.name)
        item.setData(place.place_id, ID_ROLE)
        item.setData(place, NODE_ROLE)
        item.setAccessibleText(button_text(f"{place.name} {place.note}"))
        if self._children.get(place.place_id):
            item.appendRow(QStandardItem())
        return item

    def _fill(self, item: QStandardItem) -> None:
        first = item.child(0)
        if first is not None and first.data(ID_ROLE) is None:
            item.removeRow(0)
            for place in self._children.get(str(item.data(ID_ROLE)), []):
                item.appendRow(self._item(place))

    def _reveal(self, place_id: str, *, expand: bool) -> QStandardItem | None:
        way = [place_id]
        while way[-1] in self._parents and self._parents[way[-1]] in self._parents:
            way.append(self._parents[way[-1]])
        item: QStandardItem | None = self._model.invisibleRootItem()
        for step in reversed(way):
            assert item is not None
            self._fill(item)
            item = next(
                (
                    kid
                    for at in range(item.rowCount())
                    if (kid := item.child(at)).data(ID_ROLE) == step
                ),
                None,
            )
            if item is None:
                return None
            if expand or step != place_id:
                self.view.expand(item.index())
        return item

    def _open_ids(self) -> list[str]:
        found: list[str] = []
        waiting = [self._model.index(at, 0) for at in range(self._model.rowCount())]
        while waiting:
            index = waiting.pop()
            if self.view.isExpanded(index):
                found.append(str(index.data(ID_ROLE)))
                waiting += [
                    self._model.index(at, 0, index) for at in range(self._model.rowCount(index))
                ]
        return found

    def _on_expanded(self, index: QModelIndex) -> None:
        item = self._model.itemFromIndex(index)
        if item is not None:
            self._fill(item)

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        place_id = str(index.data(ID_ROLE) or "")
        if place_id:
            self.picked.emit(place_id)
