"""What came of one step, for those who watch: who, what, and how everything was before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from custody_app.domain.events.base import Event
from custody_app.domain.ids import CaseId, ItemId, PersonId
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Role
from custody_app.domain.world import World
from tests.scenarios.random_work.centre import Centre

KEEPERS = frozenset({Role.STORE_CUSTODIAN, Role.CUSTODIAN, Role.CUSTODY_HEAD})


@dataclass(frozen=True)
class Done:
    """A step that the rules allowed, with the world before and after it."""

    by: PersonId
    events: tuple[Event, ...]
    before: World
    centre: Centre

    @property
    def after(self) -> World:
        """The world as it is now."""
        return self.centre.world.world

    def items(self) -> Iterator[tuple[Event, ItemState | None, ItemState]]:
        """Every event about a thing, with the thing before the step and after it."""
        for event in self.events:
            for kind, id_ in event.subjects():
                if kind == "item":
                    before = self.before.source.state("item", id_)
                    yield event, before, self.after.item(id_)

    def officers(self, case: CaseId) -> tuple[PersonId, ...]:
        """The officers of a case when the step was done."""
        return self.before.case(case).officers

    def keeps(self) -> bool:
        """Whoever did the step is a custodian."""
        return bool(KEEPERS & set(self.before.person(self.by).roles))


def all_items(centre: Centre) -> list[ItemState]:
    """Every thing of the centre as it is now."""
    return [centre.world.item(id_) for id_ in centre.items]


def ids_of(events: tuple[Event, ...], kind: str) -> list[ItemId]:
    """The subjects of this kind that the events speak of."""
    return [ItemId(id_) for event in events for found, id_ in event.subjects() if found == kind]
