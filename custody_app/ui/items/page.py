"""ItemsPage: where is it and what happened to it?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QSizePolicy

from custody_app.domain.moments import Moment, moment_of
from custody_app.domain.tag import TagKind
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.services.inbox import Inbox
from custody_app.ui.inbox_watch import InboxWatch
from custody_app.ui.item_columns import amount_text
from custody_app.ui.items.actions import ItemActions
from custody_app.ui.items.card_view import ItemCardView
from custody_app.ui.items.event_dialog import show_event
from custody_app.ui.items.filters_bar import FiltersBar
from custody_app.ui.items.presenter import custody_tone
from custody_app.ui.items.reading import CardView, fetch_items, item_of_code, read_card
from custody_app.ui.items.store_actions import ask_move
from custody_app.ui.shell.page import Page
from custody_app.ui.times import local_text
from custody_app.ui.viewer import viewer_of
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.layouts import split
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.ui.desk import Desk

SIZES = [520, 540]
LIST_HEIGHT = 360


class ItemsPage(Page):
    """Search and list on the left, the card of the picked thing on the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._read = Reader(desk.core.reader)
        self._item = ""
        self._view: CardView | None = None
        self.filters = FiltersBar()
        self.table = RecordTable(
            "items",
            columns(),
            desk.tasks,
            desk.memory,
            empty=EmptyState(
                translate("items", "Nothing fits."),
                translate("items", "Take a filter away, or type less."),
                icon="search",
            ),
        )
        self.card = ItemCardView(desk)
        self._actions = ItemActions(desk, self)
        self.body.addWidget(self.filters)
        halves = split(self.table, self.card, sizes=SIZES, name="items_split")
        halves.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        halves.setMinimumHeight(LIST_HEIGHT)
        self.body.addWidget(halves, 1)
        self._watch = InboxWatch(
            Inbox(desk.core.folder.inbox, desk.core.attachments), desk.tasks, self
        )
        self._connect()
        self._ask()

    def _connect(self) -> None:
        self.filters.changed.connect(self._ask)
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(self._on_picked)
        self.card.asked.connect(self._start)
        self.card.closed.connect(lambda: self.open_item(""))
        self.card.event_opened.connect(self._open_event)
        self.card.file_opened.connect(self._open_file)
        self.card.files_dropped.connect(self._attach)
        self.card.case_opened.connect(self._only_case)
        self._watch.arrived.connect(lambda paths: self._attach(paths, taking=True))

    @property
    def now(self) -> Moment:
        """The time, as the ledger writes it."""
        return moment_of(self.desk.core.clock.now())

    def _ask(self) -> None:
        read, filters = self._read, self.filters.filters()
        self.table.ask(partial(fetch_items, read, filters))

    def on_shown(self, **args: object) -> None:
        """Open what was asked for: a thing, a code, a search."""
        self._watch.set_on(bool(self._item))
        item, text, code = args.get("item_id"), args.get("text"), args.get("code")
        if item:
            self.open_item(str(item))
        elif code is not None:
            self._open_code(str(getattr(code, "digits", "")))
        elif text is not None:
            self.filters.restore({"text": str(text)})
            self.filters.text.setFocus()
        else:
            self.filters.text.setFocus()

    def hideEvent(self, event: object) -> None:
        """Leave the watched folder to other pages."""
        self._watch.set_on(False)
        super().hideEvent(event)  # type: ignore[arg-type]  # QHideEvent, untouched

    def on_typed(self, text: str) -> bool:
        """The frame's scan line searches too."""
        self.filters.restore({"text": text})
        return True

    def on_scan(self, code: ScannedCode) -> bool:
        """A thing's label opens its card; a place asks to move the open thing there."""
        if code.kind is TagKind.ITEM:
            self._open_code(code.digits)
            return True
        if code.kind in (TagKind.PLACE, TagKind.CONTAINER) and self._view is not None:
            ask_move(self.desk, self._view.card.state, code.digits)
            return True
        return False

    def _open_code(self, digits: str) -> None:
        read = self._read

        def found(answer: tuple[str, str]) -> None:
            item, status = answer
            if item:
                self.open_item(item)
            if status == "dead_twin":
                self.desk.notices.warning(
                    translate("items", "This label is void; a newer copy was printed.")
                )
            elif not item:
                self.desk.notices.sound()
                self.desk.notices.error(translate("items", "Nothing on the record has this code."))

        self.desk.tasks.read(lambda: item_of_code(read, digits), found, owner=self)

    def open_item(self, item: str) -> None:
        """Show the card of a thing; an empty id closes it."""
        self._item = item
        self._watch.set_on(bool(item))
        if not item:
            self._view = None
            self.table.view.clearSelection()
            self.card.show_nothing()
            return
        read, now = self._read, self.now
        self.desk.tasks.read(
            lambda: read_card(read, item, now), self._show, owner=self, question="card"
        )

    def _show(self, view: CardView) -> None:
        if view.card.state.id != self._item:
            return
        self._view = view
        self.card.show_view(view, viewer_of(self.desk, view.case))
        current = self.table.current()
        if current is None or current.id != self._item:
            self.table.pick_where(lambda row: row.id == self._item)

    def _on_picked(self, row: ItemRow | None) -> None:
        if row is not None and row.id != self._item:
            self.open_item(row.id)

    def on_changed(self, changes: object) -> None:
        """Read list and card again."""
        self.table.refresh()
        if self._item:
            self.open_item(self._item)

    def _start(self, code: str) -> None:
        if self._view is not None:
            self._actions.start(code, self._view, self.now)

    def _attach(self, paths: object, *, taking: bool = False) -> None:
        if self._view is not None and isinstance(paths, list):
            self._actions.attach(self._view, paths, taking=taking)

    def _open_event(self, ehash: str) -> None:
        entry = self._view.entry(ehash) if self._view is not None else None
        if entry is not None:
            show_event(self.desk, entry)

    def _open_file(self, digest: str) -> None:
        path = self.desk.core.attachments.path_of(digest)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _only_case(self, case: str) -> None:
        if self._view is not None:
            self.filters.set_case(case, self._view.card.case.number)

    def state(self) -> dict[str, object]:
        """Filters, the open thing, its tab."""
        return {
            "filters": self.filters.state(),
            "item": self._item,
            "tab": self.card.tabs.currentIndex(),
        }

    def restore(self, state: dict[str, object]) -> None:
        """Put it back."""
        filters = state.get("filters")
        if isinstance(filters, dict):
            self.filters.restore(filters)
        tab = state.get("tab")
        if isinstance(tab, int):
            self.card.tabs.setCurrentIndex(tab)
        item = str(state.get("item") or "")
        if item:
            self.open_item(item)


def columns() -> list[Column[ItemRow]]:
    """The columns of the list; those that sort over the whole store say so."""
    return [
        Column("name", translate("items", "Name"), lambda row: row.name, 148, is_strong=True),
        Column("custody", translate("items", "State"),
               lambda row: word("custody", row.custody.value), 124,
               tone=lambda row: custody_tone(row.custody), sort="custody"),
        Column("quantity", translate("items", "Quantity"), quantity_text, 126, is_number=True),
        Column("place", translate("items", "Place"), place_text, 92),
        Column("case", translate("items", "Case"), lambda row: row.case_number, 180),
        Column("line", translate("items", "Line"), lambda row: row.line, 64),
        Column("holder", translate("items", "Holder"), lambda row: row.holder_name, 100),
        Column("due", translate("items", "Due back"), lambda row: local_text(row.due_at), 140,
               sort="due_at"),
        Column("category", translate("items", "Category"),
               lambda row: word("category", row.category.value), 110, sort="category"),
        Column("matters", translate("items", "Waits for"), matters_text, 160),
        Column("intake", translate("items", "Taken in at"), lambda row: local_text(row.intake_at),
               140, sort="intake_at"),
        Column("code", translate("items", "Code"), lambda row: row.code, 180),
    ]  # fmt: skip


def quantity_text(row: ItemRow) -> str:
    """Number and unit."""
    return amount_text(row.quantity)


def place_text(row: ItemRow) -> str:
    """The place's code, and the bag's name."""
    return " · ".join(part for part in (row.place_code, row.container_name) if part)


def matters_text(row: ItemRow) -> str:
    """What still waits."""
    return translate("items", ", ").join(word("matter", code) for code in row.matters)
