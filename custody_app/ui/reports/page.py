"""The page of reports: what was printed, what is printed next, what came back signed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu

from custody_app.domain.tag import TagKind
from custody_app.queries.form_rows import FormRow
from custody_app.queries.forms import FormFolder, form_folder
from custody_app.queries.page import Cursor
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.paged import fetch_of
from custody_app.ui.reports.filing import file_signed, pick_signed_scan
from custody_app.ui.reports.new_papers import (
    custody_forms,
    label_sheets,
    labels_again,
    report_of_period,
)
from custody_app.ui.reports.paper_view import PaperView, row_state
from custody_app.ui.reports.presenter import PaperFilters, kinds_issued, read_papers
from custody_app.ui.shell.page import Page
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.times import local_text
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.fields import ChoiceField, TextField, TickField
from custody_app.ui.widgets.labels import button_text
from custody_app.ui.widgets.layouts import boxed, column, row, split
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.ui.desk import Desk

ASK_AFTER_MS = 200


class ReportsPage(Page):
    """What do I print?"""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._read = Reader(desk.core.reader)
        self._wanted = ""
        self.search = TextField(
            placeholder=translate("reports", "Number, code or case number"), name="paper_search"
        )
        every = [("", translate("reports", "All kinds"))]
        kinds = [(kind.value, word("form_kind", kind.value)) for kind in kinds_issued()]
        self.kind = ChoiceField(every + kinds, name="paper_kind")
        self.awaiting = TickField(translate("reports", "Signed copy missing"), name="awaiting")
        self.table = self._table()
        self.view = PaperView(desk)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASK_AFTER_MS)
        self._build()

    def _table(self) -> RecordTable[FormRow]:
        columns: list[Column[FormRow]] = [
            Column("kind", translate("reports", "Paper"), kind_text, 160, is_strong=True),
            Column("state", translate("reports", "State"), lambda r: row_state(r)[0], 124,
                   lambda r: row_state(r)[1]),
            Column("issued", translate("reports", "Issued"), lambda r: local_text(r.issued_at),
                   140),
            Column("case", translate("reports", "Case"), lambda r: r.case_number, 280),
            Column("number", translate("reports", "Number"), lambda r: r.number, 210),
        ]  # fmt: skip
        empty = EmptyState(
            translate("reports", "No paper fits."),
            translate("reports", "Papers are issued with each step; reports are made here."),
            icon="files",
        )
        return RecordTable("papers", columns, self.desk.tasks, self.desk.memory, empty=empty)

    def _build(self) -> None:
        self.report_button = Button(
            translate("reports", "Disposal report…"), Kind.PRIMARY, "chart-column",
            lambda: report_of_period(self.desk), name="report_button",
        )  # fmt: skip
        self.scan_button = Button(
            translate("reports", "Signed scans…"), icon="file-check",
            clicked=lambda: pick_signed_scan(self.desk), name="signed_scans_button",
            tip=translate("reports", "The code on each scan says which paper it is"),
        )  # fmt: skip
        self.more_button = Button(
            translate("reports", "More papers"), icon="chevron-down", name="more_papers_button"
        )
        self.more_button.setMenu(self._menu())
        self.kind.setFixedWidth(150)
        head = row(
            self.search, self.kind, self.awaiting, self.scan_button, self.more_button,
            self.report_button,
        )  # fmt: skip
        head.setStretch(0, 1)
        self.body.addLayout(head)
        self.search.setMinimumWidth(140)
        left = column(self.table, spacing=SPACE.small)
        self.body.addWidget(
            split(boxed(left), self.view, sizes=[520, 560], name="reports_split"), 1
        )
        self.search.textEdited.connect(lambda _text: self._timer.start())
        self._timer.timeout.connect(self._ask)
        self.kind.chosen.connect(lambda _kind: self._ask())
        self.awaiting.toggled.connect(lambda _on: self._ask())
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(lambda _row: self.view.preview.print_button.setFocus())

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for text, do in (
            (translate("reports", "Custody form of a thing…"), custody_forms),
            (translate("reports", "Labels again…"), labels_again),
            (translate("reports", "Sheets of labels printed…"), label_sheets),
        ):
            menu.addAction(button_text(text), partial(do, self.desk))
        menu.addAction(
            button_text(translate("reports", "Check list of a place…")),
            lambda: self.desk.navigate("places"),
        )
        return menu

    def on_shown(self, **args: object) -> None:
        """Read anew; ``form`` opens a paper, ``new`` begins one, ``awaiting`` sets the filter."""
        if "awaiting" in args:
            self.awaiting.setChecked(bool(args["awaiting"]))
        self._ask()
        if args.get("new") == "disposal_report":
            report_of_period(self.desk)
        form = str(args.get("form") or "")
        if form:
            self._open(form)

    def on_changed(self, changes: object) -> None:
        """A paper was issued or filed."""
        self.table.refresh()
        self.view.show_form(self.table.current())

    def on_scan(self, code: ScannedCode) -> bool:
        """The code of a paper opens it; one that waits for its signed copy asks for the scan."""
        if code.kind is not TagKind.FORM:
            return False
        self._open(code.digits)
        return True

    def on_typed(self, text: str) -> bool:
        """A number typed into the scan line is looked for here."""
        self.search.setText(text)
        self._ask()
        return True

    def state(self) -> dict[str, object]:
        """The filters."""
        return {
            "text": self.search.value(), "kind": self.kind.value(),
            "awaiting": self.awaiting.isChecked(),
        }  # fmt: skip

    def restore(self, state: dict[str, object]) -> None:
        """Put back what ``state`` gave."""
        self.search.setText(str(state.get("text") or ""))
        self.kind.set_value(str(state.get("kind") or ""))
        self.awaiting.setChecked(bool(state.get("awaiting")))

    def _ask(self) -> None:
        filters = PaperFilters(self.search.value(), self.kind.value(), self.awaiting.isChecked())
        self.table.ask(fetch_of(self._read, partial(_filtered, filters)))

    def _on_picked(self, found: FormRow | None) -> None:
        self.view.show_form(found)

    def _open(self, form: str) -> None:
        read = self._read

        def show(folder: FormFolder) -> None:
            self.search.setText(folder.row.number)
            self._ask()
            self.view.show_form(folder.row)
            state = folder.state
            if state.awaits_signature and state.signed_at is None and not state.voided:
                file_signed(self.desk, folder)

        self.desk.tasks.read(
            lambda: read(form_folder, form=form), show, owner=self, question="open"
        )


def _filtered(
    filters: PaperFilters, read: Reader, after: Cursor | None, limit: int
) -> tuple[list[FormRow], Cursor | None]:
    rows, further = read_papers(read, filters, after, limit)
    return list(rows), further


def kind_text(form: FormRow) -> str:
    """The kind of a paper in words."""
    return word("form_kind", form.kind.value)
