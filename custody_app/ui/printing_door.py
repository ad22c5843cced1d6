"""The one door to QtPrintSupport, which is loaded at the first print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from custody_app.domain.values import dataclass
from custody_app.runtime.faults import Fault
from custody_app.ui.pdf_pages import PdfPages

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DPI = 300
POINTS_PER_INCH = 72
NEARLY = 0.01
"""Part by which a page may differ from the paper and is still painted dot by dot."""


@dataclass(frozen=True, slots=True)
class PaperShape:
    """How finely a document is printed, and on which paper if not the printer's own."""

    dpi: int = DPI
    size_mm: tuple[float, float] | None = None


def print_pdf(
    parent: QWidget,
    pages: PdfPages,
    name: str,
    order: Sequence[int] = (),
    shape: PaperShape = PaperShape(),
) -> bool:
    """Ask for a printer and print the pages picked there; tells whether they were sent.

    ``order`` names the pages of a job, some of them more than once; empty for each page once.

    Raises:
        Fault: ``printer.not_ready``.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_shape(printer, shape)
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


def set_shape(printer: QPrinter, shape: PaperShape) -> None:
    """Resolution, paper, no margins."""
    printer.setResolution(shape.dpi)
    if shape.size_mm is not None:
        size = QSizeF(*shape.size_mm)
        printer.setPageSize(QPageSize(size, QPageSize.Unit.Millimeter))
        printer.setPageMargins(QMarginsF())
    printer.setFullPage(True)


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
    set_shape(printer, PaperShape())
    printer.setDocName(name)
    paint_pages(printer, pages, order or range(pages.total))


def paint_pages(printer: QPrinter, pages: PdfPages, numbers: Sequence[int]) -> None:
    """Paint pages (from 0) at the printer's resolution.

    A page of the paper's size is painted dot by dot, so that the modules of codes keep their
    width; any other as large as the paper allows.

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
            image = pages.render(number, printer.resolution() / POINTS_PER_INCH).image
            paper = painter.viewport()
            if _is_nearly(image.width(), paper.width()) and _is_nearly(
                image.height(), paper.height()
            ):
                painter.drawImage(0, 0, image)
                continue
            size = image.size().scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
    finally:
        painter.end()


def _is_nearly(length: int, wanted: int) -> bool:
    return abs(length - wanted) <= wanted * NEARLY


def printer_names() -> list[str]:
    """Names of the printers this machine knows."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return [str(name) for name in QPrinterInfo.availablePrinterNames()]
