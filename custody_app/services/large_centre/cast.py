"""Who and what a generated store has, and what its lives are told with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field
from random import Random

from custody_app.domain.events.base import Event
from custody_app.domain.ids import CaseId, ItemId, PersonId, PlaceId, UnitId
from custody_app.domain.moments import Moment
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Category, Grade
from custody_app.storage.bulk_ledger import Deed, Hand

CARE = {
    Category.CASH: Grade.VALUABLE,
    Category.VALUABLES: Grade.VALUABLE,
    Category.RELIC: Grade.SPECIAL,
    Category.DRUGS: Grade.SPECIAL,
    Category.FIREARM: Grade.SPECIAL,
    Category.AMMUNITION: Grade.SPECIAL,
}
"""Kinds two people handle, with their grade of care, as in the national rule pack."""
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True)
class CaseUnit:
    """A case unit with its officers and its head."""

    id: UnitId
    code: str
    officers: tuple[PersonId, ...]
    head: PersonId


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what the store has: hands that record, units, places, other authorities."""

    custodians: tuple[Hand, ...]
    police_head: PersonId
    units: tuple[CaseUnit, ...]
    procuratorate: UnitId
    slots: tuple[PlaceId, ...]
    safes: tuple[PlaceId, ...]
    yards: tuple[PlaceId, ...]
    site: int
    station: int


@dataclass(frozen=True, slots=True)
class Deal:
    """One transaction at a time: what is written, who records, who countersigns."""

    at: int
    hand: Hand
    deeds: tuple[Deed, ...]
    second: Hand | None = None


@dataclass(slots=True)
class Thing:
    """One item while its life is being told."""

    id: ItemId
    category: Category
    quantity: Amount
    weights: tuple[Weight, ...]
    seal_no: str

    @property
    def needs_two(self) -> bool:
        """Its kind is counted and handed out by two people."""
        return self.category in CARE


@dataclass(frozen=True, slots=True)
class Case:
    """A case in the store: who keeps it, who investigates it, and its things."""

    id: CaseId
    unit: CaseUnit
    officers: tuple[PersonId, ...]
    hand: Hand
    second: Hand
    things: list[Thing]

    @property
    def pair(self) -> Hand | None:
        """The second person, where the things need one."""
        return self.second if any(thing.needs_two for thing in self.things) else None

    def second_for(self, thing: Thing) -> PersonId | None:
        """Who else handles one thing."""
        return PersonId(self.second.id) if thing.needs_two else None

    def deeds(self, events: Iterable[Event]) -> tuple[Deed, ...]:
        """What the custodian does and records."""
        return tuple(Deed(event, self.hand.id) for event in events)


@dataclass(slots=True)
class Numbers:
    """Serials of codes and printed numbers, by year or month."""

    last: dict[str, int] = field(default_factory=dict)

    def take(self, series: str) -> int:
        """The next number of a series."""
        self.last[series] = self.last.get(series, 0) + 1
        return self.last[series]


@dataclass(slots=True)
class Stage:
    """Chance, time and numbers of one filling."""

    random: Random
    cast: Cast
    until: int
    new_id: Callable[[int], str]
    moment: Callable[[int], Moment]
    numbers: Numbers = field(default_factory=Numbers)

    def tag(self, kind: int, moment: str) -> str:
        """The next 15-digit number of a kind."""
        series = f"{kind}{self.cast.site:04d}{self.cast.station:02d}{moment[2:4]}"
        return f"{series}{self.numbers.take(series):06d}"

    def place(self, thing: Thing) -> PlaceId:
        """A place that suits the thing."""
        if thing.category is Category.VEHICLE:
            return self.random.choice(self.cast.yards)
        if thing.needs_two:
            return self.random.choice(self.cast.safes)
        return self.random.choice(self.cast.slots)
