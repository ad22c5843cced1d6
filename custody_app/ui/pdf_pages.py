"""PDF bytes to pictures of pages, one at a time, off the window's thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

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
    """One PDF; it is open only while its pages are counted or one is rendered, which costs 5 ms.

    So whoever shows it need not close it, and the garbage collector closes nothing out of turn.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        with _opened(content) as document:
            self.total: int = len(document)
            self.width: float = document.get_page_size(0)[0] if self.total else 0.0
            """Of the first page, in points."""

    def render(self, number: int, scale: float) -> PagePicture:
        """A page (from 0) as a picture; ``scale`` 1 is 72 dots an inch.

        Raises:
            Fault: ``document.unreadable``.
        """
        with _opened(self._content) as document:
            page = document[number]
            width, height = page.get_size()
            limit = (DOTS_MAX / max(width * height, 1.0)) ** 0.5
            exact = min(scale, limit) * NOT_ONE_MORE
            bitmap = page.render(scale=exact, rev_byteorder=True)
            image = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride,
                _format(bitmap.n_channels),
            ).copy()  # fmt: skip
            bitmap.close()
        return PagePicture(number, self.total, image)


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    """The document within one turn; its pages are closed with it."""
    with pdfium_turn():
        try:
            document = pdfium().PdfDocument(content)
            try:
                yield document
            finally:
                document.close()
        except pdfium().PdfiumError as error:
            raise Fault("document.unreadable") from error


def _format(channels: int) -> QImage.Format:
    formats = {
        1: QImage.Format.Format_Grayscale8,
        3: QImage.Format.Format_RGB888,
        4: QImage.Format.Format_RGBX8888,
    }
    return formats[channels]
