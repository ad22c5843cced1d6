"""State of a slip of personal effects, and how each event changes it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from custody_app.domain.effects import OUTCOMES, EffectsWords, KeptWhy, LineState, Sex
from custody_app.domain.events import effects as e
from custody_app.domain.events.base import Event
from custody_app.domain.ids import CaseId, EffectsId, FormId, ItemId, PersonId, PlaceId
from custody_app.domain.moments import Day, Moment
from custody_app.domain.quantity import Amount
from custody_app.domain.state.steps import Happened, Step
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsLine:
    """One line of a slip; ``item`` is the thing of a case that it became."""

    n: int
    quantity: Amount
    seal_no: str = ""
    name: str = ""
    feature: str = ""
    mark: str = ""
    remark: str = ""
    state: LineState
    item: ItemId | None = None

    @property
    def is_settled(self) -> bool:
        """It has its outcome."""
        return self.state in OUTCOMES


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsState:
    """What a person carried, on one slip in one locker.

    Attributes:
        manager: who took them in and answers for the locker.
        closed_at: when the last line got its outcome.
    """

    id: EffectsId
    number: str
    place: PlaceId
    officer: PersonId
    manager: PersonId
    why: KeptWhy
    case: CaseId | None = None
    document_no: str = ""
    lines: tuple[EffectsLine, ...]
    received_at: Moment
    closed_at: Moment | None = None
    name: str = ""
    sex: Sex | None = None
    born: Day | None = None
    phone: str = ""
    id_kind: str = ""
    id_no: str = ""
    address: str = ""
    cause: str = ""
    note: str = ""
    papers: tuple[FormId, ...] = ()

    @property
    def is_open(self) -> bool:
        """Something still waits for its outcome."""
        return self.closed_at is None

    @property
    def left(self) -> int:
        """Lines without an outcome."""
        return sum(not line.is_settled for line in self.lines)

    @property
    def taken_out(self) -> int:
        """Lines that are out for a while."""
        return sum(line.state is LineState.TAKEN_OUT for line in self.lines)


def _received(_: None, event: e.EffectsReceived, happened: Happened, id_: str) -> EffectsState:
    erased = len(event.words) != len(event.lines)
    words = (EffectsWords(""),) * len(event.lines) if erased else event.words
    return EffectsState(
        id=EffectsId(id_),
        number=event.number,
        place=event.place,
        officer=event.officer,
        manager=happened.actor,
        why=event.why,
        case=event.case,
        document_no=event.document_no,
        lines=tuple(
            EffectsLine(
                n=n,
                quantity=count.quantity,
                seal_no=count.seal_no,
                name=said.name,
                feature=said.feature,
                mark=said.mark,
                remark=said.remark,
                state=LineState.IN_LOCKER,
            )
            for n, (count, said) in enumerate(zip(event.lines, words, strict=True), 1)
        ),
        received_at=happened.at,
        name=event.name,
        sex=event.sex,
        born=event.born,
        phone=event.phone,
        id_kind=event.id_kind,
        id_no=event.id_no,
        address=event.address,
        cause=event.cause,
        note=event.note,
    )


def _moved(state: EffectsState, event: Any, happened: Happened, id_: str) -> EffectsState:
    """The lines of the event stand as it says; the last outcome closes the slip."""
    to = _STATE_AFTER[type(event)]
    items = dict(zip(event.lines, getattr(event, "items", ()), strict=False))
    lines = tuple(
        replace(line, state=to, item=items.get(line.n, line.item))
        if line.n in event.lines
        else line
        for line in state.lines
    )
    after = replace(state, lines=lines)
    return replace(after, closed_at=happened.at) if after.left == 0 else after


def _paper(
    state: EffectsState, event: e.EffectsPaperIssued, happened: Happened, id_: str
) -> EffectsState:
    return replace(state, papers=(*state.papers, event.form))


_STATE_AFTER: dict[type[Event], LineState] = {
    e.EffectsTakenOut: LineState.TAKEN_OUT,
    e.EffectsPutBack: LineState.IN_LOCKER,
    e.EffectsReturned: LineState.RETURNED,
    e.EffectsSeized: LineState.SEIZED,
    e.EffectsToTemporaryStore: LineState.TEMPORARY_STORE,
}

EFFECTS_STEPS: dict[type[Event], Step] = {
    e.EffectsReceived: _received,
    e.EffectsPaperIssued: _paper,
    **dict.fromkeys(_STATE_AFTER, _moved),
}
