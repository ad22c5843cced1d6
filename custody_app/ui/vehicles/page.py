"""The page Vehicles: where does each stand, was it inspected, are its keys here, what is due?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QTabBar

from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import Moment, moment_of
from custody_app.domain.vocabulary import FormKind
from custody_app.queries.form_rows import FormRow
from custody_app.queries.reader import Reader
from custody_app.queries.vehicles import VehicleRow, View, sheets_out
from custody_app.queries.yard import Slot, yard_slots
from custody_app.runtime.i18n import translate
from custody_app.ui.paged import fetch_of
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.shell.page import Page
from custody_app.ui.vehicles.card import VehicleCard
from custody_app.ui.vehicles.dialogs import ask_link, ask_maintenance, ask_step, park
from custody_app.ui.vehicles.papers import ask_blank_sheets, ask_week
from custody_app.ui.vehicles.presenter import (
    VehicleView,
    actions_of,
    read_vehicles,
    read_view,
    vehicle_of_sheet,
    view_words,
)
from custody_app.ui.vehicles.scanning import VehicleScans
from custody_app.ui.vehicles.sheet_dialog import InspectionDialog, ask_correction
from custody_app.ui.vehicles.tables import sheet_table, vehicle_table
from custody_app.ui.vehicles.yard_view import YardView
from custody_app.ui.viewer import viewer_of
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.fields import ChoiceField, TextField
from custody_app.ui.widgets.layouts import boxed, column, row, split

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.ui.desk import Desk

LIST, YARD, SHEETS = range(3)
TABS = {"list": LIST, "yard": YARD, "sheets": SHEETS}
LIST_WIDTH, CARD_WIDTH = 560, 500


class VehiclesPage(Page):
    """Where does each vehicle stand, and what is due?"""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._read = Reader(desk.core.reader)
        self._vehicle = ""
        self.view: VehicleView | None = None
        self._slots: tuple[Slot, ...] = ()
        self.tabs = QTabBar()
        self.tabs.setObjectName("vehicles_tabs")
        self.tabs.setDrawBase(False)
        for text in (
            translate("vehicles", "Vehicles"),
            translate("vehicles", "Yard"),
            translate("vehicles", "Sheets to be typed in"),
        ):
            self.tabs.addTab(text)
        self.which = ChoiceField(view_words(), name="vehicles_view")
        self.search = TextField(
            placeholder=translate("vehicles", "Plate, VIN, case or name"), name="vehicles_search",
            max_length=200,
        )  # fmt: skip
        self.table = vehicle_table(desk)
        self.yard = YardView()
        self.sheets = sheet_table(desk)
        self.card = VehicleCard(desk)
        self._scans = VehicleScans(desk, self, self.open_vehicle, self._type_in)
        self._stack = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.type_button = Button(
            translate("vehicles", "Type sheet in…"), Kind.PRIMARY, "keyboard",
            self._type_picked_sheet, name="type_sheet_button",
        )  # fmt: skip
        self.blank_button = Button(
            translate("vehicles", "Blank sheets…"), icon="printer",
            clicked=lambda: ask_blank_sheets(self.desk), name="blank_sheets_button",
        )  # fmt: skip
        self.week_button = Button(
            translate("vehicles", "Weekly table…"), icon="printer",
            clicked=lambda: ask_week(self.desk, self.now), name="vehicle_week_button",
        )  # fmt: skip
        self.body.addLayout(row(self.tabs, None, self.blank_button, self.week_button))
        filters = row(self.which, self.search)
        filters.setStretch(1, 1)
        for part in (
            column(filters, self.table),
            column(self.yard),
            column(row(self.type_button, None), self.sheets),
        ):
            self._stack.addWidget(boxed(part))
        both = split(self._stack, self.card, sizes=[LIST_WIDTH, CARD_WIDTH], name="vehicles_split")
        self.body.addWidget(both, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.which.chosen.connect(lambda _code: self._ask())
        self.search.textChanged.connect(lambda _text: self._ask())
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(lambda found: self._open_item(found.item.id))
        self.card.opened.connect(self._open_item)
        self.card.asked.connect(self._start)
        self.yard.vehicle_picked.connect(self.open_vehicle)
        self.yard.slot_picked.connect(self._on_slot)
        self.sheets.opened.connect(lambda _row: self._type_picked_sheet())

    @property
    def now(self) -> Moment:
        """The time, as the ledger writes it."""
        return moment_of(self.desk.core.clock.now())

    def on_shown(self, **args: object) -> None:
        """Read anew; ``view`` picks a list, ``tab`` a tab, ``item_id`` opens a vehicle."""
        view, tab = str(args.get("view") or ""), TABS.get(str(args.get("tab") or ""))
        if view:
            self.which.set_value(view)
        if tab is not None:
            self.tabs.setCurrentIndex(tab)
        item = str(args.get("item_id") or "")
        if item:
            self._vehicle = item
        self._refresh()

    def on_changed(self, changes: object) -> None:
        """Something was recorded."""
        self._refresh()

    def take_keyboard(self) -> bool:
        """The search field: plate or VIN is what one has in hand."""
        self.search.setFocus()
        return True

    def state(self) -> dict[str, object]:
        """The list, the tab, the vehicle that is open."""
        return {
            "tab": self.tabs.currentIndex(), "view": self.which.value(), "vehicle": self._vehicle,
            "text": self.search.value(),
        }  # fmt: skip

    def restore(self, state: dict[str, object]) -> None:
        """Put back what ``state`` gave."""
        tab = state.get("tab")
        if isinstance(tab, int) and LIST <= tab <= SHEETS:
            self.tabs.setCurrentIndex(tab)
        self.which.set_value(str(state.get("view") or ""))
        self.search.setText(str(state.get("text") or ""))
        self._vehicle = str(state.get("vehicle") or "")

    def on_typed(self, text: str) -> bool:
        """A plate or VIN typed into the scan line is looked for here."""
        self.tabs.setCurrentIndex(LIST)
        self.search.setText(text)
        return True

    def on_scan(self, code: ScannedCode) -> bool:
        """A vehicle, its key or a thing of it opens it; its sheet is typed in."""
        return self._scans.take(code)

    def _ask(self) -> None:
        view, text, now = View(self.which.value()), self.search.value(), self.now
        self.table.ask(
            fetch_of(
                self._read,
                lambda read, after, limit: read_vehicles(read, view, text, now, after, limit),
            )
        )

    def _refresh(self) -> None:
        self._ask()
        read = self._read
        self.desk.tasks.read(
            lambda: (read(yard_slots), read(sheets_out)), self._show_rest, owner=self,
            question="yard",
        )  # fmt: skip
        if self._vehicle:
            self.open_vehicle(self._vehicle)

    def _show_rest(self, found: tuple[tuple[Slot, ...], tuple[FormRow, ...]]) -> None:
        slots, sheets = found
        self._slots = slots
        self.yard.show_slots(slots, self._vehicle)
        self.sheets.set_rows(sheets)

    def _on_picked(self, found: VehicleRow | None) -> None:
        if found is not None and found.item.id != self._vehicle:
            self.open_vehicle(found.item.id)

    def open_vehicle(self, vehicle: str) -> None:
        """Show the card of a vehicle."""
        self._vehicle = vehicle
        read, now = self._read, self.now
        self.desk.tasks.read(
            lambda: read_view(read, vehicle, now), self._show, owner=self, question="vehicle"
        )

    def _show(self, view: VehicleView) -> None:
        if view.row.item.id != self._vehicle:
            return
        self.view = view
        self.card.show_view(view, actions_of(view, viewer_of(self.desk, view.case)), self.now)
        current = self.table.current()
        if current is None or current.item.id != self._vehicle:
            self.table.pick_where(lambda found: found.item.id == self._vehicle)
        self.yard.show_slots(self._slots, self._vehicle)

    def _open_item(self, item: str) -> None:
        self.desk.navigate("items", item_id=item)

    def _start(self, code: str) -> None:
        view = self.view
        if view is None:
            return
        ids = (ItemId(view.row.item.id),)
        doors: dict[str, Callable[[], object]] = {
            "inspect": lambda: self._type_for(view),
            "correct": lambda: ask_correction(self.desk, view),
            "maintain": lambda: ask_maintenance(self.desk, view, self.now),
            "link": lambda: ask_link(self.desk, view),
            "step": lambda: ask_step(self.desk, view, self.now),
            "sheet": lambda: issue_paper(
                self.desk, self, IssueForm(kind=FormKind.INSPECTION_SHEET, items=ids)
            ),
            "register": lambda: issue_paper(
                self.desk, self, IssueForm(kind=FormKind.MAINTENANCE_SHEET, items=ids)
            ),
        }
        doors[code]()

    def _type_for(self, view: VehicleView, form: FormRow | None = None) -> None:
        id_, number = (form.id, form.number) if form is not None else ("", "")
        InspectionDialog(self.desk, view, self.now, id_, number).dialog.open()

    def _type_picked_sheet(self) -> None:
        form = self.sheets.current()
        if form is not None:
            self._type_in(form)

    def _type_in(self, form: FormRow) -> None:
        """Type in the sheet of its own vehicle, or of the one that is open."""
        read, now, open_one = self._read, self.now, self._vehicle

        def asked() -> VehicleView | None:
            vehicle = vehicle_of_sheet(read, form.id) or open_one
            return read_view(read, vehicle, now) if vehicle else None

        def found(view: VehicleView | None) -> None:
            if view is None:
                self.desk.notices.warning(
                    translate("vehicles", "First pick the vehicle that this sheet is about.")
                )
                self.tabs.setCurrentIndex(LIST)
                return
            self._type_for(view, form)

        self.desk.tasks.read(asked, found, owner=self, question="sheet")

    def _on_slot(self, slot: Slot) -> None:
        if self.view is None:
            self.desk.notices.warning(
                translate("vehicles", "First pick the vehicle that goes there.")
            )
            return
        why_not = viewer_of(self.desk, self.view.case).why_not("MoveItem")
        if why_not:
            self.desk.notices.warning(why_not)
            return
        park(self.desk, self.view, slot)
