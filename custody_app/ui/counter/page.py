"""The counter page: badge, then anything, in any order; one sentence, one confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from custody_app.domain.moments import moment_of
from custody_app.domain.vocabulary import Shown
from custody_app.queries.people import units
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.scanning.basket import Doing, Entry, Kind
from custody_app.scanning.code import ScannedCode
from custody_app.ui.clock_dialog import is_clock_behind, offer_clock
from custody_app.ui.counter.approval_panel import ApprovalPanel
from custody_app.ui.counter.approving import Approving
from custody_app.ui.counter.basket_table import BasketTable
from custody_app.ui.counter.cards import play_card
from custody_app.ui.counter.closing import Closing
from custody_app.ui.counter.closing_bar import ClosingBar
from custody_app.ui.counter.detail_panel import DetailPanel
from custody_app.ui.counter.hearing import Hearing
from custody_app.ui.counter.keeping import Keeping
from custody_app.ui.counter.looking import Look, look
from custody_app.ui.counter.person_panel import PersonPanel
from custody_app.ui.counter.presenter import CounterPresenter
from custody_app.ui.counter.steps import Reading
from custody_app.ui.counter.telling import Departures, tell, tell_again
from custody_app.ui.counter.understanding import Understood
from custody_app.ui.counter.unread_panel import UnreadPanel
from custody_app.ui.counter.wording import summary
from custody_app.ui.paper_dialog import PaperDialog
from custody_app.ui.shell.page import Page
from custody_app.ui.widgets.layouts import boxed, column, row, scrolling
from custody_app.ui.widgets.scan_field import ScanLineEdit

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

SIDE_WIDTH = 316


class CounterPage(Page):
    """Who is here and what changes hands?"""

    has_own_scan_line = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.presenter = CounterPresenter()
        self._newest: Entry | None = None
        self._departures = Departures(desk)
        self.keeping = Keeping(desk, self, self.presenter, self.clear, self._took_up)
        self.hearing = Hearing(desk, self, self.presenter, self._on_understood)
        self.scan_line = ScanLineEdit(
            translate("counter", "Scan, or type a badge, request or case number, then Enter")
        )
        self.scan_line.setObjectName("counter_scan_line")
        self.rows = BasketTable(desk)
        self.detail = DetailPanel()
        self.person = PersonPanel()
        self.approval = ApprovalPanel()
        self.unread = UnreadPanel(desk)
        self.bar = ClosingBar()
        self.closing = Closing(
            desk, self, self.presenter, self.keeping, self._on_done, self._on_failed
        )
        self.approving = Approving(desk, self, self.presenter, self._on_requests)
        self._lay_out()
        self._connect()
        self._show(Look())

    def _lay_out(self) -> None:
        left = column(self.rows, self.detail)
        left.setStretch(0, 1)
        side = scrolling(boxed(column(self.person, self.approval, self.unread, None)))
        side.setFixedWidth(SIDE_WIDTH)
        middle = row(boxed(left), side, spacing=14)
        middle.setStretch(0, 1)
        self.body.addWidget(self.scan_line)
        self.body.addLayout(middle, 1)
        self.body.addWidget(self.bar)
        self.rows.setMinimumHeight(140)

    def _connect(self) -> None:
        self.scan_line.submitted.connect(self.hearing.take_text)
        self.scan_line.returnPressed.connect(self.go_on)
        self.rows.picked.connect(lambda _line: self._show_detail())
        self.rows.opened.connect(lambda _line: self.detail.focus_first())
        self.rows.removed.connect(self._remove)
        self.detail.read.connect(self._on_read)
        self.detail.finished.connect(self.scan_line.setFocus)
        self.detail.removed.connect(self._remove)
        self.person.visitor_pressed.connect(self.approving.register)
        self.person.brought_by.connect(self._on_brought_by)
        self.approval.ask_pressed.connect(self.approving.ask)
        self.approval.approve_pressed.connect(self.approving.approve_here)
        self.approval.paper_pressed.connect(self.approving.on_paper)
        self.approval.print_pressed.connect(self.approving.print_form)
        self.bar.confirm_pressed.connect(self.confirm)
        self.bar.clear_pressed.connect(self.clear)
        self.bar.shown_chosen.connect(self._on_shown_by)
        self.bar.late_changed.connect(self._on_late)
        keys = {"F4": self.confirm, "F6": self.approving.register, "F7": self.approving.go_on}
        for key, does in (keys | {"F8": self.clear}).items():
            QShortcut(QKeySequence(key), self, does)

    # -- what comes in

    def on_shown(self, **args: object) -> None:
        """The page came to the front, perhaps with a code that was scanned elsewhere."""
        code = args.get("code")
        self.unread.read()
        self._read_units()
        self.keeping.offer()
        if isinstance(code, ScannedCode):
            self.on_scan(code)
        else:
            self._look()
        self.scan_line.setFocus()

    def _read_units(self) -> None:
        read = Reader(self.desk.core.reader)
        self.desk.tasks.read(
            lambda: read(units), self.detail.laboratory.set_units, owner=self, question="units"
        )

    def on_scan(self, code: ScannedCode) -> bool:
        """Every code goes into the basket."""
        self.hearing.take_code(code)
        return True

    def on_typed(self, text: str) -> bool:
        """The page has its own scan line."""
        self.hearing.take_text(text)
        return True

    def on_changed(self, changes: object) -> None:
        """What was recorded may change what the basket may do."""
        self._look()

    def _on_understood(self, found: Understood) -> None:
        if found.card is not None:
            play_card(self, found.card)
            return
        paper = QApplication.activeModalWidget()
        if isinstance(paper, PaperDialog):
            paper.accept()
        if found.form or found.status not in ("known", "dead_twin"):
            tell(self.desk, found, self.approving)
            self.unread.read()
            return
        if found.none_waiting:
            text = translate("counter", "Nothing of case {number} waits to go out or come back.")
            self.desk.notices.info(text.format(number=found.label))
        again = self.presenter.lies_there(found)
        if again is not None:
            self.rows.pick(again.id)
            tell_again(self.desk, self.rows.current(), again)
            return
        if any(entry.kind is Kind.UNKNOWN for entry in found.entries):
            self.desk.notices.sound()
            self.unread.read()
        was_person = self.presenter.basket.person
        if found.person and was_person and was_person != found.person and self.presenter.is_open:
            self.desk.notices.info(translate("counter", "Another person is at the counter now."))
        self._newest = found.entries[-1] if found.entries else None
        self.presenter.take(found)
        self.changed()

    # -- what changes

    def changed(self) -> None:
        """The basket changed: keep it, and look again."""
        self.keeping.save()
        self._look()

    def _took_up(self) -> None:
        """A basket that a crash left: go on, and make the papers that are still owed."""
        self.closing.make_papers()
        self._look()

    def _look(self) -> None:
        if not self.presenter.is_open:
            self._show(Look())
            return
        recorder = self.keeping.clerk
        if not recorder:
            return
        core, wanted = self.desk.core, self.presenter.wanted(recorder)
        self.desk.tasks.read(lambda: look(core, wanted), self._on_look, owner=self, question="look")

    def _on_look(self, found: Look) -> None:
        if not self.presenter.is_open:
            return
        if self.presenter.keep_look(found):
            self._look()
        self._show(found)

    def _show(self, found: Look) -> None:
        now = moment_of(self.desk.core.clock.now())
        self.presenter.shown_look = found
        self._departures.look(found.person)
        self.rows.show_look(found, self._newest)
        self._newest = None
        returns = any(line.row.doing is Doing.RETURN for line in found.lines)
        self.person.show_person(found.person, found.held, now, returns)
        waiting = len(found.without_approval) if found.person is not None else 0
        self.approval.show_requests(found.requests, waiting)
        self.bar.show_state(
            summary(found, self.presenter.parties.brought_by), self.presenter, found
        )
        self._show_detail()

    def _show_detail(self) -> None:
        line = self.rows.current()
        reading = Reading()
        if line is not None:
            reading = self.presenter.readings.get(line.row.entry.id, reading)
        self.detail.show_line(line, reading)

    def _remove(self, entry: Entry) -> None:
        self.presenter.remove(entry)
        self.changed()

    def _on_read(self, item: str, reading: Reading) -> None:
        if self.presenter.read_out(item, reading):
            self.changed()

    def _on_brought_by(self, name: str) -> None:
        if name != self.presenter.parties.brought_by:
            self.presenter.say_who_brings(name)
            self.changed()

    def _on_shown_by(self, shown: Shown) -> None:
        self.presenter.show_by(shown)
        self.changed()

    def _on_late(self, moment: object) -> None:
        self.presenter.happened_at(moment)  # type: ignore[arg-type]  # Moment or None
        self.changed()

    def _on_requests(self, requests: tuple[str, ...], person: str) -> None:
        self.presenter.take(Understood(person=person))
        for request in requests:
            self.presenter.take(Understood(request=request))
        self.changed()
        self.scan_line.setFocus()

    # -- what goes out

    def go_on(self) -> None:
        """Enter in the empty scan line: to what must still be read, else to the confirmation."""
        if self.scan_line.text().strip():
            return
        wanted = self.presenter.first_to_read()
        if wanted is not None and self.rows.pick(wanted):
            self.detail.focus_first()
        else:
            self.confirm()

    def confirm(self) -> None:
        """Carry the basket out."""
        self.closing.start()

    def clear(self) -> None:
        """Put the basket away; ready for the next person."""
        self.presenter.clear()
        self.bar.reset()
        self.changed()
        self.scan_line.setFocus()

    def _on_done(self) -> None:
        self.bar.reset()
        self.changed()
        self.scan_line.setFocus()

    def _on_failed(self, error: Exception) -> None:
        if is_clock_behind(error):
            offer_clock(self.desk, error)
        else:
            self.desk.notices.refuse(error)
        self._look()

    # -- what is kept

    def state(self) -> dict[str, object]:
        """The open basket."""
        return {"basket": self.presenter.plain()}

    def restore(self, state: dict[str, object]) -> None:
        """Go on with the basket after a change of language, look or person."""
        content = state.get("basket")
        if isinstance(content, dict) and content:
            self.keeping.was_offered = True
            self.presenter.restore(content)
            self._look()
