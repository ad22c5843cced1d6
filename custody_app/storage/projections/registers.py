"""Rows of cases, lists, people, units, places, containers, requests and forms; unique keys.

Due moments.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from custody_app.domain.moments import Moment
from custody_app.domain.rules.clocks import (
    CONFIRMATION,
    clocks_of,
    count_due,
    effects_due,
    receipts_due,
)
from custody_app.domain.rules.legal_clock import Clock, Law
from custody_app.domain.state import registers as s
from custody_app.domain.state.effects import EffectsState
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.money import AccountState, account_key
from custody_app.domain.state.rules_in_force import IN_FORCE
from custody_app.domain.vocabulary import RequestState
from custody_app.storage.base import pack
from custody_app.storage.projections.item_card import matter_codes

Row = dict[str, Any]


def _case(state: s.CaseState, n: int) -> Row:
    return {
        "n": n,
        "id": pack(state.id),
        "tag": state.tag,
        "number": state.number,
        "provisional": int(state.provisional),
        "kind": state.kind.value,
        "name": state.name,
        "unit_id": pack(state.unit),
        "closed": int(state.closed),
        "registered_at": state.registered_at,
    }


def _seizure(state: s.SeizureState, n: int) -> Row:
    return {
        "id": pack(state.id),
        "case_id": pack(state.case),
        "measure": state.measure.value,
        "document_no": state.document_no,
        "list_no": state.list_no,
        "taken_at": state.taken_at,
    }


def _person(state: s.PersonState, n: int) -> Row:
    return {
        "id": pack(state.id),
        "tag": state.tag,
        "name": state.name,
        "badge_no": state.badge_no,
        "unit_id": pack(state.unit),
        "rank": state.rank.value if state.rank else "",
        "roles": " ".join(role.value for role in state.roles),
        "account_open": int(state.account_open),
        "departed": int(state.departed),
    }


def _unit(state: s.UnitState, n: int) -> Row:
    return {
        "id": pack(state.id),
        "code": state.code,
        "kind": state.kind.value,
        "authority": state.authority.value if state.authority else "",
        "name": state.name,
    }


def _place(state: s.PlaceState, n: int) -> Row:
    return {
        "id": pack(state.id),
        "tag": state.tag,
        "code": state.code,
        "kind": state.kind.value,
        "parent_id": pack(state.parent) if state.parent else None,
        "capacity": state.capacity,
        "dual_custody": int(state.dual_custody),
        "name": state.name,
        "closed": int(state.closed),
    }


def _container(state: s.ContainerState, n: int) -> Row:
    return {
        "id": pack(state.id),
        "tag": state.tag,
        "kind": state.kind.value,
        "name": state.name,
        "place_id": pack(state.place) if state.place else None,
        "case_id": pack(state.case) if state.case else None,
        "seal_no": state.seal_no,
    }


def _request(state: s.ApprovalRequest, n: int) -> Row:
    return {
        "n": n,
        "id": pack(state.id),
        "number": state.number,
        "kind": state.kind.value,
        "state": state.state.value,
        "disposal": state.disposal.value if state.disposal else "",
        "case_id": pack(state.case),
        "requester_id": pack(state.requester),
        "rank_needed": state.rank_needed.value,
        "made_at": state.made_at,
        "due_at": state.due_at,
        "items": len(state.items),
    }


def _form(state: s.FormState, n: int) -> Row:
    return {
        "n": n,
        "id": pack(state.id),
        "tag": state.tag,
        "number": state.number,
        "kind": state.kind.value,
        "case_id": pack(state.case) if state.case else None,
        "issued_at": state.issued_at,
        "awaits": int(state.awaits_signature and state.signed_at is None and not state.voided),
        "voided": int(state.voided),
        "sha256": state.sha256,
    }


def _account(state: AccountState, n: int) -> Row:
    return {
        "n": n,
        "id": pack(state.id),
        "case_id": pack(state.case),
        "unit": state.unit,
        "balance_fen": state.fen,
        "lines": state.lines,
        "last_day": state.last_day,
    }


def _effects(state: EffectsState, n: int) -> Row:
    return {
        "n": n,
        "id": pack(state.id),
        "number": state.number,
        "name": state.name,
        "place_id": pack(state.place),
        "case_id": pack(state.case) if state.case else None,
        "received_at": state.received_at,
        "closed_at": state.closed_at,
        "lines": len(state.lines),
        "waiting": state.left,
        "taken_out": state.taken_out,
    }


ROW_OF_KIND: dict[str, tuple[str, Callable[[Any, int], Row]]] = {
    "case": ("case_card", _case),
    "seizure": ("seizure_card", _seizure),
    "person": ("person_card", _person),
    "unit": ("unit_card", _unit),
    "place": ("place_card", _place),
    "container": ("container_card", _container),
    "request": ("request_card", _request),
    "form": ("form_card", _form),
    "account": ("money_account", _account),
    "effects": ("effects_card", _effects),
}
"""Kind -> (table, row of a state)."""


def keys_of(kind: str, state: Any) -> frozenset[str]:
    """Unique keys by which people find the subject."""
    if kind == "item":
        return frozenset({state.tag, state.first_tag} - {""})
    if kind == "container":
        return frozenset({state.tag})
    if kind == "place":
        return frozenset({state.tag, state.code})
    if kind == "case":
        return frozenset({state.tag, state.number, *state.earlier_numbers})
    if kind == "person":
        return frozenset({state.tag, state.badge_no} - {""})
    if kind == "unit":
        return frozenset({state.code})
    if kind == "form":
        return frozenset({state.tag, state.number})
    if kind in ("request", "effects"):
        return frozenset({state.number})
    if kind == "account":
        return frozenset({account_key(state.case, state.unit)})
    if kind == "rules":
        return frozenset({IN_FORCE})
    return frozenset()


def dues_of(
    kind: str, state: Any, law: Law | None = None, used_since: Moment | None = None
) -> frozenset[tuple[str, str]]:
    """(kind of due moment, moment) that follow from a state and the law in force.

    Args:
        kind: kind of the subject.
        state: the subject.
        law: the law in force.
        used_since: of a place, since when anything has stood there.
    """
    found = set()
    if isinstance(state, ItemState):
        found |= {(clock.kind, str(clock.at)) for clock in clocks_of(state, law)}
        since = str(state.intake_at or state.taken_at)
        found |= {(f"matter_{code}", since) for code in matter_codes(state)}
    elif isinstance(state, s.ApprovalRequest):
        if state.state is RequestState.SUBMITTED:
            found.add(("request", str(state.made_at)))
        elif state.state is RequestState.APPROVED:
            found.add((f"approved_{state.kind.value}", str(state.decided_at)))
        if state.awaits_confirmation:
            found.add((CONFIRMATION, str(state.confirm_by)))
    elif isinstance(state, AccountState):
        found |= {(clock.kind, str(clock.at)) for clock in receipts_due(state, law)}
    elif clock := _only_due(state, law, used_since):
        found.add((clock.kind, str(clock.at)))
    return frozenset(found)


def _only_due(state: Any, law: Law | None, used_since: Moment | None) -> Clock | None:
    """The one clock that a place or a slip of personal effects may have."""
    if isinstance(state, s.PlaceState):
        return count_due(state, law, used_since)
    return effects_due(state, law) if isinstance(state, EffectsState) else None


def tallies_of(kind: str, state: Any) -> dict[tuple[str, str], int]:
    """Counts that a state adds one to."""
    if isinstance(state, ItemState):
        counts = {("custody", state.custody.value): 1}
        if state.in_custody:
            counts[("category", state.category.value)] = 1
        counts |= {("matter", code): 1 for code in matter_codes(state)}
        return counts
    if isinstance(state, AccountState):
        return {("kind", kind): 1, ("money", state.unit): state.fen}
    return {("kind", kind): 1}
