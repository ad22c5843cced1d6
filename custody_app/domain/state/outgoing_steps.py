"""How an item changes as it leaves for good, comes back and is archived."""

from __future__ import annotations

from dataclasses import replace

from custody_app.domain.events import item as e
from custody_app.domain.events.base import Event
from custody_app.domain.events.inquiry import ItemWrittenOff
from custody_app.domain.events.keeping import ItemStoredByAuthority
from custody_app.domain.ids import RequestId
from custody_app.domain.quantity import Amount
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.readings import read_again, sealed_with, used_with
from custody_app.domain.state.running import back_from
from custody_app.domain.state.steps import Happened, Step
from custody_app.domain.vocabulary import MAY_COME_BACK, Custody, Disposal


def _left(
    state: ItemState,
    quantity: Amount,
    end: Custody,
    happened: Happened,
    request: RequestId | None = None,
) -> ItemState:
    balance = replace(
        state.balance,
        stored=state.balance.stored.minus(quantity),
        released=state.balance.released.plus(quantity),
    )
    whole = balance.held.is_zero
    return replace(
        state,
        balance=balance,
        custody=end if whole else state.custody,
        place=None if whole else state.place,
        container=None if whole else state.container,
        gone_at=happened.at if whole else None,
        returnable=_returnable(state, quantity) if end in MAY_COME_BACK else state.returnable,
        used_requests=used_with(state, request) if request else state.used_requests,
        last_seen_at=happened.at,
    )


def _returnable(state: ItemState, quantity: Amount) -> Amount:
    """What may come back, with this part of it."""
    return quantity if state.returnable is None else state.returnable.plus(quantity)


def _handed_over(
    state: ItemState, event: e.ItemHandedOver, happened: Happened, id_: str
) -> ItemState:
    read = replace(state, weights=read_again(state, event.weights))
    return _left(read, event.quantity, Custody.WITH_CASE, happened, event.request)


def _released(state: ItemState, event: e.ItemReleased, happened: Happened, id_: str) -> ItemState:
    victim = event.kind is Disposal.RETURN_TO_VICTIM
    end = Custody.RETURNED_TO_VICTIM if victim else Custody.RETURNED_TO_OWNER
    return _left(state, event.quantity, end, happened, event.request)


def _destroyed(state: ItemState, event: e.ItemDestroyed, happened: Happened, id_: str) -> ItemState:
    return _left(state, event.quantity, Custody.DESTROYED, happened, event.request)


def _sold(state: ItemState, event: e.ItemSold, happened: Happened, id_: str) -> ItemState:
    return _left(state, event.quantity, Custody.SOLD, happened, event.request)


def _paid_in(state: ItemState, event: e.ItemPaidIn, happened: Happened, id_: str) -> ItemState:
    return _left(state, event.quantity, Custody.PAID_IN, happened, event.request)


def _to_authority(
    state: ItemState, event: e.ItemGivenToAuthority, happened: Happened, id_: str
) -> ItemState:
    read = replace(state, weights=read_again(state, event.weights))
    return _left(read, event.quantity, Custody.WITH_AUTHORITY, happened, event.request)


def _stored_by_authority(
    state: ItemState, event: ItemStoredByAuthority, happened: Happened, id_: str
) -> ItemState:
    """Another custodian: the centre holds it no more, and it has not come to its end."""
    read = replace(state, weights=read_again(state, event.weights), kept_by=event.to_unit)
    return _left(read, event.quantity, Custody.AT_AUTHORITY_STORE, happened, event.request)


def _banked(state: ItemState, event: e.CashBanked, happened: Happened, id_: str) -> ItemState:
    left = _left(state, state.balance.stored, Custody.PAID_IN, happened)
    return replace(left, banked_receipt_no=event.receipt_no, banked=event.amount)


def _written_off(
    state: ItemState, event: ItemWrittenOff, happened: Happened, id_: str
) -> ItemState:
    """Lost from the store, on its way or where it was; what is left goes on its way again."""
    balance = state.balance
    transit, entrusted = state.transit, state.entrusted
    if state.loan is not None:
        balance = replace(balance, on_loan=balance.on_loan.minus(event.quantity))
    else:
        balance = replace(balance, stored=balance.stored.minus(event.quantity))
    balance = replace(balance, lost=balance.lost.plus(event.quantity))
    whole = balance.held.is_zero
    if transit is not None:
        transit = None if whole else replace(transit, quantity=balance.stored)
    if entrusted is not None:
        entrusted = None if whole else replace(entrusted, quantity=balance.stored)
    return replace(
        state,
        balance=balance,
        frozen=None,
        loan=None,
        appraisals=back_from(state.appraisals, happened.at),
        transit=transit,
        entrusted=entrusted,
        custody=Custody.WRITTEN_OFF if whole else state.custody,
        place=None if whole else state.place,
        container=None if whole else state.container,
        gone_at=happened.at if whole else None,
    )


def _came_back(state: ItemState, event: e.ItemCameBack, happened: Happened, id_: str) -> ItemState:
    left = state.returnable or state.balance.released
    balance = replace(
        state.balance,
        released=state.balance.released.minus(event.quantity),
        stored=state.balance.stored.plus(event.quantity),
    )
    seal, seal_no = sealed_with(state, event.seal_no)
    stays = event.place is None
    return replace(
        state,
        custody=Custody.IN_STORE,
        balance=balance,
        returnable=left.minus(event.quantity),
        leg=state.leg + 1,
        condition=event.condition,
        weights=read_again(state, event.weights),
        seal=seal,
        seal_no=seal_no,
        place=state.place if stays else event.place,
        container=state.container if stays else None,
        gone_at=None,
        kept_by=None,
        intake_at=happened.at,
        last_seen_at=happened.at,
    )


def _archived(state: ItemState, event: e.ItemArchived, happened: Happened, id_: str) -> ItemState:
    return replace(state, custody=Custody.ARCHIVED)


OUTGOING_STEPS: dict[type[Event], Step] = {
    e.ItemHandedOver: _handed_over,
    e.ItemReleased: _released,
    e.ItemDestroyed: _destroyed,
    e.ItemSold: _sold,
    e.ItemPaidIn: _paid_in,
    e.ItemGivenToAuthority: _to_authority,
    ItemStoredByAuthority: _stored_by_authority,
    e.CashBanked: _banked,
    ItemWrittenOff: _written_off,
    e.ItemCameBack: _came_back,
    e.ItemArchived: _archived,
}
