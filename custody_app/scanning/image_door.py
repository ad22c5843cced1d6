"""The only door to Pillow's and pdfium's readers for scans; loaded when first needed."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from custody_app.runtime.faults import Fault
from custody_app.runtime.pdfium_turn import pdfium_turn

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

PIXELS_MAX = 50_000_000
PDF_PAGES_MAX = 60
PDF_DPI = 250
PDF_IMAGE_PIXELS_MAX = 150_000_000
"""Of a picture inside a PDF: a black and white scan of an A4 page has 139 million at 1200 dpi."""
PDF_DEPTH = 4
"""How deep pictures are looked for in groups of a page."""
PDF_PAGE_S = 10.0
PDF_BYTES_MAX = 64 * 1024 * 1024
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
    _refuse_more(size, PIXELS_MAX, name)


def _refuse_more(size: tuple[int, int], most: int, name: str) -> None:
    if size[0] * size[1] > most:
        raise _too_large(name, most)


def _too_large(name: str, most: int = PIXELS_MAX) -> Fault:
    return Fault("image.too_large", name=name, limit=most // 1_000_000)


def _too_heavy(name: str) -> Fault:
    return Fault("image.too_heavy", name=name, limit=PDF_BYTES_MAX // 1024 // 1024)


def pdf_pages(path: Path) -> Iterator[Picture]:
    """The pages of a PDF in gray, none larger than the limit.

    Raises:
        Fault: ``image.unreadable``, ``image.too_many_pages``, ``image.too_heavy``,
            ``image.too_large``.
    """
    import pypdfium2

    try:
        if path.stat().st_size > PDF_BYTES_MAX:
            raise _too_heavy(path.name)
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
            yield _pdf_page(document, number, path.name)
    except pypdfium2.PdfiumError as error:
        raise Fault("image.unreadable", name=path.name) from error
    finally:
        with pdfium_turn():
            document.close()


def _pdf_page(document: Any, number: int, name: str) -> Picture:
    """One page, drawn until it is done or its time is up; closed within the turn."""
    from pypdfium2 import raw

    with pdfium_turn():
        page = document[number]
        try:
            for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=PDF_DEPTH):
                _refuse_more(image.get_px_size(), PDF_IMAGE_PIXELS_MAX, name)
            width, height = page.get_size()
            most = (PIXELS_MAX * 0.98 / max(width * height, 1.0)) ** 0.5
            scale = min(PDF_DPI / 72, most)
            size = (max(1, math.ceil(width * scale)), max(1, math.ceil(height * scale)))
            refuse_large(size, name)
            return _drawn(page, size, name)
        finally:
            page.close()


def _drawn(page: Any, size: tuple[int, int], name: str) -> Picture:
    """A page in gray; pdfium asks between its steps whether to go on."""
    import pypdfium2
    from pypdfium2 import raw

    end = perf_counter() + PDF_PAGE_S
    pause = raw.IFSDK_PAUSE(version=1)
    pypdfium2.internal.set_callback(pause, "NeedToPauseNow", lambda _pause: perf_counter() > end)
    bitmap = pypdfium2.PdfBitmap.new_native(*size, raw.FPDFBitmap_Gray)
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, *size, 0xFFFFFFFF)
        flags = raw.FPDF_ANNOT | raw.FPDF_GRAYSCALE
        state = raw.FPDF_RenderPageBitmap_Start(bitmap, page, 0, 0, *size, 0, flags, pause)
        raw.FPDF_RenderPage_Close(page)
        if state != raw.FPDF_RENDER_DONE:
            raise _too_heavy(name)
        picture: Picture = bitmap.to_pil().copy()
        return picture
    finally:
        bitmap.close()
