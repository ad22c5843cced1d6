"""How an item changes as it is lent, extended and brought back."""

from __future__ import annotations

from dataclasses import replace

from custody_app.domain.events import item as e
from custody_app.domain.events.base import Event
from custody_app.domain.quantity import Amount
from custody_app.domain.state.item import ItemState, Loan
from custody_app.domain.state.readings import read_again, sealed_with, used_with
from custody_app.domain.state.running import Appraisal, back_from
from custody_app.domain.state.steps import Happened, Step
from custody_app.domain.vocabulary import Custody, LoanPurpose, SealState

NOT_COUNTED = frozenset({LoanPurpose.APPRAISAL, LoanPurpose.TEST})
"""检测、检验、检疫、技术鉴定: their time is left out of an administrative measure (第25条)."""


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
        weights=read_again(state, event.weights),
        used_requests=used_with(state, event.request),
        borrowers=tuple(dict.fromkeys((*state.borrowers, event.borrower))),
        last_seen_at=happened.at,
        appraisals=_sent(state, event, happened),
    )


def _sent(state: ItemState, event: e.ItemCheckedOut, happened: Happened) -> tuple[Appraisal, ...]:
    if event.purpose not in NOT_COUNTED:
        return state.appraisals
    return (*state.appraisals, Appraisal(happened.at))


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
    seal, seal_no = sealed_with(state, event.seal_no)
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
        weights=read_again(state, event.weights),
        seal=seal,
        seal_no=seal_no,
        difference=state.difference or event.difference,
        last_seen_at=happened.at,
        appraisals=back_from(state.appraisals, happened.at),
    )


def _loan_extended(
    state: ItemState, event: e.LoanExtended, happened: Happened, id_: str
) -> ItemState:
    loan = replace(state.loan, due_at=event.due_at) if state.loan else None
    return replace(state, loan=loan, used_requests=used_with(state, event.request))


LOAN_STEPS: dict[type[Event], Step] = {
    e.ItemCheckedOut: _checked_out,
    e.ItemReturned: _returned,
    e.LoanExtended: _loan_extended,
}
