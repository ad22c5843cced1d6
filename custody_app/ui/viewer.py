"""Who looks at a screen: what that person may do there, and in words why not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import CaseId
from custody_app.domain.permissions import Cell, Permissions, Standing, judge, standing_in
from custody_app.domain.state.registers import CaseState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Role
from custody_app.messages import told
from custody_app.queries.reader import Reader
from custody_app.queries.states import state_of

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

SOMEWHERE = Standing(own_case=True, own_unit=True, other_decides=True)
"""Before a case that is not known yet, which may be one's own."""
HEADS = frozenset({Role.UNIT_HEAD, Role.POLICE_HEAD, Role.PRINCIPAL_HEAD})
"""Roles that decide at their own window; custodians let the approver come to theirs."""
NOWHERE = Standing()
"""Of nobody in particular: no case is theirs."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Roles of the person at the window and how they stand to the case that is shown."""

    permissions: Permissions
    roles: frozenset[Role] = frozenset()
    standing: Standing = NOWHERE

    def decides(self, command: str) -> bool:
        """A head decides at the own window; to a custodian's window the head comes."""
        cells = self.permissions.rights[command].cells
        return any(cells.get(role) is Cell.YES for role in self.roles & HEADS)

    def why_not(self, command: str) -> str:
        """Why the command would be refused, and what to do then; empty when it may be given."""
        try:
            judge(self.permissions, self.roles, command, lambda: self.standing)
        except RuleBroken as error:
            found = told(error)
            return f"{found.message} {found.next}".strip()
        return ""


def viewer_here(desk: Desk) -> Viewer:
    """The person at the window before something of no case in particular.

    What the roles give in a case of one's own is not refused before the case is known.
    """
    officer = desk.session.officer
    roles = frozenset(Role(code) for code in officer.roles) if officer else frozenset()
    return Viewer(desk.core.custody.permissions, roles, SOMEWHERE)


def viewer_before(desk: Desk, officers: Collection[str], unit: str) -> Viewer:
    """The person at the window before a case of these officers and this unit."""
    found, officer = viewer_here(desk), desk.session.officer
    if officer is None or officer.login is None:
        return found
    person = officer.login.person
    return replace(
        found,
        standing=Standing(
            own_case=person.id in officers, own_unit=person.unit == unit, other_decides=True
        ),
    )


def viewer_in(desk: Desk, case: CaseId, read: Reader) -> Viewer:
    """The person at the window before something of the case of this id."""
    return viewer_of(desk, read(state_of, CaseState, case))


def viewer_of(desk: Desk, case: CaseState) -> Viewer:
    """The person at the window before a thing of this case."""
    permissions = desk.core.custody.permissions
    officer = desk.session.officer
    if officer is None:
        return Viewer(permissions)
    standing = standing_in(case, officer.login.person) if officer.login else NOWHERE
    return Viewer(permissions, frozenset(Role(code) for code in officer.roles), standing)
