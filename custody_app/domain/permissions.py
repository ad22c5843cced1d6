"""Who may give which command: one table of roles, one function that judges by it.

The table is data (``resources/rulepacks/permissions.csv``, after rules-and-process 11); a new
command gets its row there. Command line, screens and the proof of the ledger all ask here.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterator, Mapping
from enum import StrEnum

from custody_app.domain.commands.base import Command
from custody_app.domain.errors import RuleBroken
from custody_app.domain.parts import GivenRight
from custody_app.domain.state.registers import CaseState, FormState, PersonState
from custody_app.domain.state.rules_in_force import IN_FORCE, RulesState
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


def rights_of(table: Permissions) -> tuple[GivenRight, ...]:
    """The table as a rule pack records it."""
    return tuple(
        GivenRight(command, " ".join(_cells(right)), " ".join(right.events))
        for command, right in sorted(table.rights.items())
    )


def _cells(right: Right) -> Iterator[str]:
    for role, cell in sorted(right.cells.items()):
        if cell:
            yield role.value if cell is Cell.YES else f"{role.value}={cell.value}"


@functools.lru_cache(maxsize=8)
def table_of(rights: tuple[GivenRight, ...]) -> Permissions:
    """The table that a rule pack recorded; a role of a newer program gives nothing here."""
    known = {role.value for role in Role}
    found = {}
    for right in rights:
        cells = (one.partition("=") for one in right.roles.split())
        given = {Role(role): Cell(cell or "yes") for role, _, cell in cells if role in known}
        found[right.command] = Right(given, tuple(right.events.split()), "")
    return Permissions(found)


def adopted_over(own: Permissions, adopted: Permissions) -> Permissions:
    """The rows that were adopted, and those of commands that came with a newer program.

    What a command records besides since then is told by the program alone.
    """
    found = dict(own.rights)
    for command, right in adopted.rights.items():
        more = own.rights[command].events if command in own.rights else ()
        events = tuple(dict.fromkeys((*right.events, *more)))
        found[command] = Right(right.cells, events, right.source)
    return Permissions(found)


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

    By the table of the program and, where it knows the command, by the one adopted with the rule
    pack in force: the proof judges by that one (docs/decisions/008).

    Raises:
        RuleBroken: ``permission.account_closed``, ``permission.not_adopted``, and what ``judge``
            refuses.
    """
    if not recorder.account_open or recorder.departed:
        raise RuleBroken("permission.account_closed", person=recorder.id)
    name = type(command).__name__

    def standing() -> Standing:
        return standing_of(command, recorder, world)

    role = judge(table, recorder.roles, name, standing)
    adopted = world.find("rules", IN_FORCE)
    given = table_of(world.get(RulesState, adopted).rights) if adopted else Permissions({})
    if name in given.rights:
        try:
            judge(given, (role,), name, standing)
        except RuleBroken as error:
            raise RuleBroken("permission.not_adopted", command=name) from error
    return role


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
