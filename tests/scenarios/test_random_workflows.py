"""Random workflows over the real rules: what must never come about, whatever is asked for."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.intake import AcceptItem, RefuseItem
from custody_app.domain.commands.loans import (
    ApproveRequest,
    CheckOutItem,
    RefuseRequest,
    RequestCallOut,
    RequestDisposal,
    RequestedItem,
    ReturnItem,
    WithdrawRequest,
)
from custody_app.domain.commands.outgoing import DestroyItem, SellItem
from custody_app.domain.commands.registers import ChangeCase
from custody_app.domain.commands.store import ChangeMeasure, MoveItem
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events import item as e
from custody_app.domain.events import registers as r
from custody_app.domain.events.base import Event
from custody_app.domain.ids import ItemId, PersonId, RequestId
from custody_app.domain.moments import Day
from custody_app.domain.parts import PaperApproval
from custody_app.domain.permissions import check_permission
from custody_app.domain.quantity import Amount
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import (
    Disposal,
    LoanPurpose,
    MeasureState,
    RefusalReason,
    RequestState,
    Role,
    Shown,
)
from custody_app.domain.world import World
from custody_app.services.permission_table import permission_table
from tests import builders as b
from tests.domain.rules.asking import DUE

TABLE = permission_table()
PEOPLE = (
    b.CUSTODIAN, b.CUSTODIAN_2, b.CUSTODY_HEAD, b.OFFICER, b.OFFICER_2, b.OTHER_OFFICER,
    b.UNIT_HEAD, b.POLICE_HEAD, b.PRINCIPAL_HEAD,
)  # fmt: skip
CARRIES_OUT = 12
"""From this kind of step on, an approved request is carried out."""
LISTED = Amount("5", "件")
AMOUNTS = ("0", "1", "2", "3", "5", "8")
LEFT = (e.ItemCheckedOut, e.ItemDestroyed, e.ItemSold)
KEEPERS = {Role.CUSTODIAN, Role.STORE_CUSTODIAN, Role.CUSTODY_HEAD}
KEEPING = (e.ItemAccepted, e.ItemMoved, e.ItemReturned)


USUAL = (
    (b.CUSTODIAN, b.OFFICER), (b.CUSTODIAN, b.OFFICER), (b.CUSTODIAN, b.OFFICER),
    (b.CUSTODIAN_2, b.OFFICER), (b.CUSTODIAN_2, b.OFFICER), (b.CUSTODIAN, b.OFFICER),
    (b.CUSTODIAN, b.OFFICER), (b.CUSTODIAN, b.OFFICER_2), (b.POLICE_HEAD, b.OFFICER),
    (b.CUSTODIAN, b.POLICE_HEAD), (b.POLICE_HEAD, b.OFFICER), (b.UNIT_HEAD, b.OFFICER),
    (b.CUSTODIAN, b.OFFICER), (b.CUSTODIAN, b.OFFICER), (b.CUSTODIAN, b.CUSTODIAN_2),
    (b.CUSTODIAN, b.CUSTODIAN_2),
)  # fmt: skip
"""Who mostly does each thing, and with whom: three times of four it is they."""
SIDES = (len(USUAL), 4, len(PEOPLE), len(PEOPLE), 2, 6, len(AMOUNTS))


@dataclass(frozen=True)
class Step:
    """One throw of the dice: what, by whom, with whom, with which numbers."""

    what: int
    by: str
    other: str
    item: int
    request: int
    amount: int


def _step(throw: int) -> Step:
    dice = []
    for sides in SIDES:
        throw, shown = divmod(throw, sides)
        dice.append(shown)
    what, strange, by, other, item, request, amount = dice
    usual = USUAL[what] if strange else (PEOPLE[by], PEOPLE[other])
    return Step(what, *usual, item, request, amount)


SPREAD = 2_654_435_761
"""A prime that scatters numbers: small ones, which hypothesis prefers, name every kind of step."""
THROWS = math.prod(SIDES)
STEPS = st.integers(0, THROWS - 1).map(lambda n: _step(n * SPREAD % THROWS))


@dataclass
class Workflow:
    """A small centre, and what has left it in the running leg of each thing."""

    world: b.TestWorld = field(default_factory=b.a_centre)
    items: list[ItemId] = field(default_factory=list)
    requests: list[RequestId] = field(default_factory=list)
    inside: dict[str, Decimal] = field(default_factory=dict)
    done: int = 0
    approved: int = 0
    departed: int = 0

    def __post_init__(self) -> None:
        """Two things of five pieces on the list, one taken in."""
        self.items = [self.world.listed(quantity=LISTED), self.world.stored(quantity=LISTED)]
        self.inside = {self.items[0]: Decimal(0), self.items[1]: LISTED.value}

    def play(self, step: Step) -> None:
        """Ask for it as the program would: permission, then rule; and look at what came of it."""
        by = step.by
        command = self._command(step)
        if command is None:
            return
        second = [step.other] if step.other != by else []
        world = World(self.world)
        try:
            check_permission(TABLE, command, world.person(by), world)
            before = {id_: self.world.item(id_) for id_ in self.items}
            events = self.world.do(command, by=by, confirmers=second)
        except RuleBroken:
            return
        self.done += 1
        self._look(events, by, before)

    def _command(self, step: Step) -> Command | None:
        item = self.items[step.item]
        amount = Amount(AMOUNTS[step.amount], "件")
        other = PersonId(step.other)
        request = self._request(step)
        if request is None:
            return _before_requests(step, item, amount, other)
        makers: list[Callable[[], Command]] = [
            lambda: ApproveRequest(request=request),
            lambda: ApproveRequest(
                request=request, approver=other, paper=PaperApproval("批1号", "2026-03-01")
            ),
            lambda: RefuseRequest(request=request, reason="不同意"),
            lambda: WithdrawRequest(request=request, reason="不需要"),
            lambda: CheckOutItem(
                item=item, request=request, borrower=other, shown=Shown.SEEN, quantity=amount
            ),
            lambda: CheckOutItem(item=item, request=request, borrower=other, shown=Shown.SEEN),
            lambda: DestroyItem(
                item=item, request=request, handlers=(b.CUSTODIAN, b.CUSTODIAN_2),
                witness=b.SUPERVISOR, method="粉碎", where="销毁场", attachments=(b.PHOTO,),
            ),
            lambda: SellItem(
                item=item, request=request, proceeds=Amount("100", "CNY"), voucher_no="V1"
            ),
        ]  # fmt: skip
        at = step.what - 8
        return makers[at]() if at >= 0 else _before_requests(step, item, amount, other)

    def _request(self, step: Step) -> RequestId | None:
        """Mostly one that waits for what is to be done, sometimes any."""
        if step.request == 0:
            fitting = self.requests
        else:
            wanted = RequestState.SUBMITTED if step.what < CARRIES_OUT else RequestState.APPROVED
            found = [self.world.world.request(id_) for id_ in self.requests]
            fitting = [one.id for one in found if one.state is wanted]
        return fitting[-1 - step.request % len(fitting)] if fitting else None

    def _look(self, events: tuple[Event, ...], by: str, before: dict[ItemId, ItemState]) -> None:
        for event in events:
            if isinstance(event, r.RequestMade):
                self.requests.append(event.request)
            if isinstance(event, r.RequestApproved):
                self._look_at_approval(event)
            if isinstance(event, KEEPING):
                officers = self.world.world.case(before[event.item].case).officers
                roles = set(self.world.world.person(by).roles)
                assert not (by in officers and roles & KEEPERS), "custodian of the own case"
            if isinstance(event, e.ItemAccepted | e.ItemReturned):
                self.inside[event.item] += event.quantity.value
            if isinstance(event, LEFT):
                self._look_at_leaving(event)
        for id_ in self.items:
            balance = self.world.item(id_).balance
            amounts = [getattr(balance, name).value for name in balance.__dataclass_fields__]
            assert min(amounts) >= 0, "a balance below zero"
            assert balance.adds_up

    def _look_at_approval(self, event: r.RequestApproved) -> None:
        request: ApprovalRequest = self.world.world.request(event.request)
        assert event.approver != request.requester, "self-approval"
        assert event.approver not in self.world.world.case(request.case).officers
        self.approved += 1

    def _look_at_leaving(self, event: e.ItemCheckedOut | e.ItemDestroyed | e.ItemSold) -> None:
        """What leaves is inside, counted here by what came in and went out, not by the state."""
        self.inside[event.item] -= event.quantity.value
        assert self.inside[event.item] >= 0, "the same pieces left twice in one leg"
        self.departed += 1


def _before_requests(step: Step, item: ItemId, amount: Amount, other: PersonId) -> Command:
    asked = (RequestedItem(item=item),)
    makers: list[Callable[[], Command]] = [
        lambda: AcceptItem(item=item, quantity=amount, delivered_by=other, difference_note="差"),
        lambda: RefuseItem(item=item, reason=RefusalReason.NO_DOCUMENT, note="无清单"),
        lambda: MoveItem(item=item, place=b.SLOT_2),
        lambda: RequestCallOut(
            items=asked, purpose=LoanPurpose.IDENTIFICATION, due_at=DUE, reason="辨认",
            requester=other,
        ),
        lambda: RequestDisposal(
            items=asked, disposal=Disposal.DESTRUCTION, reason="销毁", legal_paper_no="决1号",
            requester=other,
        ),
        lambda: ReturnItem(item=item, returned_by=other, place=b.SLOT, quantity=amount),
        lambda: ChangeMeasure(
            item=item, state=MeasureState.LIFTED, paper_no="决1号", paper_on=Day("2026-03-02")
        ),
        lambda: ChangeCase(case=b.CASE, officers=(b.OFFICER, other), reason="换人"),
    ]  # fmt: skip
    return makers[step.what % len(makers)]()


def _played(steps: list[Step]) -> Workflow:
    flow = Workflow()
    for step in steps:
        flow.play(step)
    return flow


STEPS_OF_ONE = st.lists(STEPS, min_size=20, max_size=60)


def _run(examples: int) -> Workflow:
    """Play so many workflows; the sums of what was done in them."""
    sums = Workflow()

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(STEPS_OF_ONE)
    def play(steps: list[Step]) -> None:
        flow = _played(steps)
        sums.done += flow.done
        sums.approved += flow.approved
        sums.departed += flow.departed

    play()
    return sums


def _tell(capsys: pytest.CaptureFixture[str], examples: int, sums: Workflow, took: float) -> None:
    with capsys.disabled():
        sys.stdout.write(
            f"\n{examples} random workflows: {sums.done} steps done, {sums.approved} approvals,"
            f" {sums.departed} departures, {took:.1f} s\n"
        )


@pytest.mark.parametrize("examples", [300, pytest.param(10_000, marks=pytest.mark.slow)])
@pytest.mark.timeout(1800)
def test_random_workflows_keep_the_law(examples: int, capsys: pytest.CaptureFixture[str]) -> None:
    """No self-approval, no custodian of the own case, no balance below zero, no double leaving."""
    began = time.monotonic()
    sums = _run(examples)
    _tell(capsys, examples, sums, time.monotonic() - began)
    assert min(sums.done, sums.approved, sums.departed) > examples // 20
