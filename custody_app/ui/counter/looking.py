"""Looks the basket up and asks the rules about it; called off the window's thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from custody_app.domain.commands.base import Command
from custody_app.domain.errors import RuleBroken, all_broken
from custody_app.domain.ids import PersonId
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import Shown
from custody_app.messages import Told, names_in, told_all
from custody_app.queries.item_rows import ItemRow, item_rows
from custody_app.queries.names import ContainerRef, PlaceRef, containers_of, places_of
from custody_app.queries.people import PersonRow, held_by, person_card
from custody_app.queries.reader import Reader
from custody_app.queries.requests import ready_to_check_out
from custody_app.queries.states import states_of
from custody_app.scanning.basket import (
    Basket,
    Doing,
    Entry,
    Facts,
    Kind,
    Row,
    Target,
    propose,
    swallowed,
)
from custody_app.services.rehearsal import SOMEBODY, Rehearsal
from custody_app.ui.counter.steps import Parties, Reading, commands_of

if TYPE_CHECKING:
    from custody_app.bootstrap import Core

SECOND_PERSON = frozenset({"separation.second_person", "return.second_person"})
TO_READ = frozenset(
    {
        "return.weights_missing",
        "return.difference_unexplained",
        "return.late_needs_reason",
        "return.seal_differs",
        "loan.seal_missing",
        "loan.seal_differs",
        "loan.condition_needs_note",
        "loan.weight_needs_note",
        "intake.weight_twice",
        "intake.net_above_gross",
        "quantity.not_a_number",
        "quantity.whole_number",
        "quantity.cents",
        "quantity.zero",
    }
)
"""Refusals that the clerk mends by reading or explaining something in place."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the basket with everything that is shown of it.

    Attributes:
        commands: what it records.
        refused: why the rules would not take it; empty when they would.
    """

    row: Row
    item: ItemRow | None = None
    state: ItemState | None = None
    box: ContainerRef | None = None
    commands: tuple[Command, ...] = ()
    codes: tuple[str, ...] = ()
    refused: tuple[Told, ...] = ()
    reading: Reading = field(default_factory=Reading)

    @property
    def seal_unread(self) -> bool:
        """It went out or lies here under a seal whose number nobody typed yet."""
        if self.reading.seal_no:
            return False
        return bool({"return.seal_differs", "loan.seal_missing"} & set(self.codes))

    @property
    def is_ready(self) -> bool:
        """It will be recorded as it stands."""
        return bool(self.commands) and not self.refused

    @property
    def to_read(self) -> bool:
        """All that is missing can be read or explained at the counter."""
        return bool(self.codes) and all(code in TO_READ for code in self.codes)


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


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked up: the basket and what was read of its things."""

    basket: Basket
    readings: Mapping[str, Reading]
    parties: Parties
    recorder: PersonId


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
    facts = {id_: _facts(state, ready) for id_, state in states.items()}
    rows = propose(basket, facts)
    targets = [row.target for row in rows if row.target is not None]
    loose = swallowed(basket, rows)
    aims: list[Target | Entry] = [*targets, *loose]
    place_ids = [one.id for one in aims if one.kind is Kind.PLACE]
    box_ids = [one.id for one in aims if one.kind is Kind.CONTAINER]
    box_ids += [row.entry.id for row in rows if row.entry.kind is Kind.CONTAINER]
    lines = _bare(rows, states, items, read(containers_of, box_ids), wanted)
    told, needs_second = _rehearsed(core, lines, wanted)
    person = read(person_card, person=basket.person) if basket.person else None
    return Look(
        lines=told,
        person=person,
        held=read(held_by, person=basket.person) if basket.person else (),
        requests=_requests(read, basket, told),
        places=read(places_of, place_ids),
        boxes=read(containers_of, box_ids),
        needs_second=needs_second,
        next_target=loose[-1] if loose else None,
    )


def _approved(read: Reader, cases: set[str]) -> dict[str, list[str]]:
    """Item -> approved call-outs that name it, oldest first."""
    found: dict[str, list[str]] = {}
    for case in sorted(cases):
        ids = [row.id for row in read(ready_to_check_out, case=case)]
        states = read(states_of, ApprovalRequest, ids)
        for request in sorted(states.values(), key=lambda one: one.made_at):
            for asked in request.items:
                found.setdefault(asked.item, []).append(request.id)
    return found


def _facts(state: ItemState, ready: Mapping[str, Sequence[str]]) -> Facts:
    unused = (one for one in ready.get(state.id, ()) if one not in state.used_requests)
    return Facts(
        custody=state.custody,
        place=state.place or "",
        container=state.container or "",
        label_copy=state.copy,
        label_proved=state.label_proved,
        requests=tuple(unused),
    )


def _bare(
    rows: Sequence[Row],
    states: Mapping[str, ItemState],
    items: Mapping[str, ItemRow],
    boxes: Mapping[str, ContainerRef],
    wanted: Wanted,
) -> list[Line]:
    lines = []
    for row in rows:
        id_ = row.entry.id
        state = states.get(id_)
        commands: tuple[Command, ...] = ()
        codes: tuple[str, ...] = ()
        refused: tuple[Told, ...] = ()
        reading = wanted.readings.get(id_, Reading())
        if not _lacks_person(row, wanted.parties):
            try:
                commands = commands_of(row, state, reading, wanted.parties)
            except RuleBroken as error:
                codes = tuple(one.code for one in all_broken(error))
                refused = told_all(error)
        lines.append(
            Line(row, items.get(id_), state, boxes.get(id_), commands, codes, refused, reading)
        )
    return lines


def _lacks_person(row: Row, parties: Parties) -> bool:
    """Nobody said yet who takes or brings the thing."""
    if row.doing is Doing.OUT:
        return not parties.person
    return row.doing is Doing.RETURN and not (parties.person or parties.brought_by)


def _rehearsed(core: Core, lines: list[Line], wanted: Wanted) -> tuple[tuple[Line, ...], bool]:
    """The rows with what the rules say of them, and whether a second person must come."""
    steps = [line.commands for line in lines]
    rehearsal = Rehearsal(core.reader, core.clock, core.custody.centre)
    first: list[PersonId] = []
    if wanted.parties.person and wanted.parties.shown is Shown.PIN:
        first = [PersonId(wanted.parties.person)]
    found = rehearsal.refusals(steps, wanted.recorder, first)
    alone = {error.code for broken in found for error in broken}
    needs_second = bool(alone & SECOND_PERSON)
    if needs_second:
        found = rehearsal.refusals(steps, wanted.recorder, [*first, SOMEBODY])
    name_of = names_in(core)
    told = []
    for line, broken in zip(lines, found, strict=True):
        if not line.commands:
            told.append(line)
            continue
        sentences = tuple(one for error in broken for one in told_all(error, name_of))
        codes = tuple(error.code for error in broken)
        told.append(_with(line, codes, sentences))
    return tuple(told), needs_second


def _with(line: Line, codes: tuple[str, ...], refused: tuple[Told, ...]) -> Line:
    return replace(line, codes=codes, refused=refused)


def _requests(read: Reader, basket: Basket, lines: Sequence[Line]) -> tuple[ApprovalRequest, ...]:
    """Approvals that were scanned, and those the rows go out on."""
    used = [line.row.request for line in lines if line.row.request]
    ids = list(dict.fromkeys([*basket.requests, *used]))
    found = read(states_of, ApprovalRequest, ids)
    return tuple(found[id_] for id_ in ids if id_ in found)
