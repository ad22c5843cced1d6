"""One row of the basket with everything that is shown of it, and what is asked to show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from custody_app.domain.commands.base import Command
from custody_app.domain.ids import PersonId
from custody_app.domain.rules.zones import APPROVAL
from custody_app.domain.state.item import ItemState
from custody_app.domain.values import dataclass
from custody_app.messages import Told
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.names import ContainerRef
from custody_app.queries.whereabouts import Whereabouts
from custody_app.scanning.basket import Basket, Row
from custody_app.ui.counter.steps import Parties, Reading

SECOND_PERSON = frozenset(
    {
        "separation.second_person",
        "separation.second_person_discrepancy",
        "return.second_person",
        APPROVAL,
    }
)
STOPS = frozenset({"loan.count_differs", "loan.difference_freezes", "loan.seal_differs"})
"""Differences at a hand-out that are recorded by stopping the thing, once they are explained."""
TO_READ = frozenset(
    {
        "move.zone_reason",
        "return.weights_missing",
        "return.difference_unexplained",
        "return.late_needs_reason",
        "return.seal_differs",
        "return.weight_differs",
        "return.quantity_differs",
        "return.condition_differs",
        "loan.seal_missing",
        "loan.seal_differs",
        "loan.count_differs",
        "loan.difference_freezes",
        "return.lab_paper_missing",
        "return.laboratory_missing",
        "return.not_a_laboratory",
        "return.seal_not_renewed",
        "return.sample_unweighed",
        "return.sample_too_much",
        "loan.condition_needs_note",
        "loan.weight_needs_note",
        "intake.weight_twice",
        "intake.net_above_gross",
        "quantity.not_a_number",
        "quantity.whole_number",
        "quantity.cents",
        "quantity.zero",
    }
)
"""Refusals that the clerk mends by reading or explaining something in place."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the basket with everything that is shown of it.

    Attributes:
        commands: what it records.
        refused: why the rules would not take it; empty when they would.
        is_weighed: its kind is weighed at each hand-over.
        away: where it is, unless it lies in the store of who asks.
    """

    row: Row
    item: ItemRow | None = None
    state: ItemState | None = None
    box: ContainerRef | None = None
    commands: tuple[Command, ...] = ()
    codes: tuple[str, ...] = ()
    refused: tuple[Told, ...] = ()
    reading: Reading = field(default_factory=Reading)
    is_weighed: bool = False
    away: Whereabouts | None = None

    @property
    def seal_unread(self) -> bool:
        """It went out or lies here under a seal whose number nobody typed yet."""
        if self.reading.seal_no:
            return False
        return bool({"return.seal_differs", "loan.seal_missing"} & set(self.codes))

    @property
    def is_ready(self) -> bool:
        """It will be recorded as it stands."""
        return bool(self.commands) and not self.refused

    @property
    def to_read(self) -> bool:
        """All that is missing can be read or explained at the counter."""
        return bool(self.codes) and all(code in TO_READ for code in self.codes)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked up: the basket and what was read of its things."""

    basket: Basket
    readings: Mapping[str, Reading]
    parties: Parties
    recorder: PersonId
