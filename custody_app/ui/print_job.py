"""One print job of several papers: each in its copies, one after another."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from custody_app.domain.values import dataclass
from custody_app.runtime.faults import Fault
from custody_app.runtime.pdfium_turn import pdfium_turn
from custody_app.ui.pdfium_door import pdfium


@dataclass(frozen=True, slots=True)
class PrintJob:
    """All papers as one document, each once, and the order in which its pages are printed."""

    content: bytes
    order: tuple[int, ...]


def job_of(papers: Sequence[tuple[bytes, int]]) -> PrintJob:
    """Join papers; ``(PDF, copies)`` each. One alone keeps its bytes: what is saved is it.

    Raises:
        Fault: ``document.unreadable``.
    """
    order: list[int] = []
    kept = BytesIO()
    with pdfium_turn():
        joined = pdfium().PdfDocument.new()
        try:
            for content, copies in papers:
                paper = pdfium().PdfDocument(content)
                try:
                    first, count = len(joined), len(paper)
                    joined.import_pages(paper)
                finally:
                    paper.close()
                order += list(range(first, first + count)) * copies
            joined.save(kept)
        except pdfium().PdfiumError as error:
            raise Fault("document.unreadable") from error
        finally:
            joined.close()
    single = papers[0][0] if len(papers) == 1 else b""
    return PrintJob(single or kept.getvalue(), tuple(order))
