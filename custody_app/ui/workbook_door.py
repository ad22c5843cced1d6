"""The only door to xlsxwriter: a whole list as a workbook, row after row and never in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from custody_app.runtime.faults import Fault

ROWS_MAX = 1_048_575
"""Of one sheet below its titles; further rows go on the next sheet."""
CELL_MAX = 32_767
WIDTH = 20
"""Of a column, in characters."""


def write_xlsx(
    path: Path, titles: Sequence[str], rows: Iterator[list[str]], rows_max: int = ROWS_MAX
) -> None:
    """Every cell is text: nothing is computed, no code loses its zeros, no number its digits.

    Raises:
        Fault: ``file.not_written``.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import XlsxWriterException

    try:
        with path.open("wb") as target:
            book = Workbook(target, {"constant_memory": True})
            bold = book.add_format({"bold": True})
            try:
                sheet, line = _new_sheet(book, titles, bold), 0
                for row in rows:
                    if line == rows_max:
                        sheet, line = _new_sheet(book, titles, bold), 0
                    line += 1
                    for column, text in enumerate(row):
                        sheet.write_string(line, column, text[:CELL_MAX])
            finally:
                book.close()
    except (OSError, XlsxWriterException) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Fault("file.not_written", path=str(path), reason=reason) from error


def _new_sheet(book: Any, titles: Sequence[str], bold: Any) -> Any:
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(titles) - 1, 0), WIDTH)
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, bold)
    return sheet
