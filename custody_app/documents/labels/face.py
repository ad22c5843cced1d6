"""LabelFace: what any label shows, drawn with QR beside the name and Code 128 below."""

from __future__ import annotations

from dataclasses import dataclass

from custody_app.documents import barcodes
from custody_app.documents.drawing import Op, Text, mm
from custody_app.documents.fonts import FontChain
from custody_app.documents.labels.stock import Stock
from custody_app.documents.wrapping import fitting_size, one_line, wrap
from custody_app.domain import tag

LARGEST, SMALLEST, SMALL = 12.0, 6.0, 6.5
LEADING = 1.22
DIGITS_SIZE = 8.0
DEMO = "演示 DEMO"


@dataclass(frozen=True, slots=True)
class LabelFace:
    """Texts of one label; the code alone identifies, no person stands in it.

    Attributes:
        caption: what kind of label this is, small.
        title: what people look for, as large as it fits; shortened with … when it cannot.
        details: small lines below the title.
    """

    code18: str
    caption: str
    title: str
    details: tuple[str, ...] = ()
    demo: bool = False


def draw_face(face: LabelFace, x: float, y: float, stock: Stock, fonts: FontChain) -> list[Op]:
    """One label with its upper left corner at (x, y)."""
    left, top = x + stock.margin, y + stock.margin
    width = stock.label[0] - 2 * stock.margin
    bottom = y + stock.label[1] - stock.margin
    qr, bars = barcodes.qr(face.code18), barcodes.bars(face.code18)
    side = barcodes.qr_side(qr, stock.qr)
    quiet = barcodes.QR_QUIET * stock.qr.module
    bars_width = barcodes.bars_width(bars, stock.bars)
    digits = tag.grouped(face.code18)
    digits_size = fitting_size(digits, width, DIGITS_SIZE, 5.0, fonts, True)
    digits_top = bottom - digits_size * 1.1
    bars_top = digits_top - stock.bars_height - mm(0.4)
    # The stock's margin counts as quiet zone, so that a small label keeps room for its text.
    inset = max(quiet, stock.margin) - quiet
    ops: list[Op] = [*barcodes.draw_qr(qr, x + inset, y + inset, stock.qr)]
    bars_x = x + (stock.label[0] - bars_width) / 2
    ops += barcodes.draw_bars(bars, bars_x, bars_top, stock.bars_height, stock.bars)
    digits_x = x + (stock.label[0] - fonts.width(digits, digits_size, True)) / 2
    ops.append(Text(digits_x, bottom - digits_size * 0.2, digits, digits_size, True))
    text_left = x + inset + side
    room = (text_left, top, left + width - text_left, bars_top - top - mm(0.6))
    ops += _texts(face, room, fonts)
    return ops


def _texts(face: LabelFace, room: tuple[float, float, float, float], fonts: FontChain) -> list[Op]:
    left, top, width, height = room
    caption = f"{DEMO} {face.caption}" if face.demo else face.caption
    ops: list[Op] = []
    y = top
    for line in wrap(one_line(caption), width, SMALL, fonts, face.demo):
        ops.append(Text(left, y + SMALL, line, SMALL, face.demo))
        y += SMALL * LEADING
    details = [
        line for text in face.details if text for line in wrap(one_line(text), width, SMALL, fonts)
    ]
    whole = height - (y - top)
    title_room = max(whole - len(details) * SMALL * LEADING, whole / 2)
    for line, size in _title(face.title, width, title_room, fonts):
        ops.append(Text(left, y + size, line, size, True))
        y += size * LEADING
    fitting = int((top + height - y) / (SMALL * LEADING))
    if len(details) > fitting:
        details = [
            *details[: max(fitting - 1, 0)],
            *[
                _shortened(line, width, SMALL, fonts)
                for line in details[max(fitting - 1, 0) : fitting]
            ],
        ]
    for line in details:
        ops.append(Text(left, y + SMALL, line, SMALL))
        y += SMALL * LEADING
    return ops


def _title(text: str, width: float, room: float, fonts: FontChain) -> list[tuple[str, float]]:
    size = LARGEST
    lines = wrap(one_line(text), width, size, fonts, True)
    while len(lines) * size * LEADING > room and size > SMALLEST:
        size -= 0.5
        lines = wrap(one_line(text), width, size, fonts, True)
    fitting = max(1, int(room / (size * LEADING)))
    if len(lines) > fitting:
        lines = [*lines[: fitting - 1], _shortened(lines[fitting - 1], width, size, fonts)]
    return [(line, size) for line in lines]


def _shortened(line: str, width: float, size: float, fonts: FontChain) -> str:
    while line and fonts.width(line + "…", size, True) > width:
        line = line[:-1]
    return line + "…"
