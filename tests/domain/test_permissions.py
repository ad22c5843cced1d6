"""Who may give which command: one table, judged by one function; a broken table is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from custody_app.domain.commands import COMMANDS
from custody_app.domain.commands.base import Command
from custody_app.domain.commands.intake import AcceptItem, ListItem, RecordSeizure
from custody_app.domain.commands.loans import ApproveRequest, RequestCallOut, RequestedItem
from custody_app.domain.commands.registers import IssueForm, RegisterCase, SetRoles
from custody_app.domain.commands.store import MoveItem
from custody_app.domain.errors import RuleBroken, all_broken
from custody_app.domain.events import EVENTS
from custody_app.domain.events.registers import RequestMade
from custody_app.domain.ids import PersonId, RequestId
from custody_app.domain.moments import later
from custody_app.domain.parts import GivenRight, PaperApproval
from custody_app.domain.permission_file import read_permissions
from custody_app.domain.permissions import (
    Cell,
    Permissions,
    Right,
    adopted_over,
    check_permission,
    rights_of,
    table_of,
)
from custody_app.domain.rules.rule_packs import adopted
from custody_app.domain.vocabulary import CaseKind, Category, FormKind, LoanPurpose, Measure, Role
from custody_app.runtime.paths import resources_dir
from custody_app.services.permission_table import permission_table
from tests.builders import (
    ADMIN_CASE,
    ADMIN_SEIZURE,
    CASE,
    CUSTODIAN,
    CUSTODY_HEAD,
    NOW,
    OFFICER,
    OTHER_OFFICER,
    POLICE_HEAD,
    POLICE_UNIT,
    PROCURATORATE,
    SECURITY_ADMIN,
    SEIZURE,
    SLOT,
    TAKEN_AT,
    UNIT_HEAD,
    TestWorld,
    a_centre,
)
from tests.builders import ONE as ONE_PIECE

TABLE = permission_table()
TEXT = (resources_dir() / "rulepacks" / "permissions.csv").read_text(encoding="utf-8")


def judged(world: TestWorld, command: Command, by: str) -> str:
    """The role in which somebody gives a command, or the code of the refusal."""
    try:
        return check_permission(TABLE, command, world.world.person(by), world.world).value
    except RuleBroken as error:
        return error.code


@pytest.fixture
def world() -> TestWorld:
    return a_centre()


def test_roles_decide(world: TestWorld) -> None:
    item = world.stored()
    accept = AcceptItem(item=item, quantity=ONE_PIECE)
    roles = SetRoles(person=PersonId(CUSTODIAN), roles=(Role.CUSTODIAN,))
    assert judged(world, accept, CUSTODIAN) == "custodian"
    assert judged(world, accept, OFFICER) == "permission.role"
    assert judged(world, accept, SECURITY_ADMIN) == "permission.role"
    assert judged(world, roles, SECURITY_ADMIN) == "security_admin"
    assert judged(world, roles, CUSTODIAN) == "permission.role"


@pytest.mark.parametrize(
    ("by", "case_ours", "said"),
    [(OFFICER, True, "case_officer"), (OFFICER, False, "permission.own_case"),
     (OTHER_OFFICER, True, "permission.own_case"), (OTHER_OFFICER, False, "case_officer"),
     (CUSTODIAN, False, "custodian")],
)  # fmt: skip
def test_an_officer_records_in_the_own_cases_only(
    world: TestWorld, by: str, case_ours: bool, said: str
) -> None:
    case, seizure = (CASE, SEIZURE) if case_ours else (ADMIN_CASE, ADMIN_SEIZURE)
    item = world.stored(case=case, seizure=seizure)
    until = later(NOW, days=3)
    asked: list[Command] = [
        RecordSeizure(case=case, measure=Measure.SEIZE, taken_at=TAKEN_AT),
        ListItem(seizure=seizure, name="包", category=Category.GENERAL, quantity=ONE_PIECE),
        RequestCallOut(
            items=(RequestedItem(item=item),),
            purpose=LoanPurpose.IDENTIFICATION,
            due_at=until,
            reason="辨认",
        ),
        IssueForm(kind=FormKind.CUSTODY_FORM, items=(item,)),
    ]  # fmt: skip
    assert [judged(world, command, by) for command in asked] == [said] * len(asked)


def test_a_form_about_two_cases_is_nobody_s_own(world: TestWorld) -> None:
    ours, theirs = world.stored(), world.stored(case=ADMIN_CASE, seizure=ADMIN_SEIZURE)
    both = IssueForm(kind=FormKind.CUSTODY_FORM, items=(ours, theirs))
    assert judged(world, both, OFFICER) == "permission.own_case"
    assert judged(world, both, UNIT_HEAD) == "unit_head"


def test_a_form_about_no_case_is_not_for_officers(world: TestWorld) -> None:
    assert judged(world, IssueForm(kind=FormKind.CUSTODY_FORM), OFFICER) == "permission.own_case"
    assert judged(world, IssueForm(kind=FormKind.CUSTODY_FORM), CUSTODIAN) == "custodian"


def test_a_unit_head_prints_for_the_own_unit(world: TestWorld) -> None:
    form = IssueForm(kind=FormKind.CUSTODY_FORM, case=CASE)
    assert judged(world, form, UNIT_HEAD) == "unit_head"
    world.change(UNIT_HEAD, "person", unit=PROCURATORATE)
    assert judged(world, form, UNIT_HEAD) == "permission.own_unit"


def test_an_officer_registers_a_case_with_themselves_in_it(world: TestWorld) -> None:
    case = RegisterCase(kind=CaseKind.CRIMINAL, unit=POLICE_UNIT, name="案")
    assert judged(world, case, OFFICER) == "permission.own_case"
    assert judged(world, replace(case, officers=(OFFICER,)), OFFICER) == "case_officer"


def test_a_custodian_enters_only_the_decision_of_somebody_else(world: TestWorld) -> None:
    plain = ApproveRequest(request=RequestId("r"))
    paper = PaperApproval("昆公批1号", "2026-03-02")
    world.record(world_request(world))
    assert judged(world, plain, CUSTODIAN) == "permission.paper"
    assert judged(world, replace(plain, approver=PersonId(CUSTODIAN)), CUSTODIAN) == (
        "permission.paper"
    )
    assert judged(world, replace(plain, approver=PersonId(POLICE_HEAD)), CUSTODIAN) == "custodian"
    assert judged(world, replace(plain, paper=paper), CUSTODIAN) == "custodian"
    assert judged(world, plain, POLICE_HEAD) == "police_head"


def world_request(world: TestWorld) -> RequestMade:
    """A call-out asked for by the officer."""
    asked = RequestCallOut(
        items=(RequestedItem(item=world.stored()),),
        purpose=LoanPurpose.IDENTIFICATION,
        due_at=later(NOW, days=3),
        reason="辨认",
    )
    (event,) = world.decide(asked, OFFICER)
    assert isinstance(event, RequestMade)
    return replace(event, request=RequestId("r"))


def test_two_roles_judge_together(world: TestWorld) -> None:
    world.change(OFFICER, "person", roles=(Role.CASE_OFFICER, Role.LEGAL_REVIEWER))
    form = IssueForm(kind=FormKind.CUSTODY_FORM, case=ADMIN_CASE)
    assert judged(world, form, OFFICER) == "legal_reviewer"


def test_administrators_never_touch_property() -> None:
    admins = {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}
    about_items = [name for name in COMMANDS if name.endswith("Item")]
    assert [name for name in about_items if TABLE.roles(name) & admins] == []


@pytest.mark.parametrize("change", [{"departed": True}, {"account_open": False}])
def test_who_left_or_is_closed_may_nothing(world: TestWorld, change: dict[str, Any]) -> None:
    world.change(CUSTODIAN, "person", **change)
    move = MoveItem(item=world.stored(), place=SLOT)
    assert judged(world, move, CUSTODIAN) == "permission.account_closed"


def test_the_refusal_names_the_roles_that_may(world: TestWorld) -> None:
    officer = world.world.person(OFFICER)
    accept = AcceptItem(item=world.stored(), quantity=ONE_PIECE)
    with pytest.raises(RuleBroken) as caught:
        check_permission(TABLE, accept, officer, world.world)
    assert caught.value.code == "permission.role"
    assert "custodian" in str(caught.value.facts["needed"])


def test_every_row_says_where_it_comes_from() -> None:
    assert [name for name, right in TABLE.rights.items() if not right.source] == []


def read(text: str) -> Permissions:
    return read_permissions(text, COMMANDS, EVENTS)


def broken_codes(text: str) -> set[str]:
    with pytest.raises(RuleBroken) as caught:
        read(text)
    return {error.code for error in all_broken(caught.value)}


def _row(command: str) -> str:
    return next(line for line in TEXT.splitlines() if line.startswith(f"{command},"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "table_column"),
        (TEXT.replace("custody_head", "custodian", 1), "table_column"),
        (TEXT.replace("custody_head", "chief", 1), "table_column"),
        (TEXT.replace("liaison", "liaison,chief", 1), "table_column"),
        (TEXT.replace("MoveItem,", "MoveItems,", 1), "table_unknown"),
        (TEXT.replace("MoveItem,", "MoveItem,,", 1), "table_length"),
        (TEXT.replace(_row("MoveItem") + "\n", "", 1), "table_missing"),
        (TEXT + _row("MoveItem") + "\n", "table_twice"),
        (TEXT.replace(",yes,", ",maybe,", 1), "table_cell"),
        (TEXT.replace(_row("SetRoles"), _row("SetRoles").replace("yes", "")), "table_nobody"),
        (TEXT.replace("ITEM_MOVED", "ITEM_FLOWN", 1), "table_event"),
        (TEXT.replace(" ITEM_MOVED", "", 1).replace("ITEM_MOVED", ""), "table_event"),
    ],
)
def test_a_table_that_cannot_be_understood_is_refused(text: str, code: str) -> None:
    assert f"permission.{code}" in broken_codes(text)


def test_several_mistakes_are_told_at_once() -> None:
    twice = TEXT.replace(",yes,", ",maybe,", 1) + _row("MoveItem") + "\n"
    assert broken_codes(twice) == {"permission.table_cell", "permission.table_twice"}


SECTION_11 = {
    "RegisterCase": "CO! TC CC",
    "RecordSeizure": "CO! TC CC",
    "ListItem": "CO! TC CC",
    "AttachFiles": "CO! TC CC",
    "AcceptItem": "TC CC CM",
    "RefuseItem": "TC CC CM",
    "MoveItem": "TC CC CM",
    "LabelItem": "TC CC CM",
    "RequestCallOut": "CO! CH SD PX",
    "RequestExtension": "CO! CH SD PX",
    "RequestDisposal": "CO! CC CM",
    "ApproveRequest": "CH PH PP",
    "RefuseRequest": "CH PH PP",
    "CheckOutItem": "TC CC",
    "ReturnItem": "TC CC",
    "ChangeSeal": "TC CC",
    "DestroyItem": "CC CM",
    "SellItem": "CC CM",
    "SendAuthority": "CO CM",
    "ConfirmAuthority": "CC CM PX",
    "RecountItem": "TC CC CM",
    "AcknowledgeDifference": "PH PP",
    "DepositMoney": "FC",
    "PayOutMoney": "FC",
    "SetPolicy": "CM SA",
}
"""The table of rules-and-process 11 as it is printed there; ! is ``own``."""
NAMES_11 = {
    "CO": Role.CASE_OFFICER, "CH": Role.UNIT_HEAD, "TC": Role.STORE_CUSTODIAN,
    "CC": Role.CUSTODIAN, "CM": Role.CUSTODY_HEAD, "PH": Role.POLICE_HEAD,
    "PP": Role.PRINCIPAL_HEAD, "SD": Role.SPECIAL_DEPARTMENT, "FC": Role.FINANCE,
    "PX": Role.LIAISON, "SA": Role.SYSTEM_ADMIN,
}  # fmt: skip
WIDER = {
    # The head of custody may do what the custodians under them may.
    "RegisterCase": "CM", "RecordSeizure": "CM", "ListItem": "CM", "AttachFiles": "CM",
    "ChangeSeal": "CM",
    # Custodians enter what an officer without an account asks or decides (decisions, 10).
    "RequestCallOut": "TC CC", "RequestExtension": "TC CC", "RequestDisposal": "TC",
    "ApproveRequest": "TC CC CM SD", "RefuseRequest": "TC CC CM SD",
    "AcknowledgeDifference": "TC CC CM CH", "ConfirmAuthority": "TC", "SendAuthority": "TC CC",
    # A temporary store carries out what was approved for its own things.
    "DestroyItem": "TC", "SellItem": "TC",
}  # fmt: skip
"""What the program allows beyond it, and why."""


@pytest.mark.parametrize("command", SECTION_11)
def test_the_rows_are_those_of_the_rules(command: str) -> None:
    printed = SECTION_11[command].split()
    cells = TABLE.rights[command].cells
    wanted = {NAMES_11[name.rstrip("!")] for name in printed}
    wider = {NAMES_11[name] for name in WIDER.get(command, "").split()}
    assert TABLE.roles(command) == wanted | wider
    own = {NAMES_11[name[:-1]] for name in printed if name.endswith("!")}
    assert {role for role, cell in cells.items() if cell is Cell.OWN} == own


def adopts(world: TestWorld, rights: tuple[GivenRight, ...]) -> None:
    found = world.world.rules()
    world.record(adopted(found.id, found.pack, found.calendars, "改权限", rights))


def test_the_table_is_recorded_and_read_back_the_same() -> None:
    read = table_of(rights_of(TABLE))
    assert read.recorders() == TABLE.recorders()
    for command, right in TABLE.rights.items():
        given = {role: cell for role, cell in right.cells.items() if cell}
        assert read.rights[command].cells == given
    assert table_of((GivenRight("X", "astronaut custodian=own", "Y"),)).rights["X"].cells == {
        Role.CUSTODIAN: Cell.OWN
    }


def test_what_the_adopted_table_does_not_give_is_refused(world: TestWorld) -> None:
    """By both tables; a command that came with a newer program is judged by its own alone."""
    item = world.stored()
    move = MoveItem(item=item, place=SLOT)
    rights = rights_of(TABLE)
    adopts(world, rights)
    assert judged(world, move, CUSTODIAN) == "custodian"
    stricter = [one for one in rights if one.command != "MoveItem"]
    adopts(world, (*stricter, GivenRight("MoveItem", "custody_head", "ITEM_MOVED")))
    assert judged(world, move, CUSTODIAN) == "permission.not_adopted"
    assert judged(world, move, CUSTODY_HEAD) == "custody_head"
    adopts(world, (*stricter, GivenRight("MoveItem", "case_officer custodian", "ITEM_MOVED")))
    assert judged(world, move, OFFICER) == "permission.role"
    adopts(world, tuple(stricter))
    assert judged(world, move, CUSTODIAN) == "custodian"


def test_a_newer_program_adds_its_own_commands_and_events() -> None:
    old = table_of((GivenRight("MoveItem", "custody_head", "ITEM_MOVED"),))
    both = adopted_over(TABLE, old)
    assert both.recorders()["ITEM_MOVED"] == {"custody_head"}
    assert both.recorders()["ITEM_SEEN"] == TABLE.recorders()["ITEM_SEEN"]
    wider = Permissions({"MoveItem": Right({Role.CUSTODIAN: Cell.YES}, ("ITEM_MOVED", "NEW"), "")})
    assert adopted_over(wider, old).recorders()["NEW"] == {"custody_head"}
