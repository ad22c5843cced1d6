"""How an item changes as it is listed, taken in, refused, counted and split."""

from __future__ import annotations

from dataclasses import replace

from custody_app.domain.events import item as e
from custody_app.domain.events.base import Event
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import Moment, later
from custody_app.domain.quantity import Amount, zero
from custody_app.domain.state.item import HAND_OVER_HOURS, Balance, ItemState, opening_balance
from custody_app.domain.state.readings import read_again, sealed_with, with_what_was_missing
from custody_app.domain.state.steps import Happened, Step
from custody_app.domain.vocabulary import ClockException, Custody, Origin, SealState


def _listed(_: ItemState | None, event: e.ItemListed, happened: Happened, id_: str) -> ItemState:
    return ItemState(
        id=ItemId(id_),
        tag=event.tag,
        case=event.case,
        seizure=event.seizure,
        line=event.line,
        origin=event.origin,
        category=event.category,
        grade=event.grade,
        nature=event.nature,
        name=event.name,
        features=event.features,
        proving_feature=event.proving_feature,
        kept_where=event.kept_where,
        owner=event.owner,
        identifiers=event.identifiers,
        cash=event.cash,
        custody=Custody.LISTED if event.held else Custody.REGISTERED_ONLY,
        measure=event.measure,
        measure_until=event.measure_until,
        secret=event.secret,
        ownerless=event.ownerless,
        perishable=event.perishable,
        balance=opening_balance(event.quantity),
        taken_at=event.taken_at,
        hand_over_due_at=_hand_over_due(event),
    )


def _hand_over_due(event: e.ItemListed) -> Moment | None:
    if not event.held:
        return None
    return event.hand_over_due_at or later(event.taken_at, hours=HAND_OVER_HOURS)


def _taken_over(
    _: ItemState | None, event: e.ItemTakenOver, happened: Happened, id_: str
) -> ItemState:
    balance = replace(opening_balance(event.quantity), taken=event.quantity, stored=event.quantity)
    return ItemState(
        id=ItemId(id_),
        tag=event.tag,
        case=event.case,
        seizure=event.seizure,
        line=event.line,
        origin=Origin.TAKEOVER,
        category=event.category,
        grade=event.grade,
        nature=event.nature,
        name=event.name,
        features=event.features,
        proving_feature=event.proving_feature,
        owner=event.owner,
        identifiers=event.identifiers,
        cash=event.cash,
        custody=Custody.IN_STORE,
        measure=event.measure,
        seal=SealState.SEALED if event.seal_no else SealState.UNSEALED,
        seal_no=event.seal_no,
        balance=balance,
        counted=False,
        place=event.place,
        taken_at=event.taken_at,
        intake_at=happened.at,
        intake_by=happened.actor,
    )


def _clock_excepted(
    state: ItemState, event: e.HandOverClockExcepted, happened: Happened, id_: str
) -> ItemState:
    testing = event.exception is ClockException.URGENT_TEST and state.custody is Custody.LISTED
    return replace(
        state,
        custody=Custody.URGENT_TEST if testing else state.custody,
        clock_exception=event.exception,
        hand_over_due_at=event.due_at,
    )


def _accepted(state: ItemState, event: e.ItemAccepted, happened: Happened, id_: str) -> ItemState:
    balance = replace(
        state.balance,
        taken=state.balance.taken.plus(event.quantity),
        stored=state.balance.stored.plus(event.quantity),
        refused=_refused_still(state.balance, event.quantity),
    )
    seal, seal_no = sealed_with(state, event.seal_no)
    stays = event.place is None and event.container is None
    return replace(
        state,
        custody=Custody.IN_STORE,
        delivery=None,
        balance=balance,
        counted=event.counted,
        condition=event.condition,
        weights=read_again(state, event.weights),
        cash=event.cash or state.cash,
        seal=seal,
        seal_no=seal_no,
        place=state.place if stays else event.place,
        container=state.container if stays else event.container,
        difference=state.difference or event.difference,
        corrected_list_awaited=state.corrected_list_awaited or event.corrected_list_awaited,
        hand_over_due_at=None,
        intake_at=happened.at,
        intake_by=happened.actor,
        last_seen_at=happened.at,
        missing=event.missing,
        care_note=event.care_note or state.care_note,
    )


def _refused_still(balance: Balance, quantity: Amount) -> Amount:
    """What stays refused when more comes in than is open: refused things may be brought again."""
    again = max(quantity.value - balance.open.value, 0 * quantity.value)
    left = max(balance.refused.value - again, 0 * again)
    return Amount(f"{left:f}", quantity.u)


def _refused(state: ItemState, event: e.ItemRefused, happened: Happened, id_: str) -> ItemState:
    balance = replace(state.balance, refused=state.balance.refused.plus(event.quantity))
    all_refused = balance.taken.is_zero and balance.open.is_zero
    return replace(
        state,
        balance=balance,
        custody=Custody.REFUSED if all_refused else state.custody,
        delivery=None if all_refused else state.delivery,
        last_refusal=event.reason.value,
    )


def _list_corrected(
    state: ItemState, event: e.ItemListCorrected, happened: Happened, id_: str
) -> ItemState:
    return replace(state, corrected_list_awaited=False)


def _recounted(state: ItemState, event: e.ItemRecounted, happened: Happened, id_: str) -> ItemState:
    change = event.quantity.value - state.balance.stored.value
    taken = Amount(f"{state.balance.taken.value + change:f}", event.quantity.u)
    seal, seal_no = sealed_with(state, event.seal_no)
    counted = replace(
        state,
        balance=replace(state.balance, taken=taken, stored=event.quantity),
        counted=True,
        condition=event.condition,
        weights=read_again(state, event.weights),
        cash=event.cash or state.cash,
        seal=seal,
        seal_no=seal_no,
        difference=state.difference or event.difference,
        last_seen_at=happened.at,
    )
    return with_what_was_missing(counted)


def _split(state: ItemState | None, event: e.ItemSplit, happened: Happened, id_: str) -> ItemState:
    """The parent closes.

    A part starts as a copy of it, made by ``split_part`` from the parent's state.
    """
    assert state is not None
    if id_ != event.item:
        return state
    return replace(
        state,
        custody=Custody.SPLIT_UP,
        balance=_emptied(state.balance),
        place=None,
        container=None,
        gone_at=happened.at,
        hand_over_due_at=None,
    )


def _emptied(balance: Balance) -> Balance:
    """The parts carry what was there.

    What left the parent before the split stays with the parent.
    """
    none = zero(balance.listed.u)
    before = balance.released.plus(balance.consumed).plus(balance.lost)
    return replace(
        balance, listed=before.plus(balance.refused), taken=before, stored=none, on_loan=none
    )


def split_part(parent: ItemState, event: e.ItemSplit, id_: str) -> ItemState:
    """A part of a split line as it starts.

    The parent's fields, its own code, line number and identifiers.
    """
    at = next(n for n, part in enumerate(event.parts) if part.item == id_)
    part = event.parts[at]
    own = event.identifiers[at] if at < len(event.identifiers) else parent.identifiers
    balance = opening_balance(part.quantity)
    if not parent.balance.taken.is_zero:
        balance = replace(balance, taken=part.quantity, stored=part.quantity)
    return replace(
        parent,
        id=ItemId(id_),
        tag=part.tag,
        copy=0,
        label_proved=False,
        line=part.line,
        parent=parent.id,
        origin=Origin.SPLIT,
        identifiers=own,
        balance=balance,
        weights=(),
        loan=None,
        returnable=None,
        difference=False,
    )


INTAKE_STEPS: dict[type[Event], Step] = {
    e.ItemListed: _listed,
    e.ItemTakenOver: _taken_over,
    e.HandOverClockExcepted: _clock_excepted,
    e.ItemAccepted: _accepted,
    e.ItemListCorrected: _list_corrected,
    e.ItemRefused: _refused,
    e.ItemRecounted: _recounted,
    e.ItemSplit: _split,
}
