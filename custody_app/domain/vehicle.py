"""What is written down of a vehicle: the closed lists of its sheets, and the facts they hold.

Words for people stand in ``resources/words``, as those of ``vocabulary``.
"""

from __future__ import annotations

from enum import StrEnum

from custody_app.domain.values import dataclass


class Fuel(StrEnum):
    """How full the tank or the battery of an electric car is."""

    EMPTY = "empty"
    QUARTER = "quarter"
    HALF = "half"
    THREE_QUARTERS = "three_quarters"
    FULL = "full"
    UNKNOWN = "unknown"


class BodyZone(StrEnum):
    """Where one looks when walking round a vehicle once, in that order."""

    FRONT = "front"
    LEFT = "left"
    REAR = "rear"
    RIGHT = "right"
    ROOF = "roof"
    GLASS = "glass"
    WHEELS = "wheels"
    INTERIOR = "interior"


class ZoneState(StrEnum):
    """What was seen of a zone."""

    INTACT = "intact"
    SCRATCHED = "scratched"
    DENTED = "dented"
    BROKEN = "broken"
    MISSING = "missing"


class VehiclePaper(StrEnum):
    """Papers that lie in the vehicle or came with it."""

    LICENCE = "licence"
    REGISTRATION = "registration"
    INSURANCE = "insurance"
    INVOICE = "invoice"


class UpkeepTask(StrEnum):
    """What is done so that a vehicle in the yard keeps its value."""

    ENGINE = "engine"
    BATTERY = "battery"
    TYRES = "tyres"
    FLUIDS = "fluids"
    CLEANING = "cleaning"
    COVER = "cover"


class AccidentStep(StrEnum):
    """How far the return of an accident vehicle has come (道交事故程序 第39条、第58条)."""

    REPORT_FIXED = "report_fixed"
    OWNER_TOLD = "owner_told"
    NOTICE_PUBLISHED = "notice_published"


@dataclass(frozen=True, slots=True)
class ZoneSeen:
    """One zone of the body as it was seen."""

    zone: BodyZone
    state: ZoneState
    note: str = ""


@dataclass(frozen=True, slots=True)
class VehicleFacts:
    """What an inspection sheet says (21号 第17条).

    Attributes:
        mileage: kilometres as read; empty where it cannot be read.
        keys: how many came with it; None where nobody knows.
        zones: only the zones that somebody looked at.
        equipment: radio, spare wheel, tools and the like, in words.
    """

    make: str = ""
    colour: str = ""
    mileage: str = ""
    fuel: Fuel | None = None
    keys: int | None = None
    zones: tuple[ZoneSeen, ...] = ()
    papers: tuple[VehiclePaper, ...] = ()
    equipment: str = ""
    remark: str = ""

    @property
    def gaps(self) -> tuple[str, ...]:
        """What a vehicle may be towed in without, if somebody says why: ``keys``, ``mileage``."""
        return (() if self.keys else ("keys",)) + (() if self.mileage.strip() else ("mileage",))
