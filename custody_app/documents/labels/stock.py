"""Label stocks: sizes in millimetres and printer dots, read from ``resources/labels``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from custody_app.documents.barcodes import Grid
from custody_app.documents.drawing import mm
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import resources_dir

DEFAULT_STOCK = "a4_3x8"


@dataclass(frozen=True, slots=True)
class Stock:
    """One kind of label paper; lengths in points.

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
    qr: Grid
    bars: Grid
    bars_height: float

    @property
    def per_page(self) -> int:
        """Labels on one page."""
        return self.columns * self.rows

    def corner(self, position: int) -> tuple[float, float]:
        """Upper left corner of a position on the page, counted along the rows."""
        row, column = divmod(position, self.columns)
        return (
            self.first[0] + column * self.pitch[0],
            self.first[1] + row * self.pitch[1],
        )


def stock_names() -> tuple[str, ...]:
    """The stocks there are."""
    return tuple(sorted(path.stem for path in (resources_dir() / "labels").glob("*.toml")))


def read_stock(name: str) -> Stock:
    """One stock by the name of its file.

    Raises:
        Fault: ``documents.no_such_stock``, ``resources.unreadable``.
    """
    if name not in stock_names():
        raise Fault("documents.no_such_stock", stock=name)
    path = resources_dir() / "labels" / f"{name}.toml"
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
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
            qr=Grid(found["dpi"], found["qr_dots"]),
            bars=Grid(found["dpi"], found["bars_dots"]),
            bars_height=mm(found["bars_height"]),
        )
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise Fault("resources.unreadable", path=path.name) from error


def _pair(lengths: list[float]) -> tuple[float, float]:
    return mm(lengths[0]), mm(lengths[1])
