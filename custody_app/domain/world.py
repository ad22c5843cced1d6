"""What a rule may look at.

The states it asks for by id, and who, when and with whom the command is given.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import PersonId
from custody_app.domain.moments import Moment
from custody_app.domain.policy import Policy
from custody_app.domain.state.effects import EffectsState
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.money import AccountState
from custody_app.domain.state.registers import (
    ApprovalRequest,
    CaseState,
    CentreState,
    ContainerState,
    FormState,
    PersonState,
    PlaceState,
    SeizureState,
    UnitState,
)
from custody_app.domain.state.rules_in_force import IN_FORCE, RulesState
from custody_app.domain.tag import TagKind
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Role, Shown

S = TypeVar("S")

STATE_OF_KIND: dict[str, type] = {
    "item": ItemState,
    "container": ContainerState,
    "place": PlaceState,
    "case": CaseState,
    "seizure": SeizureState,
    "person": PersonState,
    "unit": UnitState,
    "request": ApprovalRequest,
    "form": FormState,
    "centre": CentreState,
    "account": AccountState,
    "effects": EffectsState,
    "rules": RulesState,
}
"""Kind of subject -> its state."""


class Source(Protocol):
    """Where states come from: the store in the program, a dictionary in tests of rules."""

    def state(self, kind: str, id_: str) -> Any:
        """The state of a subject now, or None."""

    def find(self, kind: str, key: str) -> str | None:
        """The id behind a unique key.

        A case number, a place code, a badge number, a 15-digit tag.
        """

    def count(self, question: str, id_: str) -> int:
        """How many, or how many fen; the questions are those of ``storage/state_store.py``."""


@dataclass(frozen=True, slots=True)
class World:
    """Typed reading of states; a missing subject is a refusal ``<kind>.unknown``."""

    source: Source

    def get(self, kind: type[S], id_: str) -> S:
        """The state of this type and id.

        Raises:
            RuleBroken: ``<kind>.unknown``.
        """
        name = _KIND_OF_STATE[kind]
        found = self.source.state(name, id_)
        if not isinstance(found, kind):
            raise RuleBroken(f"{name}.unknown", id=id_[:80])
        return found

    def item(self, id_: str) -> ItemState:
        """An item."""
        return self.get(ItemState, id_)

    def case(self, id_: str) -> CaseState:
        """A case."""
        return self.get(CaseState, id_)

    def person(self, id_: str) -> PersonState:
        """A person."""
        return self.get(PersonState, id_)

    def unit(self, id_: str) -> UnitState:
        """A unit."""
        return self.get(UnitState, id_)

    def place(self, id_: str) -> PlaceState:
        """A place."""
        return self.get(PlaceState, id_)

    def container(self, id_: str) -> ContainerState:
        """A container."""
        return self.get(ContainerState, id_)

    def seizure(self, id_: str) -> SeizureState:
        """A seizure list."""
        return self.get(SeizureState, id_)

    def request(self, id_: str) -> ApprovalRequest:
        """A request."""
        return self.get(ApprovalRequest, id_)

    def form(self, id_: str) -> FormState:
        """A form."""
        return self.get(FormState, id_)

    def rules(self) -> RulesState:
        """The rule pack in force."""
        return self.get(RulesState, self.find("rules", IN_FORCE) or "")

    def find(self, kind: str, key: str) -> str | None:
        """The id behind a unique key."""
        return self.source.find(kind, key)

    def count(self, question: str, id_: str) -> int:
        """A count a rule needs; the questions are those of Source."""
        return self.source.count(question, id_)


_KIND_OF_STATE = {cls: kind for kind, cls in STATE_OF_KIND.items()}


@dataclass(frozen=True, slots=True)
class Context:
    """Who gives the command, with whom, when, under which policy.

    And where new ids and numbers come from.

    Attributes:
        now: the moment of recording.
        happened_at: when it happened; earlier than ``now`` only for what is typed in later.
        recorder: the person signed in, whose key signs.
        actor: who acted; mostly the recorder (decisions, 10).
        shown: how the actor showed who they are.
        confirmers: people who confirmed this batch by PIN and countersign it.
        centre: the centre itself.
        next_tag: next free 15-digit number of a kind of code.
        next_number: next printed number of a series such as ``RK`` or ``request``.
    """

    now: Moment
    happened_at: Moment
    recorder: PersonState
    actor: PersonState
    shown: Shown
    confirmers: tuple[PersonId, ...]
    centre: CentreState
    policy: Policy
    next_tag: Callable[[TagKind], str]
    next_number: Callable[[str], str]
    new_id: Callable[[], str]

    def has_role(self, *roles: Role) -> bool:
        """The recorder has one of these roles."""
        return any(role in self.recorder.roles for role in roles)
