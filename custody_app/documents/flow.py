"""Flow: rows laid down page after page, heads repeated, unused rows struck through."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.documents.drawing import Line, Op, Page, Rect, Text, mm
from custody_app.documents.fonts import FontChain
from custody_app.documents.rows import Row, draw_row, split_row
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Body:
    """The part of a page that blocks may fill: left edge, width, first top, later tops, bottoms.

    ``strip_bottom`` ends pages that go on, above their signature strip; ``bottom`` the last.
    """

    left: float
    width: float
    first_top: float
    later_top: float
    strip_bottom: float
    bottom: float


class Flow:
    """Pages being filled from top to bottom."""

    def __init__(self, body: Body, fonts: FontChain, new_page: Callable[[], Page]) -> None:
        self.body = body
        self.fonts = fonts
        self._new_page = new_page
        self.pages = [new_page()]
        self.y = body.first_top

    @property
    def page(self) -> Page:
        """The page being filled."""
        return self.pages[-1]

    @property
    def room(self) -> float:
        """What is left above the signature strip."""
        return self.body.strip_bottom - self.y

    @property
    def at_top(self) -> bool:
        """Whether nothing lies on this page yet."""
        return self.y <= (self.body.first_top if len(self.pages) == 1 else self.body.later_top)

    def turn(self) -> None:
        """Go on with the next page."""
        self.pages.append(self._new_page())
        self.y = self.body.later_top

    def gap(self, height: float) -> None:
        """Leave space, unless a page begins here."""
        if not self.at_top:
            self.y += height

    def put(self, ops: list[Op], height: float) -> None:
        """Draw what already fits and go down by its height."""
        self.page.add(*ops)
        self.y += height

    def row(self, row: Row, head: Row | None = None, reserve: float = 0.0) -> None:
        """One row; on a new page under its head; one taller than a page is continued on the next.

        ``reserve`` is kept free below the row for what must stand on the same page.
        """
        head_height = head.height if head else 0.0
        whole_page = self.body.strip_bottom - self.body.later_top - head_height
        if row.height + reserve > self.room and row.height + reserve <= whole_page:
            self.turn_under(head)
        while row.height > self.room:
            parts = split_row(row, self.room)
            if parts is None or (row.height <= whole_page and not self.at_top):
                self.turn_under(head)
                continue
            self._draw(parts[0])
            row = parts[1]
            self.turn_under(head)
        self._draw(row)

    def turn_unless(self, height: float) -> None:
        """Turn the page when so much does not fit here but would fit on a page of its own."""
        whole = self.body.strip_bottom - self.body.later_top
        if self.room < height <= whole and not self.at_top:
            self.turn()

    def turn_under(self, head: Row | None) -> None:
        """Next page, the table's head repeated."""
        self.turn()
        if head is not None:
            self._draw(head)

    def _draw(self, row: Row) -> None:
        self.put(draw_row(row, self.y, self.fonts), row.height)

    def title(self, text: str, size: float, keep_with: float) -> None:
        """A block's title, never left alone at the foot of a page."""
        height = size * 1.9
        self.turn_unless(height + keep_with)
        self.put([Text(self.body.left, self.y + size * 1.3, text, size, True)], height)

    def unused(self, text: str, row_height: float, count: int, reserve: float) -> None:
        """The closing words in the first unused row, a stroke through the others that fit."""
        left, width = self.body.left, self.body.width
        if row_height > self.room:
            self.turn()
        fitting = int((self.room - reserve) / row_height)
        rows = max(1, min(count, fitting))
        size = 8.5
        x = left + (width - self.fonts.width(text, size)) / 2
        ops: list[Op] = [
            Rect(left, self.y + n * row_height, width, row_height) for n in range(rows)
        ]
        ops.append(Text(x, self.y + row_height / 2 + size * 0.36, text, size))
        if rows > 1:
            top, bottom = self.y + row_height, self.y + rows * row_height
            ops.append(Line(left + mm(2), bottom - mm(1), left + width - mm(2), top + mm(1), 0.4))
        self.put(ops, rows * row_height)
