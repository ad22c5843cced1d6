"""Rules of people: register, change, open and close accounts, roles, new keys."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.registers import (
    ChangePerson,
    CloseAccount,
    EnrolKey,
    OpenAccount,
    RegisterPerson,
    SetRoles,
)
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.registers import (
    AccountClosed,
    AccountOpened,
    KeyEnrolled,
    PersonChanged,
    PersonRegistered,
    RolesSet,
)
from custody_app.domain.ids import PersonId
from custody_app.domain.rules.roles import (
    SMALL_CENTRE,
    check_combination,
    countersigner,
    refuse_last_security_admin,
)
from custody_app.domain.rules.standing import refuse_blank
from custody_app.domain.state.registers import PersonState
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import Role
from custody_app.domain.world import Context, World

PUBLIC_KEY_HEX = re.compile(r"[0-9a-f]{64}\Z")
KEY_ID_LABEL = b"SPCC/keyid/v1\0"
KEY_ID_DIGITS = 16


def key_id(public_key: str) -> str:
    """The name of a public key in events: the formula of the ledger (ledger-and-sync 2.2)."""
    digest = hashlib.sha256(KEY_ID_LABEL + bytes.fromhex(public_key)).hexdigest()
    return digest[:KEY_ID_DIGITS]


def register_person(command: RegisterPerson, world: World, context: Context) -> tuple[Event, ...]:
    """A person of a known unit with a number that nobody else has; no account is needed."""
    world.unit(command.unit)
    refuse_blank(command.name, "person.name_missing")
    refuse_blank(command.badge_no, "person.badge_missing")
    if world.find("person", command.badge_no) is not None:
        raise RuleBroken("person.badge_taken", badge=command.badge_no)
    return (
        PersonRegistered(
            person=PersonId(context.new_id()),
            tag=context.next_tag(TagKind.BADGE),
            unit=command.unit,
            rank=command.rank,
            police=command.police,
            name=command.name,
            badge_no=command.badge_no,
            phone=command.phone,
            credential=command.credential,
        ),
    )


def change_person(command: ChangePerson, world: World, context: Context) -> tuple[Event, ...]:
    """Unit, rank, name, phone, or that the person left; nobody raises their own rank."""
    person = world.person(command.person)
    if person.departed:
        raise RuleBroken("person.departed", person=person.id)
    if command.unit is not None:
        world.unit(command.unit)
    new_rank = command.rank is not None and command.rank is not person.rank
    changes = (
        command.unit not in (None, person.unit),
        new_rank,
        command.departed,
        command.name not in ("", person.name),
        command.phone not in ("", person.phone),
    )
    if not any(changes):
        raise RuleBroken("person.nothing_changed", person=person.id)
    if new_rank:
        _check_new_rank(person, context)
    if command.departed and person.account_open:
        raise RuleBroken("person.account_still_open", person=person.id)
    return (
        PersonChanged(
            person=command.person,
            unit=command.unit if changes[0] else None,
            rank=command.rank if new_rank else None,
            departed=command.departed,
            name=command.name if changes[3] else "",
            phone=command.phone if changes[4] else "",
        ),
    )


def _check_new_rank(person: PersonState, context: Context) -> None:
    """A rank decides who may approve; with an account it is set by the security administrator."""
    if person.id in (context.recorder.id, context.actor.id):
        raise RuleBroken("person.own_rank", person=person.id)
    if person.account_open and not context.has_role(Role.SECURITY_ADMIN):
        raise RuleBroken("person.rank_by_security_admin", person=person.id)


def open_account(command: OpenAccount, world: World, context: Context) -> tuple[Event, ...]:
    """The security administrator signs, an audit administrator countersigns."""
    person = world.person(command.person)
    broken = []
    if person.departed:
        broken.append(RuleBroken("person.departed", person=person.id))
    if person.account_open:
        broken.append(RuleBroken("person.account_open", person=person.id))
    refuse_all(broken)
    _check_public_key(command.public_key)
    check_combination(command.roles, world.count("open_accounts", "") + 1)
    countersigner(person.id, world, context)
    return (
        AccountOpened(
            person=command.person,
            roles=command.roles,
            key=key_id(command.public_key),
            public_key=command.public_key,
        ),
    )


def _check_public_key(public_key: str) -> None:
    if not PUBLIC_KEY_HEX.match(public_key):
        raise RuleBroken("person.public_key")


def _with_account(id_: PersonId, world: World) -> PersonState:
    person = world.person(id_)
    if not person.account_open:
        raise RuleBroken("person.no_account", person=person.id)
    return person


def set_roles(command: SetRoles, world: World, context: Context) -> tuple[Event, ...]:
    """Roles from now on; one's own only where the centre is too small for another administrator."""
    person = _with_account(command.person, world)
    if set(command.roles) == set(person.roles):
        raise RuleBroken("person.nothing_changed", person=person.id)
    accounts = world.count("open_accounts", "")
    check_combination(command.roles, accounts)
    own = person.id == context.recorder.id
    countersigned = countersigner(person.id, world, context)
    if own and (accounts >= SMALL_CENTRE or countersigned is None):
        raise RuleBroken("person.own_roles", person=person.id)
    if Role.SECURITY_ADMIN not in command.roles:
        refuse_last_security_admin(person.id, world)
    return (RolesSet(person=command.person, roles=command.roles),)


def enrol_key(command: EnrolKey, world: World, context: Context) -> tuple[Event, ...]:
    """A new key after a reset by two people, neither of whom is the person."""
    person = _with_account(command.person, world)
    refuse_blank(command.reason, "person.key_reason_missing")
    _check_public_key(command.public_key)
    if person.id == context.recorder.id:
        raise RuleBroken("person.own_key", person=person.id)
    if command.public_key == person.public_key:
        raise RuleBroken("person.same_key", person=person.id)
    countersigner(person.id, world, context)
    outside = (context.recorder.id, person.id)
    if not any(confirmer not in outside for confirmer in context.confirmers):
        raise RuleBroken("person.reset_by_two", person=person.id)
    return (
        KeyEnrolled(
            person=command.person,
            key=key_id(command.public_key),
            public_key=command.public_key,
            revoked=person.key,
            reason=command.reason,
        ),
    )


def close_account(command: CloseAccount, world: World, context: Context) -> tuple[Event, ...]:
    """Take the right to sign in; the last security administrator stays."""
    person = _with_account(command.person, world)
    refuse_blank(command.reason, "person.close_reason_missing")
    if person.id == context.recorder.id:
        raise RuleBroken("person.own_account", person=person.id)
    refuse_last_security_admin(person.id, world)
    countersigner(person.id, world, context)
    return (AccountClosed(person=command.person, reason=command.reason),)


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    RegisterPerson: register_person,
    ChangePerson: change_person,
    OpenAccount: open_account,
    SetRoles: set_roles,
    EnrolKey: enrol_key,
    CloseAccount: close_account,
}
