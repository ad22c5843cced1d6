"""State is folded from events alone: the life of a thing, and the invariants of its balance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.intake import AcceptItem, RecountItem, RefuseItem, SplitItem
from custody_app.domain.commands.store import CorrectItem
from custody_app.domain.custody_state import evolve
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events import EVENTS
from custody_app.domain.events.centre import BackupDone, PolicyEntry, PolicySet
from custody_app.domain.events.item import ItemCheckedOut, ItemLabelled, ItemReleased, ItemReturned
from custody_app.domain.ids import CentreId, ItemId, PersonId, RequestId
from custody_app.domain.moments import later
from custody_app.domain.quantity import Amount
from custody_app.domain.state.approval_steps import APPROVAL_STEPS
from custody_app.domain.state.away_steps import AWAY_STEPS
from custody_app.domain.state.centre_steps import CENTRE_STEPS
from custody_app.domain.state.clock_steps import CLOCK_STEPS
from custody_app.domain.state.effects import EFFECTS_STEPS
from custody_app.domain.state.intake_steps import INTAKE_STEPS
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.loan_steps import LOAN_STEPS
from custody_app.domain.state.money import MONEY_STEPS
from custody_app.domain.state.outgoing_steps import OUTGOING_STEPS
from custody_app.domain.state.register_steps import REGISTER_STEPS
from custody_app.domain.state.registers import PolicyValue
from custody_app.domain.state.rules_in_force import RULES_STEPS
from custody_app.domain.state.steps import Happened
from custody_app.domain.state.store_steps import STORE_STEPS
from custody_app.domain.state.vehicle_steps import VEHICLE_STEPS
from custody_app.domain.vocabulary import (
    Condition,
    Custody,
    Disposal,
    LoanPurpose,
    Recipient,
    RefusalReason,
    SignedBy,
)
from tests.builders import (
    BAG,
    CENTRE,
    CUSTODIAN_2,
    NOW,
    OFFICER,
    SLOT,
    TestWorld,
    a_centre,
    an_item,
)


def test_every_event_has_exactly_one_step() -> None:
    tables = (
        INTAKE_STEPS, STORE_STEPS, AWAY_STEPS, LOAN_STEPS, OUTGOING_STEPS, REGISTER_STEPS,
        CENTRE_STEPS, RULES_STEPS, CLOCK_STEPS, MONEY_STEPS, EFFECTS_STEPS, APPROVAL_STEPS,
        VEHICLE_STEPS,
    )  # fmt: skip
    steps = [event for table in tables for event in table]
    assert len(steps) == len(set(steps))
    assert set(steps) == set(EVENTS.values())


def test_a_state_starts_with_its_first_event() -> None:
    happened = Happened(NOW, NOW, PersonId("p"), PersonId("p"), 480)
    state = evolve(None, an_item("i", "153010126000001"), happened, "i")
    assert isinstance(state, ItemState)
    assert state.custody is Custody.LISTED
    relabelled = evolve(state, ItemLabelled(item=ItemId("i"), copy=1), happened, "i")
    assert (state.copy, relabelled.copy) == (0, 1)


def test_entries_of_the_policy_lie_over_the_old() -> None:
    world = a_centre()
    for value in ("1", "2"):
        entries = (PolicyEntry("weight_tolerance_g", value), PolicyEntry(f"x{value}", value))
        world.given(PolicySet(centre=CentreId(CENTRE), entries=entries))
    assert world.state("centre", CENTRE).policy == (
        PolicyValue("weight_tolerance_g", "2"),
        PolicyValue("x1", "1"),
        PolicyValue("x2", "2"),
    )


def test_a_backup_is_remembered() -> None:
    world = a_centre().given(BackupDone(centre=CENTRE, size=12, root="r"))
    assert world.state("centre", CENTRE).last_backup_size == 12


@given(st.data())
@settings(max_examples=30)
def test_material_facts_change_the_digest_and_the_rest_does_not(data: st.DataObject) -> None:
    world = a_centre()
    item = world.stored(quantity=Amount("10", "件"))
    before = world.item(item).material_digest()
    harmless = {"place": None, "container": BAG, "copy": 3, "label_proved": False}
    material: dict[str, Any] = {
        "condition": Condition.DAMAGED,
        "seal_no": "F-9",
        "name": "别的",
        "holds": 1,
        "leg": 2,
    }
    name = data.draw(st.sampled_from(sorted(harmless | material)))
    world.change(item, **{name: (harmless | material)[name]})
    assert (world.item(item).material_digest() == before) == (name in harmless)


class Balances(RuleBasedStateMachine):
    """Whatever is asked in whatever order: balances add up and nothing leaves twice."""

    def __init__(self) -> None:
        super().__init__()
        self.world: TestWorld = a_centre()
        self.items: list[ItemId] = []

    @initialize(listed=st.integers(1, 20))
    def list_one(self, listed: int) -> None:
        self.items = [self.world.listed(quantity=Amount(str(listed), "件"))]

    def ask(self, command: Command) -> None:
        try:
            events = self.world.do(command, confirmers=[CUSTODIAN_2])
        except RuleBroken:
            return
        for event in events:
            for _, id_ in event.subjects():
                if ItemId(id_) not in self.items:
                    self.items.append(ItemId(id_))

    @rule(at=st.integers(0, 30), n=st.integers(0, 25))
    def accept(self, at: int, n: int) -> None:
        amount = Amount(str(n), "件")
        self.ask(AcceptItem(item=self.pick(at), quantity=amount, difference_note="差异"))

    @rule(at=st.integers(0, 30), n=st.integers(0, 25))
    def refuse(self, at: int, n: int) -> None:
        amount = Amount(str(n), "件")
        reason = RefusalReason.QUANTITY_DIFFERS
        self.ask(RefuseItem(item=self.pick(at), reason=reason, quantity=amount))

    @rule(at=st.integers(0, 30), numbers=st.lists(st.integers(0, 10), max_size=5))
    def split(self, at: int, numbers: list[int]) -> None:
        quantities = tuple(Amount(str(n), "件") for n in numbers)
        self.ask(SplitItem(item=self.pick(at), quantities=quantities))

    @rule(at=st.integers(0, 30))
    def split_in_two(self, at: int) -> None:
        item = self.pick(at)
        balance = self.world.item(item).balance
        there = balance.open if balance.taken.is_zero else balance.stored
        if there.value > 1:
            one = Amount("1", "件")
            self.ask(SplitItem(item=item, quantities=(one, there.minus(one))))

    @rule(at=st.integers(0, 30), n=st.integers(0, 25))
    def recount(self, at: int, n: int) -> None:
        self.ask(RecountItem(item=self.pick(at), quantity=Amount(str(n), "件"), note="复点"))

    @rule(at=st.integers(0, 30), n=st.integers(0, 25))
    def correct(self, at: int, n: int) -> None:
        self.ask(
            CorrectItem(
                item=self.pick(at), of_event="d" * 64, reason="x", quantity=Amount(str(n), "件")
            )
        )

    @rule(at=st.integers(0, 30), n=st.integers(1, 25))
    def lend(self, at: int, n: int) -> None:
        self.fold_if(
            at,
            n,
            lambda state: state.custody is Custody.IN_STORE and state.balance.stored.value >= n,
            lambda item, amount: ItemCheckedOut(
                item=item,
                request=RequestId("r"),
                borrower=PersonId(OFFICER),
                purpose=LoanPurpose.COURT,
                quantity=amount,
                due_at=later(NOW, days=1),
                condition=Condition.INTACT,
            ),
        )

    @rule(at=st.integers(0, 30), n=st.integers(0, 25))
    def bring_back(self, at: int, n: int) -> None:
        self.fold_if(
            at,
            n,
            lambda state: state.loan is not None,
            lambda item, amount: ItemReturned(
                item=item, quantity=amount, condition=Condition.INTACT, place=SLOT
            ),
        )

    @rule(at=st.integers(0, 30), n=st.integers(1, 25))
    def release(self, at: int, n: int) -> None:
        self.fold_if(
            at,
            n,
            lambda state: state.custody is Custody.IN_STORE and state.balance.stored.value >= n,
            lambda item, amount: ItemReleased(
                item=item,
                request=RequestId("r"),
                kind=Disposal.RETURN_TO_OWNER,
                quantity=amount,
                recipient=Recipient.OWNER,
                signed_by=SignedBy.SIGNATURE,
            ),
        )

    def pick(self, at: int) -> ItemId:
        return self.items[at % len(self.items)]

    def fold_if(
        self,
        at: int,
        n: int,
        fits: Callable[[ItemState], bool],
        make: Callable[[ItemId, Amount], Any],
    ) -> None:
        item = self.pick(at)
        if fits(self.world.item(item)):
            self.world.record(make(item, Amount(str(n), "件")))

    @invariant()
    def balances_add_up(self) -> None:
        for id_ in self.items:
            balance = self.world.item(id_).balance
            assert balance.adds_up, balance
            for part in (balance.stored, balance.on_loan, balance.released, balance.refused):
                assert part.value >= 0

    @invariant()
    def nothing_of_what_is_gone_is_held(self) -> None:
        for id_ in self.items:
            state = self.world.item(id_)
            assert not (state.is_gone and state.in_custody), state
            if state.place is not None:
                # what a count did not find keeps its place until the difference is decided
                kept = state.in_custody or not state.balance.taken.is_zero
                assert kept or state.difference or state.frozen is not None


TestBalances = Balances.TestCase
TestBalances.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
