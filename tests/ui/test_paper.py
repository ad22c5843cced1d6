"""Showing, saving and printing a PDF; the report of a mistake of the program."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdfium2 import PdfDocument
from pypdfium2.internal import ObjectTracker
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from custody_app.documents.labels.item_label import ItemLabel
from custody_app.documents.labels.label_sheet import label_sheet
from custody_app.documents.labels.raster import label_pictures
from custody_app.documents.labels.stock import read_stock
from custody_app.domain.tag import TagKind
from custody_app.runtime.faults import Fault
from custody_app.ui.crash import CrashHook
from custody_app.ui.pdf_pages import PdfPages
from custody_app.ui.print_job import PrintJob, job_of
from custody_app.ui.printing_door import PaperShape, paint_pages, set_shape
from custody_app.ui.tasks import Tasks
from custody_app.ui.widgets.pdf_preview import PdfPreview, save_pdf
from tests.documents.reading import codes
from tests.documents.samples import code
from tests.ui.conftest import NOW


def pdf(pages: int) -> bytes:
    buffer = QBuffer()
    assert buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    for number in range(pages):
        if number:
            writer.newPage()
        painter.drawText(100, 200, f"page {number + 1}")
    painter.end()
    return bytes(buffer.data().data())


def test_every_page_can_be_drawn(qapp: QApplication) -> None:
    pages = PdfPages(pdf(3))
    assert pages.total == 3
    picture = pages.render(2, 1.0)
    assert (picture.number, picture.total) == (2, 3)
    assert picture.image.width() > 500
    assert picture.image.height() > picture.image.width()


@pytest.mark.parametrize("content", [b"", b"not a pdf", b"%PDF-1.7\n1 0 obj"])
def test_a_broken_pdf_is_a_fault(content: bytes) -> None:
    with pytest.raises(Fault):
        PdfPages(content)


def test_the_preview_turns_pages_and_saves(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    preview = PdfPreview(tasks)
    qtbot.addWidget(preview)
    content = pdf(2)
    preview.show_pdf(content, "入库清单")
    qtbot.waitUntil(lambda: preview.page_count == 2 and tasks.running == 0)
    assert preview.print_button.isEnabled()
    assert Path(save_pdf(tmp_path / "list.pdf", content)).read_bytes() == content
    with pytest.raises(Fault):
        save_pdf(tmp_path / "no" / "list.pdf", content)
    preview.clear()
    assert not preview.print_button.isEnabled()


def test_printing_puts_every_page_on_paper(qapp: QApplication, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    paint_pages(printer, PdfPages(pdf(3)), range(1, 3))
    assert PdfPages((tmp_path / "printed.pdf").read_bytes()).total == 2


def test_one_job_prints_every_paper_in_its_copies(qapp: QApplication, tmp_path: Path) -> None:
    job = job_of([(pdf(2), 2), (pdf(1), 3)])
    assert PdfPages(job.content).total == 3
    assert job.order == (0, 1, 0, 1, 2, 2, 2)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "job.pdf"))
    paint_pages(printer, PdfPages(job.content), job.order)
    assert PdfPages((tmp_path / "job.pdf").read_bytes()).total == 7
    alone = pdf(2)
    assert job_of([(alone, 2)]) == PrintJob(alone, (0, 1, 0, 1))
    with pytest.raises(Fault):
        job_of([(b"no", 1)])


@pytest.mark.parametrize("name", ["thermal_40x30", "thermal_60x40"])
def test_a_label_of_the_paper_s_size_keeps_its_dots(
    qapp: QApplication, tmp_path: Path, name: str
) -> None:
    """What a driver gets is the picture of the label printer, not one drawn smaller or larger."""
    stock = read_stock(name)
    label = ItemLabel(code18=code(TagKind.ITEM), name="手机")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "label.pdf"))
    set_shape(printer, PaperShape(stock.dpi, stock.size_mm))
    paint_pages(printer, PdfPages(label_sheet([label], stock)), [0])
    (given,) = PdfReader(tmp_path / "label.pdf").pages[0].images
    painted = given.image
    assert painted is not None
    (wanted,) = label_pictures([label], stock)
    assert abs(painted.width - wanted.width) <= 1
    box = (0, 0, wanted.width, stock.qr.dots_per_module * 25)
    ink = painted.convert("L").crop(box).point(lambda gray: 0 if gray < 128 else 255)
    right = Image.frombytes("L", (wanted.width, wanted.height), wanted.gray()).crop(box)
    left = stock.qr.dots_per_module * 25
    assert ink.crop((0, 0, left, left)).tobytes() == right.crop((0, 0, left, left)).tobytes()
    both = {("Code128", label.code18), ("QRCode", label.code18)}
    assert codes(painted.convert("L")) == both


def test_without_a_printer_the_sentence_says_so(
    qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "defaultPrinter", lambda: QPrinterInfo())
    preview = PdfPreview(tasks)
    qtbot.addWidget(preview)
    preview.show_pdf(pdf(1), "借调清单")
    qtbot.waitUntil(lambda: preview.page_count == 1 and tasks.running == 0)
    with pytest.raises(Fault) as told:
        preview.print_now()
    assert told.value.code == "printer.none"


def test_a_mistake_of_the_program_is_told_once_with_a_number(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    before = sys.excepthook
    hook = CrashHook(tmp_path / "logs", lambda: NOW)
    try:
        hook.install()
        assert sys.excepthook is hook
        with qtbot.waitSignal(hook.reported) as told:
            hook(ValueError, ValueError("no"), None)
        hook(ValueError, ValueError("no"), None)
    finally:
        sys.excepthook = before
    number = told.args[0]
    assert number.startswith("20261124-090000-")
    assert "ValueError" in (tmp_path / "logs" / f"report-{number}.txt").read_text(encoding="utf-8")

    def dialogs() -> list[QDialog]:
        shown = [one for one in qapp.topLevelWidgets() if isinstance(one, QDialog)]
        return [one for one in shown if one.isVisible() and one.objectName() == "crash_dialog"]

    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    close = dialogs()[0].findChild(QPushButton, "crash_close")
    assert isinstance(close, QPushButton)
    close.click()
    qtbot.waitUntil(lambda: not dialogs())


def open_documents() -> int:
    """Documents that pdfium holds open."""
    tracked = ObjectTracker[PdfDocument]
    return sum(one() is not None for one in tracked)


def test_no_document_stays_open(qtbot: QtBot, tasks: Tasks) -> None:
    """What is left to the garbage collector is closed out of turn, or told at the end."""
    gc.collect()
    before = open_documents()
    preview = PdfPreview(tasks)
    qtbot.addWidget(preview)
    with qtbot.waitSignal(preview.opened):
        preview.show_pdf(pdf(3), "单据")
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert preview.page_count == 3
    assert open_documents() == before
    with pytest.raises(Fault):
        job_of([(pdf(1), 1), (b"%PDF-1.7", 1)])
    assert open_documents() == before
