"""PaperView: one issued paper: its state, its file as it was made, what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from custody_app.queries.form_rows import FormRow
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.reports.filing import file_signed, void
from custody_app.ui.reports.presenter import Paper, read_paper
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.times import local_text
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Pill
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row
from custody_app.ui.widgets.pdf_preview import PdfPreview

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


class PaperView(QWidget):
    """The preview prints the stored file itself, byte for byte."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._read = Reader(desk.core.reader)
        self.paper: Paper | None = None
        self._state = Pill()
        self._file = Pill()
        self._told = Label("", "mistake", wrap=True)
        self._told.hide()
        self.sign_button = Button(
            translate("reports", "Signed copy…"), icon="file-check", clicked=self._sign,
            name="file_signed_button",
        )  # fmt: skip
        self.void_button = Button(
            translate("reports", "Void…"), Kind.QUIET, clicked=self._void, name="void_button"
        )
        self.preview = PdfPreview(desk.tasks)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.small)
        layout.addLayout(row(self._state, self._file, None))
        layout.addWidget(self._told)
        layout.addWidget(self.preview, 1)
        layout.addLayout(row(self.sign_button, self.void_button, None))
        self._show_state()

    def show_form(self, form: FormRow | None) -> None:
        """Another paper; nothing when none is picked."""
        if form is None:
            self.paper = None
            self.preview.clear()
            self._show_state()
            return
        read, centre, id_ = self._read, self._desk.core.folder, form.id
        self._desk.tasks.read(
            lambda: read_paper(read, centre, id_), self._show, self._failed, owner=self,
            question="paper",
        )  # fmt: skip

    def _show(self, paper: Paper) -> None:
        same = self.paper is not None and self.paper.content == paper.content
        self.paper = paper
        line = paper.folder.row
        if not same:
            title = f"{word('form_kind', line.kind.value)}  {line.number}"
            self.preview.show_pdf(paper.content, title, paper.file_name)
        self._told.hide()
        self._show_state()

    def _failed(self, error: Exception) -> None:
        self.paper = None
        self.preview.clear()
        self._show_state()
        self._told.setText(self._desk.notices.explain(error))
        self._told.show()

    def _show_state(self) -> None:
        paper = self.paper
        self._state.setVisible(paper is not None)
        self._file.setVisible(paper is not None)
        state = paper.folder.state if paper is not None else None
        open_ = state is not None and state.signed_at is None and not state.voided
        self.sign_button.setEnabled(open_)
        self.void_button.setEnabled(state is not None and not state.voided)
        if paper is None:
            return
        self._state.set_state(*state_pill(paper))
        if paper.is_same:
            self._file.set_state(translate("reports", "As issued, byte for byte"), Tone.GOOD)
        else:
            self._file.set_state(translate("reports", "The file was changed"), Tone.BAD)

    def _sign(self) -> None:
        if self.paper is not None:
            file_signed(self._desk, self.paper.folder)

    def _void(self) -> None:
        if self.paper is not None:
            void(self._desk, self.paper.folder)


def state_pill(paper: Paper) -> tuple[str, Tone]:
    """Whether a paper counts and is signed."""
    state = paper.folder.state
    if state.voided:
        return translate("reports", "Voided"), Tone.BAD
    if state.signed_at is not None:
        text = translate("reports", "Signed copy filed {when}")
        return text.format(when=local_text(state.signed_at)), Tone.GOOD
    if state.awaits_signature:
        return translate("reports", "Signed copy missing"), Tone.CAUTION
    return translate("reports", "Needs no signature"), Tone.NEUTRAL


def row_state(form: FormRow) -> tuple[str, Tone]:
    """The same for a line of the list."""
    if form.voided:
        return translate("reports", "Voided"), Tone.BAD
    if form.awaits:
        return translate("reports", "To be signed"), Tone.CAUTION
    return translate("reports", "Complete"), Tone.GOOD
