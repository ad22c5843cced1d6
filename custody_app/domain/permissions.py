"""Who may give which command: one table of roles, one function that judges by it.

The table is data (``resources/rulepacks/permissions.csv``, after rules-and-process 11); a new
command gets its row there. Command line, screens and the proof of the ledger all ask here.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterator, Mapping
from enum import StrEnum

from custody_app.domain.commands.base import Command
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.state.registers import CaseState, FormState, PersonState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Role
from custody_app.domain.world import World


class Cell(StrEnum):
    """What a role may: everything, in the own cases or the own unit only, or for somebody else."""

    NO = ""
    YES = "yes"
    OWN = "own"
    UNIT = "unit"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Right:
    """One row: the cells of a command, the events that record it, where the row comes from."""

    cells: Mapping[Role, Cell]
    events: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Permissions:
    """The whole table."""

    rights: Mapping[str, Right]

    def roles(self, command: str) -> frozenset[Role]:
        """Roles that may give the command, at least under a condition."""
        return frozenset(role for role, cell in self.rights[command].cells.items() if cell)

    def recorders(self) -> dict[str, frozenset[str]]:
        """Type of event -> codes of the roles that may record it by one command or another."""
        found: dict[str, frozenset[str]] = {}
        for command, right in self.rights.items():
            for event in right.events:
                found[event] = found.get(event, frozenset()) | self.roles(command)
        return found


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to what a command is about.

    Attributes:
        own_case: officer of every case that it concerns, of one at least.
        own_unit: those cases are all of the own unit.
        other_decides: the decision is somebody else's, on paper or by that person's PIN.
    """

    own_case: bool = False
    own_unit: bool = False
    other_decides: bool = False

    def satisfies(self, cell: Cell) -> bool:
        """Whether the condition of a cell is met."""
        met = {
            Cell.NO: False,
            Cell.YES: True,
            Cell.OWN: self.own_case,
            Cell.UNIT: self.own_unit,
            Cell.PAPER: self.other_decides,
        }
        return met[cell]


_UNMET = (
    (Cell.OWN, "permission.own_case"),
    (Cell.UNIT, "permission.own_unit"),
    (Cell.PAPER, "permission.paper"),
)


def judge(
    table: Permissions,
    roles: Collection[Role],
    command: str,
    standing: Callable[[], Standing],
) -> Role:
    """The role by which a command may be given; the standing is asked for only when it matters.

    Raises:
        RuleBroken: ``permission.role``, ``permission.own_case``, ``permission.own_unit``,
            ``permission.paper``.
    """
    cells = table.rights[command].cells
    held = [(role, cells.get(role, Cell.NO)) for role in roles]
    for role, cell in held:
        if cell is Cell.YES:
            return role
    conditional = [(role, cell) for role, cell in held if cell]
    if conditional:
        stands = standing()
        for role, cell in conditional:
            if stands.satisfies(cell):
                return role
        unmet = {cell for _, cell in conditional}
        raise RuleBroken(next(code for cell, code in _UNMET if cell in unmet), command=command)
    needed = ", ".join(sorted(role.value for role in table.roles(command)))
    raise RuleBroken("permission.role", command=command, needed=needed)


def check_permission(
    table: Permissions, command: Command, recorder: PersonState, world: World
) -> Role:
    """The role in which the person signed in gives the command.

    Raises:
        RuleBroken: ``permission.account_closed``, and what ``judge`` refuses.
    """
    if not recorder.account_open or recorder.departed:
        raise RuleBroken("permission.account_closed", person=recorder.id)
    name = type(command).__name__
    return judge(table, recorder.roles, name, lambda: standing_of(command, recorder, world))


def standing_of(command: Command, recorder: PersonState, world: World) -> Standing:
    """How the recorder stands to the cases of a command, and who decides.

    Raises:
        RuleBroken: ``<kind>.unknown``.
    """
    cases = [world.case(id_) for id_ in sorted(cases_of(command, world))]
    officers = [set(case.officers) for case in cases]
    units = [case.unit for case in cases]
    if not cases and hasattr(command, "officers") and hasattr(command, "unit"):
        # A case that is being registered is its officers' own before it exists.
        officers, units = [set(command.officers)], [command.unit]
    approver = getattr(command, "approver", None)
    on_paper = getattr(command, "paper", None) is not None
    return Standing(
        own_case=bool(officers) and all(recorder.id in those for those in officers),
        own_unit=bool(units) and all(unit == recorder.unit for unit in units),
        other_decides=on_paper or approver not in (None, recorder.id),
    )


def standing_in(case: CaseState, person: PersonState) -> Standing:
    """How somebody stands to one case, for a screen that shows it and takes decisions on paper."""
    return Standing(
        own_case=person.id in case.officers,
        own_unit=person.unit == case.unit,
        other_decides=True,
    )


def cases_of(command: Command, world: World) -> frozenset[str]:
    """The cases that a command concerns, by every subject that it names."""
    return frozenset(filter(None, _cases(command, world)))


def _cases(command: object, world: World) -> Iterator[str | None]:
    yield getattr(command, "case", None)
    items = [getattr(one, "item", one) for one in getattr(command, "items", ())]
    for id_ in (getattr(command, "item", None), *items):
        if id_:
            yield world.item(id_).case
    if seizure := getattr(command, "seizure", None):
        yield world.seizure(seizure).case
    if request := getattr(command, "request", None):
        yield world.request(request).case
    for id_ in (getattr(command, "form", None), getattr(command, "replaces", None)):
        if id_:
            yield from _cases(world.get(FormState, id_), world)


def read_permissions(text: str, commands: Collection[str], events: Collection[str]) -> Permissions:
    """The table from its text, refused whole when one cell of it cannot be understood.

    Raises:
        RuleBroken: ``permission.table_*``, every mistake at once.
    """
    lines = list(csv.reader(text.splitlines()))
    columns = lines[0] if lines else []
    wanted = ["command", *(role.value for role in Role), "events", "source"]
    for name in [*wanted, *columns]:
        if name not in wanted or columns.count(name) != 1:
            raise RuleBroken("permission.table_column", column=name, count=columns.count(name))
    rows: dict[str, dict[str, str]] = {}
    broken: list[RuleBroken] = []
    for number, cells in enumerate(lines[1:], 2):
        row = dict(zip(columns, cells, strict=False))
        command = row.get("command", "")
        broken += _row_faults(number, len(cells), row, columns, commands, events)
        if command in rows:
            broken.append(RuleBroken("permission.table_twice", line=number, name=command))
        rows[command] = row
    broken += [
        RuleBroken("permission.table_missing", name=name)
        for name in sorted(commands)
        if name not in rows
    ]
    refuse_all(broken)
    return Permissions({command: _right(row) for command, row in rows.items()})


def _right(row: Mapping[str, str]) -> Right:
    cells = {role: Cell(row[role.value]) for role in Role}
    return Right(cells, tuple(row["events"].split()), row["source"])


def _row_faults(
    line: int,
    length: int,
    row: Mapping[str, str],
    columns: Collection[str],
    commands: Collection[str],
    events: Collection[str],
) -> list[RuleBroken]:
    """What is wrong with one row."""
    if length != len(columns):
        return [RuleBroken("permission.table_length", line=line, count=length)]
    broken = []
    cells = [row[role.value] for role in Role]
    known = {cell.value for cell in Cell}
    if row["command"] not in commands:
        broken.append(RuleBroken("permission.table_unknown", line=line, name=row["command"]))
    broken += [
        RuleBroken("permission.table_cell", line=line, text=cell)
        for cell in cells
        if cell not in known
    ]
    if not any(cells):
        broken.append(RuleBroken("permission.table_nobody", line=line, name=row["command"]))
    named = row["events"].split()
    broken += [
        RuleBroken("permission.table_event", line=line, name=name or "…")
        for name in named or [""]
        if name not in events
    ]
    return broken
