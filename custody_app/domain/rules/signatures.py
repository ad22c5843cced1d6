"""Nobody signs one act twice: what is recorded of two or more people is of different people.

The rules of each act choose who may sign. This looks at the events that came of it, and the proof
of the ledger looks at them again with the states as they were (rules-and-process 9 and 11: second
person ≠ first, nobody approves the own request).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Protocol

from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.approvals import ApprovalConfirmed, ApprovalRevoked
from custody_app.domain.events.base import Event
from custody_app.domain.events.centre import ShiftHandedOver
from custody_app.domain.events.clocks import ClockExtended
from custody_app.domain.events.effects import (
    EffectsPutBack,
    EffectsSeized,
    EffectsTakenOut,
    EffectsToTemporaryStore,
)
from custody_app.domain.events.inquiry import ItemWrittenOff
from custody_app.domain.events.item import (
    ItemAccepted,
    ItemCheckedOut,
    ItemDestroyed,
    ItemGivenToAuthority,
    ItemHandedOver,
    ItemPaidIn,
    ItemRefused,
    ItemReleased,
    ItemReturned,
    ItemSold,
    ItemUnfrozen,
    MeasureChanged,
)
from custody_app.domain.events.keeping import ItemStoredByAuthority
from custody_app.domain.events.money import MoneyPaidOut, MoneyRefunded
from custody_app.domain.events.notices import NoticePublished
from custody_app.domain.events.registers import RequestApproved, RequestRefused
from custody_app.domain.events.stores import (
    ItemEntrusted,
    ItemReceivedFromStore,
    ItemSentToStore,
)
from custody_app.domain.ids import PersonId
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import RequestState, Signs

People = Collection[PersonId | None]

CARRIES_OUT = (
    ItemCheckedOut, ItemHandedOver, ItemReleased, ItemDestroyed, ItemSold, ItemPaidIn,
    ItemGivenToAuthority, ItemStoredByAuthority, MoneyRefunded, MoneyPaidOut,
)  # fmt: skip
"""Done on an approved request, by others than who approved it."""
NAMES_APPROVER = (
    ItemUnfrozen, ItemWrittenOff, ClockExtended, NoticePublished, MeasureChanged, ItemEntrusted,
)  # fmt: skip
"""Name who decided; the head of custody alone may also carry out the own decision (T09)."""
DECIDES = (RequestApproved, RequestRefused, ApprovalConfirmed, ApprovalRevoked)


class Before(Protocol):
    """What was on the record before an event."""

    def item(self, id_: str) -> ItemState:
        """An item."""

    def request(self, id_: str) -> ApprovalRequest:
        """A request."""


def signed_already(event: Event, first: People, before: Before) -> Iterator[RuleBroken]:
    """Who is recorded in two places of one act that are for two people.

    Args:
        event: what is recorded.
        first: who acted and who recorded it.
        before: states before the event.

    Raises:
        RuleBroken: ``item.unknown``, ``request.unknown``.
    """
    second = (getattr(event, "second", None),)
    side = _other_side(event, before)
    approvers = approvers_of(event, before)
    yield from _same(Signs.FIRST, first, Signs.SECOND, second)
    yield from _same(Signs.OTHER_SIDE, side, Signs.FIRST, first)
    yield from _same(Signs.OTHER_SIDE, side, Signs.SECOND, second)
    if second[0] is not None:
        yield from _same(Signs.BEARER, _bearers(event, before), Signs.SECOND, second)
    yield from _same(Signs.APPROVER, approvers, Signs.SECOND, second)
    if not isinstance(event, ItemEntrusted):
        yield from _same(Signs.APPROVER, approvers, Signs.FIRST, first)
    if isinstance(event, ItemDestroyed):
        witness = (event.witness,)
        yield from _same(Signs.APPROVER, approvers, Signs.HANDLER, event.handlers)
        yield from _same(Signs.HANDLER, event.handlers, Signs.WITNESS, witness)
        yield from _same(Signs.FIRST, first, Signs.WITNESS, witness)
    elif isinstance(event, DECIDES):
        yield from _decided(event, before.request(event.request))


def _same(signed_as: Signs, signed: People, signs_as: Signs, signs: People) -> Iterator[RuleBroken]:
    for person in dict.fromkeys(signs):
        if person is not None and person in signed:
            yield RuleBroken(
                "separation.signed_already", person=person,
                signed_as=signed_as.value, signs_as=signs_as.value,
            )  # fmt: skip


def approvers_of(event: Event, before: Before) -> People:
    """Who decided what an event carries out: the approver and the one a deputy stood in for."""
    if isinstance(event, NAMES_APPROVER):
        return (event.approver,)
    if isinstance(event, CARRIES_OUT) and event.request is not None:
        return approvers_on(before.request(event.request))
    return ()


def approvers_on(request: ApprovalRequest) -> tuple[PersonId, ...]:
    """Who decided on a request; nobody as long as it waits."""
    found = (request.approver, request.entitled)
    return tuple(person for person in found if person is not None)


def _other_side(event: Event, before: Before) -> People:
    """Who hands over what somebody else receives, or receives what somebody else hands over."""
    if isinstance(event, ItemAccepted | ItemRefused):
        return (event.delivered_by,)
    if isinstance(event, ItemCheckedOut):
        return (event.borrower,)
    if isinstance(event, ShiftHandedOver | EffectsTakenOut | EffectsSeized):
        return (event.taken_by,)
    if isinstance(event, EffectsToTemporaryStore):
        return (event.taken_by,)
    if isinstance(event, EffectsPutBack):
        return (event.put_by,)
    if isinstance(event, ItemReceivedFromStore):
        transit = before.item(event.item).transit
        if transit is not None:
            return (transit.sent_by, transit.recorded_by, transit.carrier)
    return ()


def _bearers(event: Event, before: Before) -> People:
    """Who carries a thing or brings it; they may record it themselves, but not see it besides."""
    if isinstance(event, ItemSentToStore):
        return (event.carrier,)
    if isinstance(event, ItemReturned):
        loan = before.item(event.item).loan
        return (event.returned_by, loan.borrower if loan is not None else None)
    return ()


def _decided(
    event: RequestApproved | RequestRefused | ApprovalConfirmed | ApprovalRevoked,
    request: ApprovalRequest,
) -> Iterator[RuleBroken]:
    """Once, by somebody who neither asked nor entered it, nor approved it for somebody else."""
    asked: list[PersonId | None] = [request.requester]
    if event.paper is None:
        asked.append(request.recorder)
    if isinstance(event, RequestApproved | RequestRefused):
        person = event.approver
        if request.state is not RequestState.SUBMITTED:
            yield RuleBroken(
                "approval.decided_already", request=request.number,
                request_state=request.state.value,
            )  # fmt: skip
    else:
        person = event.person
        if not request.awaits_confirmation:
            yield RuleBroken("delegation.not_awaited", request=request.number)
        if request.entitled != person:
            yield from _same(Signs.DEPUTY, (request.approver,), Signs.APPROVER, (person,))
    yield from _same(Signs.REQUESTER, asked, Signs.APPROVER, (person,))
