"""Choose things for a step: by scan, by search, or all of a case at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from custody_app.domain.tag import TagKind
from custody_app.domain.values import dataclass
from custody_app.queries.find_items import find_items
from custody_app.queries.item_filters import ItemFilters
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.page import Cursor
from custody_app.queries.reader import Reader
from custody_app.queries.resolve_tag import Meaning, resolve_tag
from custody_app.runtime.i18n import translate
from custody_app.scanning.code import ScannedCode
from custody_app.ui.item_columns import item_columns
from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button, IconButton, Kind
from custody_app.ui.widgets.columns import Ask, Fetched
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.fields import TextField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import boxed, column, row, split
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

WIDTH, HEIGHT, ROOM = 1_180, 720, 0.92
ASK_AFTER_MS = 150
MANY_MAX = 800
"""Things of one step; a transaction holds so many events."""
PAGE = 400

Unfit = Callable[[ItemRow], str]
"""Why a thing cannot be chosen, as a sentence; empty when it can."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be chosen.

    Attributes:
        title: of the dialog.
        sentence: what the things are for.
        filters: what the search is narrowed to.
        is_one_case: all of them must belong to the case of the first.
        unfit: why a thing cannot be chosen.
        button: word of the button that goes on.
    """

    title: str
    sentence: str = ""
    filters: ItemFilters = field(default_factory=ItemFilters)
    is_one_case: bool = True
    unfit: Unfit | None = None
    button: str = ""


class ItemChooser(QWidget):
    """What was found on the left, what was chosen on the right; a scan chooses at once."""

    changed = Signal()

    def __init__(self, desk: Desk, wanted: Wanted, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted = wanted
        self._read = Reader(desk.core.reader)
        self._chosen: dict[str, ItemRow] = {}
        self._last = wanted.filters
        placeholder = translate("picking", "Scan a thing, or type a case number, a name or a code")
        self.search = TextField(placeholder=placeholder, name="chooser_search", max_length=200)
        mark = QAction(look().icon("search", look().colors.text_muted), "", self.search)
        self.search.addAction(mark, QLineEdit.ActionPosition.LeadingPosition)
        self.search.returnPressed.connect(lambda: self._ask())
        self.found: RecordTable[ItemRow] = RecordTable(
            "chooser_found", item_columns("name", "code", "case", "place", "quantity"),
            desk.tasks, desk.memory, many=True,
            empty=EmptyState(translate("picking", "Nothing fits."), icon="search"),
        )  # fmt: skip
        first = translate("picking", "Scan things, or pick them on the left.")
        self.chosen: RecordTable[ItemRow] = RecordTable(
            "chooser_chosen", item_columns("name", "quantity", "code"), desk.tasks, desk.memory,
            many=True, empty=EmptyState(translate("picking", "Nothing chosen yet."), first),
        )  # fmt: skip
        self._told = Label("", "mistake", wrap=True)
        self._told.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASK_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        self.search.textEdited.connect(lambda _text: self._timer.start())
        self._build()
        self.found.opened.connect(lambda found: self.add([found]))
        self.chosen.opened.connect(lambda found: self.drop([found]))
        self._ask()

    def _build(self) -> None:
        add = Button(translate("picking", "Choose"), icon="plus", clicked=self._add_picked)
        add.setObjectName("chooser_add_button")
        every = Button(
            translate("picking", "Choose all found"), Kind.QUIET, clicked=self._add_all,
            name="chooser_add_all_button",
        )  # fmt: skip
        self._title = Label("", "section")
        out = IconButton("x", translate("picking", "Leave out"), self._drop_picked)
        left = column(self.found, row(add, every, None), spacing=SPACE.small)
        right = column(row(self._title, None, out), self.chosen, spacing=SPACE.small)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.small)
        layout.addWidget(self.search)
        layout.addWidget(self._told)
        layout.addWidget(split(boxed(left), boxed(right), sizes=[650, 480]), 1)
        self._show()

    def rows(self) -> list[ItemRow]:
        """What was chosen, in the order of choosing."""
        return list(self._chosen.values())

    def add(self, rows: Sequence[ItemRow]) -> None:
        """Choose things; what does not fit is told."""
        self.tell("")
        for found in rows:
            mistake = self._mistake(found)
            if mistake:
                self.tell(mistake)
            else:
                self._chosen[found.id] = found
        self._show()

    def drop(self, rows: Sequence[ItemRow]) -> None:
        """Leave things out again."""
        for found in rows:
            self._chosen.pop(found.id, None)
        self._show()

    def tell(self, text: str) -> None:
        """Say why a thing was not chosen."""
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def take_scan(self, code: ScannedCode) -> None:
        """A scanned thing is chosen; a scanned container, case or paper is searched."""
        if code.kind not in (TagKind.ITEM, TagKind.CONTAINER, TagKind.CASE):
            self.tell(translate("picking", "This code is not on a thing."))
            return
        read, digits = self._read, code.digits
        self._desk.tasks.read(
            lambda: read(resolve_tag, code=digits), self._on_meaning, owner=self, question="scan"
        )

    def _on_meaning(self, found: Meaning) -> None:
        if found.item is not None and found.status == "known":
            self.add([found.item])
            self.search.clear()
        elif found.container is not None or found.case is not None:
            container = getattr(found.container, "id", "")
            case = getattr(found.case, "id", "")
            self._ask(replace(self._wanted.filters, container=container, case=case))
        else:
            self.tell(translate("picking", "This code is not on a current label of a thing here."))

    def _mistake(self, found: ItemRow) -> str:
        if len(self._chosen) >= MANY_MAX:
            return translate("picking", "No more than {count} at once.").format(count=MANY_MAX)
        held = next(iter(self._chosen.values()), None)
        if self._wanted.is_one_case and held is not None and held.case_id != found.case_id:
            text = translate("picking", "“{name}” belongs to another case: {case}.")
            return text.format(name=found.name, case=found.case_number)
        return self._wanted.unfit(found) if self._wanted.unfit is not None else ""

    def _filters(self) -> ItemFilters:
        filters = replace(self._wanted.filters, text=self.search.text().strip())
        held = next(iter(self._chosen.values()), None)
        if self._wanted.is_one_case and held is not None:
            filters = replace(filters, case=held.case_id)
        return filters

    def _ask(self, filters: ItemFilters | None = None) -> None:
        asked, read = filters or self._filters(), self._read

        def fetch(ask: Ask) -> Fetched[ItemRow]:
            after = ask.after if isinstance(ask.after, Cursor) else None
            page = read(find_items, filters=asked, after=after, limit=ask.limit)
            return Fetched(page.rows, page.after)

        self._last = asked
        self.found.ask(fetch)

    def _add_picked(self) -> None:
        first = self.found.model.row_at(0) if self.found.model.rowCount() else None
        self.add(self.found.selection() or ([first] if first is not None else []))

    def _add_all(self) -> None:
        filters, read = self._last, self._read

        def work() -> list[ItemRow]:
            rows: list[ItemRow] = []
            after: Cursor | None = None
            while len(rows) <= MANY_MAX:
                page = read(find_items, filters=filters, descending=False, after=after, limit=PAGE)
                rows += page.rows
                after = page.after
                if after is None:
                    break
            return rows

        self._desk.tasks.read(work, self.add, owner=self, question="all")

    def _drop_picked(self) -> None:
        self.drop(self.chosen.selection())

    def _show(self) -> None:
        rows = self.rows()
        self.chosen.set_rows(rows)
        text = translate("picking", "Chosen: {count}").format(count=len(rows))
        if rows and self._wanted.is_one_case:
            text = f"{text} · {rows[0].case_number}"
        self._title.setText(text)
        self.changed.emit()


class ChooseDialog(QDialog):
    """The chooser in a dialog; Ctrl+Enter goes on, Esc goes back."""

    def __init__(
        self,
        desk: Desk,
        wanted: Wanted,
        then: Callable[[list[ItemRow]], object],
        chosen: Sequence[ItemRow] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent or desk.notices.window())
        self.setObjectName("choose_dialog")
        self.setWindowTitle(wanted.title)
        self._then = then
        room = QGuiApplication.primaryScreen().availableSize() * ROOM
        self.resize(min(WIDTH, room.width()), min(HEIGHT, room.height()))
        self.chooser = ItemChooser(desk, wanted)
        self.go_button = Button(
            wanted.button or translate("picking", "Go on"), Kind.PRIMARY, "arrow-right",
            self.go_on, name="choose_go_button",
        )  # fmt: skip
        back = Button(translate("dialogs", "Back"), clicked=self.reject, name="choose_back_button")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.page, SPACE.page, SPACE.page, SPACE.large)
        layout.setSpacing(SPACE.medium)
        layout.addWidget(Label(wanted.title, "title", wrap=True))
        if wanted.sentence:
            layout.addWidget(Label(wanted.sentence, "muted", wrap=True))
        layout.addWidget(self.chooser, 1)
        layout.addLayout(row(None, back, self.go_button))
        self.chooser.changed.connect(self._on_changed)
        self.chooser.add(chosen)
        self._on_changed()
        desk.scans.claim(self.chooser.take_scan)
        self.finished.connect(lambda _result: desk.scans.release(self.chooser.take_scan))
        self.finished.connect(lambda _result: self.deleteLater())
        self.chooser.search.setFocus()

    def _on_changed(self) -> None:
        self.go_button.setEnabled(bool(self.chooser.rows()))

    def go_on(self) -> None:
        """Hand over what was chosen."""
        rows = self.chooser.rows()
        if rows:
            self.accept()
            self._then(rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the search field searches; Ctrl+Enter goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.go_on()
            return
        super().keyPressEvent(event)


def choose_items(
    desk: Desk,
    wanted: Wanted,
    then: Callable[[list[ItemRow]], object],
    chosen: Sequence[ItemRow] = (),
) -> ChooseDialog:
    """Open the dialog; ``then`` runs with what was chosen."""
    dialog = ChooseDialog(desk, wanted, then, chosen)
    dialog.open()
    return dialog
