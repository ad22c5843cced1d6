"""Code 128-C and QR as one-bit masks, one pixel a module, sized in whole dots of the printer."""

from __future__ import annotations

from custody_app.documents import encoder_door, qr_door
from custody_app.documents.drawing import POINTS_PER_INCH, Mask, Op, Rect
from custody_app.domain import tag
from custody_app.domain.values import dataclass

QR_QUIET = 4
"""Modules of white around a QR code (ISO/IEC 18004)."""
BARS_QUIET = 10
"""Modules of white beside a Code 128 (ISO/IEC 15417)."""


@dataclass(frozen=True, slots=True)
class Modules:
    """A code's modules, row by row, each row padded to whole bytes; 1 is dark."""

    columns: int
    rows: int
    bits: bytes


def bars(code18: str) -> Modules:
    """The 18 digits as Code 128, character set C: 134 modules, one row.

    Raises:
        RuleBroken: ``tag.*`` when it is no code of ours, so that a wrong label is never printed.
    """
    tag.parse(code18)
    return _packed([encoder_door.code128_of_digits(code18)])


def bars_text(text: str) -> Modules:
    """Any ASCII text as Code 128, such as the test codes of the scanner doctor."""
    return _packed([encoder_door.code128_line(text)])


def qr(code18: str) -> Modules:
    """The 18 digits as QR: version 1, level Q, 21 modules.

    Raises:
        RuleBroken: ``tag.*``.
    """
    tag.parse(code18)
    return _packed(encoder_door.qr_lines(code18, is_level_q=True))


def label_qr(code18: str) -> Modules:
    """The same as ``qr`` but for the mask, thirty times as fast, for labels by the thousand.

    Raises:
        RuleBroken: ``tag.*``.
    """
    tag.parse(code18)
    return _packed(qr_door.qr_rows(code18))


def qr_text(text: str) -> Modules:
    """A longer text, such as a checkpoint, as QR, level M."""
    return _packed(encoder_door.qr_lines(text, is_level_q=False))


def _packed(rows: list[str]) -> Modules:
    columns = len(rows[0])
    padded = -columns % 8
    packed = b"".join(
        int(row + "0" * padded, 2).to_bytes((columns + padded) // 8, "big") for row in rows
    )
    return Modules(columns, len(rows), packed)


@dataclass(frozen=True, slots=True)
class Grid:
    """A printer's dots: resolution, and how many dots make one module."""

    dpi: int
    dots_per_module: int

    @property
    def dot(self) -> float:
        """One dot in points."""
        return POINTS_PER_INCH / self.dpi

    @property
    def module(self) -> float:
        """One module in points."""
        return self.dot * self.dots_per_module


def qr_side(modules: Modules, grid: Grid) -> float:
    """Side of a QR with its quiet zone, in points."""
    return (modules.columns + 2 * QR_QUIET) * grid.module


def bars_width(modules: Modules, grid: Grid) -> float:
    """Width of a Code 128 with its quiet zones, in points."""
    return (modules.columns + 2 * BARS_QUIET) * grid.module


def draw_qr(modules: Modules, x: float, y: float, grid: Grid) -> tuple[Op, ...]:
    """A QR on white, quiet zone included, its outer corner at (x, y)."""
    side = modules.columns * grid.module
    quiet = QR_QUIET * grid.module
    whole = side + 2 * quiet
    return (
        Rect(x, y, whole, whole, fill=1.0, stroke=0),
        Mask(
            x + quiet, y + quiet, side, side, modules.columns, modules.rows, modules.bits, grid.dot
        ),
    )


def draw_bars(modules: Modules, x: float, y: float, height: float, grid: Grid) -> tuple[Op, ...]:
    """A Code 128 on white, quiet zones included, its outer corner at (x, y)."""
    width = modules.columns * grid.module
    quiet = BARS_QUIET * grid.module
    return (
        Rect(x, y, width + 2 * quiet, height, fill=1.0, stroke=0),
        Mask(x + quiet, y, width, height, modules.columns, 1, modules.bits, grid.dot),
    )
