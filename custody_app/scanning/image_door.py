"""The only door to Pillow's and pdfium's readers for scans; loaded when first needed."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from custody_app.runtime.faults import Fault
from custody_app.runtime.pdfium_turn import pdfium_turn

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

PIXELS_MAX = 50_000_000
PDF_PAGES_MAX = 60
PDF_DPI = 250
IMAGE_FORMATS = ("JPEG", "PNG", "WEBP")
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, struct.error)
"""What Pillow raises on broken files, besides its own errors."""


def open_picture(path: Path) -> Picture:
    """A picture of a known format in gray.

    Raises:
        Fault: ``image.unknown_format``, ``image.too_large``, ``image.unreadable``.
    """
    from PIL import Image, UnidentifiedImageError

    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        with Image.open(path, formats=IMAGE_FORMATS) as opened:
            refuse_large(opened.size, path.name)
            opened.draft("L", opened.size)
            return gray(opened)
    except UnidentifiedImageError as error:
        raise Fault("image.unknown_format", name=path.name) from error
    except bombs as error:
        raise _too_large(path.name) from error
    except _BROKEN as error:
        raise Fault("image.unreadable", name=path.name) from error


def gray(picture: Picture) -> Picture:
    """Light and dark alone, unpacked; what is transparent lies on white paper."""
    from PIL import Image, ImageFile

    picture.load()
    if picture.mode == "L":
        return picture.copy() if isinstance(picture, ImageFile.ImageFile) else picture
    if picture.mode.startswith("I;16") or picture.mode in ("I", "F"):
        return _from_deep(picture)
    if picture.has_transparency_data:
        solid = picture.convert("RGBA")
        paper = Image.new("RGBA", solid.size, "white")
        return Image.alpha_composite(paper, solid).convert("L")
    return picture.convert("L")


def _from_deep(picture: Picture) -> Picture:
    """Sixteen bits to eight by their range; Pillow would cut everything above 255 off."""
    wide = picture.convert("I")
    low, high = wide.getextrema()
    span = max(float(high) - float(low), 1.0)  # type: ignore[arg-type]
    return wide.point(lambda level: level * (255 / span) - float(low) * 255 / span).convert("L")  # type: ignore[arg-type]


def refuse_large(size: tuple[int, int], name: str) -> None:
    """Refuse before the pixels are unpacked.

    Raises:
        Fault: ``image.too_large``.
    """
    if size[0] * size[1] > PIXELS_MAX:
        raise _too_large(name)


def _too_large(name: str) -> Fault:
    return Fault("image.too_large", name=name, limit=PIXELS_MAX // 1_000_000)


def pdf_pages(path: Path) -> Iterator[Picture]:
    """The pages of a PDF in gray, none larger than the limit.

    Raises:
        Fault: ``image.unreadable``, ``image.too_many_pages``.
    """
    import pypdfium2

    try:
        with pdfium_turn():
            document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise Fault("image.unreadable", name=path.name) from error
    try:
        with pdfium_turn():
            count = len(document)
        if count > PDF_PAGES_MAX:
            raise Fault("image.too_many_pages", name=path.name, limit=PDF_PAGES_MAX)
        for number in range(count):
            yield _pdf_page(document, number)
    except pypdfium2.PdfiumError as error:
        raise Fault("image.unreadable", name=path.name) from error
    finally:
        with pdfium_turn():
            document.close()


def _pdf_page(document: Any, number: int) -> Picture:
    with pdfium_turn():
        page = document[number]
        width, height = page.get_size()
        most = (PIXELS_MAX / max(width * height, 1.0)) ** 0.5
        picture: Picture = page.render(scale=min(PDF_DPI / 72, most), grayscale=True).to_pil()
        return picture
