"""How each event changes an item; one small function per event."""

from __future__ import annotations

from dataclasses import replace

from custody_app.domain.events import item as e
from custody_app.domain.events.base import Event
from custody_app.domain.ids import ItemId, RequestId
from custody_app.domain.moments import later
from custody_app.domain.parts import Weight
from custody_app.domain.quantity import WEIGHT_UNITS, Amount, zero
from custody_app.domain.state.item import (
    HAND_OVER_HOURS,
    AuthorityOffer,
    Balance,
    ItemState,
    Loan,
    opening_balance,
)
from custody_app.domain.state.steps import Happened, Step
from custody_app.domain.vocabulary import (
    ClockException,
    Custody,
    Disposal,
    Origin,
    SealState,
)


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
        hand_over_due_at=later(event.taken_at, hours=HAND_OVER_HOURS) if event.held else None,
    )


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


def _read(state: ItemState, weights: tuple[Weight, ...]) -> tuple[Weight, ...]:
    kinds = {weight.kind for weight in weights}
    return tuple(weight for weight in state.weights if weight.kind not in kinds) + weights


def _sealed(state: ItemState, seal_no: str) -> tuple[SealState, str]:
    if seal_no:
        return SealState.SEALED, seal_no
    return state.seal, state.seal_no


def _accepted(state: ItemState, event: e.ItemAccepted, happened: Happened, id_: str) -> ItemState:
    balance = replace(
        state.balance,
        taken=state.balance.taken.plus(event.quantity),
        stored=state.balance.stored.plus(event.quantity),
        refused=_refused_still(state.balance, event.quantity),
    )
    seal, seal_no = _sealed(state, event.seal_no)
    stays = event.place is None and event.container is None
    return replace(
        state,
        custody=Custody.IN_STORE,
        balance=balance,
        counted=event.counted,
        condition=event.condition,
        weights=_read(state, event.weights),
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
        last_refusal=event.reason.value,
    )


def _list_corrected(
    state: ItemState, event: e.ItemListCorrected, happened: Happened, id_: str
) -> ItemState:
    return replace(state, corrected_list_awaited=False)


def _recounted(state: ItemState, event: e.ItemRecounted, happened: Happened, id_: str) -> ItemState:
    change = event.quantity.value - state.balance.stored.value
    taken = Amount(f"{state.balance.taken.value + change:f}", event.quantity.u)
    seal, seal_no = _sealed(state, event.seal_no)
    return replace(
        state,
        balance=replace(state.balance, taken=taken, stored=event.quantity),
        counted=True,
        condition=event.condition,
        weights=_read(state, event.weights),
        cash=event.cash or state.cash,
        seal=seal,
        seal_no=seal_no,
        difference=state.difference or event.difference,
        last_seen_at=happened.at,
    )


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
        difference=False,
    )


def _labelled(state: ItemState, event: e.ItemLabelled, happened: Happened, id_: str) -> ItemState:
    return replace(state, copy=event.copy, label_proved=False)


def _proved(state: ItemState, event: e.ItemLabelProved, happened: Happened, id_: str) -> ItemState:
    return replace(state, label_proved=True, last_seen_at=happened.at)


def _moved(state: ItemState, event: e.ItemMoved, happened: Happened, id_: str) -> ItemState:
    return replace(state, place=event.place, container=event.container, last_seen_at=happened.at)


def _seen(state: ItemState, event: e.ItemSeen, happened: Happened, id_: str) -> ItemState:
    return replace(state, last_seen_at=happened.at)


def _seal_changed(
    state: ItemState, event: e.SealChanged, happened: Happened, id_: str
) -> ItemState:
    seal = SealState.SEALED if event.new_seal_no else SealState.OPENED
    return replace(state, seal=seal, seal_no=event.new_seal_no, last_seen_at=happened.at)


def _sampled(state: ItemState, event: e.ItemSampled, happened: Happened, id_: str) -> ItemState:
    balance = state.balance
    if event.sampled.u == balance.stored.u and event.sampled.u in WEIGHT_UNITS:
        balance = replace(
            balance,
            stored=balance.stored.minus(event.sampled),
            consumed=balance.consumed.plus(event.sampled),
        )
    return replace(
        state, balance=balance, weights=_read(state, event.rest), last_seen_at=happened.at
    )


def _checked_out(
    state: ItemState, event: e.ItemCheckedOut, happened: Happened, id_: str
) -> ItemState:
    balance = replace(
        state.balance,
        stored=state.balance.stored.minus(event.quantity),
        on_loan=state.balance.on_loan.plus(event.quantity),
    )
    loan = Loan(
        event.request, event.borrower, event.purpose, event.quantity, happened.at, event.due_at,
        event.weights, event.seal_no or state.seal_no, event.condition,
    )  # fmt: skip
    whole = balance.stored.is_zero
    return replace(
        state,
        custody=Custody.ON_LOAN,
        balance=balance,
        loan=loan,
        place=None if whole else state.place,
        container=None if whole else state.container,
        condition=event.condition,
        weights=_read(state, event.weights),
        used_requests=_used(state, event.request),
        borrowers=tuple(dict.fromkeys((*state.borrowers, event.borrower))),
        last_seen_at=happened.at,
    )


def _used(state: ItemState, request: RequestId) -> tuple[RequestId, ...]:
    return (*state.used_requests, request)


def _returned(state: ItemState, event: e.ItemReturned, happened: Happened, id_: str) -> ItemState:
    lent = state.loan.quantity if state.loan else event.quantity
    short = max(lent.value - event.quantity.value, 0 * lent.value)
    surplus = max(event.quantity.value - lent.value, 0 * lent.value)
    unit = lent.u
    balance = replace(
        state.balance,
        on_loan=state.balance.on_loan.minus(lent),
        stored=state.balance.stored.plus(event.quantity),
        lost=state.balance.lost.plus(Amount(f"{short:f}", unit)),
        taken=state.balance.taken.plus(Amount(f"{surplus:f}", unit)),
    )
    seal, seal_no = _sealed(state, event.seal_no)
    if state.seal is SealState.SEALED and not event.seal_no:
        seal, seal_no = SealState.OPENED, ""
    stays = event.place is None and event.container is None
    return replace(
        state,
        custody=Custody.IN_STORE,
        balance=balance,
        loan=None,
        place=state.place if stays else event.place,
        container=state.container if stays else event.container,
        condition=event.condition,
        weights=_read(state, event.weights),
        seal=seal,
        seal_no=seal_no,
        difference=state.difference or event.difference,
        last_seen_at=happened.at,
    )


def _loan_extended(
    state: ItemState, event: e.LoanExtended, happened: Happened, id_: str
) -> ItemState:
    loan = replace(state.loan, due_at=event.due_at) if state.loan else None
    return replace(state, loan=loan, used_requests=_used(state, event.request))


def _frozen(state: ItemState, event: e.ItemFrozen, happened: Happened, id_: str) -> ItemState:
    return replace(state, frozen=event.reason)


def _unfrozen(state: ItemState, event: e.ItemUnfrozen, happened: Happened, id_: str) -> ItemState:
    return replace(state, frozen=None)


def _held(state: ItemState, event: e.HoldPlaced, happened: Happened, id_: str) -> ItemState:
    return replace(state, holds=state.holds + 1)


def _unheld(state: ItemState, event: e.HoldLifted, happened: Happened, id_: str) -> ItemState:
    return replace(state, holds=state.holds - 1)


def _measure(state: ItemState, event: e.MeasureChanged, happened: Happened, id_: str) -> ItemState:
    return replace(
        state, measure=event.measure, measure_state=event.state, measure_until=event.until
    )


def _authority_sent(
    state: ItemState, event: e.AuthorityChangeSent, happened: Happened, id_: str
) -> ItemState:
    offer = AuthorityOffer(
        event.to_unit, event.to_authority, event.paper_no, happened.at, event.proposal
    )
    return replace(state, authority_offer=offer)


def _authority_confirmed(
    state: ItemState, event: e.AuthorityChangeConfirmed, happened: Happened, id_: str
) -> ItemState:
    return replace(
        state,
        authority=event.to_authority,
        authority_unit=event.to_unit,
        authority_offer=None,
    )


def _authority_refused(
    state: ItemState, event: e.AuthorityChangeRefused, happened: Happened, id_: str
) -> ItemState:
    return replace(state, authority_offer=None)


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
        left_as=end,
        used_requests=_used(state, request) if request else state.used_requests,
        last_seen_at=happened.at,
    )


def _handed_over(
    state: ItemState, event: e.ItemHandedOver, happened: Happened, id_: str
) -> ItemState:
    read = replace(state, weights=_read(state, event.weights))
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
    read = replace(state, weights=_read(state, event.weights))
    return _left(read, event.quantity, Custody.WITH_AUTHORITY, happened, event.request)


def _banked(state: ItemState, event: e.CashBanked, happened: Happened, id_: str) -> ItemState:
    left = _left(state, state.balance.stored, Custody.PAID_IN, happened)
    return replace(left, banked_receipt_no=event.receipt_no, banked=event.amount)


def _came_back(state: ItemState, event: e.ItemCameBack, happened: Happened, id_: str) -> ItemState:
    balance = replace(
        state.balance,
        released=state.balance.released.minus(event.quantity),
        stored=state.balance.stored.plus(event.quantity),
    )
    seal, seal_no = _sealed(state, event.seal_no)
    return replace(
        state,
        custody=Custody.IN_STORE,
        balance=balance,
        leg=state.leg + 1,
        condition=event.condition,
        weights=_read(state, event.weights),
        seal=seal,
        seal_no=seal_no,
        place=event.place,
        container=None,
        gone_at=None,
        intake_at=happened.at,
        last_seen_at=happened.at,
    )


def _archived(state: ItemState, event: e.ItemArchived, happened: Happened, id_: str) -> ItemState:
    return replace(state, custody=Custody.ARCHIVED)


def _corrected(state: ItemState, event: e.ItemCorrected, happened: Happened, id_: str) -> ItemState:
    seal, seal_no = _sealed(state, event.seal_no)
    due = state.hand_over_due_at
    if event.taken_at and due and state.clock_exception is None:
        due = later(event.taken_at, hours=HAND_OVER_HOURS)
    return replace(
        state,
        hand_over_due_at=due,
        balance=_corrected_balance(state, event.quantity),
        category=event.category or state.category,
        grade=event.grade or state.grade,
        taken_at=event.taken_at or state.taken_at,
        weights=_read(state, event.weights),
        cash=event.cash or state.cash,
        seal=seal,
        seal_no=seal_no,
        name=event.name or state.name,
        features=event.features or state.features,
        identifiers=event.identifiers or state.identifiers,
        owner=event.owner or state.owner,
        corrections=state.corrections + 1,
    )


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


def _unchanged(state: ItemState, event: Event, happened: Happened, id_: str) -> ItemState:
    return state


ITEM_STEPS: dict[type[Event], Step] = {
    e.ItemListed: _listed,
    e.ItemTakenOver: _taken_over,
    e.HandOverClockExcepted: _clock_excepted,
    e.ItemAccepted: _accepted,
    e.ItemListCorrected: _list_corrected,
    e.ItemRefused: _refused,
    e.ItemRecounted: _recounted,
    e.ItemSplit: _split,
    e.ItemLabelled: _labelled,
    e.ItemLabelProved: _proved,
    e.ItemMoved: _moved,
    e.ItemSeen: _seen,
    e.SealChanged: _seal_changed,
    e.ItemSampled: _sampled,
    e.ItemCheckedOut: _checked_out,
    e.ItemReturned: _returned,
    e.LoanExtended: _loan_extended,
    e.ItemFrozen: _frozen,
    e.ItemUnfrozen: _unfrozen,
    e.HoldPlaced: _held,
    e.HoldLifted: _unheld,
    e.MeasureChanged: _measure,
    e.AuthorityChangeSent: _authority_sent,
    e.AuthorityChangeConfirmed: _authority_confirmed,
    e.AuthorityChangeRefused: _authority_refused,
    e.ItemHandedOver: _handed_over,
    e.ItemReleased: _released,
    e.ItemDestroyed: _destroyed,
    e.ItemSold: _sold,
    e.ItemPaidIn: _paid_in,
    e.ItemGivenToAuthority: _to_authority,
    e.CashBanked: _banked,
    e.ItemCameBack: _came_back,
    e.ItemArchived: _archived,
    e.ItemCorrected: _corrected,
    e.ItemFileAttached: _unchanged,
}
