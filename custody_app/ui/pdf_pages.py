"""PDF bytes to pictures of pages, one at a time, off the window's thread."""

from __future__ import annotations

from PySide6.QtGui import QImage

from custody_app.domain.values import dataclass
from custody_app.runtime.faults import Fault
from custody_app.runtime.pdfium_turn import pdfium_turn
from custody_app.ui.pdfium_door import pdfium

DOTS_MAX = 40_000_000
POINTS_PER_INCH = 72
NOT_ONE_MORE = 1 - 1e-6
"""Sizes are rounded up: the last digit of one must not add a dot and stretch the whole page."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One rendered page and how many there are."""

    number: int
    total: int
    image: QImage


class PdfPages:
    """One open PDF; one page is rendered at a time in the whole program."""

    def __init__(self, content: bytes) -> None:
        with pdfium_turn():
            try:
                self._document = pdfium().PdfDocument(content)
            except pdfium().PdfiumError as error:
                raise Fault("document.unreadable") from error
            self.total: int = len(self._document)
        self.width: float = self._document.get_page_size(0)[0] if self.total else 0.0
        """Of the first page, in points."""

    def render(self, number: int, scale: float) -> PagePicture:
        """A page (from 0) as a picture; ``scale`` 1 is 72 dots an inch.

        Raises:
            Fault: ``document.unreadable``.
        """
        with pdfium_turn():
            try:
                page = self._document[number]
                width, height = page.get_size()
                limit = (DOTS_MAX / max(width * height, 1.0)) ** 0.5
                exact = min(scale, limit) * NOT_ONE_MORE
                bitmap = page.render(scale=exact, rev_byteorder=True)
                image = QImage(
                    bytes(bitmap.buffer),
                    bitmap.width,
                    bitmap.height,
                    bitmap.stride,
                    _format(bitmap.n_channels),
                ).copy()
                bitmap.close()
                page.close()
            except pdfium().PdfiumError as error:
                raise Fault("document.unreadable") from error
        return PagePicture(number, self.total, image)


def _format(channels: int) -> QImage.Format:
    formats = {
        1: QImage.Format.Format_Grayscale8,
        3: QImage.Format.Format_RGB888,
        4: QImage.Format.Format_RGBX8888,
    }
    return formats[channels]
