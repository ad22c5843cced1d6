"""The door to pdfium for taking a PDF apart by its pages; the pages stay as they were scanned."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from custody_app.runtime.faults import Fault
from custody_app.runtime.pdfium_turn import pdfium_turn


def parts_of_pdf(content: bytes, parts: Sequence[Sequence[int]], name: str) -> list[bytes]:
    """A PDF for each group of pages, counted from 0.

    Raises:
        Fault: ``image.unreadable``.
    """
    import pypdfium2

    try:
        with pdfium_turn():
            whole = pypdfium2.PdfDocument(content)
            try:
                return [_part(pypdfium2.PdfDocument.new(), whole, pages) for pages in parts]
            finally:
                whole.close()
    except pypdfium2.PdfiumError as error:
        raise Fault("image.unreadable", name=name) from error


def _part(part: Any, whole: Any, pages: Sequence[int]) -> bytes:
    target = io.BytesIO()
    try:
        part.import_pages(whole, list(pages))
        part.save(target)
    finally:
        part.close()
    return target.getvalue()
