"""The matrix of permissions, whole: judged, at the door, in the proof, on the item's card."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

import pytest

from custody_app.bootstrap import Core
from custody_app.cli.execute import Door
from custody_app.cli.sign_in import Crew
from custody_app.domain.commands import COMMANDS
from custody_app.domain.commands.base import Command
from custody_app.domain.commands.loans import ApproveRequest, RefuseRequest
from custody_app.domain.commands.registers import ChangeCase, OpenAccount, RegisterPerson
from custody_app.domain.commands.rules import AdoptRulePack
from custody_app.domain.commands.store import SeeItem
from custody_app.domain.errors import RuleBroken, all_broken
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemSeen
from custody_app.domain.events.registers import RequestApproved, RequestMade
from custody_app.domain.ids import CaseId, ItemId, PersonId, RequestId, UnitId
from custody_app.domain.moments import Moment, moment_of
from custody_app.domain.parts import AskedItem
from custody_app.domain.permissions import Cell, check_permission, rights_of, standing_in
from custody_app.domain.record import to_plain
from custody_app.domain.rules.rule_packs import adopted
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import CaseState, PersonState
from custody_app.domain.vocabulary import Custody, LoanPurpose, Rank, RequestKind, Role
from custody_app.domain.world import World
from custody_app.ledger.signing import private_from_bytes
from custody_app.runtime.paths import CentreDir
from custody_app.services.ledger_audit import verify
from custody_app.services.permission_table import permission_table
from custody_app.services.script.asked import FILLED
from custody_app.services.session import Session
from custody_app.services.signer import Signer
from custody_app.storage.state_store import StateStore
from custody_app.storage.unit_of_work import unit_of_work
from custody_app.ui.items.presenter import actions_of
from custody_app.ui.viewer import Viewer
from tests import builders as b
from tests.living import CAST, make_lived, opened, signer_of
from tests.scenarios.matrix import each_command, example, expected, on_paper, rows

TABLE = permission_table()
ROWS = rows()
ROLES = tuple(Role)
OTHERS = "person-x"
RELATIONS = ("own case", "other case", "requester", "already signed")


class Permitted(Exception):
    """Permission was given; nothing further is wanted."""


def _permitted(_command: object, _work: object, _context: object) -> NoReturn:
    raise Permitted


@pytest.fixture
def counted(capsys: pytest.CaptureFixture[str]) -> Iterator[Any]:
    """Prints how many combinations a test judged."""
    said: list[str] = []
    yield lambda what, count: said.append(f"permission matrix, {what}: {count} combinations")
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(said) + "\n")


# the function


@dataclass
class Bench:
    """A centre in memory with one person of the role before one thing."""

    world: b.TestWorld
    known: dict[str, Any]


def _bench(role: Role, relation: str, custody: Custody) -> Bench:
    world = b.a_centre()
    ours = relation != "other case"
    case, seizure = (b.CASE, b.SEIZURE) if ours else (b.ADMIN_CASE, b.ADMIN_SEIZURE)
    who = PersonId(OTHERS)
    unit = b.POLICE_UNIT if ours else b.COURT
    base = world.world.person(b.OFFICER)
    world.states["person", who] = replace(base, id=who, roles=(role,), unit=unit, badge_no="x")
    if relation == "own case":
        officers = (*world.world.case(case).officers, who)
        world.change(case, "case", officers=officers)
    item = world.stored(case=case, seizure=seizure)
    world.change(item, custody=custody)
    request = RequestMade(
        request=RequestId("r"), number="1", kind=RequestKind.CALL_OUT, case=case,
        requester=who if relation == "requester" else b.OFFICER,
        items=(AskedItem(item, b.ONE, world.item(item).material_digest()),),
        rank_needed=Rank.UNIT_HEAD, purpose=LoanPurpose.IDENTIFICATION,
        due_at=b.NOW, reason="辨认",
    )  # fmt: skip
    world.record(request)
    if relation == "already signed":
        world.record(
            RequestApproved(request=RequestId("r"), approver=who, rank=Rank.UNIT_HEAD, digest="")
        )
    known = {
        "item": item, "case": case, "seizure": seizure, "request": "r", "person": b.VISITOR,
        "unit": b.POLICE_UNIT, "container": b.BAG, "place": b.SLOT,
        "form": "no-form", "approver": b.POLICE_HEAD,
        "officers": (who,) if relation == "own case" else (b.OFFICER,),
    }  # fmt: skip
    return Bench(world, known)


def _commands(known: dict[str, Any]) -> Iterator[Command]:
    for cls in each_command():
        command = example(cls, known)
        yield command
        paper = on_paper(command, known["approver"])
        if paper is not None:
            yield paper


def test_the_function_judges_as_the_table_says(counted: Any) -> None:
    """Every role, command and relation; the state of the thing never gives a right."""
    count = 0
    for role in ROLES:
        for relation in RELATIONS:
            bench = _bench(role, relation, Custody.IN_STORE)
            commands = list(_commands(bench.known))
            for custody in Custody:
                bench.world.change(bench.known["item"], custody=custody)
                count += _judged(bench, role, relation, commands)
    assert count > len(ROLES) * len(RELATIONS) * len(Custody) * len(COMMANDS)
    counted("judged by the function", count)


def _judged(bench: Bench, role: Role, relation: str, commands: list[Command]) -> int:
    world = World(bench.world)
    who = world.person(OTHERS)
    unread = 0
    for command in commands:
        try:
            granted = check_permission(TABLE, command, who, world) is role
        except RuleBroken as error:
            if error.code.endswith(".unknown"):
                unread += 1
                continue
            assert error.code.startswith("permission."), (role, command, error.code)
            granted = False
        ours = relation == "own case"
        if TABLE.rights[type(command).__name__].cells[role] is Cell.UNIT:
            ours = relation != "other case"
            if hasattr(command, "unit") and hasattr(command, "officers"):
                ours = True
        wanted = expected(role, command, ROWS, ours=ours)
        assert granted is wanted, (role, relation, command)
    assert unread < len(commands) // 10, "too many examples name things that are not there"
    return len(commands) - unread


@pytest.mark.parametrize(
    ("relation", "code"),
    [("own case", "approval.own_case"), ("requester", "approval.own_request"),
     ("already signed", "approval.decided_already")],
)  # fmt: skip
@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.POLICE_HEAD, Role.PRINCIPAL_HEAD])
def test_a_head_decides_neither_own_things_nor_twice(role: Role, relation: str, code: str) -> None:
    bench = _bench(role, relation, Custody.IN_STORE)
    bench.world.change(OTHERS, "person", rank=Rank.PRINCIPAL_HEAD)
    for command in (
        ApproveRequest(request=RequestId("r")),
        RefuseRequest(request=RequestId("r"), reason="x"),
    ):
        check_permission(TABLE, command, World(bench.world).person(OTHERS), World(bench.world))
        with pytest.raises(RuleBroken) as caught:
            bench.world.decide(command, OTHERS)
        assert code in {error.code for error in all_broken(caught.value)}


# the door


@dataclass
class Staff:
    """One person of each role with a key, officers of half of the cases."""

    core: Core
    signers: dict[Role, Signer]
    own: dict[Custody, ItemState]
    other: dict[Custody, ItemState]


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Staff]:
    folder = tmp_path_factory.mktemp("matrix")
    with opened(make_lived(folder / "centre")) as core:
        yield _staffed(core)


def _states(core: Core, kind: str) -> list[Any]:
    with core.reader.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT lower(hex(id)) FROM subject_state WHERE kind = ?", (kind,)
        ).fetchall()
        store = StateStore(connection)
        ids = [f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}" for (h,) in found]
        return [store.state(kind, id_) for id_ in ids]


def _staffed(core: Core) -> Staff:
    security, audit = signer_of(core, "security"), signer_of(core, "audit")
    clerk = signer_of(core, "clerk")
    unit = UnitId(_states(core, "unit")[0].id)
    signers: dict[Role, Signer] = {}
    for number, role in enumerate(ROLES, 1):
        register = RegisterPerson(
            unit=unit, name=role.value, badge_no=f"99{number:04d}", police=True
        )
        made = core.custody.handle(register, signer=security)
        who = PersonId(made.recorded[0].event.subjects()[0][1])
        signers[role] = Signer(who, private_from_bytes(bytes([number]) * 32))
        account = OpenAccount(person=who, roles=(role,), public_key=signers[role].public)
        core.custody.handle(account, signer=security, confirmers=[audit])
    cases = [case for case in _states(core, "case") if not case.closed]
    half = cases[::2]
    for case in half:
        officers = (*case.officers, *(one.id for one in signers.values()))
        change = ChangeCase(case=CaseId(case.id), officers=officers, reason="协办")
        core.custody.handle(change, signer=clerk)
    ours = {case.id for case in half}
    items = _states(core, "item")
    return Staff(
        core,
        signers,
        {one.custody: one for one in items if one.case in ours},
        {one.custody: one for one in items if one.case not in ours},
    )


def _known_of(staff: Staff, item: ItemState, *, ours: bool) -> dict[str, Any]:
    people = [one.id for one in staff.signers.values()]
    known = {
        "item": item.id, "case": item.case, "seizure": item.seizure,
        "person": people[0], "unit": _states(staff.core, "unit")[0].id,
        "container": _states(staff.core, "container")[0].id,
        "place": _states(staff.core, "place")[0].id,
        "officers": tuple(people) if ours else (),
        "approver": staff.signers[Role.POLICE_HEAD].id,
    }  # fmt: skip
    for kind in ("request", "form"):
        found = [one for one in _states(staff.core, kind) if one.case == item.case]
        mine = staff.own[Custody.IN_STORE].case
        others = [one for one in _states(staff.core, kind) if (one.case == mine) is ours]
        known[kind] = (found or others)[0].id
    return known


def _through_handle(staff: Staff, item: ItemState, *, ours: bool) -> int:
    door = replace(staff.core.custody, fills=dict.fromkeys(COMMANDS.values(), _permitted))
    known = _known_of(staff, item, ours=ours)
    count = unread = 0
    for command in _commands(known):
        for role, signer in staff.signers.items():
            wanted = expected(role, command, ROWS, ours=ours)
            if TABLE.rights[type(command).__name__].cells[role] is Cell.UNIT:
                continue
            try:
                door.handle(command, signer=signer)
            except Permitted:
                granted = True
            except RuleBroken as error:
                if not error.code.startswith("permission."):
                    unread += 1
                    continue
                granted = False
            assert granted is wanted, (role, ours, command)
            count += 1
    assert unread < count // 10, "too many examples are refused before anybody is judged"
    return count


def test_the_write_path_judges_so(staff: Staff, counted: Any) -> None:
    item, foreign = staff.own[Custody.IN_STORE], staff.other[Custody.IN_STORE]
    count = _through_handle(staff, item, ours=True) + _through_handle(staff, foreign, ours=False)
    counted("through the write path", count)
    assert count > len(ROLES) * len(COMMANDS)


@pytest.mark.slow
def test_the_write_path_judges_so_in_every_state(staff: Staff, counted: Any) -> None:
    count = 0
    for item in staff.own.values():
        count += _through_handle(staff, item, ours=True)
    for item in staff.other.values():
        count += _through_handle(staff, item, ours=False)
    counted("through the write path, things in every state of the demonstration", count)
    assert len(staff.own) + len(staff.other) > 8


def test_the_command_line_says_the_same(staff: Staff, counted: Any) -> None:
    """Lines of text through the whole door; permission is refused before anything is written."""
    item = staff.other[Custody.IN_STORE]
    known = _known_of(staff, item, ours=False)
    count = 0
    for role, signer in staff.signers.items():
        person = next(one for one in _states(staff.core, "person") if one.id == signer.id)
        door = Door(staff.core, Crew(Session(person, signer)))
        for command in _commands(known):
            name = type(command).__name__
            if ROWS[name][role.value] in ("yes", "unit") or getattr(command, "paper", None):
                continue
            plain = to_plain(command)
            args = {key: value for key, value in plain.items() if key not in FILLED.get(name, ())}
            answer = door.answer(json.dumps({"command": name, "args": args}).encode())
            refused = [one["code"] for one in answer.get("refused", ())]
            assert refused, (role, name, answer)
            count += refused[0].startswith("permission.")
    counted("refused at the command line", count)
    assert count > len(COMMANDS) * 5


def test_nobody_is_the_own_second_person(staff: Staff, counted: Any) -> None:
    """Every command of every role, in the write path and as a line of text."""
    known = _known_of(staff, staff.own[Custody.IN_STORE], ours=True)
    count = 0
    for signer in staff.signers.values():
        person = next(one for one in _states(staff.core, "person") if one.id == signer.id)
        session = Session(person, signer)
        door = Door(staff.core, Crew(session, session))
        for command in _commands(known):
            name = type(command).__name__
            try:
                staff.core.custody.handle(command, signer=signer, confirmers=[signer])
            except RuleBroken as error:
                if error.code.endswith(".unknown"):
                    continue
                assert error.code == "separation.same_person", (name, error.code)
            else:
                raise AssertionError(name)
            plain = to_plain(command)
            args = {key: value for key, value in plain.items() if key not in FILLED.get(name, ())}
            answer = door.answer(json.dumps({"command": name, "args": args}).encode())
            count += [one["code"] for one in answer["refused"]] == ["separation.same_person"]
    counted("own second person, write path and command line", count)
    assert count > len(ROLES) * len(COMMANDS) * 8 // 10


@pytest.mark.parametrize("member", ["system", "legal"])
def test_the_program_itself_says_the_same(staff: Staff, member: str) -> None:
    """A sample in a process of its own: every command that the role may not give."""
    known = _known_of(staff, staff.other[Custody.IN_STORE], ours=False)
    role = CAST.member(member).roles[0]
    lines = []
    for command in _commands(known):
        name = type(command).__name__
        if not ROWS[name][role]:
            plain = to_plain(command)
            args = {key: value for key, value in plain.items() if key not in FILLED.get(name, ())}
            lines.append(json.dumps({"command": name, "args": args}))
    words = ["exec", "--data", str(staff.core.folder.root), "--officer", CAST.member(member).badge]
    done = subprocess.run(
        [sys.executable, "-m", "custody_app", *words],
        input="\n".join(lines).encode(),
        capture_output=True,
        env=dict(os.environ, CUSTODY_PIN=CAST.member(member).pin, CUSTODY_LANGUAGE="en"),
        check=False,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(lines) > 40, done.stderr
    codes = [one["refused"][0]["code"] for one in answers]
    assert codes.count("permission.role") > len(lines) * 9 // 10, codes


# the proof of the ledger


def test_the_proof_names_what_a_role_may_not_record(counted: Any) -> None:
    may_record = TABLE.recorders()
    count = 0
    for event, roles in may_record.items():
        for role in ROLES:
            commands = [name for name, row in ROWS.items() if event in row["events"].split()]
            wanted = any(ROWS[name][role.value] for name in commands)
            assert (role.value in roles) is wanted, (event, role)
            count += 1
    counted("roles and events in the proof", count)


def append(core: Core, who: str, role: Role, *events: Event) -> None:
    """A program with other rules writes into the ledger, with a true key and a true account."""
    signer, hand, clock = signer_of(core, who), core.custody, core.clock
    batch = clock.new_id()
    with unit_of_work(hand.engine, clock.new_id) as work:
        for event in events:
            now = Moment(max(moment_of(clock.now()), work.head.wall))
            work.record(event, hand._envelope(signer.id, signer, now, batch, role.value))
        work.seal(hand.station.sign, batch)


def found_roles(centre: CentreDir) -> list[tuple[str, str]]:
    return [(one.code, one.detail) for one in verify(centre).findings]


def in_store(core: Core) -> list[ItemId]:
    return [one.id for one in _states(core, "item") if one.custody is Custody.IN_STORE]


def test_an_event_recorded_without_the_role_is_found(tmp_path: Path) -> None:
    centre = make_lived(tmp_path / "centre")
    with opened(centre) as core:
        append(core, "audit", Role.AUDIT_ADMIN, ItemSeen(item=in_store(core)[0]))
    assert found_roles(centre) == [("verify.role_may_not", "audit_admin ITEM_SEEN")]


def test_a_later_table_neither_accuses_nor_clears_what_was_before_it(tmp_path: Path) -> None:
    """Each event by the table adopted before it; the write path holds to the adopted one too."""
    centre = make_lived(tmp_path / "centre")
    with opened(centre) as core:
        one, two, *_ = in_store(core)
        rules = _states(core, "rules")[0]
        assert rules.rights == rights_of(TABLE)
        append(core, "audit", Role.AUDIT_ADMIN, ItemSeen(item=one))
        other = tuple(
            replace(right, roles="audit_admin custody_head") if right.command == "SeeItem" else
            right for right in rules.rights
        )  # fmt: skip
        pack = adopted(rules.id, rules.pack, rules.calendars, "改权限", other)
        append(core, "head", Role.CUSTODY_HEAD, pack)
        append(core, "audit", Role.AUDIT_ADMIN, ItemSeen(item=two))
        with pytest.raises(RuleBroken, match=r"permission\.not_adopted"):
            core.custody.handle(SeeItem(item=two), signer=signer_of(core, "clerk"))
        append(core, "clerk", Role.CUSTODIAN, ItemSeen(item=two))
        core.custody.handle(
            AdoptRulePack(reason="恢复本程序的权限表"), signer=signer_of(core, "head")
        )
        core.custody.handle(SeeItem(item=two), signer=signer_of(core, "clerk"))
    assert found_roles(centre) == [
        ("verify.role_may_not", "audit_admin ITEM_SEEN"),
        ("verify.role_may_not", "custodian ITEM_SEEN"),
    ]


# the screens


def test_the_card_of_a_thing_enables_the_same(counted: Any) -> None:
    count = 0
    world = b.a_centre()
    item = world.stored()
    case, person = world.world.case(b.CASE), world.world.person(b.OFFICER)
    for custody in Custody:
        state = replace(world.item(item), custody=custody, holds=1, unacknowledged=())
        for role in ROLES:
            for ours in (True, False):
                count += _on_the_card(state, role, case, person, ours=ours)
    counted("actions on the card", count)


def _on_the_card(
    state: ItemState, role: Role, case: CaseState, person: PersonState, *, ours: bool
) -> int:
    who = replace(
        person,
        id=person.id if ours else PersonId("person-stranger"),
        unit=case.unit if ours else b.COURT,
        roles=(role,),
    )
    shown = actions_of(state, Viewer(TABLE, frozenset(who.roles), standing_in(case, who)))
    for action in shown:
        known = {"item": ItemId(state.id), "case": case.id, "person": OTHERS, "unit": b.COURT}
        command = example(COMMANDS[action.command], known)
        # A card offers the decision of somebody else too; who decides is asked in the dialog.
        command = on_paper(command, OTHERS) or command
        wanted = expected(role, command, ROWS, ours=ours)
        assert (action.why_not == "") is wanted, (role, action)
    return len(shown)
