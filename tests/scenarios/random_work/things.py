"""Steps at the window and in the store: in, about, asked for, lent, back, destroyed, sold."""

from __future__ import annotations

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
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import later
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.approver import is_in_force
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import (
    Custody,
    Disposal,
    LoanPurpose,
    MeasureState,
    RefusalReason,
    RequestKind,
    Shown,
)
from tests import builders as b
from tests.scenarios.random_work.centre import (
    PAPER,
    PLACES,
    Centre,
    FitsRequest,
    approved,
    submitted,
)
from tests.scenarios.random_work.dice import Asked, Steps, Throw

THINGS = Steps()
HOURS = (1, 26, 24 * 8, 24 * 200)


def in_store(item: ItemState) -> bool:
    return item.custody is Custody.IN_STORE


def to_come(item: ItemState) -> bool:
    return not item.balance.open.is_zero


@THINGS.step()
def time_passes(centre: Centre, throw: Throw) -> None:
    centre.world.now = later(centre.now, hours=throw.dice.one_of(HOURS))


@THINGS.step()
def accept(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice, to_come)
    place = throw.dice.one_of((None, None, *PLACES))
    return item and AcceptItem(
        item=item, quantity=throw.dice.amount(), delivered_by=throw.other, place=place,
        difference_note="差", late_note="迟",
    )  # fmt: skip


@THINGS.step(b.CUSTODIAN_2)
def refuse(centre: Centre, throw: Throw) -> Asked:
    item = None if throw.dice.mostly() else centre.thing(throw.dice, to_come)
    return item and RefuseItem(
        item=item, quantity=throw.dice.amount(), reason=RefusalReason.NO_DOCUMENT, note="无清单"
    )


@THINGS.step()
def move(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice)
    return item and MoveItem(item=item, place=throw.dice.one_of(PLACES))


@THINGS.step(b.CUSTODIAN_2)
def ask_to_call_out(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice, in_store)
    return item and RequestCallOut(
        items=(RequestedItem(item=item),), purpose=LoanPurpose.IDENTIFICATION,
        due_at=later(centre.now, days=3), reason="辨认", requester=throw.other,
    )  # fmt: skip


@THINGS.step()
def ask_to_dispose(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice, in_store)
    way = throw.dice.one_of((Disposal.DESTRUCTION, Disposal.SALE))
    return item and RequestDisposal(
        items=(RequestedItem(item=item),), disposal=way, reason="处置", legal_paper_no="决1号",
        requester=throw.other,
    )  # fmt: skip


@THINGS.step(b.POLICE_HEAD)
def approve(centre: Centre, throw: Throw) -> Asked:
    request = centre.request(throw.dice, submitted)
    return request and ApproveRequest(request=request.id)


@THINGS.step(b.CUSTODIAN, b.POLICE_HEAD)
def approve_on_paper(centre: Centre, throw: Throw) -> Asked:
    request = centre.request(throw.dice, submitted)
    return request and ApproveRequest(request=request.id, approver=throw.other, paper=PAPER)


def _seldom_a_request(centre: Centre, throw: Throw) -> ApprovalRequest | None:
    """Most requests are decided on and carried out."""
    return None if throw.dice.mostly() else centre.request(throw.dice, submitted)


@THINGS.step(b.UNIT_HEAD)
def refuse_request(centre: Centre, throw: Throw) -> Asked:
    request = _seldom_a_request(centre, throw)
    return request and RefuseRequest(request=request.id, reason="不同意")


@THINGS.step()
def withdraw_request(centre: Centre, throw: Throw) -> Asked:
    request = _seldom_a_request(centre, throw)
    return request and WithdrawRequest(request=request.id, reason="不需要")


def thing_of(request: ApprovalRequest | None, centre: Centre, throw: Throw) -> ItemId | None:
    """Mostly what the request asks for."""
    if request is None or not request.items or not throw.dice.mostly():
        return centre.thing(throw.dice)
    return request.items[0].item


def to_call_out(request: ApprovalRequest) -> bool:
    return approved(request) and request.kind is RequestKind.CALL_OUT


def granted_for(*ways: Disposal) -> FitsRequest:
    """Approved for one of these ways out."""
    return lambda request: approved(request) and request.disposal in ways


@THINGS.step()
def check_out(centre: Centre, throw: Throw) -> Asked:
    request = centre.request(throw.dice, to_call_out)
    item = thing_of(request, centre, throw)
    part = throw.dice.one_of((None, Amount("2", "件"), Amount("8", "件")))
    if request is None or item is None:
        return None
    return CheckOutItem(
        item=item, request=request.id, borrower=throw.other, shown=Shown.SEEN, quantity=part
    )


@THINGS.step()
def bring_back(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice, lambda item: item.loan is not None)
    place = throw.dice.one_of((None, *PLACES))
    amount = throw.dice.one_of((None, throw.dice.amount()))
    return item and ReturnItem(
        item=item, returned_by=throw.other, place=place, quantity=amount, late_note="迟",
        difference_note=throw.dice.one_of(("差", "")),
    )  # fmt: skip


@THINGS.step()
def lift_measure(centre: Centre, throw: Throw) -> Asked:
    item = centre.thing(throw.dice, is_in_force)
    return item and ChangeMeasure(
        item=item, state=MeasureState.LIFTED, paper_no="决1号", paper_on=centre.today
    )


@THINGS.step(b.CUSTODIAN, b.OFFICER_2)
def change_officers(centre: Centre, throw: Throw) -> Asked:
    return ChangeCase(case=b.CASE, officers=(b.OFFICER, throw.other), reason="换人")


@THINGS.step(b.CUSTODIAN, b.CUSTODIAN_2, b.SUPERVISOR)
def destroy(centre: Centre, throw: Throw) -> Asked:
    request = centre.request(throw.dice, granted_for(Disposal.DESTRUCTION))
    item = thing_of(request, centre, throw)
    if request is None or item is None:
        return None
    return DestroyItem(
        item=item, request=request.id, handlers=(throw.by, throw.other), witness=b.SUPERVISOR,
        method="粉碎", where="销毁场", attachments=(b.PHOTO,),
        parts_note=throw.dice.one_of(("钥匙另案留存", "")),
    )  # fmt: skip


@THINGS.step(b.CUSTODIAN, b.CUSTODIAN_2)
def sell(centre: Centre, throw: Throw) -> Asked:
    request = centre.request(throw.dice, granted_for(Disposal.SALE))
    item = thing_of(request, centre, throw)
    if request is None or item is None:
        return None
    return SellItem(
        item=item, request=request.id, proceeds=Amount("100.50", "CNY"), voucher_no="V1",
        parts_note=throw.dice.one_of(("钥匙另案留存", "")),
    )  # fmt: skip
