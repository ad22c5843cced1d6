from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.commands.registers import (
    ChangePerson,
    CloseAccount,
    EnrolKey,
    OpenAccount,
    RegisterPerson,
    SetRoles,
)
from custody_app.domain.errors import RuleBroken, all_broken
from custody_app.domain.events.registers import (
    AccountClosed,
    AccountOpened,
    KeyEnrolled,
    PersonChanged,
    PersonRegistered,
    RolesSet,
)
from custody_app.domain.ids import PersonId, UnitId
from custody_app.domain.rules import people
from custody_app.domain.rules.roles import check_combination
from custody_app.domain.vocabulary import Rank, Role
from custody_app.ledger import signing
from tests.builders import (
    COURT,
    CUSTODIAN,
    CUSTODIAN_2,
    OFFICER,
    POLICE_UNIT,
    SECURITY_ADMIN,
    SUPERVISOR,
    UNIT_HEAD,
    VISITOR,
    TestWorld,
    a_centre,
)

KEY = "5a" * 32
AUDITOR = SUPERVISOR
"""In these tests the supervisor is made audit administrator where one is needed."""


def with_auditor(world: TestWorld) -> TestWorld:
    world.change(AUDITOR, "person", roles=(Role.AUDIT_ADMIN,))
    return world


def small_centre() -> TestWorld:
    """Three people: security administrator, audit administrator, custodian."""
    world = with_auditor(a_centre())
    kept = {SECURITY_ADMIN, AUDITOR, CUSTODIAN}
    for kind, id_ in list(world.states):
        if kind == "person" and id_ not in kept:
            world.change(id_, "person", account_open=False, roles=())
    return world


def test_the_key_is_named_as_in_the_ledger() -> None:
    private = signing.new_private_key()
    public = signing.public_bytes(private)
    assert people.key_id(public.hex()) == signing.key_id(public)


# register


def register(**values: Any) -> RegisterPerson:
    defaults: dict[str, Any] = {
        "unit": POLICE_UNIT,
        "name": "陈䶮",
        "badge_no": "039901",
        "police": True,
    }
    return RegisterPerson(**(defaults | values))


def test_a_visiting_officer_needs_no_account() -> None:
    world = a_centre()
    answer = world.when(register(credential="警官证")).then(PersonRegistered)
    answer.saying(badge_no="039901", police=True)
    world.when(register()).refused("person.badge_taken")


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"name": " "}, "person.name_missing"),
        ({"badge_no": ""}, "person.badge_missing"),
        ({"unit": UnitId("nowhere")}, "unit.unknown"),
    ],
)
def test_register_refusals(values: dict[str, Any], refusal: str) -> None:
    a_centre().when(register(**values)).refused(refusal)


# change


def test_what_changes_is_recorded() -> None:
    world = a_centre()
    answer = world.when(ChangePerson(person=VISITOR, phone="13800000000")).then(PersonChanged)
    answer.saying(phone="13800000000", name="", unit=None)
    world.when(ChangePerson(person=VISITOR)).refused("person.nothing_changed")
    moved = ChangePerson(person=VISITOR, unit=COURT)
    world.when(moved).then(PersonChanged)
    assert world.world.person(VISITOR).unit == COURT


def test_who_left_is_not_changed() -> None:
    world = a_centre()
    world.when(ChangePerson(person=VISITOR, departed=True)).then(PersonChanged)
    world.when(ChangePerson(person=VISITOR, phone="1")).refused("person.departed")


def test_an_open_account_is_closed_before_leaving() -> None:
    world = a_centre()
    world.when(ChangePerson(person=OFFICER, departed=True)).refused("person.account_still_open")


def test_ranks_decide_who_approves_and_are_guarded() -> None:
    world = a_centre()
    raised = ChangePerson(person=OFFICER, rank=Rank.UNIT_HEAD)
    world.when(raised).refused("person.rank_by_security_admin")
    world.when(raised, by=SECURITY_ADMIN).then(PersonChanged)
    own = ChangePerson(person=SECURITY_ADMIN, rank=Rank.POLICE_HEAD)
    world.when(own, by=SECURITY_ADMIN).refused("person.own_rank")
    world.when(ChangePerson(person=VISITOR, rank=Rank.UNIT_HEAD)).then(PersonChanged)


# accounts


def open_account(**values: Any) -> OpenAccount:
    defaults: dict[str, Any] = {
        "person": VISITOR,
        "roles": (Role.LIAISON,),
        "public_key": KEY,
    }
    return OpenAccount(**(defaults | values))


def test_an_account_is_opened_and_its_key_named() -> None:
    world = a_centre()
    answer = world.when(open_account(), by=SECURITY_ADMIN).then(AccountOpened)
    answer.saying(key=people.key_id(KEY), roles=(Role.LIAISON,))
    world.when(open_account(), by=SECURITY_ADMIN).refused("person.account_open")


def test_an_audit_administrator_countersigns_where_there_is_one() -> None:
    world = with_auditor(a_centre())
    world.when(open_account(), by=SECURITY_ADMIN).refused("person.audit_countersign")
    world.when(open_account(), by=SECURITY_ADMIN, confirmers=[CUSTODIAN]).refused(
        "person.audit_countersign"
    )
    world.when(open_account(), by=SECURITY_ADMIN, confirmers=[AUDITOR]).then(AccountOpened)


def test_account_refusals() -> None:
    world = a_centre()
    world.when(open_account(roles=()), by=SECURITY_ADMIN).refused("person.no_role")
    world.when(open_account(public_key="zz"), by=SECURITY_ADMIN).refused("person.public_key")
    world.record(PersonChanged(person=VISITOR, departed=True))
    world.when(open_account(), by=SECURITY_ADMIN).refused("person.departed")


def test_a_centre_of_three_is_set_up() -> None:
    world = small_centre()
    world.change(CUSTODIAN, "person", account_open=False, roles=())
    command = open_account(person=CUSTODIAN, roles=(Role.CUSTODIAN, Role.SYSTEM_ADMIN))
    world.when(command, by=SECURITY_ADMIN, confirmers=[AUDITOR]).then(AccountOpened)
    both = SetRoles(person=AUDITOR, roles=(Role.AUDIT_ADMIN, Role.CUSTODIAN))
    world.when(both, by=SECURITY_ADMIN).then(RolesSet)  # no audit administrator besides
    own = SetRoles(person=SECURITY_ADMIN, roles=(Role.SECURITY_ADMIN, Role.CUSTODY_HEAD))
    world.when(own, by=SECURITY_ADMIN).refused("person.audit_countersign")
    world.when(own, by=SECURITY_ADMIN, confirmers=[AUDITOR]).then(RolesSet)


@pytest.mark.parametrize(
    ("roles", "accounts", "codes"),
    [
        ((Role.CUSTODIAN, Role.CUSTODIAN), 9, ["person.role_twice"]),
        ((Role.CUSTODIAN, Role.CASE_OFFICER), 3, ["person.case_and_custody"]),
        ((Role.SECURITY_ADMIN, Role.AUDIT_ADMIN), 3, ["person.security_and_audit"]),
        ((Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN), 9, ["person.admins_apart"]),
        ((Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN), 4, []),
        ((Role.SYSTEM_ADMIN, Role.CUSTODIAN), 5, ["person.admin_apart"]),
        ((Role.SYSTEM_ADMIN, Role.CUSTODIAN), 4, []),
        ((Role.SYSTEM_ADMIN, Role.CUSTODIAN, Role.CUSTODY_HEAD), 4, ["person.two_roles"]),
        ((Role.CUSTODIAN, Role.CUSTODY_HEAD, Role.FINANCE), 9, []),
        ((Role.UNIT_HEAD, Role.CASE_OFFICER), 9, []),
    ],
)
def test_which_roles_go_together(roles: tuple[Role, ...], accounts: int, codes: list[str]) -> None:
    told: list[str] = []
    try:
        check_combination(roles, accounts)
    except RuleBroken as error:
        told = [one.code for one in all_broken(error)]
    assert told == codes


def test_setting_roles() -> None:
    world = a_centre()
    roles = (Role.CUSTODIAN, Role.CUSTODY_HEAD)
    world.when(SetRoles(person=VISITOR, roles=roles), by=SECURITY_ADMIN).refused(
        "person.no_account"
    )
    same = SetRoles(person=CUSTODIAN, roles=(Role.CUSTODIAN,))
    world.when(same, by=SECURITY_ADMIN).refused("person.nothing_changed")
    world.when(SetRoles(person=CUSTODIAN, roles=roles), by=SECURITY_ADMIN).then(RolesSet)
    own = SetRoles(person=SECURITY_ADMIN, roles=(Role.SYSTEM_ADMIN,))
    world.when(own, by=SECURITY_ADMIN).refused("person.own_roles")


def test_the_last_security_administrator_stays() -> None:
    world = a_centre()
    world.change(CUSTODIAN, "person", roles=(Role.SECURITY_ADMIN,))
    world.change(SECURITY_ADMIN, "person", roles=(Role.SYSTEM_ADMIN,))
    away = SetRoles(person=CUSTODIAN, roles=(Role.CUSTODIAN,))
    world.when(away, by=SECURITY_ADMIN).refused("person.last_security_admin")
    close = CloseAccount(person=CUSTODIAN, reason="调离")
    world.when(close, by=SECURITY_ADMIN).refused("person.last_security_admin")


# keys


def enrol(**values: Any) -> EnrolKey:
    defaults: dict[str, Any] = {"person": CUSTODIAN, "public_key": KEY, "reason": "忘记口令"}
    return EnrolKey(**(defaults | values))


def test_a_new_key_after_a_reset_by_two() -> None:
    world = a_centre()
    world.when(enrol(), by=SECURITY_ADMIN).refused("person.reset_by_two")
    world.when(enrol(), by=SECURITY_ADMIN, confirmers=[CUSTODIAN]).refused("person.reset_by_two")
    answer = world.when(enrol(), by=SECURITY_ADMIN, confirmers=[CUSTODIAN_2]).then(KeyEnrolled)
    answer.saying(key=people.key_id(KEY), revoked=f"key-{CUSTODIAN}")
    assert world.world.person(CUSTODIAN).public_key == KEY
    world.when(enrol(), by=SECURITY_ADMIN, confirmers=[CUSTODIAN_2]).refused("person.same_key")


def test_key_refusals() -> None:
    world = a_centre()
    two = [CUSTODIAN_2]
    world.when(enrol(reason=""), by=SECURITY_ADMIN, confirmers=two).refused(
        "person.key_reason_missing"
    )
    world.when(enrol(person=SECURITY_ADMIN), by=SECURITY_ADMIN, confirmers=two).refused(
        "person.own_key"
    )
    world.when(enrol(public_key="5A" * 32), by=SECURITY_ADMIN, confirmers=two).refused(
        "person.public_key"
    )
    world.when(enrol(person=VISITOR), by=SECURITY_ADMIN, confirmers=two).refused(
        "person.no_account"
    )


def test_the_audit_administrators_own_key_is_countersigned_by_another() -> None:
    world = with_auditor(a_centre())
    world.when(enrol(), by=SECURITY_ADMIN, confirmers=[CUSTODIAN_2]).refused(
        "person.audit_countersign"
    )
    own = enrol(person=AUDITOR)
    world.when(own, by=SECURITY_ADMIN, confirmers=[CUSTODIAN_2]).then(KeyEnrolled)


def test_closing_an_account() -> None:
    world = a_centre()
    close = CloseAccount(person=UNIT_HEAD, reason="调离")
    no_reason = CloseAccount(person=UNIT_HEAD, reason=" ")
    world.when(no_reason, by=SECURITY_ADMIN).refused("person.close_reason_missing")
    own = CloseAccount(person=SECURITY_ADMIN, reason="调离")
    world.when(own, by=SECURITY_ADMIN).refused("person.own_account")
    world.when(close, by=SECURITY_ADMIN).then(AccountClosed)
    world.when(close, by=SECURITY_ADMIN).refused("person.no_account")
    unknown = CloseAccount(person=PersonId("nobody"), reason="调离")
    world.when(unknown, by=SECURITY_ADMIN).refused("person.unknown")
