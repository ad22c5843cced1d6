"""label_pictures(): the faces of labels as one-bit pictures in the dots of a printer."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import Any

from custody_app.documents.fonts import shipped_fonts
from custody_app.documents.labels.face import draw_face
from custody_app.documents.labels.label_sheet import FACES
from custody_app.documents.labels.picture import Picture
from custody_app.documents.labels.stock import Stock
from custody_app.documents.raster_door import Painter
from custody_app.documents.render import one_at_a_time
from custody_app.documents.wording import Wording
from custody_app.runtime.i18n import DEFAULT_LANGUAGE


def label_pictures(
    labels: Sequence[Any], stock: Stock, lang: str = DEFAULT_LANGUAGE
) -> Iterator[Picture]:
    """One picture a label, made as it is asked for, from the same drawing as the PDF.

    Args:
        labels: label dataclasses, kinds mixed as wanted.
        stock: read for the printer's resolution.
        lang: language of the printed words.

    Raises:
        Fault: ``documents.no_glyph``.
        RuleBroken: ``tag.*``.
    """
    say = Wording(lang)
    wide, high = stock.dots
    for label in labels:
        shown = FACES[type(label)](label, say)
        with one_at_a_time():
            ops = draw_face(shown, 0.0, 0.0, stock, shipped_fonts())
            bits = _painter(stock.dpi).paint(ops, wide, high)
        yield Picture(wide, high, stock.dpi, bits)


@functools.cache
def _painter(dpi: int) -> Painter:
    """One for each resolution, so that glyphs are made once."""
    return Painter(dpi, shipped_fonts())
