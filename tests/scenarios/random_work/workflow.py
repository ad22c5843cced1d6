"""One random workflow: steps are asked for as the program would, and what comes of them watched."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations

from hypothesis import note
from hypothesis import strategies as st

from custody_app.domain.commands.base import Command
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.events.effects import EffectsReceived
from custody_app.domain.events.item import ItemListed, ItemTakenOver
from custody_app.domain.events.registers import RequestMade
from custody_app.domain.permissions import check_permission
from custody_app.domain.world import World
from custody_app.services.permission_table import permission_table
from tests import builders as b
from tests.scenarios.random_work.approvals import APPROVALS
from tests.scenarios.random_work.books_watch import EffectsWatch, MoneyWatch
from tests.scenarios.random_work.centre import Centre
from tests.scenarios.random_work.counts import COUNTS
from tests.scenarios.random_work.dice import DICE, Dice, Throw
from tests.scenarios.random_work.effects import EFFECTS
from tests.scenarios.random_work.leaving import LEAVING
from tests.scenarios.random_work.money import MONEY
from tests.scenarios.random_work.notices import NOTICES
from tests.scenarios.random_work.people_watch import watch_people
from tests.scenarios.random_work.stores import STORES
from tests.scenarios.random_work.things import THINGS
from tests.scenarios.random_work.things_watch import ThingsWatch
from tests.scenarios.random_work.vehicles import VEHICLES
from tests.scenarios.random_work.watched import Done

TABLE = permission_table()
PARTS = (APPROVALS, STORES, COUNTS, NOTICES, VEHICLES, EFFECTS, MONEY, LEAVING)
DAYS = tuple(
    (*THINGS.kinds, *first.kinds, *second.kinds) for first, second in combinations(PARTS, 2)
)
"""What a workflow is made of: the window and the store, and two other parts of the work."""
WORKFLOWS = st.tuples(st.integers(0, len(DAYS) - 1), st.lists(DICE, min_size=30, max_size=120))


@dataclass
class Workflow:
    """A centre at work; ``came`` counts the events by their names."""

    centre: Centre = field(default_factory=Centre)
    came: Counter[str] = field(default_factory=Counter)
    things: ThingsWatch = field(default_factory=ThingsWatch)
    effects: EffectsWatch = field(default_factory=EffectsWatch)
    money: MoneyWatch = field(default_factory=MoneyWatch)

    def __post_init__(self) -> None:
        """What lies in the store from the beginning lies inside."""
        for id_ in self.centre.items:
            self.things.inside[id_] = self.centre.world.item(id_).balance.stored.value

    def play(self, day: int, throw: int) -> None:
        """One step; where there is nothing to do of its kind, nothing is done."""
        dice = Dice(throw)
        kind = dice.one_of(DAYS[day])
        thrown = kind.thrown(dice)
        command = kind.make(self.centre, thrown)
        if isinstance(command, Command):
            self._ask(command, thrown)

    def _ask(self, command: Command, throw: Throw) -> None:
        """Permission, then rule, then look at what came of it."""
        test_world = self.centre.world
        world = World(test_world)
        try:
            check_permission(TABLE, command, world.person(throw.by), world)
            events = test_world.decide(command, throw.by, throw.confirmers())
        except RuleBroken:
            return
        before = b.TestWorld(dict(test_world.states))
        note(f"{throw.by} {test_world.now} {command}")
        test_world.record(*events, by=throw.by)
        self._remember(events)
        done = Done(throw.by, events, World(before), self.centre)
        for watch in (watch_people, self.things, self.effects, self.money):
            watch(done)

    def _remember(self, events: tuple[Event, ...]) -> None:
        self.came.update(type(event).__name__ for event in events)
        for event in events:
            if isinstance(event, RequestMade):
                self.centre.requests.append(event.request)
            if isinstance(event, EffectsReceived):
                self.centre.slips.append(event.effects)
            if isinstance(event, ItemListed | ItemTakenOver):
                self.centre.items.append(event.item)
