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


def print_pdf(parent: QWidget, pages: PdfPages, name: str) -> bool:
    """Ask for a printer and print the pages picked there; tells whether they were sent.

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
    paint_pages(printer, pages, range(first, last))
    return True


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
