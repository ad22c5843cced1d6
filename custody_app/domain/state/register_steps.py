"""How each event changes a case, list, person, unit, place, container, request or form."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from custody_app.domain.events import counts
from custody_app.domain.events import registers as r
from custody_app.domain.events.base import Event
from custody_app.domain.state.registers import (
    ApprovalRequest,
    CaseState,
    ContainerState,
    FormState,
    PersonState,
    PlaceState,
    SeizureState,
    UnitState,
)
from custody_app.domain.state.steps import Happened, Step
from custody_app.domain.vocabulary import RequestState, SealState


def _from_event(cls: type, event: Event, id_: str, **more: Any) -> Any:
    """A state whose fields of the same name start as the event says."""
    names = {field.name for field in fields(event)}
    same = {f.name: getattr(event, f.name) for f in fields(cls) if f.name in names}
    return cls(**(same | {"id": id_} | more))


def _case(_: None, event: r.CaseRegistered, happened: Happened, id_: str) -> CaseState:
    case: CaseState = _from_event(CaseState, event, id_, registered_at=happened.recorded_at)
    return case


def _case_changed(
    state: CaseState, event: r.CaseChanged, happened: Happened, id_: str
) -> CaseState:
    renumbered = bool(event.number) and event.number != state.number
    return replace(
        state,
        number=event.number or state.number,
        provisional=state.provisional and not renumbered,
        earlier_numbers=(*state.earlier_numbers, state.number)
        if renumbered
        else state.earlier_numbers,
        officers=event.officers or state.officers,
        name=event.name or state.name,
        suspects=event.suspects or state.suspects,
    )


def _case_closed(state: CaseState, event: r.CaseClosed, happened: Happened, id_: str) -> CaseState:
    return replace(state, closed=True)


def _seizure(_: None, event: r.SeizureRecorded, happened: Happened, id_: str) -> SeizureState:
    found: SeizureState = _from_event(SeizureState, event, id_, recorded_at=happened.recorded_at)
    return found


def _corrected_list(
    state: SeizureState, event: r.CorrectedListReceived, happened: Happened, id_: str
) -> SeizureState:
    return replace(state, corrected_list_no=event.list_no)


def _person(_: None, event: r.PersonRegistered, happened: Happened, id_: str) -> PersonState:
    found: PersonState = _from_event(PersonState, event, id_)
    return found


def _person_changed(
    state: PersonState, event: r.PersonChanged, happened: Happened, id_: str
) -> PersonState:
    return replace(
        state,
        unit=event.unit or state.unit,
        rank=event.rank or state.rank,
        name=event.name or state.name,
        phone=event.phone or state.phone,
        departed=state.departed or event.departed,
    )


def _account(
    state: PersonState, event: r.AccountOpened, happened: Happened, id_: str
) -> PersonState:
    return replace(
        state, roles=event.roles, key=event.key, public_key=event.public_key, account_open=True
    )


def _roles(state: PersonState, event: r.RolesSet, happened: Happened, id_: str) -> PersonState:
    return replace(state, roles=event.roles)


def _key(state: PersonState, event: r.KeyEnrolled, happened: Happened, id_: str) -> PersonState:
    return replace(state, key=event.key, public_key=event.public_key)


def _account_closed(
    state: PersonState, event: r.AccountClosed, happened: Happened, id_: str
) -> PersonState:
    return replace(state, account_open=False, roles=())


def _unit(_: None, event: r.UnitRegistered, happened: Happened, id_: str) -> UnitState:
    found: UnitState = _from_event(UnitState, event, id_)
    return found


def _place(_: None, event: r.PlaceRegistered, happened: Happened, id_: str) -> PlaceState:
    found: PlaceState = _from_event(PlaceState, event, id_)
    return found


def _place_closed(
    state: PlaceState, event: r.PlaceClosed, happened: Happened, id_: str
) -> PlaceState:
    return replace(state, closed=True)


def _counted(
    state: PlaceState, event: counts.PlaceCounted, happened: Happened, id_: str
) -> PlaceState:
    return replace(
        state,
        counted_at=happened.at,
        counted_by=happened.actor,
        count_missing=event.missing,
    )


def _container(
    _: None, event: r.ContainerRegistered, happened: Happened, id_: str
) -> ContainerState:
    seal = SealState.SEALED if event.seal_no else SealState.UNSEALED
    found: ContainerState = _from_event(ContainerState, event, id_, seal=seal)
    return found


def _container_moved(
    state: ContainerState, event: r.ContainerMoved, happened: Happened, id_: str
) -> ContainerState:
    return replace(state, place=event.place)


def _container_seal(
    state: ContainerState, event: r.ContainerSealChanged, happened: Happened, id_: str
) -> ContainerState:
    seal = SealState.SEALED if event.new_seal_no else SealState.OPENED
    return replace(state, seal=seal, seal_no=event.new_seal_no)


def _request(_: None, event: r.RequestMade, happened: Happened, id_: str) -> ApprovalRequest:
    found: ApprovalRequest = _from_event(
        ApprovalRequest,
        event,
        id_,
        state=RequestState.SUBMITTED,
        made_at=happened.recorded_at,
        recorder=happened.recorder,
    )
    return found


def _approved(
    state: ApprovalRequest, event: r.RequestApproved, happened: Happened, id_: str
) -> ApprovalRequest:
    return replace(
        state,
        state=RequestState.APPROVED,
        approver=event.approver,
        approver_rank=event.rank,
        paper=event.paper,
        items=tuple(one for one in state.items if not event.items or one.item in event.items),
        digest=event.digest,
        decision_note=event.note,
        decided_at=happened.at,
    )


def _refused(
    state: ApprovalRequest, event: r.RequestRefused, happened: Happened, id_: str
) -> ApprovalRequest:
    return replace(
        state,
        state=RequestState.REFUSED,
        approver=event.approver,
        paper=event.paper,
        decision_note=event.reason,
        decided_at=happened.at,
    )


def _withdrawn(
    state: ApprovalRequest, event: r.RequestWithdrawn, happened: Happened, id_: str
) -> ApprovalRequest:
    return replace(state, state=RequestState.WITHDRAWN, decision_note=event.reason)


def _carried_out(
    state: ApprovalRequest, event: r.RequestCarriedOut, happened: Happened, id_: str
) -> ApprovalRequest:
    return replace(state, state=RequestState.CARRIED_OUT)


def _form(_: None, event: r.FormIssued, happened: Happened, id_: str) -> FormState:
    found: FormState = _from_event(FormState, event, id_, issued_at=happened.recorded_at)
    return found


def _form_signed(state: FormState, event: r.FormSigned, happened: Happened, id_: str) -> FormState:
    return replace(state, signed_at=happened.recorded_at)


def _form_voided(state: FormState, event: r.FormVoided, happened: Happened, id_: str) -> FormState:
    return replace(state, voided=True)


REGISTER_STEPS: dict[type[Event], Step] = {
    r.CaseRegistered: _case,
    r.CaseChanged: _case_changed,
    r.CaseClosed: _case_closed,
    r.SeizureRecorded: _seizure,
    r.CorrectedListReceived: _corrected_list,
    r.PersonRegistered: _person,
    r.PersonChanged: _person_changed,
    r.AccountOpened: _account,
    r.RolesSet: _roles,
    r.KeyEnrolled: _key,
    r.AccountClosed: _account_closed,
    r.UnitRegistered: _unit,
    r.PlaceRegistered: _place,
    r.PlaceClosed: _place_closed,
    counts.PlaceCounted: _counted,
    r.ContainerRegistered: _container,
    r.ContainerMoved: _container_moved,
    r.ContainerSealChanged: _container_seal,
    r.RequestMade: _request,
    r.RequestApproved: _approved,
    r.RequestRefused: _refused,
    r.RequestWithdrawn: _withdrawn,
    r.RequestCarriedOut: _carried_out,
    r.FormIssued: _form,
    r.FormSigned: _form_signed,
    r.FormVoided: _form_voided,
}
