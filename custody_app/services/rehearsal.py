"""What the rules would say, without writing: each step on the state the steps before it left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from typing import Any, NoReturn

from sqlalchemy import Engine

from custody_app.domain.commands.base import Command
from custody_app.domain.custody_state import evolve
from custody_app.domain.errors import RuleBroken, all_broken
from custody_app.domain.ids import CentreId, PersonId
from custody_app.domain.moments import Moment, moment_of
from custody_app.domain.permissions import Permissions, check_permission
from custody_app.domain.policy import Policy
from custody_app.domain.rules import decide
from custody_app.domain.state.registers import CentreState, PersonState
from custody_app.domain.state.steps import Happened
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Rank, Shown
from custody_app.domain.world import Context, World
from custody_app.runtime.clock import Clock
from custody_app.services.custody import cleaned
from custody_app.services.permission_table import permission_table
from custody_app.services.references import resolved
from custody_app.storage.engine import faults_told
from custody_app.storage.state_store import StateStore

SOMEBODY = PersonId("somebody")
"""Stands for a second person who has not come to the counter yet."""


@dataclass(slots=True)
class _Draft:
    """States as they would be, over the states of the store."""

    store: StateStore
    changed: dict[tuple[str, str], Any] = field(default_factory=dict)

    def state(self, kind: str, id_: str) -> Any:
        """The state of a subject as the rehearsal left it."""
        found = self.changed.get((kind, id_))
        return found if found is not None else self.store.state(kind, id_)

    def find(self, kind: str, key: str) -> str | None:
        """The id behind a unique key."""
        return self.store.find(kind, key)

    def count(self, question: str, id_: str) -> int:
        """A count, as the store has it."""
        return self.store.count(question, id_)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Asks the rules about steps that nobody has confirmed yet.

    Only steps that take no new code or number can be rehearsed: those of the counter.
    """

    reader: Engine
    clock: Clock
    centre: CentreId
    permissions: Permissions = field(default_factory=permission_table)

    def refusals(
        self,
        steps: Sequence[Sequence[Command]],
        recorder: PersonId,
        confirmers: Sequence[PersonId] = (),
    ) -> list[tuple[RuleBroken, ...]]:
        """For each step, what the rules would refuse; an empty tuple means they would not.

        Raises:
            Fault: ``storage.*``.
        """
        now = moment_of(self.clock.now())
        with faults_told(), self.reader.connect() as connection:
            draft = _Draft(StateStore(connection))
            draft.changed["person", SOMEBODY] = _whoever_is_needed(recorder, draft)
            return [self._step(step, draft, now, recorder, confirmers) for step in steps]

    def _step(
        self,
        step: Sequence[Command],
        draft: _Draft,
        now: Moment,
        recorder: PersonId,
        confirmers: Sequence[PersonId],
    ) -> tuple[RuleBroken, ...]:
        before = dict(draft.changed)
        try:
            for asked in step:
                self._carry_out(asked, draft, now, recorder, confirmers)
        except RuleBroken as error:
            draft.changed = before
            return all_broken(error)
        return ()

    def _carry_out(
        self,
        asked: Command,
        draft: _Draft,
        now: Moment,
        recorder: PersonId,
        confirmers: Sequence[PersonId],
    ) -> None:
        world = World(draft)
        command = resolved(cleaned(asked), draft.find)
        context = self._context(command, world, now, recorder, confirmers)
        check_permission(self.permissions, command, context.recorder, world)
        happened = Happened(
            now, context.happened_at, context.actor.id, recorder, self.clock.zone_minutes()
        )
        for event in decide(command, world, context):
            for kind, id_ in event.subjects():
                after = evolve(draft.state(kind, id_), event, happened, id_)
                draft.changed[(kind, id_)] = after

    def _context(
        self,
        command: Command,
        world: World,
        now: Moment,
        recorder: PersonId,
        confirmers: Sequence[PersonId],
    ) -> Context:
        person = world.get(PersonState, recorder)
        actor = world.person(command.acted_by) if command.acted_by else person
        centre = world.get(CentreState, self.centre)
        return Context(
            now=now,
            happened_at=command.occurred_at or now,
            recorder=person,
            actor=actor,
            shown=command.shown or Shown.PIN,
            confirmers=tuple(confirmers),
            centre=centre,
            policy=Policy(centre.policy),
            next_tag=_none_given,
            next_number=_none_given,
            new_id=self.clock.new_id,
        )


def _whoever_is_needed(recorder: PersonId, draft: _Draft) -> PersonState:
    """The second person who has not come yet may be the head of custody too."""
    person = World(draft).get(PersonState, recorder)
    return replace(person, id=SOMEBODY, rank=Rank.CUSTODY_HEAD)


def _none_given(_series: object) -> NoReturn:
    raise LookupError("a rehearsed step asked for a new number")
