"""render(): a filled form to PDF bytes; equal input gives equal bytes."""

from __future__ import annotations

import functools
import threading
from collections.abc import Sequence
from typing import Any

from custody_app.documents import pdf_door
from custody_app.documents.drawing import Page
from custody_app.documents.fonts import shipped_fonts
from custody_app.documents.forms import BY_DOCUMENT
from custody_app.documents.page import PageFrame
from custody_app.documents.papers import paper_rule
from custody_app.documents.wording import Wording
from custody_app.runtime.i18n import DEFAULT_LANGUAGE


@functools.cache
def one_at_a_time() -> threading.Lock:
    """Held while drawing: reportlab keeps its fonts in tables of the process."""
    return threading.Lock()


def render(document: Any, lang: str = DEFAULT_LANGUAGE) -> bytes:
    """One form as PDF.

    Args:
        document: an input dataclass of ``documents.forms``.
        lang: ``zh_CN`` or ``en``; independent of the screen's language.

    Raises:
        Fault: ``documents.no_glyph`` when a character has no glyph; nothing is drawn then.
        RuleBroken: ``tag.*`` when a code is not one of ours.
    """
    return render_all((document,), lang)


def render_all(documents: Sequence[Any], lang: str = DEFAULT_LANGUAGE) -> bytes:
    """Several forms in one PDF, each with its own page numbers."""
    say = Wording(lang)
    specs = [BY_DOCUMENT[type(document)] for document in documents]
    sheets = [spec.build(document, say) for spec, document in zip(specs, documents, strict=True)]
    with one_at_a_time():
        fonts = shipped_fonts()
        pages: list[Page] = []
        for spec, sheet in zip(specs, sheets, strict=True):
            pages += PageFrame(sheet, fonts, say, paper_rule(spec.kind).copies).pages()
        first = sheets[0]
        return pdf_door.write_pdf(
            pages,
            fonts,
            title=f"{first.title} {first.head.number}".strip(),
            author=first.head.agency,
            language=lang,
        )


def refuse_unprintable(text: str) -> None:
    """Check a text before a form that carries it is recorded as issued.

    Raises:
        Fault: ``documents.no_glyph`` with the code point.
    """
    with one_at_a_time():
        shipped_fonts().refuse_unprintable(text)
