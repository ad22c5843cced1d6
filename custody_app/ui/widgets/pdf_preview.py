"""Shows a PDF page by page, prints it, saves it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import translate
from custody_app.ui.pdf_pages import PagePicture, PdfPages
from custody_app.ui.printing_door import PaperShape, print_at_once, print_pdf
from custody_app.ui.tasks import Tasks
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button, IconButton, Kind
from custody_app.ui.widgets.labels import ElidedLabel, Label
from custody_app.ui.widgets.layouts import row

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
FIT_LEAST, FIT_MOST = 0.5, 1.5
"""A page is first shown as wide as there is room, within these."""
EDGE = 24
PIXELS_A_POINT = 96 / 72


class PdfPreview(QFrame):
    """A card with a toolbar and one page; rendering runs off the window's thread."""

    printed = Signal()
    saved = Signal(str)
    opened = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.shape = PaperShape()
        self._tasks = tasks
        self._pages: PdfPages | None = None
        self._content = b""
        self._name = ""
        self._order: tuple[int, ...] = ()
        self._at = 0
        self._zoom = 1.0
        self._title = ElidedLabel("", "section")
        self._where = Label("", "muted")
        self._paper = QLabel()
        self._paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._paper)
        self._area.setProperty("role", "desk_top")
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.medium, SPACE.small, SPACE.medium, SPACE.medium)
        layout.addLayout(self._toolbar())
        layout.addWidget(self._area, 1)
        self.clear()

    def _toolbar(self) -> QVBoxLayout:
        self._before = IconButton(
            "chevron-left", translate("widgets", "Page before"), lambda: self._turn(-1)
        )
        self._after = IconButton(
            "chevron-right", translate("widgets", "Next page"), lambda: self._turn(1)
        )
        self._out = IconButton(
            "zoom-out", translate("widgets", "Smaller"), lambda: self._resize(-1)
        )
        self._in = IconButton("zoom-in", translate("widgets", "Larger"), lambda: self._resize(1))
        self.save_button = Button(
            translate("widgets", "Save as"),
            Kind.SECONDARY,
            "download",
            self._save,
            name="save_pdf_button",
        )
        self.print_button = Button(
            translate("widgets", "Print"),
            Kind.PRIMARY,
            "printer",
            self._print,
            name="print_pdf_button",
        )
        tools = QVBoxLayout()
        tools.setSpacing(SPACE.small)
        tools.addLayout(row(self._title, self.save_button, self.print_button))
        tools.addLayout(row(self._before, self._where, self._after, None, self._out, self._in))
        return tools

    def show_pdf(
        self, content: bytes, title: str, file_name: str = "", order: Sequence[int] = ()
    ) -> None:
        """Show a document from its first page; ``order`` says which pages are printed how often."""
        self._order = tuple(order)
        self._content = content
        self._name = file_name or f"{title}.pdf"
        self._title.setText(title)
        self._at = 0
        self._pages = None
        self._tasks.read(lambda: PdfPages(content), self._on_opened, owner=self, question="open")

    def clear(self) -> None:
        """Show nothing."""
        self._content = b""
        self._pages = None
        self._title.setText("")
        self._paper.setPixmap(QPixmap())
        self._paper.setText(translate("widgets", "Nothing to show yet."))
        self._mark()

    @property
    def page_count(self) -> int:
        """Pages of the document shown; 0 before it is open."""
        return self._pages.total if self._pages is not None else 0

    def _on_opened(self, pages: PdfPages) -> None:
        self._pages = pages
        self._zoom = self._fitting(pages.width)
        self._render()
        self.opened.emit()

    def _fitting(self, points: float) -> float:
        room = self._area.viewport().width() - EDGE
        wanted = room / (points * PIXELS_A_POINT) if points else 1.0
        return min(max(wanted, FIT_LEAST), FIT_MOST)

    def _render(self) -> None:
        pages, number = self._pages, self._at
        if pages is None:
            return
        scale = self._zoom * self.devicePixelRatioF() * PIXELS_A_POINT
        self._tasks.read(
            lambda: pages.render(number, scale), self._on_rendered, owner=self, question="page"
        )
        self._mark()

    def _on_rendered(self, picture: PagePicture) -> None:
        pixmap = QPixmap.fromImage(picture.image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self._paper.setText("")
        self._paper.setPixmap(pixmap)

    def _mark(self) -> None:
        total = self.page_count
        text = translate("widgets", "Page {number} of {total}").format(
            number=self._at + 1, total=total
        )
        self._where.setText(text if total else "")
        self._before.setEnabled(self._at > 0)
        self._after.setEnabled(self._at + 1 < total)
        self._out.setEnabled(total > 0 and self._zoom > ZOOMS[0])
        self._in.setEnabled(total > 0 and self._zoom < ZOOMS[-1])
        for button in (self.save_button, self.print_button):
            button.setEnabled(bool(self._content))

    def _turn(self, by: int) -> None:
        self._at = min(max(self._at + by, 0), max(self.page_count - 1, 0))
        self._render()

    def _resize(self, by: int) -> None:
        if by > 0:
            self._zoom = next((zoom for zoom in ZOOMS if zoom > self._zoom), ZOOMS[-1])
        else:
            self._zoom = next((zoom for zoom in reversed(ZOOMS) if zoom < self._zoom), ZOOMS[0])
        self._render()

    def _save(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, translate("widgets", "Save as"), self._name, "PDF (*.pdf)"
        )
        if name:
            content = self._content
            self._tasks.write(lambda: save_pdf(Path(name), content), self.saved.emit, owner=self)

    def _print(self) -> None:
        pages = self._pages
        if pages is not None and print_pdf(self, pages, self._name, self._order, self.shape):
            self.printed.emit()

    def print_now(self) -> None:
        """Print on the usual printer without asking.

        Raises:
            Fault: ``printer.none``, ``printer.not_ready``.
        """
        if self._pages is not None:
            print_at_once(self._pages, self._name, self._order)
            self.printed.emit()


def save_pdf(path: Path, content: bytes) -> str:
    """Write a document where the person wants it.

    Raises:
        Fault: ``file.not_written``.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Fault("file.not_written", path=str(path), reason=error.strerror or "") from error
    return str(path)
