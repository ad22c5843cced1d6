"""Page: what is to be drawn where, in points from the top left; knows no PDF library."""

from __future__ import annotations

from dataclasses import field

from custody_app.domain.values import dataclass

POINTS_PER_MM = 72 / 25.4
POINTS_PER_INCH = 72.0


def mm(value: float) -> float:
    """Millimetres in points."""
    return value * POINTS_PER_MM


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; ``y`` is its baseline."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    gray: float = 0.0


@dataclass(frozen=True, slots=True)
class Slanted:
    """Text centred on a point and turned, for the watermark."""

    x: float
    y: float
    text: str
    size: float
    degrees: float
    gray: float


@dataclass(frozen=True, slots=True)
class Line:
    """A black rule."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.5


@dataclass(frozen=True, slots=True)
class Rect:
    """A box; ``fill`` is a gray or None, ``stroke`` 0 for no rule."""

    x: float
    y: float
    width: float
    height: float
    fill: float | None = None
    stroke: float = 0.5


@dataclass(frozen=True, slots=True)
class Mask:
    """A one-bit code image of ``columns`` × ``rows`` modules; ``dot`` is a dot in points."""

    x: float
    y: float
    width: float
    height: float
    columns: int
    rows: int
    bits: bytes
    dot: float


Op = Text | Slanted | Line | Rect | Mask


@dataclass(slots=True)
class Page:
    """One page and its drawing, in the order of drawing."""

    width: float
    height: float
    ops: list[Op] = field(default_factory=list)

    def add(self, *ops: Op) -> None:
        """Draw on top of what is there."""
        self.ops.extend(ops)
