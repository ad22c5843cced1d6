"""The one door to QtPrintSupport, which is loaded at the first print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QWidget

from custody_app.runtime.faults import Fault
from custody_app.ui.pdf_pages import PdfPages

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DPI = 300
POINTS_PER_INCH = 72


def print_pdf(parent: QWidget, pages: PdfPages, name: str, order: Sequence[int] = ()) -> bool:
    """Ask for a printer and print the pages picked there; tells whether they were sent.

    ``order`` names the pages of a job, some of them more than once; empty for each page once.

    Raises:
        Fault: ``printer.not_ready``.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DPI)
    printer.setFullPage(True)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, max(pages.total, 1))
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    first = max(printer.fromPage(), 1) - 1
    last = min(printer.toPage() or pages.total, pages.total)
    picked = range(first, last)
    paint_pages(printer, pages, [page for page in order if page in picked] or picked)
    return True


def print_at_once(pages: PdfPages, name: str, order: Sequence[int] = ()) -> None:
    """Print on the usual printer of this machine without asking.

    Raises:
        Fault: ``printer.none``, ``printer.not_ready``.
    """
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    usual = QPrinterInfo.defaultPrinter()
    if usual.isNull():
        raise Fault("printer.none")
    printer = QPrinter(usual, QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DPI)
    printer.setFullPage(True)
    printer.setDocName(name)
    paint_pages(printer, pages, order or range(pages.total))


def paint_pages(printer: QPrinter, pages: PdfPages, numbers: Sequence[int]) -> None:
    """Paint pages (from 0) at the printer's resolution, each as large as the paper allows.

    Raises:
        Fault: ``printer.not_ready``.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise Fault("printer.not_ready", printer=printer.printerName())
    try:
        for at, number in enumerate(numbers):
            if at:
                printer.newPage()
            image = pages.render(number, DPI / POINTS_PER_INCH).image
            paper = painter.viewport()
            size = image.size().scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
    finally:
        painter.end()


def printer_names() -> list[str]:
    """Names of the printers this machine knows."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return [str(name) for name in QPrinterInfo.availablePrinterNames()]
