"""Label stocks: sizes in millimetres, read from ``resources/labels`` for the dots of a printer."""

from __future__ import annotations

import tomllib
from typing import Any

from custody_app.documents.barcodes import Grid
from custody_app.documents.drawing import POINTS_PER_MM, mm
from custody_app.domain.values import dataclass
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import resources_dir

DEFAULT_STOCK = "a4_3x8"
MM_PER_INCH = 25.4
NEARLY = 0.02
"""Part of a dot that a module may lack; 0.339 mm are four dots of 300 to the inch."""


@dataclass(frozen=True, slots=True)
class Stock:
    """One kind of label paper as a printer of ``dpi`` sees it; lengths in points.

    ``qr`` and ``bars`` say how many dots of this printer make a module of either code.
    """

    name: str
    words: dict[str, str]
    page: tuple[float, float]
    label: tuple[float, float]
    columns: int
    rows: int
    first: tuple[float, float]
    pitch: tuple[float, float]
    margin: float
    gap: float
    dpi: int
    qr: Grid
    bars: Grid
    bars_height: float
    title_size: float
    small_size: float

    @property
    def per_page(self) -> int:
        """Labels on one page."""
        return self.columns * self.rows

    @property
    def is_roll(self) -> bool:
        """One label after another, as label printers feed them."""
        return self.per_page == 1

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of one label in millimetres."""
        width, height = self.label
        return round(width / POINTS_PER_MM, 2), round(height / POINTS_PER_MM, 2)

    @property
    def dots(self) -> tuple[int, int]:
        """Width and height of one label in whole dots; what is cut off is less than one."""
        return self._dots(self.label[0]), self._dots(self.label[1])

    @property
    def sheet(self) -> tuple[float, float]:
        """The page of a PDF: on a roll in whole dots, so that its grid is the printer's."""
        if not self.is_roll:
            return self.page
        wide, high = self.dots
        return wide * self.qr.dot, high * self.qr.dot

    def corner(self, position: int) -> tuple[float, float]:
        """Upper left corner of a position on the page, counted along the rows."""
        row, column = divmod(position, self.columns)
        return (
            self.first[0] + column * self.pitch[0],
            self.first[1] + row * self.pitch[1],
        )

    def _dots(self, length: float) -> int:
        return int(length / self.qr.dot + NEARLY)


def stock_names() -> tuple[str, ...]:
    """The stocks there are."""
    return tuple(sorted(path.stem for path in (resources_dir() / "labels").glob("*.toml")))


def read_stock(name: str, dpi: int = 0) -> Stock:
    """One stock by the name of its file.

    Args:
        name: of the file, without its ending.
        dpi: dots an inch of the printer; 0 for the printer the stock is mostly used with.

    Raises:
        Fault: ``documents.no_such_stock``, ``resources.unreadable``.
    """
    if name not in stock_names():
        raise Fault("documents.no_such_stock", stock=name)
    path = resources_dir() / "labels" / f"{name}.toml"
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        return _stock(name, found, dpi or found["dpi"])
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise Fault("resources.unreadable", path=path.name) from error


def _stock(name: str, found: dict[str, Any], dpi: int) -> Stock:
    return Stock(
        name=name,
        words={"zh_CN": found["zh"], "en": found["en"]},
        page=_pair(found["page"]),
        label=_pair(found["label"]),
        columns=found["grid"][0],
        rows=found["grid"][1],
        first=_pair(found["first"]),
        pitch=_pair(found["pitch"]),
        margin=mm(found["margin"]),
        gap=mm(found["gap"]),
        dpi=dpi,
        qr=_grid(found["qr_module"], dpi),
        bars=_grid(found["bars_module"], dpi),
        bars_height=mm(found["bars_height"]),
        title_size=float(found["title_size"]),
        small_size=float(found["small_size"]),
    )


def _grid(module: float, dpi: int) -> Grid:
    """The largest module of whole dots that is no larger than wanted."""
    return Grid(dpi, max(1, int(module * dpi / MM_PER_INCH + NEARLY)))


def _pair(values: list[float]) -> tuple[float, float]:
    return mm(values[0]), mm(values[1])
