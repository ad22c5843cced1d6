"""ContentsPanel: what lies in the picked place: its things, its containers, its papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.events.counts import PlaceCounted
from custody_app.domain.ids import PlaceId
from custody_app.domain.vocabulary import FormKind
from custody_app.queries.holdings import (
    ContainerNode,
    place_containers,
    place_contents,
    place_path,
)
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.names import PlaceRef
from custody_app.queries.page import Cursor
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.item_columns import code_text, item_columns
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.places.container_dialog import SEAL_TONE
from custody_app.ui.places.count_dialog import CountDialog, result_text
from custody_app.ui.places.presenter import PlaceShown
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Pill
from custody_app.ui.widgets.columns import Ask, Column, Fetched
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.fields import TickField
from custody_app.ui.widgets.labels import ElidedLabel
from custody_app.ui.widgets.layouts import row
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

NEARLY_FULL = 0.85


class ContentsPanel(QWidget):
    """Path, fullness and buttons of a place above the two lists."""

    labels_pressed = Signal()
    list_pressed = Signal()
    close_pressed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._read = Reader(desk.core.reader)
        self._place = self._code = ""
        self.items = self._items_table()
        self.containers = self._containers_table()
        self.tabs = QTabBar()
        self.tabs.setObjectName("places_tabs")
        self.tabs.setDrawBase(False)
        self.tabs.addTab(translate("places", "Things"))
        self.tabs.addTab(translate("places", "Containers"))
        self.below = TickField(translate("places", "With the places below"), ticked=True)
        self._path = ElidedLabel("", "title")
        self._full = Pill()
        self._dual = Pill(translate("places", "Two people"), Tone.CAUTION)
        self.list_button = Button(
            translate("places", "Check list"), icon="list-checks", clicked=self.list_pressed.emit,
            name="print_contents_button", tip=translate("places", "Print what lies here"),
        )  # fmt: skip
        self.label_button = Button(
            translate("places", "Labels"), icon="printer", clicked=self.labels_pressed.emit,
            name="place_labels_button",
        )  # fmt: skip
        self.count_button = Button(
            translate("places", "Count…"), icon="scan-barcode", clicked=self.count,
            name="count_place_button", tip=translate("places", "Scan what lies here, blind"),
        )  # fmt: skip
        self.close_button = Button(
            translate("places", "Close…"), Kind.QUIET, clicked=self.close_pressed.emit,
            name="close_place_button",
        )  # fmt: skip
        self._build()

    def _items_table(self) -> RecordTable[ItemRow]:
        empty = EmptyState(
            translate("places", "Nothing lies here."),
            translate("places", "Scan a thing, then the place, to put it here."),
            icon="package-open",
        )
        return RecordTable(
            "place_contents",
            item_columns("name", "quantity", "place", "state", "case", "code", "matters"),
            self._desk.tasks, self._desk.memory, many=True, empty=empty,
        )  # fmt: skip

    def _containers_table(self) -> RecordTable[ContainerNode]:
        columns: list[Column[ContainerNode]] = [
            Column("name", translate("places", "Container"), container_name, 200, is_strong=True),
            Column("code", translate("places", "Code"), lambda r: code_text(r.code), 190),
            Column("seal", translate("places", "Seal"), seal_text, 150,
                   lambda r: SEAL_TONE[r.seal]),
            Column("case", translate("places", "Case"), lambda r: r.case_number, 280),
            Column("place", translate("places", "Place"), container_place, 140),
            Column("items", translate("places", "Things"), lambda r: str(r.items), 80,
                   is_number=True),
        ]  # fmt: skip
        empty = EmptyState(
            translate("places", "No container lies here."),
            translate("places", "Register a bag or box, or scan one and then this place."),
            icon="package",
        )
        return RecordTable(
            "place_containers", columns, self._desk.tasks, self._desk.memory, empty=empty
        )

    def _build(self) -> None:
        head = row(
            self._path, self._dual, self._full, self.label_button, self.list_button,
            self.count_button, self.close_button,
        )  # fmt: skip
        head.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.small)
        layout.addLayout(head)
        layout.addLayout(row(self.tabs, None, self.below))
        layout.addWidget(self.items, 1)
        layout.addWidget(self.containers, 1)
        self.containers.hide()
        self.tabs.currentChanged.connect(lambda _tab: self._show_tab())
        self.below.toggled.connect(lambda _on: self._read_contents())
        self.show_place(None)

    def show_place(self, place: PlaceShown | None) -> None:
        """Another place, or other counts of the same."""
        buttons = (self.list_button, self.label_button, self.count_button, self.close_button)
        for button in buttons:
            button.setEnabled(place is not None)
        self._dual.setVisible(place is not None and place.node.dual_custody)
        self._full.setVisible(place is not None)
        if place is None:
            self._path.setText(translate("places", "Register the first place of the store."))
            return
        self._full.set_state(*fullness_pill(place))
        self._code = place.node.code
        if place.node.id != self._place:
            self._place = place.node.id
            self._read_path()
            self._read_contents()

    def count(self) -> CountDialog:
        """A blind count of the picked place: the lists are not shown meanwhile."""
        place = PlaceId(self._place)
        dialog = CountDialog(self._desk, place, self._code, self._counted)
        self.setVisible(False)
        dialog.finished.connect(lambda _result: self.setVisible(True))
        dialog.open()
        return dialog

    def _counted(self, event: PlaceCounted) -> None:
        is_well = not event.missing and not event.unexpected
        tell = self._desk.notices.success if is_well else self._desk.notices.warning
        tell(result_text(event))
        form = IssueForm(kind=FormKind.COUNT_SHEET, place=event.place)
        issue_paper(self._desk, self, form)

    def refresh(self) -> None:
        """Something was recorded."""
        self.items.refresh()
        self.containers.refresh()

    def _read_path(self) -> None:
        read, id_ = self._read, self._place

        def show(path: tuple[PlaceRef, ...]) -> None:
            self._path.setText(" / ".join(ref.code for ref in path))

        self._desk.tasks.read(
            lambda: read(place_path, place=id_), show, owner=self, question="path"
        )

    def _read_contents(self) -> None:
        place, read, below = self._place, self._read, self.below.isChecked()
        if not place:
            return

        def things(ask: Ask) -> Fetched[ItemRow]:
            after = ask.after if isinstance(ask.after, Cursor) else None
            page = read(place_contents, place=place, below=below, after=after, limit=ask.limit)
            return Fetched(page.rows, page.after)

        self.items.ask(things)
        self.containers.ask(lambda _ask: Fetched(read(place_containers, place=place)))

    def _show_tab(self) -> None:
        is_items = self.tabs.currentIndex() == 0
        self.items.setVisible(is_items)
        self.containers.setVisible(not is_items)
        self.below.setVisible(is_items)


def fullness_pill(place: PlaceShown) -> tuple[str, Tone]:
    """How full a place is, in words and colour."""
    share = place.fullness
    if share is None:
        return translate("places", "{items} {items:thing|things}").format(
            items=place.items
        ), Tone.NEUTRAL
    text = translate("places", "{items} of {room} taken")
    tone = Tone.GOOD if share < NEARLY_FULL else Tone.CAUTION if share < 1 else Tone.BAD
    return text.format(items=place.items, room=place.room), tone


def container_name(node: ContainerNode) -> str:
    """The name of a container, or its kind where it has none."""
    return node.name or word("container_kind", node.kind.value)


def container_place(node: ContainerNode) -> str:
    """Where a container lies."""
    return node.place.code if node.place else ""


def seal_text(node: ContainerNode) -> str:
    """State of the seal with its number."""
    return " ".join(part for part in (word("seal_state", node.seal), node.seal_no) if part)
