"""Shared steps of the tests of requests, loans and ways out."""

from __future__ import annotations

from typing import Any

from custody_app.domain.commands.loans import (
    ApproveRequest,
    CheckOutItem,
    RequestCallOut,
    RequestDisposal,
    RequestedItem,
)
from custody_app.domain.events.item import ItemCheckedOut
from custody_app.domain.events.registers import RequestMade
from custody_app.domain.ids import ItemId, RequestId
from custody_app.domain.moments import Moment
from custody_app.domain.vocabulary import Disposal, LoanPurpose, Shown
from tests.builders import OFFICER, POLICE_HEAD, UNIT_HEAD, TestWorld

DUE = Moment("2026-03-05T06:00:00.000Z")
AFTER_DUE = Moment("2026-03-06T06:00:00.000Z")
BEFORE_DUE = Moment("2026-03-04T06:00:00.000Z")


def call_out_of(*items: ItemId, **values: Any) -> RequestCallOut:
    defaults: dict[str, Any] = {
        "items": tuple(RequestedItem(item=one) for one in items),
        "purpose": LoanPurpose.IDENTIFICATION,
        "due_at": DUE,
        "reason": "辨认",
        "requester": OFFICER,
    }
    return RequestCallOut(**(defaults | values))


def asked(world: TestWorld, *items: ItemId, **values: Any) -> RequestId:
    event = world.do(call_out_of(*items, **values))[0]
    assert isinstance(event, RequestMade)
    return event.request


def granted(
    world: TestWorld, *items: ItemId, approver: str = UNIT_HEAD, **values: Any
) -> RequestId:
    request = asked(world, *items, **values)
    world.do(ApproveRequest(request=request), by=approver)
    return request


def check_out_of(item: ItemId, request: RequestId, **values: Any) -> CheckOutItem:
    defaults: dict[str, Any] = {"borrower": OFFICER, "shown": Shown.SEEN}
    return CheckOutItem(item=item, request=request, **(defaults | values))


def lent(
    world: TestWorld, item: ItemId, confirmers: tuple[str, ...] = (), **values: Any
) -> RequestId:
    request = granted(world, item)
    events = world.do(check_out_of(item, request, **values), confirmers=confirmers)
    assert isinstance(events[0], ItemCheckedOut)
    return request


def disposal_of(*items: ItemId, disposal: Disposal, **values: Any) -> RequestDisposal:
    defaults: dict[str, Any] = {
        "items": tuple(RequestedItem(item=one) for one in items),
        "reason": "案件已结",
        "requester": OFFICER,
    }
    return RequestDisposal(disposal=disposal, **(defaults | values))


def disposal_granted(
    world: TestWorld,
    *items: ItemId,
    disposal: Disposal,
    approver: str = POLICE_HEAD,
    **values: Any,
) -> RequestId:
    event = world.do(disposal_of(*items, disposal=disposal, **values))[0]
    assert isinstance(event, RequestMade)
    world.do(ApproveRequest(request=event.request), by=approver)
    return event.request
