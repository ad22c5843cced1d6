"""Looks the basket up and asks the rules about it; called off the window's thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING

from custody_app.domain.commands.base import Command
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.values import dataclass
from custody_app.queries.item_rows import ItemRow, item_rows
from custody_app.queries.kinds import kinds_in_force
from custody_app.queries.names import ContainerRef, PlaceRef, containers_of, places_of
from custody_app.queries.people import PersonRow, held_by, person_card
from custody_app.queries.reader import Reader
from custody_app.queries.requests import ready_to_check_out
from custody_app.queries.states import states_of
from custody_app.queries.whereabouts import Whereabouts, whereabouts
from custody_app.scanning.basket import (
    Basket,
    Doing,
    Entry,
    Facts,
    Kind,
    Target,
)
from custody_app.scanning.inference import propose, swallowed
from custody_app.ui.counter.lines import Line, Wanted
from custody_app.ui.counter.rehearsing import bare_lines, rehearsed

if TYPE_CHECKING:
    from custody_app.bootstrap import Core


@dataclass(frozen=True, slots=True)
class Look:
    """The basket as it stands now."""

    lines: tuple[Line, ...] = ()
    person: PersonRow | None = None
    held: tuple[ItemRow, ...] = ()
    requests: tuple[ApprovalRequest, ...] = ()
    places: Mapping[str, PlaceRef] = field(default_factory=dict)
    boxes: Mapping[str, ContainerRef] = field(default_factory=dict)
    needs_second: bool = False
    next_target: Entry | None = None

    @property
    def commands(self) -> tuple[Command, ...]:
        """Everything that is ready, in order."""
        return tuple(command for line in self.lines if line.is_ready for command in line.commands)

    @property
    def ready(self) -> tuple[Line, ...]:
        """Rows that will be recorded."""
        return tuple(line for line in self.lines if line.is_ready)

    def of(self, doing: Doing) -> tuple[Line, ...]:
        """Ready rows of one kind."""
        return tuple(line for line in self.ready if line.row.doing is doing)

    @property
    def without_approval(self) -> tuple[Line, ...]:
        """Things in store that nobody approved for this person."""
        return tuple(line for line in self.lines if line.row.doing is Doing.NO_APPROVAL)


def look(core: Core, wanted: Wanted) -> Look:
    """Everything the counter shows of a basket.

    Raises:
        Fault: ``storage.*``.
    """
    read = Reader(core.reader)
    basket = wanted.basket
    states = read(states_of, ItemState, list(basket.items))
    items = {row.id: row for row in read(item_rows, items=basket.items)}
    ready = _approved(read, {state.case for state in states.values()})
    away = read(whereabouts, items=basket.items, person=wanted.recorder)
    facts = {id_: _facts(state, ready, away) for id_, state in states.items()}
    rows = propose(basket, facts)
    targets = [row.target for row in rows if row.target is not None]
    loose = swallowed(basket, rows)
    aims: list[Target | Entry] = [*targets, *loose]
    place_ids = [one.id for one in aims if one.kind is Kind.PLACE]
    box_ids = [one.id for one in aims if one.kind is Kind.CONTAINER]
    box_ids += [row.entry.id for row in rows if row.entry.kind is Kind.CONTAINER]
    boxes, kinds = read(containers_of, box_ids), read(kinds_in_force)
    lines = [
        replace(line, away=away.get(line.row.entry.id))
        for line in bare_lines(rows, states, items, boxes, kinds, wanted)
    ]
    told, needs_second = rehearsed(core, lines, wanted)
    person = read(person_card, person=basket.person) if basket.person else None
    return Look(
        lines=told,
        person=person,
        held=read(held_by, person=basket.person) if basket.person else (),
        requests=_requests(read, basket, told),
        places=read(places_of, place_ids),
        boxes=boxes,
        needs_second=needs_second,
        next_target=loose[-1] if loose else None,
    )


def _approved(read: Reader, cases: set[str]) -> dict[str, list[str]]:
    """Item -> approved call-outs that name it, oldest first."""
    found: dict[str, list[str]] = {}
    states = read(states_of, ApprovalRequest, list(read(ready_to_check_out, cases=cases)))
    for request in sorted(states.values(), key=lambda one: one.made_at):
        for asked in request.items:
            found.setdefault(asked.item, []).append(request.id)
    return found


def _facts(
    state: ItemState, ready: Mapping[str, Sequence[str]], away: Mapping[str, Whereabouts]
) -> Facts:
    unused = (one for one in ready.get(state.id, ()) if one not in state.used_requests)
    return Facts(
        custody=state.custody,
        place=state.place or "",
        container=state.container or "",
        label_copy=state.copy,
        label_proved=state.label_proved,
        requests=tuple(unused),
        frozen=state.frozen is not None,
        elsewhere=state.id in away,
    )


def _requests(read: Reader, basket: Basket, lines: Sequence[Line]) -> tuple[ApprovalRequest, ...]:
    """Approvals that were scanned, and those the rows go out on."""
    used = [line.row.request for line in lines if line.row.request]
    ids = list(dict.fromkeys([*basket.requests, *used]))
    found = read(states_of, ApprovalRequest, ids)
    return tuple(found[id_] for id_ in ids if id_ in found)
