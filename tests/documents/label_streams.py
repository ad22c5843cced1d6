"""Reads TSPL and ZPL as a printer does, without any code of the program: dots, then codes."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from dataclasses import dataclass

import zxingcpp
from PIL import Image

TWENTY, ONE = "ghijklmnopqrstuvwxyz", "GHIJKLMNOPQRSTUVWXY"


@dataclass(frozen=True)
class Printed:
    """What a printer would burn: bytes a row, rows packed with 1 for black, commands before."""

    row_bytes: int
    rows: list[bytes]
    commands: str

    def picture(self) -> Image.Image:
        """In gray, black on white."""
        size = (self.row_bytes * 8, len(self.rows))
        return Image.frombytes("1", size, b"".join(self.rows)).convert("L").point(lambda v: 255 - v)

    def codes(self) -> set[tuple[str, str]]:
        """(symbology, text) that a reader finds on the label."""
        return read_codes(self.picture())


def read_codes(picture: Image.Image) -> set[tuple[str, str]]:
    """(symbology, text) of QR and Code 128, the two that stand on labels; five times as fast."""
    wanted = zxingcpp.BarcodeFormats(
        [zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.Code128]
    )
    found = zxingcpp.read_barcodes(picture, formats=wanted, try_rotate=False, try_invert=False)
    return {(code.format.name, code.text) for code in found}


def burn_tspl(sent: bytes) -> list[Printed]:
    """The labels of a TSPL stream."""
    labels = []
    at = 0
    bitmap = re.compile(rb"BITMAP (\d+),(\d+),(\d+),(\d+),(\d+),")
    while found := bitmap.search(sent, at):
        x, y, wide, high, mode = (int(number) for number in found.groups())
        assert (x, y, mode) == (0, 0, 0)
        data = sent[found.end() : found.end() + wide * high]
        assert len(data) == wide * high
        rows = [bytes(255 - b for b in data[n * wide : n * wide + wide]) for n in range(high)]
        labels.append(Printed(wide, rows, sent[at : found.start()].decode("ascii")))
        at = found.end() + wide * high
        assert sent[at:].startswith(b"\r\nPRINT 1,1\r\n")
        at += len(b"\r\nPRINT 1,1\r\n")
    assert at == len(sent)
    return labels


def burn_zpl(sent: bytes) -> list[Printed]:
    """The labels of a ZPL stream, packed or in run lengths."""
    labels = []
    for text in sent.decode("ascii").split("\r\n"):
        if not text:
            continue
        shape = r"(~SD\d\d\^XA.*\^FO0,0)\^GFA,(\d+),(\d+),(\d+),(.*)\^FS\^XZ"
        found = re.fullmatch(shape, text)
        assert found is not None
        total, field, wide = (int(number) for number in found.groups()[1:4])
        data = _unpack(found[5]) if found[5].startswith(":Z64:") else _unroll(found[5], wide)
        assert total == field == len(data)
        rows = [data[at : at + wide] for at in range(0, len(data), wide)]
        labels.append(Printed(wide, rows, found[1]))
    return labels


def _unpack(text: str) -> bytes:
    _, kind, content, crc = text.split(":")
    assert kind == "Z64"
    assert int(crc, 16) == binascii.crc_hqx(content.encode("ascii"), 0)
    return zlib.decompress(base64.b64decode(content))


def _unroll(text: str, wide: int) -> bytes:
    rows: list[str] = []
    row, count = "", 0
    for letter in text:
        if letter in TWENTY:
            count += 20 * (TWENTY.index(letter) + 1)
        elif letter in ONE:
            count += ONE.index(letter) + 1
        elif letter in ",!":
            row += ("0" if letter == "," else "F") * (wide * 2 - len(row))
        elif letter == ":":
            assert row == ""
            rows.append(rows[-1])
        else:
            row += letter * max(count, 1)
            count = 0
        assert len(row) <= wide * 2
        if len(row) == wide * 2:
            rows.append(row)
            row = ""
    assert row == ""
    return bytes.fromhex("".join(rows))
