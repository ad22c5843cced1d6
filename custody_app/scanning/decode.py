"""Codes out of an image or a PDF: zxing-cpp first, zbar as a second opinion; libraries loaded when needed."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from custody_app.runtime.faults import Fault

if TYPE_CHECKING:
    from PIL.Image import Image

PIXELS_MAX = 50_000_000
PDF_PAGES_MAX = 60
PDF_DPI = 250
IMAGE_FORMATS = ("JPEG", "PNG", "WEBP")
_PDF_MARK = b"%PDF-"
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, struct.error)
"""What Pillow raises on broken files, besides its own errors, which are OSErrors."""


def decode_image(source: Path | Image) -> list[str]:
    """Texts of all Code 128 and QR codes in a picture or in the pages of a PDF, each once.

    Raises:
        Fault: ``image.unreadable``, ``image.unknown_format``, ``image.too_large``, ``image.too_many_pages``.
    """
    found: dict[str, None] = {}
    for image in _images(source):
        texts = _by_zxing(image) or _by_zbar(image)
        found.update(dict.fromkeys(texts))
    return list(found)


def _images(source: Path | Image) -> Iterator[Image]:
    if not isinstance(source, Path):
        _refuse_large(source.size, "image")
        yield source.convert("L")
        return
    try:
        with source.open("rb") as file:
            start = file.read(len(_PDF_MARK))
    except OSError as error:
        raise Fault("image.unreadable", name=source.name) from error
    if start == _PDF_MARK:
        yield from _pdf_pages(source)
    else:
        yield _picture(source)


def _picture(path: Path) -> Image:
    from PIL import Image as images
    from PIL import UnidentifiedImageError

    try:
        with images.open(path, formats=IMAGE_FORMATS) as opened:
            _refuse_large(opened.size, path.name)
            return opened.convert("L")
    except UnidentifiedImageError as error:
        raise Fault("image.unknown_format", name=path.name) from error
    except images.DecompressionBombError as error:
        raise Fault("image.too_large", name=path.name, limit=PIXELS_MAX // 1_000_000) from error
    except _BROKEN as error:
        raise Fault("image.unreadable", name=path.name) from error


def _refuse_large(size: tuple[int, int], name: str) -> None:
    if size[0] * size[1] > PIXELS_MAX:
        raise Fault("image.too_large", name=name, limit=PIXELS_MAX // 1_000_000)


def _pdf_pages(path: Path) -> Iterator[Image]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise Fault("image.unreadable", name=path.name) from error
    try:
        if len(document) > PDF_PAGES_MAX:
            raise Fault("image.too_many_pages", name=path.name, limit=PDF_PAGES_MAX)
        for number in range(len(document)):
            page = document[number]
            width, height = page.get_size()
            most = (PIXELS_MAX / max(width * height, 1.0)) ** 0.5
            bitmap = page.render(scale=min(PDF_DPI / 72, most), grayscale=True)
            yield bitmap.to_pil()
    except pypdfium2.PdfiumError as error:
        raise Fault("image.unreadable", name=path.name) from error
    finally:
        document.close()


def _by_zxing(image: Image) -> list[str]:
    import zxingcpp

    formats = (zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.Code128)
    return [code.text for code in zxingcpp.read_barcodes(image, formats=formats) if code.valid]


def _by_zbar(image: Image) -> list[str]:
    """The second opinion; nothing on a machine that lacks the system library libzbar."""
    try:
        from pyzbar import pyzbar
    except ImportError:
        return []
    symbols = [pyzbar.ZBarSymbol.QRCODE, pyzbar.ZBarSymbol.CODE128]
    return [
        code.data.decode("utf-8", errors="replace") for code in pyzbar.decode(image, symbols=symbols)
    ]
