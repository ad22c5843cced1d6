"""Which roles go together, and who countersigns changes of accounts (decisions, 22)."""

from __future__ import annotations

from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.ids import PersonId
from custody_app.domain.rules.separation import CUSTODY_ROLES
from custody_app.domain.vocabulary import Role
from custody_app.domain.world import Context, World

ADMIN_ROLES = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
SMALL_CENTRE = 5
"""Under so many people with accounts, administrators may hold a second role."""
MOST_ROLES_SMALL = 2


def check_combination(roles: tuple[Role, ...], accounts: int) -> None:
    """Refuse roles that do not go together at a centre with so many accounts.

    Raises:
        RuleBroken: ``person.no_role``, ``person.role_twice``, ``person.case_and_custody``,
            ``person.security_and_audit``, ``person.admins_apart``, ``person.admin_apart``,
            ``person.two_roles``.
    """
    if not roles:
        raise RuleBroken("person.no_role")
    held = frozenset(roles)
    if len(held) < len(roles):
        raise RuleBroken("person.role_twice")
    broken = []
    if Role.CASE_OFFICER in held and CUSTODY_ROLES & {role.value for role in held}:
        broken.append(RuleBroken("person.case_and_custody"))
    admin = held & ADMIN_ROLES
    if {Role.SECURITY_ADMIN, Role.AUDIT_ADMIN} <= admin:
        broken.append(RuleBroken("person.security_and_audit"))
    elif accounts >= SMALL_CENTRE and len(admin) > 1:
        broken.append(RuleBroken("person.admins_apart", limit=SMALL_CENTRE))
    if accounts >= SMALL_CENTRE and admin and held - ADMIN_ROLES:
        broken.append(RuleBroken("person.admin_apart", limit=SMALL_CENTRE))
    if accounts < SMALL_CENTRE and admin and len(held) > MOST_ROLES_SMALL:
        broken.append(RuleBroken("person.two_roles", limit=MOST_ROLES_SMALL))
    refuse_all(broken)


def countersigner(person: PersonId, world: World, context: Context) -> PersonId | None:
    """Who countersigns a change of an account: an audit administrator, if there is one besides.

    Raises:
        RuleBroken: ``person.audit_countersign``.
    """
    others = world.count("accounts_with_role", Role.AUDIT_ADMIN.value)
    outside = {context.recorder.id, person}
    for id_ in outside:
        own = world.person(id_)
        others -= own.account_open and Role.AUDIT_ADMIN in own.roles
    for confirmer in context.confirmers:
        if confirmer not in outside and Role.AUDIT_ADMIN in world.person(confirmer).roles:
            return confirmer
    if others > 0:
        raise RuleBroken("person.audit_countersign", person=person)
    return None


def refuse_last_security_admin(person: PersonId, world: World) -> None:
    """Somebody must be able to open accounts.

    Raises:
        RuleBroken: ``person.last_security_admin``.
    """
    if Role.SECURITY_ADMIN not in world.person(person).roles:
        return
    if world.count("accounts_with_role", Role.SECURITY_ADMIN.value) <= 1:
        raise RuleBroken("person.last_security_admin", person=person)
