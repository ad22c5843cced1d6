"""Which columns a list shows, how wide and in which order, remembered per person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QTableView

from custody_app.ui.memory import Memory
from custody_app.ui.widgets.columns import Column

R = TypeVar("R")


class ColumnMemory(Generic[R]):
    """Ties the header of a view to the memory; columns are known by key, so new ones may come."""

    def __init__(
        self, name: str, view: QTableView, columns: Sequence[Column[R]], memory: Memory
    ) -> None:
        self._key = f"table/{name}"
        self._view = view
        self._columns = tuple(columns)
        self._memory = memory

    def shown(self) -> list[Column[R]]:
        """The shown columns as they stand on the screen."""
        header = self._view.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(len(self._columns))]
        return [self._columns[at] for at in order if not self._view.isColumnHidden(at)]

    def remember(self) -> None:
        """Keep what the person arranged."""
        header = self._view.horizontalHeader()
        places = list(enumerate(self._columns))
        sizes = {one.key: header.sectionSize(at) for at, one in places}
        self._memory.put(
            self._key,
            {
                "widths": {key: size for key, size in sizes.items() if size > 0},
                "hidden": [one.key for at, one in places if self._view.isColumnHidden(at)],
                "order": [one.key for one in self.shown()],
            },
        )

    def recall(self) -> None:
        """Arrange as kept; anything unknown or odd is left at its first arrangement."""
        kept = self._memory.get(self._key)
        widths, hidden, order = kept.get("widths"), kept.get("hidden"), kept.get("order")
        for at, one in enumerate(self._columns):
            width = widths.get(one.key) if isinstance(widths, dict) else None
            known = width if isinstance(width, int) and width > 0 else one.width
            self._view.setColumnWidth(at, known)
            is_hidden = one.key in hidden if isinstance(hidden, list) else not one.is_shown
            self._view.setColumnHidden(at, is_hidden)
        if isinstance(order, list):
            self._put_in_order([str(key) for key in order])

    def _put_in_order(self, keys: list[str]) -> None:
        header = self._view.horizontalHeader()
        places = {one.key: at for at, one in enumerate(self._columns)}
        for target, key in enumerate(one for one in keys if one in places):
            header.moveSection(header.visualIndex(places[key]), target)
