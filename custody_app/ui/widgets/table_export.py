"""A whole list as a CSV file that no spreadsheet program reads as formulas."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from custody_app.runtime.faults import Fault
from custody_app.ui.tasks import Progress
from custody_app.ui.widgets.columns import LARGEST_PAGE, Ask, Column, Fetched

R = TypeVar("R")
FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")

Exporter = Callable[[Path, Sequence[str], Iterator[list[str]]], None]


def every_row(
    columns: Sequence[Column[R]],
    fetch: Callable[[Ask], Fetched[R]],
    order: tuple[str, bool],
    progress: Progress | None = None,
) -> Iterator[list[str]]:
    """The texts of all rows, page after page; runs off the window's thread."""
    after: object | None = None
    done = 0
    while True:
        page = fetch(Ask(after, order[0], order[1], LARGEST_PAGE))
        for row in page.rows:
            yield [column.text(row) for column in columns]
        done += len(page.rows)
        if progress is not None:
            progress.report(done, page.total or 0)
        after = page.after
        if after is None:
            return


def write_csv(path: Path, titles: Sequence[str], rows: Iterator[list[str]]) -> None:
    """UTF-8 with mark, so that Excel reads it; formula-like texts get an apostrophe.

    Raises:
        Fault: ``file.not_written``.
    """
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([harmless(title) for title in titles])
            for row in rows:
                writer.writerow([harmless(text) for text in row])
    except OSError as error:
        raise Fault("file.not_written", path=str(path), reason=error.strerror or "") from error


def harmless(text: str) -> str:
    """A text that a spreadsheet program shows and never computes."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
