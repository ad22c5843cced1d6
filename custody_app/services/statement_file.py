"""A bank statement from a file: CSV in UTF-8 or GB18030, or a workbook; bounded, never trusted."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from custody_app.domain.values import dataclass
from custody_app.runtime.faults import Fault
from custody_app.services.sheet_door import sheet_rows

BYTES_MAX = 30_000_000
ROWS_MAX = 200_000
CELLS_MAX = 60
CELL_MAX = 1_000
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .xls begin."""


@dataclass(frozen=True, slots=True)
class StatementFile:
    """The rows of a file as text, and the digest of its bytes."""

    name: str
    sha256: str
    rows: tuple[tuple[str, ...], ...]


def read_statement_file(path: Path) -> StatementFile:
    """All rows of a statement.

    Raises:
        Fault: ``statement.unreadable``, ``statement.too_large``, ``statement.empty``.
    """
    try:
        if path.stat().st_size > BYTES_MAX:
            raise Fault("statement.too_large", name=path.name, rows=ROWS_MAX)
        content = path.read_bytes()
    except OSError as error:
        raise Fault("statement.unreadable", name=path.name) from error
    found = sheet_rows(content, path.name) if content.startswith(WORKBOOKS) else _csv(content, path)
    rows = _bounded(found, path)
    if not any(any(cell.strip() for cell in row) for row in rows):
        raise Fault("statement.empty", name=path.name)
    return StatementFile(path.name, hashlib.sha256(content).hexdigest(), rows)


def _bounded(found: Iterable[Iterable[str]], path: Path) -> tuple[tuple[str, ...], ...]:
    try:
        rows = tuple(
            tuple(cell[:CELL_MAX] for cell in islice(row, CELLS_MAX))
            for row in islice(found, ROWS_MAX + 1)
        )
    except csv.Error as error:
        raise Fault("statement.unreadable", name=path.name) from error
    if len(rows) > ROWS_MAX:
        raise Fault("statement.too_large", name=path.name, rows=ROWS_MAX)
    return rows


def _csv(content: bytes, path: Path) -> Iterable[Iterable[str]]:
    text = _decoded(content)
    if text is None or "\0" in text:
        raise Fault("statement.unreadable", name=path.name)
    first = text[:4_000]
    separator = max(",;\t", key=first.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _decoded(content: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
