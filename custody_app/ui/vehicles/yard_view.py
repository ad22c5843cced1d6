"""YardView: the slots of each yard as tiles; a free one takes the vehicle that is open."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from custody_app.queries.yard import Slot
from custody_app.runtime.i18n import translate
from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.flow import FlowRow
from custody_app.ui.widgets.labels import Label, button_text, set_tip
from custody_app.ui.widgets.layouts import scrolling

TILE_WIDTH, TILE_HEIGHT = 136, 62


class _Tile(QToolButton):
    """A slot; all are of one size, so that the yard looks like one."""

    def sizeHint(self) -> QSize:
        """The same for every slot."""
        return QSize(TILE_WIDTH, TILE_HEIGHT)


class YardView(QWidget):
    """``vehicle_picked`` carries the id of a vehicle, ``slot_picked`` a free slot."""

    vehicle_picked = Signal(str)
    slot_picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, SPACE.small, 0)
        self._column.setSpacing(SPACE.medium)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(inside))
        self.tiles: dict[str, list[QToolButton]] = {}

    def show_slots(self, slots: Sequence[Slot], picked: str = "") -> None:
        """These yards; the open vehicle is marked."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.tiles = {}
        if not slots:
            self._column.addWidget(
                EmptyState(
                    translate("vehicles", "This centre has no yard yet."),
                    translate("vehicles", "Register a yard and its slots on the page Places."),
                    icon="map",
                )
            )
        for yard, group in groupby(slots, key=lambda one: one.yard):
            self._add_yard(yard, list(group), picked)
        self._column.addStretch(1)

    def _add_yard(self, yard: str, slots: Sequence[Slot], picked: str) -> None:
        free = sum(one.is_free for one in slots)
        text = translate("vehicles", "{yard}: {free} of {all} {all:slot|slots} free")
        count = len({one.code for one in slots if one.is_slot})
        self._column.addWidget(Label(text.format(yard=yard, free=free, all=count), "section"))
        flow = FlowRow()
        flow.set_widgets([self._tile(one, picked) for one in slots])
        self._column.addWidget(flow)

    def _tile(self, slot: Slot, picked: str) -> QToolButton:
        told = slot.told or translate("vehicles", "free")
        tile = _Tile()
        tile.setObjectName(f"slot_{slot.code}")
        tile.setProperty("role", "slot")
        tile.setProperty("state", "free" if slot.is_free else "taken")
        tile.setCheckable(True)
        tile.setChecked(bool(slot.item) and slot.item == picked)
        tile.setCursor(Qt.CursorShape.PointingHandCursor)
        tile.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        colors = look().colors
        color = colors.text_faint if slot.is_free else colors.text
        tile.setIcon(look().icon("square" if slot.is_free else "car", color))
        tile.setText(button_text(f" {slot.code}\n {told}"))
        tile.setAccessibleName(f"{slot.code} {told} {slot.name}".strip())
        set_tip(tile, slot.name or translate("vehicles", "Park the open vehicle here"))
        tile.clicked.connect(lambda: self._on_tile(tile, slot, picked))
        self.tiles.setdefault(slot.code, []).append(tile)
        return tile

    def _on_tile(self, tile: QToolButton, slot: Slot, picked: str) -> None:
        tile.setChecked(bool(slot.item) and slot.item == picked)
        if slot.is_free:
            self.slot_picked.emit(slot)
        elif slot.item:
            self.vehicle_picked.emit(slot.item)
