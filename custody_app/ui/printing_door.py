"""The one door to QtPrintSupport, which is loaded at the first print."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QWidget

from custody_app.runtime.faults import Fault
from custody_app.ui.pdf_pages import PdfPages

DPI = 300


def print_pdf(parent: QWidget, pages: PdfPages, name: str) -> bool:
    """Ask for a printer and print every page; tells whether it was sent.

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
    last = printer.toPage() or pages.total
    painter = QPainter()
    if not painter.begin(printer):
        raise Fault("printer.not_ready", printer=printer.printerName())
    try:
        for number in range(first, min(last, pages.total)):
            if number > first:
                printer.newPage()
            image = pages.render(number, DPI / 72).image
            paper = printer.pageRect(QPrinter.Unit.DevicePixel)
            size = image.size().scaled(
                int(paper.width()), int(paper.height()), Qt.AspectRatioMode.KeepAspectRatio
            )
            painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
    finally:
        painter.end()
    return True


def printer_names() -> list[str]:
    """Names of the printers this machine knows."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return [str(name) for name in QPrinterInfo.availablePrinterNames()]
