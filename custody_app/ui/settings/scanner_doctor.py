"""The scanner doctor: walks through the test codes and says in plain words what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from custody_app.documents.scanner_sheet import Section, SheetCode, advice_page, codes_page
from custody_app.runtime.i18n import translate
from custody_app.scanning.doctor import Examination, Finding, Seen, Step, contents
from custody_app.ui.paper_dialog import PaperDialog
from custody_app.ui.settings.scan_trap import ScanTrap
from custody_app.ui.settings.scanner_words import set_up_lines, step_hint, step_title, told
from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card, Pill
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import boxed, column, row

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

SHOWN_MAX = 120
STEP_WIDTH = 280


class DoctorCard(Card):
    """Six codes on the left, what to do now on the right, the verdict below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(translate("scanner", "Scanner doctor"))
        self._desk = desk
        self._site = int(desk.frame.site_code)
        self.examination = Examination(self._site)
        self._pills: dict[Step, Pill] = {}
        self._now = Label("", "section", wrap=True)
        self._hint = Label("", "muted", wrap=True)
        self._arrived = Label("", "mono", wrap=True, selectable=True)
        self._marks = QVBoxLayout()
        self._marks.setSpacing(SPACE.small)
        self.trap = ScanTrap(desk.scans)
        self.trap.setPlaceholderText(
            translate("scanner", "Click here, then scan the code that is asked for")
        )
        self.trap.setAccessibleName(translate("scanner", "Scanner doctor"))
        self.trap.seen.connect(self.take)
        self._nothing = Button(
            translate("scanner", "Nothing arrived"), clicked=self._on_nothing,
            name="doctor_nothing",
        )  # fmt: skip
        self._advice = Button(
            translate("scanner", "Print advice"), Kind.PRIMARY, "printer", self._print_advice,
            name="doctor_advice",
        )  # fmt: skip
        self._lay_out()
        self.show_state()

    def _lay_out(self) -> None:
        self.header.addWidget(
            Button(
                translate("scanner", "Print test codes"), icon="printer",
                clicked=self._print_codes, name="doctor_codes",
            )
        )  # fmt: skip
        steps = QGridLayout()
        steps.setHorizontalSpacing(SPACE.small)
        steps.setVerticalSpacing(SPACE.tiny)
        for number, step in enumerate(Step):
            self._pills[step] = Pill("–")
            steps.addWidget(Label(f"{number + 1}", "muted"), number, 0)
            steps.addWidget(Label(step_title(step)), number, 1)
            steps.addWidget(self._pills[step], number, 2, Qt.AlignmentFlag.AlignRight)
        steps.setColumnStretch(1, 1)
        steps.setRowStretch(len(Step), 1)
        left = boxed(steps)
        left.setFixedWidth(STEP_WIDTH)
        again = Button(
            translate("scanner", "Begin again"), Kind.QUIET, clicked=self.begin_again,
            name="doctor_again",
        )  # fmt: skip
        right = column(
            self._now,
            self._hint,
            self.trap,
            self._arrived,
            row(self._nothing, again, None, self._advice),
            None,
            spacing=SPACE.small,
        )
        both = row(left, right, spacing=SPACE.page)
        both.setStretch(1, 1)
        self.body.addLayout(both)
        self.body.addLayout(self._marks)

    def take(self, seen: Seen) -> None:
        """A scan arrived in the field: kept as the test that it is, then judged."""
        journal, found = self._desk.frame.journal_scan, seen.found
        officer = self._desk.session.officer
        person = officer.login.person.id if officer is not None and officer.login else ""
        self._nothing.setEnabled(False)
        self._desk.tasks.write(
            lambda: journal(found, person, False),
            lambda _kept: self._judge(seen),
            self._not_kept,
            owner=self,
        )

    def _not_kept(self, error: Exception) -> None:
        self._desk.notices.refuse(error)
        self.show_state()

    def _judge(self, seen: Seen) -> None:
        self.examination.take(seen)
        shown = seen.text if seen.text else translate("scanner", "(no characters)")
        self._arrived.setText(shown[:SHOWN_MAX] + ("…" if len(shown) > SHOWN_MAX else ""))
        self.show_state()

    def begin_again(self) -> None:
        """From the first code."""
        self.examination = Examination(self._site)
        self._arrived.setText("")
        self.show_state()
        self.trap.setFocus()

    def _on_nothing(self) -> None:
        self.examination.nothing_came()
        self.show_state()
        self.trap.setFocus()

    def show_state(self) -> None:
        """The codes that are done, what to do now, what is wrong so far."""
        found = self.examination
        for step, pill in self._pills.items():
            text, tone = self._state(step)
            pill.set_state(text, tone)
        front = found.step
        if front is None:
            self._now.setText(
                translate("scanner", "The scanner can be used.")
                if found.is_fit
                else translate("scanner", "The scanner must be set up first.")
            )
            self._hint.setText(
                translate("scanner", "All is right.")
                if not found.verdict
                else translate("scanner", "Below stands what to change.")
            )
        elif found.was_other_code:
            self._now.setText(translate("scanner", "This is not the code that was asked for."))
            self._hint.setText(self._asked(front))
        else:
            self._now.setText(self._asked(front))
            self._hint.setText(step_hint(front))
        self._nothing.setEnabled(front is not None)
        self.trap.setEnabled(front is not None)
        self._advice.setVisible(front is None)
        self._show_marks()

    def _asked(self, step: Step) -> str:
        number = list(Step).index(step) + 1
        text = translate("scanner", "Scan code {number}: {title}")
        asked = text.format(number=number, title=step_title(step))
        if self.examination.left > 1:
            asked += translate("scanner", ", {count} {count:time|times}").format(
                count=self.examination.left
            )
        return asked

    def _state(self, step: Step) -> tuple[str, Tone]:
        found = self.examination.results.get(step)
        if found is None:
            is_now = step is self.examination.step
            return (translate("scanner", "now"), Tone.INFO) if is_now else ("–", Tone.NEUTRAL)
        if not found:
            return translate("scanner", "right"), Tone.GOOD
        stops = any(self.examination.stops(one.fault) for one in found)
        word = translate("scanner", "wrong") if stops else translate("scanner", "advice")
        return word, Tone.BAD if stops else Tone.CAUTION

    def _show_marks(self) -> None:
        while (old := self._marks.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for finding in self.examination.verdict:
            self._marks.addWidget(self._mark(finding))

    def _mark(self, finding: Finding) -> QWidget:
        tone = Tone.BAD if self.examination.stops(finding.fault) else Tone.CAUTION
        name = "octagon-alert" if tone is Tone.BAD else "triangle-alert"
        mark = QLabel()
        mark.setPixmap(look().icons.pixmap(name, look().tone(tone).text, 20, 2))
        what, change = told(finding)
        line = row(
            mark, column(Label(what, "strong", wrap=True), Label(change, wrap=True), spacing=0),
            spacing=SPACE.small,
        )  # fmt: skip
        line.setStretch(1, 1)
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        return boxed(line)

    def _print_codes(self) -> None:
        title = translate("scanner", "Test codes for the scanner")
        intro = translate(
            "scanner",
            "Open Settings, Scanner, and scan the codes in this order. Cover the neighbours with a "
            "sheet of paper.",
        )
        held = contents(self._site)
        codes = [
            SheetCode(held[step], step_title(step), step_hint(step), is_qr=step is Step.QR)
            for step in Step
        ]
        lang = self._desk.language
        self._desk.tasks.read(
            lambda: codes_page(title, intro, codes, lang),
            lambda pdf: self._show(pdf, title),
            owner=self,
        )

    def _print_advice(self) -> None:
        title = translate("scanner", "Setting the scanner up")
        intro = translate(
            "scanner",
            "The bar codes for these settings stand in the handbook of the scanner; scan them "
            "there.",
        )
        wrong = tuple(" ".join(told(finding)) for finding in self.examination.verdict)
        sections = [Section(translate("scanner", "What the test found"), wrong)] if wrong else []
        sections.append(Section(translate("scanner", "Set up like this"), set_up_lines()))
        lang = self._desk.language
        self._desk.tasks.read(
            lambda: advice_page(title, intro, sections, lang),
            lambda pdf: self._show(pdf, title),
            owner=self,
        )

    def _show(self, pdf: bytes, title: str) -> None:
        dialog = PaperDialog(self._desk, title, self)
        dialog.show_file(pdf, title, f"{title}.pdf")
        dialog.open()
