"""LabelFace: what any label shows, drawn with QR beside the name and Code 128 below."""

from __future__ import annotations

from custody_app.documents import barcodes
from custody_app.documents.drawing import Op, Text, mm
from custody_app.documents.fonts import FontChain
from custody_app.documents.labels.stock import Stock
from custody_app.documents.wrapping import fitting_size, one_line, wrap
from custody_app.domain import tag
from custody_app.domain.values import dataclass

SMALLEST = 6.0
LEADING = 1.22
DIGITS_LEAST = 5.0
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
    """One label with its upper left corner at (x, y), its codes on whole dots of the printer."""
    left, top = x + stock.margin, y + stock.margin
    width = stock.label[0] - 2 * stock.margin
    bottom = y + stock.label[1] - stock.margin
    qr, bars = barcodes.label_qr(face.code18), barcodes.bars(face.code18)
    side = barcodes.qr_side(qr, stock.qr)
    quiet = barcodes.QR_QUIET * stock.qr.module
    bars_width = barcodes.bars_width(bars, stock.bars)
    digits = tag.grouped(face.code18)
    digits_size = fitting_size(digits, width, stock.small_size * 1.2, DIGITS_LEAST, fonts, True)
    digits_top = bottom - digits_size * 1.1
    dot = stock.qr.dot
    bars_height = _on_dots(stock.bars_height, dot)
    bars_top = y + _on_dots(digits_top - bars_height - mm(0.4) - y, dot)
    # The stock's margin counts as quiet zone, so that a small label keeps room for its text.
    inset = _on_dots(max(quiet, stock.margin) - quiet, dot)
    ops: list[Op] = [*barcodes.draw_qr(qr, x + inset, y + inset, stock.qr)]
    bars_x = x + _on_dots((stock.label[0] - bars_width) / 2, dot)
    ops += barcodes.draw_bars(bars, bars_x, bars_top, bars_height, stock.bars)
    digits_x = x + (stock.label[0] - fonts.width(digits, digits_size, True)) / 2
    ops.append(Text(digits_x, bottom - digits_size * 0.2, digits, digits_size, True))
    text_left = x + inset + side
    room = (text_left, top, left + width - text_left, bars_top - top - mm(0.6))
    ops += _texts(face, room, stock, fonts)
    return ops


def _on_dots(length: float, dot: float) -> float:
    return round(length / dot) * dot


def _texts(
    face: LabelFace, room: tuple[float, float, float, float], stock: Stock, fonts: FontChain
) -> list[Op]:
    left, top, width, height = room
    small = stock.small_size
    step = small * LEADING
    caption = f"{DEMO} {face.caption}" if face.demo else face.caption
    ops: list[Op] = []
    y = top
    for line in wrap(one_line(caption), width, small, fonts, face.demo):
        ops.append(Text(left, y + small, line, small, face.demo))
        y += step
    details = [
        line for text in face.details if text for line in wrap(one_line(text), width, small, fonts)
    ]
    whole = height - (y - top)
    title_room = max(whole - len(details) * step, whole / 2)
    for line, size in _title(face.title, width, title_room, stock.title_size, fonts):
        ops.append(Text(left, y + size, line, size, True))
        y += size * LEADING
    fitting = max(int((top + height - y) / step), 0)
    if len(details) > fitting:
        kept = details[:fitting]
        details = [*kept[:-1], *(_shortened(line, width, small, fonts) for line in kept[-1:])]
    for line in details:
        ops.append(Text(left, y + small, line, small))
        y += step
    return ops


def _title(
    text: str, width: float, room: float, size: float, fonts: FontChain
) -> list[tuple[str, float]]:
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
