"""How an item changes as it is announced, sent between stores, entrusted and brought back."""

from __future__ import annotations

from dataclasses import replace

from custody_app.domain.events import stores as e
from custody_app.domain.events.base import Event
from custody_app.domain.ids import ContainerId, PlaceId
from custody_app.domain.quantity import Amount
from custody_app.domain.state.away import Delivery, Entrustment, Transit
from custody_app.domain.state.item import Balance, ItemState
from custody_app.domain.state.readings import read_again, sealed_with
from custody_app.domain.state.steps import Happened, Step
from custody_app.domain.vocabulary import Custody, SealState


def _announced(
    state: ItemState, event: e.DeliveryAnnounced, happened: Happened, id_: str
) -> ItemState:
    delivery = Delivery(
        event.mode, event.expected_at, state.custody, happened.actor, happened.at, event.brings
    )
    return replace(state, custody=Custody.AWAITED, delivery=delivery)


def _withdrawn(
    state: ItemState, event: e.DeliveryWithdrawn, happened: Happened, id_: str
) -> ItemState:
    before = state.delivery.before if state.delivery else Custody.LISTED
    return replace(state, custody=before, delivery=None)


def _kept_temporarily(
    state: ItemState, event: e.ItemKeptTemporarily, happened: Happened, id_: str
) -> ItemState:
    return replace(state, custody=Custody.TEMPORARY_STORE)


def _sent(state: ItemState, event: e.ItemSentToStore, happened: Happened, id_: str) -> ItemState:
    transit = Transit(
        event.carrier, happened.actor, happened.at, event.quantity, state.weights,
        event.seal_no, event.condition, happened.recorder, event.from_store, event.to_store,
    )  # fmt: skip
    return replace(
        state,
        custody=Custody.IN_TRANSIT,
        transit=transit,
        place=None,
        container=None,
        last_seen_at=happened.at,
    )


def _received(
    state: ItemState, event: e.ItemReceivedFromStore, happened: Happened, id_: str
) -> ItemState:
    custody = Custody.TEMPORARY_STORE if event.temporary else Custody.IN_STORE
    return replace(_back(state, event, happened), custody=custody, transit=None)


def _entrusted(state: ItemState, event: e.ItemEntrusted, happened: Happened, id_: str) -> ItemState:
    entrusted = Entrustment(
        event.to_unit, event.contract_no, event.until, happened.at, happened.at,
        event.quantity, state.weights, event.seal_no, event.condition,
    )  # fmt: skip
    return replace(
        state,
        custody=Custody.ENTRUSTED,
        entrusted=entrusted,
        place=None,
        container=None,
        last_seen_at=happened.at,
    )


def _visited(
    state: ItemState, event: e.EntrustedVisited, happened: Happened, id_: str
) -> ItemState:
    kept = replace(state.entrusted, visited_at=happened.at) if state.entrusted else None
    return replace(
        state,
        entrusted=kept,
        condition=event.condition,
        difference=state.difference or event.difference,
        last_seen_at=happened.at,
    )


def _returned(
    state: ItemState, event: e.EntrustedReturned, happened: Happened, id_: str
) -> ItemState:
    return replace(_back(state, event, happened), custody=Custody.IN_STORE, entrusted=None)


def _back(
    state: ItemState,
    event: e.ItemReceivedFromStore | e.EntrustedReturned,
    happened: Happened,
) -> ItemState:
    """In a place again as it was found; a seal that is not named lies on it no longer."""
    seal, seal_no = sealed_with(state, event.seal_no)
    if state.seal is SealState.SEALED and not event.seal_no:
        seal, seal_no = SealState.OPENED, ""
    place: PlaceId | None = event.place
    container: ContainerId | None = event.container
    return replace(
        state,
        balance=found_again(state.balance, event.quantity),
        place=place,
        container=container,
        condition=event.condition,
        weights=read_again(state, event.weights),
        seal=seal,
        seal_no=seal_no,
        difference=state.difference or event.difference,
        last_seen_at=happened.at,
    )


def found_again(balance: Balance, quantity: Amount) -> Balance:
    """The stored figure is what was found: less of it is lost, more of it was taken."""
    change = quantity.value - balance.stored.value
    none = 0 * abs(change)
    return replace(
        balance,
        stored=quantity,
        lost=balance.lost.plus(Amount(f"{max(-change, none):f}", quantity.u)),
        taken=balance.taken.plus(Amount(f"{max(change, none):f}", quantity.u)),
    )


AWAY_STEPS: dict[type[Event], Step] = {
    e.DeliveryAnnounced: _announced,
    e.DeliveryWithdrawn: _withdrawn,
    e.ItemKeptTemporarily: _kept_temporarily,
    e.ItemSentToStore: _sent,
    e.ItemReceivedFromStore: _received,
    e.ItemEntrusted: _entrusted,
    e.EntrustedVisited: _visited,
    e.EntrustedReturned: _returned,
}
