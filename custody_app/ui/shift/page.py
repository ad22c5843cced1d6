"""The shift page: what was moved, what is open; print it, hand it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from custody_app.domain.commands.registers import HandOverShift, IssueForm, PrintCheckpoint
from custody_app.domain.events.registers import FormIssued
from custody_app.domain.ids import PersonId
from custody_app.domain.moments import moment_of
from custody_app.domain.vocabulary import FormKind
from custody_app.queries.reader import Reader
from custody_app.queries.shift_summary import ShiftEntry, ShiftSummary, shift_summary
from custody_app.runtime.i18n import translate
from custody_app.scanning.code import ScannedCode, ScanSource
from custody_app.ui.form_dialog import FormDialog, Sheet, Values, note_entry
from custody_app.ui.paper_dialog import reprint
from custody_app.ui.shell.confirm_dialog import Confirmation, Question, Who, ask_confirmation
from custody_app.ui.shell.page import Page
from custody_app.ui.shift.dialogs import print_blank_slips, print_command_cards, print_place
from custody_app.ui.shift.presenter import (
    MatterRow,
    checkpoint_text,
    code_text,
    matter_rows,
    matter_title,
    span_text,
    way_of,
    what_text,
)
from custody_app.ui.times import local_text
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import boxed, column, row, split
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

FIRST_MATTER = "moved_today"


class ShiftPage(Page):
    """What one clerk leaves to the next."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: ShiftSummary | None = None
        self._matter = FIRST_MATTER
        self._span = Label("", "strong", wrap=True)
        self._checkpoint = Label("", "muted", wrap=True, selectable=True)
        self.print_button = Button(
            translate("shift", "Print shift sheet"), Kind.SECONDARY, "printer", self.print_sheet,
            name="print_shift_button",
        )  # fmt: skip
        self.hand_over_button = Button(
            translate("shift", "Hand the shift over"), Kind.PRIMARY, "handshake", self.hand_over,
            name="hand_over_button",
        )  # fmt: skip
        self.matters: RecordTable[MatterRow] = RecordTable(
            "shift_matters",
            [
                Column("title", translate("shift", "Matter"), lambda one: one.title, 190,
                       is_strong=True),
                Column("count", translate("shift", "Count"), lambda one: one.count, 70,
                       tone=lambda one: one.tone),
            ],
            desk.tasks, desk.memory, footer=False,
        )  # fmt: skip
        self.lines: RecordTable[ShiftEntry] = RecordTable(
            "shift_lines", self._columns(), desk.tasks, desk.memory,
            empty=EmptyState(
                translate("shift", "Nothing of this kind."),
                translate("shift", "Pick another matter on the left."),
                icon="circle-check",
            ),
        )  # fmt: skip
        self._lay_out()
        self.matters.picked.connect(self._on_matter)
        self.lines.opened.connect(self._open)

    def _columns(self) -> list[Column[ShiftEntry]]:
        return [
            Column("code", translate("shift", "Number"), code_text, 210),
            Column("what", translate("shift", "What"),
                   lambda one: what_text(self._matter, one), 250, is_strong=True),
            Column("where", translate("shift", "Where"), lambda one: one.where, 100),
            Column("who", translate("shift", "Who"), lambda one: one.who, 110),
            Column("when", translate("shift", "When"), lambda one: local_text(one.when), 140),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        facts = column(self._span, self._checkpoint, spacing=2)
        top = row(facts)
        top.setStretch(0, 1)
        top.addWidget(self.print_button)
        top.addWidget(self.hand_over_button)
        self.body.addLayout(top)
        self.body.addWidget(
            split(self.matters, self.lines, sizes=[330, 760], name="shift_split"), 1
        )
        slips = Button(
            translate("shift", "Blank slips for a power cut"), icon="files",
            clicked=lambda: print_blank_slips(self.desk, self), name="blank_slips_button",
        )  # fmt: skip
        place = Button(
            translate("shift", "Contents of a place"), icon="map-pin",
            clicked=lambda: print_place(self.desk, self), name="place_contents_button",
        )  # fmt: skip
        cards = Button(
            translate("shift", "Command cards"), icon="tags",
            clicked=lambda: print_command_cards(self.desk, self), name="command_cards_button",
        )  # fmt: skip
        self.body.addWidget(boxed(row(slips, place, cards, None)))

    def on_shown(self, **args: object) -> None:
        """The page came to the front."""
        self._read()
        self.matters.view.setFocus()

    def on_changed(self, changes: object) -> None:
        """Something was recorded."""
        self._read()

    def _read(self) -> None:
        core = self.desk.core
        read = Reader(core.reader)
        now, zone = moment_of(core.clock.now()), core.clock.zone_minutes()
        self.desk.tasks.read(
            lambda: read(shift_summary, now=now, zone_minutes=zone),
            self._show,
            owner=self,
            question="shift",
        )

    def _show(self, found: ShiftSummary) -> None:
        self._found = found
        self._span.setText(span_text(found))
        self._checkpoint.setText(checkpoint_text(found))
        wanted = self._matter
        self.matters.set_rows(matter_rows(found))
        self.matters.pick_where(lambda one: one.code == wanted)

    def _on_matter(self, picked: MatterRow | None) -> None:
        if picked is None or self._found is None:
            return
        self._matter = picked.code
        self.lines.set_rows(self._found.section(picked.code).lines)

    def _open(self, entry: ShiftEntry) -> None:
        way = way_of(self._matter, entry)
        if way.code:
            code = ScannedCode(way.code, way.code, ScanSource.TYPED)
            self.desk.navigate(way.page, code=code)
        elif way.place:
            self.desk.navigate(way.page, place=way.place)
        elif way.item:
            self.desk.navigate(way.page, item_id=way.item)
        else:
            self.desk.navigate(way.page)

    def print_sheet(self) -> None:
        """Print the sheet as things stand, without handing over."""
        sheet = IssueForm(kind=FormKind.SHIFT_SHEET)
        self.desk.record(PrintCheckpoint(), sheet, owner=self, then=self._show_papers)

    def hand_over(self) -> None:
        """A note, then the next clerk confirms by badge and PIN; the sheet is printed with it."""
        count = self._found.open_matters if self._found is not None else 0
        text = translate(
            "shift", "{count} open {count:matter goes|matters go} to the next clerk."
        ).format(count=count)
        sheet = Sheet(
            translate("shift", "Hand the shift over"),
            (note_entry("note", translate("shift", "Note for the next clerk"), needed=False),),
            text,
            translate("shift", "Next clerk …"),
        )
        FormDialog(self.desk, sheet, lambda values, it: self._ask(values, it, count, text)).open()

    def _ask(self, values: Values, form: FormDialog, count: int, text: str) -> None:
        said = [
            f"{matter_title(one.code)}: {one.total.n}"
            for one in (self._found.sections if self._found is not None else ())
            if one.total.n
        ]
        question = Question(
            text,
            translate("shift", "The next clerk confirms"),
            said,
            translate("shift", "Take the shift over"),
            Who.SECOND,
        )

        def confirmed(given: Confirmation) -> None:
            taken_by = PersonId(given.sessions[0].person.id)
            command = HandOverShift(taken_by=taken_by, open_matters=count, note=values["note"])
            form.record(
                IssueForm(kind=FormKind.SHIFT_SHEET),
                command,
                then=self._handed_over,
                confirmers=given.signers,
            )

        ask_confirmation(self.desk, question, confirmed, parent=form)

    def _handed_over(self, outcome: Outcome) -> None:
        QApplication.beep()
        self.desk.notices.success(
            translate("shift", "The shift is handed over. Both sign the printed sheet.")
        )
        self._show_papers(outcome)

    def _show_papers(self, outcome: Outcome) -> None:
        for event in outcome.events:
            if isinstance(event, FormIssued):
                reprint(self.desk, event.number, event.kind, self)

    def state(self) -> dict[str, object]:
        """Which matter is shown."""
        return {"matter": self._matter}

    def restore(self, state: dict[str, object]) -> None:
        """Show it again."""
        self._matter = str(state.get("matter") or FIRST_MATTER)
