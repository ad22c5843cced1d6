"""What a form module returns: a declared sheet of blocks, drawn elsewhere."""

from __future__ import annotations

from enum import Enum

from custody_app.documents.parts import FormHead, Signatory
from custody_app.domain.values import dataclass


class Align(Enum):
    """Where a cell's text stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled field; a wide one takes the whole row. Empty values are struck through."""

    label: str
    value: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled fields in a ruled grid, two to a row."""

    facts: tuple[Fact, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; widths are shares of the page's width."""

    title: str
    share: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class CodeCell:
    """A cell that shows an 18-digit code as QR."""

    code18: str


Cell = str | CodeCell


@dataclass(frozen=True, slots=True)
class Table:
    """Ruled rows under a head that repeats on every page.

    Attributes:
        pad_to: unused rows are added up to this number where there is room, struck through.
        closing: end with 以下空白 in the first unused row.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    pad_to: int = 0
    closing: bool = True


@dataclass(frozen=True, slots=True)
class Ticks:
    """A question with boxes to tick, some ticked already."""

    label: str
    options: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Rows of ticks in one ruled frame."""

    rows: tuple[Ticks, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """Plain text, framed or free."""

    text: str
    title: str = ""
    framed: bool = True
    lines_min: int = 0


@dataclass(frozen=True, slots=True)
class QrBlock:
    """A QR of longer text, with the text beneath so that it can be typed."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A box to sign in: who signs as what, and when."""

    title: str
    signatory: Signatory
    seal: bool = False


@dataclass(frozen=True, slots=True)
class Signatures:
    """Boxes side by side, kept on one page."""

    boxes: tuple[Box, ...]


Block = Facts | Table | Choices | Prose | QrBlock | Signatures


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole form.

    Attributes:
        title: printed large in the middle.
        blocks: from top to bottom.
        copies: to whom the copies go, printed at the foot with their number.
        signed_pages: repeat a short signature strip on every page but the last.
    """

    title: str
    head: FormHead
    blocks: tuple[Block, ...]
    copies: str = ""
    landscape: bool = False
    signed_pages: bool = True
