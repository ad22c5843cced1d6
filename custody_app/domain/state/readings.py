"""What several steps of an item share: newest readings, the seal after a step, spent requests."""

from __future__ import annotations

from dataclasses import replace

from custody_app.domain.ids import RequestId
from custody_app.domain.law.required import still_missing
from custody_app.domain.parts import Weight
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import SealState


def read_again(state: ItemState, weights: tuple[Weight, ...]) -> tuple[Weight, ...]:
    """The weights with those that were read now; others stay as last read."""
    kinds = {weight.kind for weight in weights}
    return tuple(weight for weight in state.weights if weight.kind not in kinds) + weights


def sealed_with(state: ItemState, seal_no: str) -> tuple[SealState, str]:
    """The seal after a step that may have put on a new one."""
    if seal_no:
        return SealState.SEALED, seal_no
    return state.seal, state.seal_no


def with_what_was_missing(state: ItemState, *, photographed: bool = False) -> ItemState:
    """What has been supplied since the intake is missing no more."""
    if not state.missing:
        return state
    known = replace(state.known, photographed=photographed)
    return replace(state, missing=still_missing(state.missing, known))


def used_with(state: ItemState, request: RequestId) -> tuple[RequestId, ...]:
    """The requests the item has spent, this one too."""
    return (*state.used_requests, request)
