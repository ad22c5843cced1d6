"""TSPL and ZPL: a label's picture as the bytes that a label printer understands."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from enum import StrEnum

from custody_app.documents.drawing import POINTS_PER_MM
from custody_app.documents.labels.picture import Picture
from custody_app.documents.labels.stock import Stock
from custody_app.domain.values import dataclass

DARKEST = 15
"""Steps of heat as TSPL counts them; ZPL counts twice as many."""


class Dialect(StrEnum):
    """What the printer speaks; ``ZPL_PLAIN`` is for printers that do not unpack zlib."""

    TSPL = "tspl"
    ZPL = "zpl"
    ZPL_PLAIN = "zpl_plain"


@dataclass(frozen=True, slots=True)
class Heat:
    """How dark (0 to 15) and how fast (inches a second) a label is burnt."""

    darkness: int = 8
    speed: int = 4


def stream(picture: Picture, stock: Stock, dialect: Dialect, heat: Heat) -> bytes:
    """One label, complete: what is sent before it does not matter."""
    if dialect is Dialect.TSPL:
        return _tspl(picture, stock, heat)
    return _zpl(picture, heat, packed=dialect is Dialect.ZPL)


def _tspl(picture: Picture, stock: Stock, heat: Heat) -> bytes:
    """In TSPL's BITMAP a dot that is 0 is black."""
    wide, high = stock.size_mm
    head = (
        f"SIZE {wide:g} mm,{high:g} mm\r\n"
        f"GAP {stock.gap / POINTS_PER_MM:.1f} mm,0 mm\r\n"
        "DIRECTION 1\r\nREFERENCE 0,0\r\n"
        f"DENSITY {heat.darkness}\r\nSPEED {heat.speed}\r\nCLS\r\n"
        f"BITMAP 0,0,{picture.row_bytes},{picture.height},0,"
    )
    return head.encode("ascii") + picture.inverted() + b"\r\nPRINT 1,1\r\n"


def _zpl(picture: Picture, heat: Heat, *, packed: bool) -> bytes:
    total = len(picture.bits)
    data = _z64(picture.bits) if packed else _run_lengths(picture)
    head = (
        f"~SD{heat.darkness * 2:02d}^XA^PR{heat.speed}^PW{picture.width}^LL{picture.height}"
        f"^LH0,0^LS0^PQ1^FO0,0^GFA,{total},{total},{picture.row_bytes},"
    )
    return head.encode("ascii") + data + b"^FS^XZ\r\n"


def _z64(content: bytes) -> bytes:
    """zlib, Base64, and the CRC that the printer checks the text with."""
    text = base64.b64encode(zlib.compress(content, PACKING))
    return b":Z64:" + text + b":%04X" % binascii.crc_hqx(text, 0)


PACKING = 1
"""Of zlib: six packs a quarter smaller and takes four times as long."""

_RUN = re.compile(r"([0-9A-F])\1+")
_MOST, _TWENTY = 400, 20


def _run_lengths(picture: Picture) -> bytes:
    """Zebra's run lengths: ``g``–``z`` count twenties, ``G``–``Y`` ones, ``:`` repeats a row."""
    step = picture.row_bytes
    rows = []
    before = b""
    for at in range(0, len(picture.bits), step):
        row = picture.bits[at : at + step]
        rows.append(":" if row == before else _shortened(row.hex().upper()))
        before = row
    return "".join(rows).encode("ascii")


def _shortened(row: str) -> str:
    """A row whose end is all white or all black ends in ``,`` or ``!``."""
    end = {"0": ",", "F": "!"}.get(row[-1], "")
    return _RUN.sub(_run, row.rstrip(row[-1])) + end if end else _RUN.sub(_run, row)


def _run(found: re.Match[str]) -> str:
    count, digit = len(found[0]), found[1]
    text = "z" * (count // _MOST)
    count %= _MOST
    if count >= _TWENTY:
        text += chr(ord("g") + count // _TWENTY - 1)
    if count % _TWENTY:
        text += chr(ord("G") + count % _TWENTY - 1)
    return text + digit
