"""LabelPrinter: how a label printer is reached and what it speaks, as this station keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from enum import StrEnum

from custody_app.documents.labels.streams import DARKEST, Dialect, Heat
from custody_app.domain.values import dataclass

RAW_PORT = 9100
DPIS = (203, 300, 600)
SPEEDS = range(1, 13)
STRIP_STEP = 3
"""Between the three labels of a test strip."""


class Route(StrEnum):
    """How the bytes get to the printer."""

    NETWORK = "network"
    QUEUE = "queue"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelPrinter:
    """One label printer.

    Attributes:
        address: host name or number on the network, name of the print queue of this PC, or a
            device or folder.
        port: on the network.
        dialect: what it speaks.
        dpi: its dots an inch.
        darkness: 0 to 15.
        speed: inches a second.
        stock: the label paper that lies in it.
    """

    route: Route = Route.NETWORK
    address: str = ""
    port: int = RAW_PORT
    dialect: Dialect = Dialect.TSPL
    dpi: int = DPIS[0]
    darkness: int = 8
    speed: int = 4
    stock: str = "thermal_60x40"

    @property
    def is_set_up(self) -> bool:
        """Whether somebody said where it is."""
        return bool(self.address)

    @property
    def heat(self) -> Heat:
        """How it burns."""
        return Heat(self.darkness, self.speed)

    def strip(self) -> tuple[int, int, int]:
        """The three darkness steps of a test strip: lighter, as set, darker."""
        middle = min(max(self.darkness, STRIP_STEP), DARKEST - STRIP_STEP)
        return middle - STRIP_STEP, middle, middle + STRIP_STEP

    def plain(self) -> dict[str, object]:
        """As it is kept; ``printer_of`` reads it."""
        return {name: str(value) for name, value in asdict(self).items()}


def printer_of(kept: Mapping[str, object]) -> LabelPrinter:
    """What was kept; anything that is no printer becomes the default."""
    said = {name: str(value) for name, value in kept.items()}
    default = LabelPrinter()
    try:
        found = LabelPrinter(
            route=Route(said.get("route", default.route)),
            address=said.get("address", "").strip(),
            port=int(said.get("port", default.port)),
            dialect=Dialect(said.get("dialect", default.dialect)),
            dpi=int(said.get("dpi", default.dpi)),
            darkness=int(said.get("darkness", default.darkness)),
            speed=int(said.get("speed", default.speed)),
            stock=said.get("stock", default.stock),
        )
    except ValueError:
        return default
    fits = (
        found.dpi in DPIS
        and 0 <= found.darkness <= DARKEST
        and found.speed in SPEEDS
        and 0 < found.port < 65_536
    )
    return found if fits else default
