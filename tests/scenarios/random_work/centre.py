"""The small centre on which random work is done: what lies there, what was asked, what is due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from custody_app.domain.events import registers as r
from custody_app.domain.ids import EffectsId, ItemId, PlaceId, RequestId
from custody_app.domain.moments import Day, Moment, later
from custody_app.domain.parts import Identifiers, PaperApproval
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.timing import local_day
from custody_app.domain.state.effects import EffectsState
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.money import AccountState, account_key
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import Category, PlaceKind, RequestState, Role
from tests import builders as b
from tests.scenarios.random_work.dice import STORE_KEEPER, Dice

LISTED = Amount("5", "件")
ONE_CAR = Amount("1", "辆")
STATION = PlaceId("place-station")
SHELF = PlaceId("place-station-shelf")
"""A temporary store, and a shelf in it."""
PLACES = (b.SLOT, b.SLOT_2, b.DISCREPANCY, b.YARD_SLOT, SHELF, b.LOCKER)
PAPER = PaperApproval("批1号", "2026-03-02")

FitsItem = Callable[[ItemState], bool]
FitsRequest = Callable[[ApprovalRequest], bool]


def anything(_: object) -> bool:
    """Every one fits."""
    return True


def submitted(request: ApprovalRequest) -> bool:
    """Nobody decided on it yet."""
    return request.state is RequestState.SUBMITTED


def approved(request: ApprovalRequest) -> bool:
    """It waits for being carried out."""
    return request.state is RequestState.APPROVED


@cache
def _prepared() -> tuple[b.TestWorld, tuple[ItemId, ...]]:
    """A centre with a temporary store and its keeper; two things, one unclaimed, two cars."""
    world = b.a_centre()
    world.record(
        r.PersonRegistered(
            person=STORE_KEEPER, tag=b.a_tag(TagKind.BADGE, 60), unit=b.POLICE_UNIT, rank=None,
            police=True, name=STORE_KEEPER, badge_no="030060",
        ),
        r.AccountOpened(
            person=STORE_KEEPER, roles=(Role.STORE_CUSTODIAN,), key="key-60", public_key="p-60"
        ),
        *(
            r.PlaceRegistered(place=id_, tag=b.a_tag(TagKind.PLACE, at), code=id_, kind=kind,
                              parent=parent)
            for at, (id_, kind, parent) in enumerate(
                ((STATION, PlaceKind.TEMPORARY_STORE, None), (SHELF, PlaceKind.SLOT, STATION)), 60
            )
        ),
        at=later(b.TAKEN_AT, days=-30),
    )  # fmt: skip
    car: dict[str, Any] = {"category": Category.VEHICLE, "quantity": ONE_CAR, "name": "小型轿车"}
    items = (
        world.listed(quantity=LISTED),
        world.stored(quantity=LISTED),
        world.stored(quantity=LISTED, ownerless=True, name="无主物"),
        world.stored(b.YARD_SLOT, identifiers=Identifiers(plate="云A7K32N"), **car),
        world.stored(b.YARD, identifiers=Identifiers(plate="云A00001"), **car),
    )
    for item in items[:1]:
        world.change(item, copy=1, label_proved=True)
    return world, items


@dataclass
class Centre:
    """The world of one workflow, and what its steps may be about."""

    world: b.TestWorld = field(init=False)
    items: list[ItemId] = field(init=False)
    requests: list[RequestId] = field(default_factory=list)
    slips: list[EffectsId] = field(default_factory=list)

    def __post_init__(self) -> None:
        """A copy: states are frozen, so the dictionary alone is copied."""
        prepared, items = _prepared()
        self.world = b.TestWorld(dict(prepared.states), [], prepared.now, prepared.serial)
        self.items = list(items)

    # time

    @property
    def now(self) -> Moment:
        """The moment of the step."""
        return self.world.now

    @property
    def today(self) -> Day:
        """The day of the step in China."""
        return local_day(self.world.now)

    # what a step is about: mostly one that fits, sometimes any

    def thing(self, dice: Dice, fits: FitsItem = anything) -> ItemId | None:
        """A thing."""
        if not dice.mostly():
            return dice.one_of(self.items)
        fitting = [id_ for id_ in self.items if fits(self.world.item(id_))]
        return dice.one_of(fitting) if fitting else None

    def car(self, dice: Dice) -> ItemId | None:
        """A vehicle."""
        return self.thing(dice, lambda item: item.category is Category.VEHICLE)

    def request(self, dice: Dice, fits: FitsRequest) -> ApprovalRequest | None:
        """A request, the newest rather than an older one."""
        asked = [self.world.world.request(id_) for id_ in self.requests]
        fitting = [one for one in asked if fits(one)] if dice.mostly() else asked
        return dice.one_of((fitting[-1], fitting[-1], fitting[0])) if fitting else None

    def slip(self, dice: Dice) -> EffectsState | None:
        """A slip of personal effects."""
        if not self.slips:
            return None
        found: Any = self.world.state("effects", dice.one_of(self.slips))
        assert isinstance(found, EffectsState)
        return found

    @property
    def account(self) -> AccountState | None:
        """The money of the case."""
        id_ = self.world.find("account", account_key(b.CASE, "CNY"))
        found: Any = self.world.state("account", id_) if id_ else None
        return found if isinstance(found, AccountState) else None
