"""Lockers and money: one person a locker, one outcome a line, and every fen in the ledger."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from custody_app.domain.effects import OUTCOMES
from custody_app.domain.events import effects as f
from custody_app.domain.events import money as m
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemListed, ItemSold
from custody_app.domain.state.effects import EffectsState
from custody_app.domain.state.money import AccountState
from custody_app.domain.vocabulary import PlaceKind
from tests.scenarios.random_work.watched import Done

OUTCOME = (f.EffectsReturned, f.EffectsSeized, f.EffectsToTemporaryStore)
LINES_MOVE = (*OUTCOME, f.EffectsTakenOut, f.EffectsPutBack)


def fen(text: str) -> int:
    """Of yuan."""
    return int(Decimal(text) * 100)


@dataclass
class EffectsWatch:
    """The outcomes of every line so far."""

    settled: set[tuple[str, int]] = field(default_factory=set)

    def __call__(self, done: Done) -> None:
        """Look at one step."""
        for event in done.events:
            if isinstance(event, f.EffectsEvent):
                self._look_at(event, done)

    def _look_at(self, event: f.EffectsEvent, done: Done) -> None:
        slip = done.after.get(EffectsState, event.effects)
        officers = {slip.officer, *(done.officers(slip.case) if slip.case else ())}
        assert done.by not in officers, "an officer of the case keeps the effects"
        taken_by = getattr(event, "taken_by", None) or getattr(event, "put_by", None)
        assert done.by != taken_by, "handed to oneself"
        if isinstance(event, f.EffectsReceived):
            _look_at_locker(slip, done)
        if isinstance(event, f.EffectsReturned):
            assert event.second != done.by, "given back by one person alone"
        if isinstance(event, OUTCOME):
            for line in event.lines:
                assert (slip.id, line) not in self.settled, "a second outcome of one line"
                self.settled.add((slip.id, line))
        if isinstance(event, f.EffectsSeized):
            _look_at_seized(event, slip, done.events)
        unsettled = [one.n for one in slip.lines if (slip.id, one.n) not in self.settled]
        assert [one.n for one in slip.lines if one.state not in OUTCOMES] == unsettled
        assert slip.is_open == bool(unsettled), "closed with something left"


def _look_at_locker(slip: EffectsState, done: Done) -> None:
    assert done.before.place(slip.place).kind is PlaceKind.LOCKER, "effects in no locker"
    slips = [done.after.get(EffectsState, id_) for id_ in done.centre.slips]
    others = [one for one in slips if one.id != slip.id and one.is_open]
    assert slip.place not in [one.place for one in others], "two people in one locker"


def _look_at_seized(event: f.EffectsSeized, slip: EffectsState, events: tuple[Event, ...]) -> None:
    listed = {one.item: one for one in events if isinstance(one, ItemListed)}
    assert tuple(listed) == event.items
    for n, item in zip(event.lines, event.items, strict=True):
        line = slip.lines[n - 1]
        assert (listed[item].name, listed[item].quantity) == (line.name, line.quantity)
        assert line.item == item


@dataclass
class MoneyWatch:
    """The ledger once more: what every line is worth, by its own sums."""

    lines: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    paid: set[str] = field(default_factory=set)

    def __call__(self, done: Done) -> None:
        """Look at one step."""
        for event in done.events:
            if isinstance(event, m.MoneyEvent):
                self._enter(event)
                account = done.after.get(AccountState, event.account)
                sums = self.lines[event.account]
                assert account.fen == sum(sums) >= 0, "the balance is not the sum of its lines"
                assert account.lines == len(sums)
        sold = sum(fen(one.proceeds.n) for one in done.events if isinstance(one, ItemSold))
        came = [one for one in done.events if isinstance(one, m.MoneyDeposited) and one.item]
        assert sum(fen(one.amount.n) for one in came) == sold, "proceeds that no ledger knows"

    def _enter(self, event: m.MoneyEvent) -> None:
        sums = self.lines[event.account]
        worth = 0
        if isinstance(event, m.MoneyDeposited | m.InterestAdded):
            worth = fen(event.amount.n)
        if isinstance(event, m.MoneyRefunded | m.MoneyPaidOut):
            worth = -fen(event.amount.n)
            assert event.request not in self.paid, "paid twice on one approval"
            self.paid |= {event.request} if event.request else set()
        if isinstance(event, m.MoneyCorrected):
            right = fen(event.amount.n)
            sums[event.line - 1] = -right if event.out else right
        sums.append(worth)
