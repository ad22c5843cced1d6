"""The door to zxing-cpp's writer: qrcode tries all masks in Python and takes 3 ms a code."""

from __future__ import annotations

from typing import Any

LEVEL = "Q"
_INK = bytes([ord("1"), *[ord("0")] * 255])
"""Byte of a pixel, 0 for black, to the letter of a module."""


def qr_rows(digits: str) -> list[str]:
    """The modules of a QR of version 1, row by row, ``1`` for dark, without quiet zone."""
    import zxingcpp

    code = zxingcpp.create_barcode(digits, zxingcpp.BarcodeFormat.QRCode, ec_level=LEVEL)
    image: Any = code.to_image(scale=1, add_quiet_zones=False)
    pixels = memoryview(image)
    high, wide = pixels.shape or (0, 0)
    letters = pixels.tobytes().translate(_INK).decode("ascii")
    return [letters[at : at + wide] for at in range(0, high * wide, wide)]
