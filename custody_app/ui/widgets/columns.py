"""What a list shows: its columns, the question it asks, the page it gets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt

from custody_app.domain.values import dataclass
from custody_app.ui.theme.tokens import Tone

R = TypeVar("R")

FIRST_PAGE = 100
LARGEST_PAGE = 2_000


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column.

    Attributes:
        key: stable name, for the memory and for export.
        title: translated heading.
        text: the cell's text from a row.
        width: first width in pixels.
        tone: when given, the cell is painted as a pill of this tone.
        sort: sort key handed to the fetch; empty when the list cannot be sorted by it.
        is_number: right-aligned.
        is_shown: shown until the person hides it.
        is_strong: painted bold, for the name of the thing.
    """

    key: str
    title: str
    text: Callable[[R], str]
    width: int = 140
    tone: Callable[[R], Tone] | None = None
    sort: str = ""
    is_number: bool = False
    is_shown: bool = True
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """The question for one page of rows.

    Attributes:
        after: the cursor that came with the page before; None for the first.
        sort: sort key of the picked column; empty for the list's own order.
        limit: rows wanted.
    """

    after: object | None
    sort: str
    is_descending: bool
    limit: int


@dataclass(frozen=True)
class Fetched(Generic[R]):
    """One page of rows; ``after`` is the cursor of the next page, None at the end."""

    rows: Sequence[R]
    after: object | None = None
    total: int | None = None


def alignment(column: Column[R]) -> Qt.AlignmentFlag:
    """How a column's cells stand."""
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
