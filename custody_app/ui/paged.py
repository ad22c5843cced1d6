"""From a question answered page by page to what a list fetches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from custody_app.queries.page import Cursor
from custody_app.queries.reader import Reader
from custody_app.ui.widgets.columns import Ask, Fetched

R = TypeVar("R")
Paged = Callable[[Reader, Cursor | None, int], tuple[Sequence[R], Cursor | None]]


def fetch_of(read: Reader, question: Paged[R]) -> Callable[[Ask], Fetched[R]]:
    """The fetch of a list whose question keeps its own order."""

    def fetch(ask: Ask) -> Fetched[R]:
        rows, after = question(read, cursor_of(ask), ask.limit)
        return Fetched(rows, after)

    return fetch


def cursor_of(ask: Ask) -> Cursor | None:
    """Where the page before ended."""
    return ask.after if isinstance(ask.after, Cursor) else None
