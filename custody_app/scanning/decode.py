"""Codes out of a picture or a PDF: zxing-cpp first, zbar as a second opinion."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from custody_app.runtime.faults import Fault
from custody_app.scanning import image_door

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_PDF_MARK = b"%PDF-"


def decode_image(source: Path | Picture) -> list[str]:
    """Texts of all Code 128 and QR codes in a picture or in the pages of a PDF, each once.

    Raises:
        Fault: ``image.unreadable``, ``image.unknown_format``, ``image.too_large``,
            ``image.too_many_pages``.
    """
    found: dict[str, None] = {}
    for picture in _pictures(source):
        texts = image_door.by_zxing(picture) or image_door.by_zbar(picture)
        found.update(dict.fromkeys(texts))
    return list(found)


def _pictures(source: Path | Picture) -> Iterator[Picture]:
    if not isinstance(source, Path):
        image_door.refuse_large(source.size, "")
        yield source.convert("L")
        return
    try:
        with source.open("rb") as file:
            start = file.read(len(_PDF_MARK))
    except OSError as error:
        raise Fault("image.unreadable", name=source.name) from error
    if start == _PDF_MARK:
        yield from image_door.pdf_pages(source)
    else:
        yield image_door.open_picture(source)
