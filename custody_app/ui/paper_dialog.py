"""Papers on the screen: issue, preview, print; reprint what was issued."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from custody_app.documents.papers import paper_rule
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.events.registers import FormIssued
from custody_app.domain.vocabulary import FormKind
from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.services.paper.issue import printed_name
from custody_app.ui.print_job import PrintJob, job_of
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row
from custody_app.ui.widgets.pdf_preview import PdfPreview

if TYPE_CHECKING:
    from custody_app.services.custody import Beside
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

WIDTH, HEIGHT = 900, 860
ROOM = 0.9


class PaperDialog(QDialog):
    """One PDF with print and save; Esc closes."""

    def __init__(self, desk: Desk, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent or desk.notices.window())
        self.desk = desk
        self.setObjectName("paper_dialog")
        self.setWindowTitle(title)
        room = QGuiApplication.primaryScreen().availableSize() * ROOM
        self.resize(min(WIDTH, room.width()), min(HEIGHT, room.height()))
        self.preview = PdfPreview(desk.tasks)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SPACE.large, SPACE.large, SPACE.large, SPACE.large)
        self.column.setSpacing(SPACE.medium)
        self.column.addWidget(self.preview, 1)
        self._mistake = Label("", "mistake", wrap=True, selectable=True)
        self._mistake.hide()
        self.column.addWidget(self._mistake)
        close = Button(
            translate("dialogs", "Close"), clicked=self.accept, name="close_paper_button"
        )
        self.column.addLayout(row(None, close))
        self.finished.connect(lambda _result: self.deleteLater())
        self._is_fresh = True
        self.preview.opened.connect(self._on_opened)

    def _on_opened(self) -> None:
        """Enter prints, Esc closes; who chose another label paper keeps the keyboard there."""
        if self._is_fresh:
            self._is_fresh = False
            self.focus_first()

    def focus_first(self) -> None:
        """The button that Enter presses first."""
        self.preview.print_button.setFocus()

    def show_file(
        self, content: bytes, title: str, file_name: str, order: Sequence[int] = ()
    ) -> None:
        """Show a PDF; ``order`` as the preview takes it."""
        self.preview.show_pdf(content, title, file_name, order)

    def print_now(self) -> None:
        """Print on the usual printer without asking; a printer that is gone is told here."""
        try:
            self.preview.print_now()
        except Fault as error:
            self._mistake.setText(self.desk.notices.explain(error))
            self._mistake.show()


def issue_paper(
    desk: Desk,
    owner: QWidget,
    *commands: IssueForm,
    then: Callable[[Outcome], object] | None = None,
    failed: Callable[[Exception], object] | None = None,
    beside: Beside | None = None,
) -> None:
    """Record the papers as issued, then show them as one print job."""

    def done(outcome: Outcome) -> None:
        issued = [event for event in outcome.events if isinstance(event, FormIssued)]
        show_job(desk, issued, owner)
        if then is not None:
            then(outcome)

    desk.record(*commands, owner=owner, then=done, failed=failed, beside=beside)


def show_job(desk: Desk, issued: Sequence[FormIssued], parent: QWidget) -> PaperDialog | None:
    """Papers that were issued together, each in its copies; one alone under its own name."""
    if not issued:
        return None
    if len(issued) == 1:
        return reprint(desk, issued[0].number, issued[0].kind, parent)
    title = translate("dialogs", "{count} {count:paper|papers}").format(count=len(issued))
    dialog = PaperDialog(desk, title, parent)
    folder = desk.core.folder.printed

    def read() -> PrintJob:
        return job_of([_paper(folder, one.number, one.kind) for one in issued])

    def show(job: PrintJob) -> None:
        numbers = translate("dialogs", ", ").join(one.number for one in issued)
        dialog.show_file(job.content, numbers, f"{issued[0].number}.pdf", job.order)

    desk.tasks.read(read, show, owner=dialog)
    dialog.open()
    return dialog


def _paper(folder: Path, number: str, kind: FormKind) -> tuple[bytes, int]:
    return read_file(folder / printed_name(number, kind))[1], paper_rule(kind).copies


def reprint(desk: Desk, number: str, kind: FormKind, parent: QWidget | None = None) -> PaperDialog:
    """Show a paper that was issued, from the file made then."""
    name = word("form_kind", kind.value)
    dialog = PaperDialog(desk, f"{name} {number}", parent)
    folder = desk.core.folder.printed

    def show(job: PrintJob) -> None:
        dialog.show_file(job.content, f"{name}  {number}", printed_name(number, kind), job.order)

    desk.tasks.read(lambda: job_of([_paper(folder, number, kind)]), show, owner=dialog)
    dialog.open()
    return dialog


def read_file(path: Path) -> tuple[str, bytes]:
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        raise Fault("file.not_read", path=path.name, reason=error.strerror or "") from error
