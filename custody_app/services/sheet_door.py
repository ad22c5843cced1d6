"""The one door to calamine: the first sheet of a workbook as rows of text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO

from custody_app.runtime.faults import Fault

DIGITS_SHOWN = 15
"""A spreadsheet keeps numbers as doubles and shows fifteen digits of them; so are they read."""


def sheet_rows(content: bytes, name: str) -> Iterator[tuple[str, ...]]:
    """Every row of the first sheet, cells as text.

    Raises:
        Fault: ``statement.unreadable``.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
        for row in sheet.iter_rows():
            yield tuple(_text(cell) for cell in row)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise Fault("statement.unreadable", name=name) from error


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else f"{cell:.{DIGITS_SHOWN}g}"
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M:%S}"
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
