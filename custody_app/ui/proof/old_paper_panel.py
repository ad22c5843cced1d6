"""OldPaperPanel: hold an old slip or form against the record; the answer in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from custody_app.domain.moments import moment_of
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.ui.proof.presenter import (
    OldPaper,
    Shape,
    Verdict,
    old_form,
    shape_of,
    texts_in,
    verified,
)
from custody_app.ui.proof.verdict_card import VerdictCard
from custody_app.ui.tasks import Cancelled
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card
from custody_app.ui.widgets.fields import Field, NoteField
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


class OldPaperPanel(QWidget):
    """Paste, scan, choose or drop; a slip verifies the whole record against it."""

    verified = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._desk = desk
        self._read = Reader(desk.core.reader)
        self.text = NoteField(lines=4, name="slip_text")
        self._field = Field(
            translate("proof", "Text of the slip (SPCC1:…), or the 18 digits of a paper"),
            self.text,
            hint=translate(
                "proof", "Scan the code of a paper, paste the text of a slip, choose a picture or "
                "PDF of it, or drop it here."
            ),
        )  # fmt: skip
        self.check_button = Button(
            translate("proof", "Check"), Kind.PRIMARY, "badge-check", self.check,
            name="check_slip_button",
        )  # fmt: skip
        choose = Button(
            translate("proof", "Choose picture or PDF…"), icon="image", clicked=self._choose,
            name="choose_slip_button",
        )  # fmt: skip
        asked = Card(translate("proof", "Old slip or paper"))
        asked.body.addWidget(self._field)
        asked.body.addLayout(row(self.check_button, choose, None))
        self.answer = VerdictCard()
        self.answer.button.hide()
        self.answer.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.gap)
        layout.addWidget(asked)
        layout.addWidget(self.answer)
        layout.addStretch(1)

    def check(self) -> None:
        """Check what stands in the field."""
        typed = self.text.toPlainText()
        shape, solid = shape_of(typed)
        self._field.set_mistake("")
        if shape is Shape.SLIP:
            self._check_slip(solid)
        elif shape is Shape.FORM:
            self._check_form(solid)
        else:
            text = translate("proof", "This is neither the text of a slip nor the code of a paper.")
            missing = translate("proof", "Nothing to check yet.")
            self._field.set_mistake(text if solid else missing)

    def check_text(self, text: str) -> None:
        """Check a text that came from a scan or a picture."""
        self.text.setPlainText(text)
        self.check()

    def check_file(self, path: Path) -> None:
        """Check the codes in a picture or PDF."""
        self._desk.tasks.read(
            lambda: texts_in(path),
            lambda texts: self.check_text(texts[0]),
            lambda error: self._field.set_mistake(self._desk.notices.explain(error)),
            owner=self,
            question="picture",
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files only."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check a dropped file."""
        urls = event.mimeData().urls()
        if urls:
            self.check_file(Path(urls[0].toLocalFile()))

    def _choose(self) -> None:
        name, _chosen = QFileDialog.getOpenFileName(
            self, translate("proof", "Picture or PDF of the paper"), "",
            f"{translate('proof', 'Pictures and PDF')} (*.pdf *.png *.jpg *.jpeg *.webp)",
        )  # fmt: skip
        if name:
            self.check_file(Path(name))

    def _check_slip(self, slip: str) -> None:
        core = self._desk.core
        centre, now = core.folder, moment_of(core.clock.now())
        self.answer.show_verdict(
            Tone.CAUTION, translate("proof", "The record is held against the slip…"), ""
        )
        self.answer.show()
        self.check_button.setEnabled(False)
        progress = self.answer.strip.follow(translate("proof", "Verifying"))
        self._desk.tasks.read(
            lambda: verified(centre, now, progress.report, slip), self._on_slip, self._failed,
            owner=self, question="slip",
        )  # fmt: skip

    def _on_slip(self, verdict: Verdict) -> None:
        self.answer.strip.done()
        self.check_button.setEnabled(True)
        tone = Tone.GOOD if verdict.is_whole else Tone.BAD
        lines = [line.text for line in verdict.findings] or list(verdict.unknown)
        self.answer.show_verdict(tone, verdict.sentence, "\n".join(lines[:8]))
        self.verified.emit(verdict)

    def _failed(self, error: Exception) -> None:
        self.answer.strip.done()
        self.check_button.setEnabled(True)
        if isinstance(error, Cancelled):
            self.answer.hide()
            return
        self.answer.show_verdict(Tone.BAD, self._desk.notices.explain(error), "")

    def _check_form(self, code: str) -> None:
        read, centre = self._read, self._desk.core.folder
        self._desk.tasks.read(
            lambda: old_form(read, centre, code), self._on_form, owner=self, question="slip"
        )

    def _on_form(self, found: OldPaper) -> None:
        tone = Tone.GOOD if found.is_ours else Tone.BAD
        self.answer.show_verdict(tone, found.sentence, "\n".join(found.lines))
        self.answer.show()
