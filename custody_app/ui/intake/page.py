"""IntakePage: does what lies here match the list?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from custody_app.domain.moments import Moment, hours_between, moment_of
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import FormKind
from custody_app.queries.names import PersonRef
from custody_app.queries.people import UnitRow, units
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.ui.intake.bench import Bench
from custody_app.ui.intake.case_bar import CaseBar, no_case
from custody_app.ui.intake.case_changes import ask_change_case, ask_close_case
from custody_app.ui.intake.case_dialogs import ask_new_case, ask_visitor
from custody_app.ui.intake.drafts import is_open
from custody_app.ui.intake.header_entry import HeaderEntry, command_of
from custody_app.ui.intake.header_form import HeaderForm
from custody_app.ui.intake.kept import kept_state, restored
from custody_app.ui.intake.line_dialogs import ask_corrected_list, ask_exception, ask_split
from custody_app.ui.intake.line_files import LineFiles
from custody_app.ui.intake.line_typing import LineTyping
from custody_app.ui.intake.presenter import IntakePresenter
from custody_app.ui.intake.reading import IntakeView, read_intake
from custody_app.ui.intake.recording import Recording
from custody_app.ui.intake.scanning import IntakeScans
from custody_app.ui.intake.scans import Scanned, understand
from custody_app.ui.shell.page import Page
from custody_app.ui.times import local_text, time_left
from custody_app.ui.viewer import Viewer, viewer_before, viewer_here
from custody_app.ui.widgets.current_stack import CurrentStack

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.ui.desk import Desk

CLOCK_MS = 30_000
NEAR_HOURS = 4


class IntakePage(Page):
    """Case and list on top, lines on the left, the thing on the right, delivery below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.presenter = IntakePresenter()
        self.recording = Recording(desk, self, self.presenter)
        self._read = Reader(desk.core.reader)
        self._units: tuple[UnitRow, ...] = ()
        self._case = self._seizure = ""
        self._pick = ""
        self.bar = CaseBar(desk)
        self.header = HeaderForm(desk)
        self.bench = Bench(desk, self.presenter)
        self.scans = IntakeScans(self)
        self._sheets = CurrentStack()
        self._sheets.addWidget(no_case(self._new_case))
        self._sheets.addWidget(self.header)
        self._sheets.addWidget(self.bench)
        self.body.addWidget(self.bar)
        self.body.addWidget(self._sheets, 1)
        self.typing = LineTyping(desk, self.bench.lines, self.presenter, self.recording, self)
        self._files = LineFiles(desk, self.bench, self)
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(self._show_clock)
        self._connect()
        desk.tasks.read(lambda: self._read(units), self._on_units, owner=self, question="units")

    def _connect(self) -> None:
        bar, bench, header = self.bar, self.bench, self.header
        bar.case_picked.connect(lambda case: self.open_case(case))
        bar.case_unknown.connect(self._new_case)
        bar.new_case_pressed.connect(self._new_case)
        bar.list_picked.connect(lambda seizure: self.open_case(self._case, seizure))
        bar.new_list_pressed.connect(lambda takeover: self.start_list(takeover=takeover))
        bar.clock_pressed.connect(self._ask_exception)
        bar.change_pressed.connect(self._change_case)
        bar.close_pressed.connect(self._close_case)
        bar.corrected_pressed.connect(
            lambda: ask_corrected_list(self.desk, self._seizure, local_text(self.now)[:10])
        )
        header.recorded.connect(self._record_list)
        header.cancelled.connect(lambda: self.open_case(self._case))
        header.officers.visitor_pressed.connect(
            lambda text: ask_visitor(self.desk, self._units, text, header.officers.add)
        )
        bench.labels_pressed.connect(lambda: self.recording.labels())
        bench.paper_pressed.connect(lambda kind: self.recording.paper(FormKind(kind)))
        bench.delivery.confirm_pressed.connect(self._confirm)
        bench.thing.split_pressed.connect(self._split)
        bench.thing.label_pressed.connect(self._label_picked)
        bench.thing.card_pressed.connect(lambda item: self.desk.navigate("items", item_id=item))

    def viewer(self) -> Viewer:
        """Who works here before the case that is open."""
        view = self.presenter.view
        if view is None:
            return viewer_here(self.desk)
        officers = {one.id for one in view.officers}
        return viewer_before(self.desk, officers, view.case.unit_id)

    @property
    def now(self) -> Moment:
        """The time, as the ledger writes it."""
        return moment_of(self.desk.core.clock.now())

    def on_shown(self, **args: object) -> None:
        """Open the case or list that was asked for; else read again."""
        self._files.set_on(True)
        self._clock.start()
        case, seizure = str(args.get("case") or ""), str(args.get("seizure") or "")
        if case:
            self.open_case(case, seizure)
        elif self._case:
            self.read()
        else:
            self.bar.picker.setFocus()

    def hideEvent(self, event: object) -> None:
        """Leave the watched folder to other pages."""
        self._files.set_on(False)
        self._clock.stop()
        super().hideEvent(event)  # type: ignore[arg-type]  # QHideEvent, untouched

    def on_changed(self, changes: object) -> None:
        """Something was recorded here or elsewhere."""
        if self._case:
            self.read()

    def take_keyboard(self) -> bool:
        """The search for a case, while none is open."""
        if not self._case:
            self.bar.picker.setFocus()
        return not self._case

    def on_scan(self, code: ScannedCode) -> bool:
        """Understood off the window's thread, then acted upon."""
        digits, read = code.digits, self._read
        if code.kind in (TagKind.FORM, TagKind.COMMAND, TagKind.CHECKPOINT):
            return False
        self.desk.tasks.read(lambda: understand(read, digits), self._on_understood, owner=self)
        return True

    def _on_understood(self, scanned: Scanned) -> None:
        self.scans.act(scanned)

    def on_typed(self, text: str) -> bool:
        """Typed text looks for a case while none is open."""
        if self._case:
            return False
        self.bar.picker.look_for(text)
        return True

    @property
    def is_heading(self) -> bool:
        """The head of a list is being typed."""
        return self._sheets.currentWidget() is self.header

    def open_case(self, case: str, seizure: str = "", *, pick: str = "") -> None:
        """Show a case; without a list named, its newest, or the form of a new one."""
        self._case, self._seizure, self._pick = case, seizure, pick
        self.read()

    def read(self) -> None:
        """Read what is shown anew."""
        case, seizure, read = self._case, self._seizure, self._read
        now = self.now
        self.desk.tasks.read(
            lambda: read_intake(read, case, seizure, now), self._show, owner=self, question="view"
        )

    def _show(self, view: IntakeView) -> None:
        if view.seizure is None and view.lists and not self.is_heading:
            self._seizure = view.lists[0].id
            self.read()
            return
        self.presenter.set_view(view)
        self.bar.show_view(view)
        self.judge_buttons()
        if view.seizure is None:
            if not self.is_heading:
                self.start_list(takeover=False)
            self._show_clock()
            return
        self.bench.set_now(self.now)
        self._sheets.setCurrentWidget(self.bench)
        self.bench.show_view(picked=self._pick)
        self._pick = ""
        self._show_clock()

    def resume_header(self, entry: HeaderEntry, officers: list[PersonRef]) -> None:
        """Go on typing the head of a list."""
        self._sheets.setCurrentWidget(self.header)
        self.header.start(entry, officers)

    def start_list(self, *, takeover: bool) -> None:
        """The form of a new list, filled with what is known."""
        view = self.presenter.view
        if view is None:
            return
        self._seizure = ""
        officers = [] if takeover else list(view.officers)
        self.bar.pick_new_list(takeover=takeover)
        fresh = HeaderEntry(takeover=takeover, taken_at="" if takeover else local_text(self.now))
        self._sheets.setCurrentWidget(self.header)
        self.header.start(fresh, officers)
        self._show_clock()

    def _record_list(self, entry: HeaderEntry) -> None:
        self.header.set_busy(True)

        def failed(error: Exception) -> None:
            self.header.set_busy(False)
            self.desk.notices.refuse(error)

        def done(seizure: str) -> None:
            self.header.set_busy(False)
            self._sheets.setCurrentWidget(self.bench)
            self.open_case(self._case, seizure)

        self.desk.record(
            command_of(entry, self._case),
            owner=self,
            then=lambda outcome: done(outcome.first("seizure")),
            failed=failed,
        )

    def _new_case(self, number: str = "") -> None:
        def then(case: str) -> None:
            self.bar.picker.clear()
            self.open_case(case)

        here = self.bench.delivery.person.chosen()
        unit = here.unit_id if here is not None else ""
        ask_new_case(self.desk, self._units, number, then, unit)

    def _change_case(self) -> None:
        if self.presenter.view is not None:
            ask_change_case(self.desk, self._units, self.presenter.view)

    def _close_case(self) -> None:
        if self.presenter.view is not None:
            ask_close_case(self.desk, self.presenter.view)

    def _on_units(self, found: tuple[UnitRow, ...]) -> None:
        self._units = found

    def _confirm(self) -> None:
        delivery = self.bench.delivery
        if delivery.check():
            self.presenter.delivery = delivery.delivery()
            self.recording.confirm(lambda _plan: self._after_confirm())

    def _after_confirm(self) -> None:
        self.bench.delivery.clear()
        self.bench.picked = ""
        self.bench.labels_come_next()
        self.read()

    def _split(self) -> None:
        line = self.presenter.line(self.bench.picked)
        if line is not None:
            ask_split(self.desk, line.state)

    def _label_picked(self) -> None:
        line = self.presenter.line(self.bench.picked)
        if line is not None:
            self.recording.labels([line.state])

    def _ask_exception(self) -> None:
        items = [line.state for line in self.presenter.lines if is_open(line.state)]
        if items:
            ask_exception(self.desk, items)

    def _show_clock(self) -> None:
        due = None if self.is_heading else self.presenter.due_at()
        text, late = time_left(due, self.now)
        near = due is not None and not late and hours_between(self.now, due) < NEAR_HOURS
        basis = translate("intake", "Hand-over is due {at} (Document 21 of 2015, art. 12).").format(
            at=local_text(due)
        )
        self.bar.show_clock(text, is_late=late, is_near=near, basis=basis)

    def state(self) -> dict[str, object]:
        """Case, list, everything typed and decided."""
        return kept_state(self, self._case, self._seizure)

    def restore(self, state: dict[str, object]) -> None:
        """Put it back; the record is read anew."""
        self._case, self._seizure = restored(self, state)
        if self._case:
            self.read()
