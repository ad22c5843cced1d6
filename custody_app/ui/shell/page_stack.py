"""The pages: built at the first visit, told of commits, their states kept for a rebuild."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from custody_app.ui.shell.navigation import PageEntry
from custody_app.ui.shell.page import Page

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

States = dict[str, dict[str, object]]


class PageStack(QStackedWidget):
    """One page in front, the others kept."""

    page_changed = Signal(str)

    def __init__(
        self, entries: Sequence[PageEntry], states: States, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._entries = {entry.page_id: entry for entry in entries}
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._states = states
        self._front = ""

    @property
    def front(self) -> str:
        """Id of the page in front; empty before the first."""
        return self._front

    def page(self) -> Page | None:
        """The page in front."""
        return self._pages.get(self._front)

    def has(self, page_id: str) -> bool:
        """Whether the person may see the page."""
        return page_id in self._entries

    def show_page(self, desk: Desk, page_id: str, args: dict[str, object]) -> None:
        """Bring a page to the front, building it if need be."""
        page = self._pages.get(page_id) or self._build(desk, page_id)
        self._front = page_id
        self.setCurrentWidget(page)
        self.page_changed.emit(page_id)
        if page_id in self._stale:
            self._stale.discard(page_id)
            page.on_changed(None)
        page.on_shown(**args)
        page.judge_buttons()

    def _build(self, desk: Desk, page_id: str) -> Page:
        page = self._entries[page_id].build(desk)
        page.page_id = page_id
        page.setObjectName(f"{page_id}_page")
        self._pages[page_id] = page
        self.addWidget(page)
        kept = self._states.pop(page_id, None)
        if kept:
            page.restore(kept)
        return page

    def tell_changed(self, changes: object) -> None:
        """A commit: the page in front reads again now, the others when they come to the front."""
        for page_id, page in self._pages.items():
            if page_id == self._front:
                page.on_changed(changes)
            else:
                self._stale.add(page_id)

    def states(self) -> States:
        """The states of all pages, visited or not, for a rebuild."""
        kept = dict(self._states)
        kept.update({page_id: page.state() for page_id, page in self._pages.items()})
        return kept
