"""The only door to python-barcode and qrcode: a text to the modules of its code."""

from __future__ import annotations

CHECK_BASE = 103
"""Of the check symbol of Code 128 (ISO/IEC 15417)."""


def code128_line(text: str) -> str:
    """The modules of a Code 128, 1 for dark."""
    from barcode.codex import Code128

    line: str = Code128(text).build()[0]
    return line


def code128_of_digits(digits: str) -> str:
    """An even number of digits in character set C, by the same tables and ten times as fast."""
    from barcode.charsets import code128

    pairs = [int(digits[at : at + 2]) for at in range(0, len(digits), 2)]
    start: int = code128.START_CODES["C"]
    check = (start + sum(place * pair for place, pair in enumerate(pairs, 1))) % CHECK_BASE
    modules: list[str] = [code128.CODES[one] for one in (start, *pairs, check)]
    modules += code128.STOP, "11"
    return "".join(modules)


def qr_lines(text: str, *, is_level_q: bool) -> list[str]:
    """The modules of a QR code without its margin, 1 for dark; level Q, else M."""
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q

    level = ERROR_CORRECT_Q if is_level_q else ERROR_CORRECT_M
    code = QRCode(error_correction=level, border=0, mask_pattern=None)
    code.add_data(text)
    code.make(fit=True)
    return ["".join("1" if dark else "0" for dark in row) for row in code.get_matrix()]
