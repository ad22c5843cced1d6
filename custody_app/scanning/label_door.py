"""The door by which labels are read back before they leave: dots and PDF to the codes on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from custody_app.domain.values import dataclass
from custody_app.runtime.pdfium_turn import pdfium_turn

if TYPE_CHECKING:
    import zxingcpp

PDF_DPI = 300
POINTS_PER_INCH = 72

Code = tuple[str, str]
"""Symbology as zxing-cpp names it, and text."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where a label stands in a PDF: page from 0, points from the upper left corner."""

    page: int
    left: float
    top: float
    width: float
    height: float


def codes_in_dots(width: int, height: int, gray: bytes) -> frozenset[Code]:
    """Codes in a picture of one byte a dot, 0 for black."""
    return _codes(memoryview(gray).cast("B", (height, width)))


def codes_in_pdf(pdf: bytes, boxes: Sequence[Box]) -> Iterator[frozenset[Code]]:
    """Codes in each of these boxes, rendered as a printer of 300 dpi would."""
    import pypdfium2

    with pdfium_turn():
        document = pypdfium2.PdfDocument(pdf)
        try:
            found = [_codes(_drawn(document, box)) for box in boxes]
        finally:
            document.close()
    yield from found


def _drawn(document: Any, box: Box) -> Any:
    page = document[box.page]
    width, height = page.get_size()
    crop = (
        max(box.left, 0.0),
        max(height - box.top - box.height, 0.0),
        max(width - box.left - box.width, 0.0),
        max(box.top, 0.0),
    )
    bitmap = page.render(scale=PDF_DPI / POINTS_PER_INCH, crop=crop, grayscale=True)
    picture = bitmap.to_pil().copy()
    bitmap.close()
    page.close()
    return picture


def _codes(picture: Any) -> frozenset[Code]:
    import zxingcpp

    wanted = [zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.Code128]
    found: Sequence[zxingcpp.Barcode] = zxingcpp.read_barcodes(
        picture, formats=zxingcpp.BarcodeFormats(wanted), try_invert=False
    )
    return frozenset((code.format.name, code.text) for code in found if code.valid)
