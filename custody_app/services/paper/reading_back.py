"""No label leaves before a sample of its batch was read back, both codes, from what is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from custody_app.documents.labels.picture import Picture
from custody_app.documents.labels.stock import Stock
from custody_app.domain import tag
from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import language
from custody_app.scanning.label_door import Box, Code, codes_in_dots, codes_in_pdf

SAMPLE_EVERY = 50


def read_pictures(
    pictures: Iterable[Picture], codes: Sequence[str], stock: Stock
) -> Iterator[Picture]:
    """The same pictures, each part of a batch after its first and last label was read.

    Raises:
        Fault: ``label.does_not_read``; nothing of that part is given.
    """
    waiting = iter(pictures)
    for start in range(0, len(codes), SAMPLE_EVERY):
        part = list(islice(waiting, SAMPLE_EVERY))
        for at in sorted({0, len(part) - 1}):
            picture = part[at]
            found = codes_in_dots(picture.width, picture.height, picture.gray())
            _refuse_unread(found, codes[start + at], stock)
        yield from part


def refuse_unreadable(pdf: bytes, codes: Sequence[str], stock: Stock, skip: int = 0) -> None:
    """Read the first, the last and every fiftieth label of a PDF.

    Raises:
        Fault: ``label.does_not_read``.
    """
    sample = sorted({*range(0, len(codes), SAMPLE_EVERY), len(codes) - 1})
    boxes = [_box(number + skip % stock.per_page, stock) for number in sample]
    for number, found in zip(sample, codes_in_pdf(pdf, boxes), strict=True):
        _refuse_unread(found, codes[number], stock)


def _box(number: int, stock: Stock) -> Box:
    page, position = divmod(number, stock.per_page)
    left, top = stock.corner(position)
    return Box(page, left, top, *stock.label)


def _refuse_unread(found: frozenset[Code], code: str, stock: Stock) -> None:
    if found != {("Code128", code), ("QRCode", code)}:
        name = stock.words[language()]
        raise Fault("label.does_not_read", code=tag.grouped(code), stock=name, dpi=stock.dpi)
