"""How an item changes in store: label, place, seal, hold, measure, authority, correction."""

from __future__ import annotations

from dataclasses import replace

from custody_app.domain.events import item as e
from custody_app.domain.events.authority import (
    AuthorityChangeConfirmed,
    AuthorityChangeRefused,
    AuthorityChangeSent,
)
from custody_app.domain.events.base import Event
from custody_app.domain.moments import hours_between, later
from custody_app.domain.quantity import Amount
from custody_app.domain.state.item import (
    TWO_HEADS,
    AuthorityOffer,
    Balance,
    ItemState,
)
from custody_app.domain.state.readings import read_again, sealed_with, with_what_was_missing
from custody_app.domain.state.steps import Happened, Step
from custody_app.domain.tag import FIRST_COPY
from custody_app.domain.vocabulary import MeasureState, SealState


def _labelled(state: ItemState, event: e.ItemLabelled, happened: Happened, id_: str) -> ItemState:
    return replace(state, copy=event.copy, label_proved=False)


def _proved(state: ItemState, event: e.ItemLabelProved, happened: Happened, id_: str) -> ItemState:
    return replace(state, label_proved=True, last_seen_at=happened.at)


def _bound(state: ItemState, event: e.ItemLabelBound, happened: Happened, id_: str) -> ItemState:
    return replace(
        state,
        tag=event.bound,
        first_tag=state.tag,
        copy=FIRST_COPY,
        label_proved=True,
        last_seen_at=happened.at,
    )


def _moved(state: ItemState, event: e.ItemMoved, happened: Happened, id_: str) -> ItemState:
    return replace(state, place=event.place, container=event.container, last_seen_at=happened.at)


def _seen(state: ItemState, event: e.ItemSeen, happened: Happened, id_: str) -> ItemState:
    return replace(state, last_seen_at=happened.at)


def _seal_changed(
    state: ItemState, event: e.SealChanged, happened: Happened, id_: str
) -> ItemState:
    seal = SealState.SEALED if event.new_seal_no else SealState.OPENED
    changed = replace(state, seal=seal, seal_no=event.new_seal_no, last_seen_at=happened.at)
    return with_what_was_missing(changed)


def _sampled(state: ItemState, event: e.ItemSampled, happened: Happened, id_: str) -> ItemState:
    balance = state.balance
    if event.sampled.u == balance.stored.u:
        balance = replace(
            balance,
            stored=balance.stored.minus(event.sampled),
            consumed=balance.consumed.plus(event.sampled),
        )
    return replace(
        state, balance=balance, weights=read_again(state, event.rest), last_seen_at=happened.at
    )


def _frozen(state: ItemState, event: e.ItemFrozen, happened: Happened, id_: str) -> ItemState:
    return replace(state, frozen=event.reason, unacknowledged=TWO_HEADS)


def _unfrozen(state: ItemState, event: e.ItemUnfrozen, happened: Happened, id_: str) -> ItemState:
    return replace(state, frozen=None)


def _acknowledged(
    state: ItemState, event: e.DifferenceAcknowledged, happened: Happened, id_: str
) -> ItemState:
    left = tuple(head for head in state.unacknowledged if head is not event.head)
    return replace(state, unacknowledged=left)


def _held(state: ItemState, event: e.HoldPlaced, happened: Happened, id_: str) -> ItemState:
    return replace(state, holds=state.holds + 1)


def _unheld(state: ItemState, event: e.HoldLifted, happened: Happened, id_: str) -> ItemState:
    return replace(state, holds=state.holds - 1)


def _measure(state: ItemState, event: e.MeasureChanged, happened: Happened, id_: str) -> ItemState:
    # A paper that names the end knows of the appraisals before it; one still out goes on.
    still = tuple(
        replace(one, since=max(one.since, happened.at))
        for one in state.appraisals
        if one.until is None
    )
    return replace(
        state,
        measure=event.measure,
        measure_state=event.state,
        measure_until=event.until,
        converted_on=event.paper_on
        if event.state is MeasureState.CONVERTED
        else state.converted_on,
        appraisals=still,
    )


def _authority_sent(
    state: ItemState, event: AuthorityChangeSent, happened: Happened, id_: str
) -> ItemState:
    offer = AuthorityOffer(
        event.to_unit, event.to_authority, event.paper_no, happened.at, event.proposal
    )
    return replace(state, authority_offer=offer)


def _authority_confirmed(
    state: ItemState, event: AuthorityChangeConfirmed, happened: Happened, id_: str
) -> ItemState:
    return replace(
        state,
        authority=event.to_authority,
        authority_unit=event.to_unit,
        authority_offer=None,
    )


def _authority_refused(
    state: ItemState, event: AuthorityChangeRefused, happened: Happened, id_: str
) -> ItemState:
    return replace(state, authority_offer=None)


def _corrected(state: ItemState, event: e.ItemCorrected, happened: Happened, id_: str) -> ItemState:
    seal, seal_no = sealed_with(state, event.seal_no)
    due = state.hand_over_due_at
    if event.taken_at and due and state.clock_exception is None:
        # As long as it was when the thing was listed, by the pack then in force.
        due = later(event.taken_at, hours=hours_between(state.taken_at, due))
    corrected = replace(
        state,
        hand_over_due_at=due,
        balance=_corrected_balance(state, event.quantity),
        category=event.category or state.category,
        grade=event.grade or state.grade,
        taken_at=event.taken_at or state.taken_at,
        weights=read_again(state, event.weights),
        cash=event.cash or state.cash,
        seal=seal,
        seal_no=seal_no,
        name=event.name or state.name,
        features=event.features or state.features,
        identifiers=event.identifiers or state.identifiers,
        owner=event.owner or state.owner,
        corrections=state.corrections + 1,
    )
    return with_what_was_missing(corrected)


def _corrected_balance(state: ItemState, quantity: Amount | None) -> Balance:
    """The corrected figure is what was taken in.

    What is stored follows, before intake the listed one does.
    """
    if quantity is None:
        return state.balance
    if state.balance.taken.is_zero:
        return replace(state.balance, listed=quantity)
    change = quantity.value - state.balance.taken.value
    stored = Amount(f"{state.balance.stored.value + change:f}", quantity.u)
    return replace(state.balance, taken=quantity, stored=stored)


def _file_attached(
    state: ItemState, event: e.ItemFileAttached, happened: Happened, id_: str
) -> ItemState:
    return with_what_was_missing(state, photographed=event.photo)


STORE_STEPS: dict[type[Event], Step] = {
    e.ItemLabelled: _labelled,
    e.ItemLabelBound: _bound,
    e.ItemLabelProved: _proved,
    e.ItemMoved: _moved,
    e.ItemSeen: _seen,
    e.SealChanged: _seal_changed,
    e.ItemSampled: _sampled,
    e.ItemFrozen: _frozen,
    e.ItemUnfrozen: _unfrozen,
    e.DifferenceAcknowledged: _acknowledged,
    e.HoldPlaced: _held,
    e.HoldLifted: _unheld,
    e.MeasureChanged: _measure,
    AuthorityChangeSent: _authority_sent,
    AuthorityChangeConfirmed: _authority_confirmed,
    AuthorityChangeRefused: _authority_refused,
    e.ItemCorrected: _corrected,
    e.ItemFileAttached: _file_attached,
}
