"""Asks the rules what they would say of every row of the basket."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from custody_app.domain.commands.base import Command
from custody_app.domain.errors import RuleBroken, all_broken
from custody_app.domain.ids import PersonId
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Shown
from custody_app.messages import Told, names_in, told_all
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.kinds import Kinds
from custody_app.queries.names import ContainerRef
from custody_app.scanning.basket import Doing, Row
from custody_app.services.rehearsal import SOMEBODY, Rehearsal
from custody_app.ui.counter.lines import SECOND_PERSON, STOPS, Line, Wanted
from custody_app.ui.counter.steps import Parties, Reading, commands_of

if TYPE_CHECKING:
    from custody_app.bootstrap import Core


def bare_lines(
    rows: Sequence[Row],
    states: Mapping[str, ItemState],
    items: Mapping[str, ItemRow],
    boxes: Mapping[str, ContainerRef],
    kinds: Kinds,
    wanted: Wanted,
) -> list[Line]:
    """The rows with the commands they stand for; what no rule was asked about yet."""
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
        weighed = state is not None and kinds.weighed(state.category)
        lines.append(
            Line(
                row,
                items.get(id_),
                state,
                boxes.get(id_),
                commands,
                codes,
                refused,
                reading,
                weighed,
            )
        )
    return lines


def _lacks_person(row: Row, parties: Parties) -> bool:
    """Nobody said yet who takes or brings the thing."""
    if row.doing is Doing.OUT:
        return not parties.person
    return row.doing is Doing.RETURN and not (parties.person or parties.brought_by)


def rehearsed(core: Core, lines: list[Line], wanted: Wanted) -> tuple[tuple[Line, ...], bool]:
    """The rows with what the rules say of them, and whether a second person must come."""
    steps = [line.commands for line in lines]
    rehearsal = Rehearsal(core.reader, core.clock, core.custody.centre)
    first: list[PersonId] = []
    if wanted.parties.person and wanted.parties.shown is Shown.PIN:
        first = [PersonId(wanted.parties.person)]
    found = rehearsal.refusals(steps, wanted.recorder, first)
    if lines_changed := _mended(lines, found, wanted.parties):
        lines = lines_changed
        steps = [line.commands for line in lines]
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


def _mended(lines: list[Line], found: list[tuple[RuleBroken, ...]], parties: Parties) -> list[Line]:
    """The rows anew where what was found asks for another step; nothing when it asks for none.

    A thing that differs gravely is stopped instead of handed out; one that comes back with such a
    difference is taken in without the place it was meant for.
    """
    mended, changed = [], False
    for line, broken in zip(lines, found, strict=True):
        codes = {error.code for error in broken}
        row = line.row
        if row.doing is Doing.OUT and codes and codes <= STOPS and line.reading.note.strip():
            row = replace(row, doing=Doing.STOP)
        elif row.doing is Doing.RETURN and codes == {"move.frozen"}:
            row = replace(row, target=None)
        if row is not line.row:
            changed = True
            commands = commands_of(row, line.state, line.reading, parties)
            line = replace(line, row=row, commands=commands)
        mended.append(line)
    return mended if changed else []


def _with(line: Line, codes: tuple[str, ...], refused: tuple[Told, ...]) -> Line:
    return replace(line, codes=codes, refused=refused)
