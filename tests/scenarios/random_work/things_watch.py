"""Where things are: in one place or in none, never more out than in, never twice in one leg."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from custody_app.domain.events import item as e
from custody_app.domain.events import stores as s
from custody_app.domain.events.approvals import ApprovalRevoked
from custody_app.domain.events.base import Event
from custody_app.domain.events.counts import PlaceCounted
from custody_app.domain.events.inquiry import ItemWrittenOff
from custody_app.domain.events.money import MoneyPaidOut, MoneyRefunded
from custody_app.domain.events.notices import NoticeClaimed, NoticePublished
from custody_app.domain.events.registers import RequestMade, RequestRefused, RequestWithdrawn
from custody_app.domain.events.vehicles import PartsLeftBehind, VehicleMaintained
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import Moment, later
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import PlaceState
from custody_app.domain.vocabulary import (
    STORED,
    Category,
    Custody,
    Disposal,
    FreezeReason,
    RequestState,
)
from tests import builders as b
from tests.scenarios.random_work.centre import SHELF, STATION
from tests.scenarios.random_work.watched import Done, all_items

NEVER_BACK = (e.ItemDestroyed, e.ItemSold, e.ItemPaidIn)
FOR_GOOD = (*NEVER_BACK, e.ItemHandedOver)
OUT = (e.ItemCheckedOut, s.ItemSentToStore, s.ItemEntrusted, *FOR_GOOD)
IN = (
    e.ItemAccepted, e.ItemTakenOver, e.ItemCameBack, e.ItemReturned, s.ItemReceivedFromStore,
    s.EntrustedReturned,
)  # fmt: skip
NOWHERE = frozenset({Custody.IN_TRANSIT, Custody.ENTRUSTED})
NOTICE_DAYS = 180
"""Six months are not shorter than that."""


@dataclass
class ThingsWatch:
    """What lies inside, counted by what came in and went out, not by the state."""

    inside: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    published: dict[str, Moment] = field(default_factory=dict)
    stopped: set[str] = field(default_factory=set)
    with_case: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    def __call__(self, done: Done) -> None:
        """Look at one step."""
        for event, before, after in done.items():
            self._follow(event, before)
            _look_at_where(after)
            if before is not None:
                _look_at_leaving(event, before, done)
        for event in done.events:
            self._follow_notice(event, done)
            self._look_at_approval(event)
            if isinstance(event, PlaceCounted):
                _look_at_count(done.before.place(event.place), event, done)
            if isinstance(event, RequestMade):
                self._look_at_notice(event, done)
        for id_ in {after.id for _, _, after in done.items()}:
            item = done.after.item(id_)
            self._compare(item)
            if item.is_gone:
                self.published.pop(id_, None)
        parked = [item for item in all_items(done.centre) if item.place == b.YARD_SLOT]
        cars = [item for item in parked if item.category is Category.VEHICLE]
        assert len(cars) <= 1, "two vehicles in one slot of the yard"

    def _follow(self, event: Event, before: ItemState | None) -> None:
        if isinstance(event, IN):
            self.inside[event.item] += event.quantity.value
        if isinstance(event, OUT):
            self.inside[event.item] -= event.quantity.value
        if isinstance(event, ItemWrittenOff):
            assert before is not None
            if before.custody in STORED:
                self.inside[event.item] -= event.quantity.value
        if isinstance(event, e.ItemHandedOver):
            self.with_case[event.item] += event.quantity.value
        if isinstance(event, e.ItemCameBack):
            self.with_case[event.item] -= event.quantity.value
            assert self.with_case[event.item] >= 0, "what was destroyed or sold came back"

    def _compare(self, item: ItemState) -> None:
        assert self.inside[item.id] >= 0, "the same pieces left twice in one leg"
        if item.custody not in NOWHERE:
            assert self.inside[item.id] == item.balance.stored.value, "the store says otherwise"
        else:
            assert self.inside[item.id] == 0, "inside and away at once"

    def _look_at_approval(self, event: Event) -> None:
        """What was refused, withdrawn or revoked serves for nothing any more."""
        if isinstance(event, ApprovalRevoked | RequestRefused | RequestWithdrawn):
            self.stopped.add(event.request)
        elif isinstance(event, (e.ItemCheckedOut, *FOR_GOOD, MoneyRefunded, MoneyPaidOut)):
            assert event.request not in self.stopped, "done on what nobody stands by"

    def _follow_notice(self, event: Event, done: Done) -> None:
        if isinstance(event, NoticePublished):
            assert event.item not in self.published, "two notices of one thing at once"
            self.published[event.item] = done.centre.now
        if isinstance(event, NoticeClaimed):
            del self.published[event.item]

    def _look_at_notice(self, event: RequestMade, done: Done) -> None:
        """What has no owner goes to the state after its notice has run, never before."""
        for asked in event.items:
            item = done.before.item(asked.item)
            if item.ownerless and event.disposal in (Disposal.SALE, Disposal.TREASURY):
                assert item.id in self.published, "unclaimed property without a notice"
                end = later(self.published[item.id], days=NOTICE_DAYS)
                assert end < done.centre.now, "before the notice had run"


def _look_at_where(item: ItemState) -> None:
    balance = item.balance
    amounts = [getattr(balance, name).value for name in balance.__dataclass_fields__]
    assert min(amounts) >= 0, "a balance below zero"
    assert balance.adds_up
    assert (item.transit is not None) == (item.custody is Custody.IN_TRANSIT), "lost on the way"
    assert (item.entrusted is not None) == (item.custody is Custody.ENTRUSTED)
    away = item.transit or item.entrusted
    assert away is None or away.quantity == balance.stored, "more away than there is"
    assert (item.loan is not None) == (item.custody is Custody.ON_LOAN)
    assert item.is_gone == (item.custody not in NOT_TAKEN and balance.held.is_zero), "half gone"
    nowhere = item.custody in NOWHERE or item.is_gone or balance.stored.is_zero
    if nowhere:
        assert item.place is None, "away and in a place at once"
        assert item.container is None
    if item.place is not None:
        in_station = item.place in (SHELF, STATION)
        assert in_station == (item.custody is Custody.TEMPORARY_STORE), "in the other store"
    assert item.place not in (b.LOCKER, b.LOCKER_2), "case property among personal effects"


NOT_TAKEN = frozenset({Custody.LISTED, Custody.AWAITED, Custody.REFUSED, Custody.URGENT_TEST})


def _look_at_leaving(event: Event, before: ItemState, done: Done) -> None:
    if isinstance(event, OUT):
        assert before.frozen is None, "a stopped thing left"
        assert before.custody in STORED, "left from where it was not"
    if isinstance(event, (e.ItemCheckedOut, *FOR_GOOD)):
        request = done.before.request(event.request)
        assert request.state is RequestState.APPROVED, "left without an approval"
        assert event.request not in before.used_requests, "twice on one approval"
        assert before.authority_offer is None or isinstance(event, e.ItemCheckedOut)
    if isinstance(event, FOR_GOOD) and before.category is Category.VEHICLE:
        parts = [one for one in all_items(done.centre) if one.belongs_to == before.id]
        here = [one for one in parts if one.in_custody]
        told = [one.count for one in done.events if isinstance(one, PartsLeftBehind)]
        assert told == ([len(here)] if here else []), "its key stayed and nobody said so"
    if isinstance(event, VehicleMaintained):
        assert before.custody in STORED, "kept fit while it was away"
        assert before.intake_at is not None
        assert event.maintained_at >= before.intake_at, "kept fit before it came"


def _look_at_count(place: PlaceState, counted: PlaceCounted, done: Done) -> None:
    """Only what two different people did not find, one after the other, is stopped."""
    stopped: list[ItemId] = [one.item for one in done.events if isinstance(one, e.ItemFrozen)]
    for id_ in stopped:
        assert id_ in counted.missing
        assert id_ in place.count_missing, "stopped after one count"
        assert place.counted_by != done.by, "stopped by one person alone"
        assert done.after.item(id_).frozen is FreezeReason.NOT_FOUND
    again = [id_ for id_ in counted.missing if id_ in place.count_missing]
    for id_ in again:
        assert done.after.item(id_).frozen is not None, "missed by two and not stopped"
