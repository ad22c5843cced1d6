"""Who may give which command: one table, and a person without role or account is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from custody_app.domain.commands import COMMANDS
from custody_app.domain.errors import RuleBroken
from custody_app.domain.permissions import MAY, check_permission, may
from custody_app.domain.state.registers import PersonState
from custody_app.domain.vocabulary import Role
from tests.builders import CUSTODIAN, OFFICER, SECURITY_ADMIN, VISITOR, a_centre


def person(id_: str) -> PersonState:
    return a_centre().world.person(id_)


def test_the_table_knows_every_command() -> None:
    assert set(MAY) == set(COMMANDS)


@pytest.mark.parametrize(
    ("who", "command", "allowed"),
    [
        (CUSTODIAN, "AcceptItem", True),
        (OFFICER, "AcceptItem", False),
        (OFFICER, "RequestCallOut", True),
        (SECURITY_ADMIN, "AcceptItem", False),
        (SECURITY_ADMIN, "SetRoles", True),
        (CUSTODIAN, "SetRoles", False),
        (VISITOR, "IssueForm", False),
    ],
)
def test_roles_decide(who: str, command: str, allowed: bool) -> None:
    assert may(person(who), command) is allowed


def test_administrators_never_touch_property() -> None:
    admins = {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}
    about_items = [name for name in COMMANDS if name.endswith("Item")]
    assert [name for name in about_items if MAY[name] & admins] == []


@pytest.mark.parametrize("change", [{"departed": True}, {"account_open": False}])
def test_who_left_or_is_closed_may_nothing(change: dict[str, Any]) -> None:
    gone = replace(person(CUSTODIAN), **change)
    with pytest.raises(RuleBroken, match=r"permission\.account_closed"):
        check_permission(gone, "AcceptItem")


def test_the_refusal_names_the_roles_that_may() -> None:
    with pytest.raises(RuleBroken) as caught:
        check_permission(person(OFFICER), "AcceptItem")
    assert caught.value.code == "permission.role"
    assert "custodian" in str(caught.value.facts["needed"])
