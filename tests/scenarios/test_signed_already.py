"""Who signed an act already signs it no second time: write path, command line, proof."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from custody_app.domain.commands.registers import SetRoles
from custody_app.domain.events import EVENTS
from custody_app.domain.ids import PersonId
from custody_app.domain.vocabulary import Custody, Role
from custody_app.runtime.paths import CentreDir
from custody_app.services.ledger_audit import verify
from tests.living import CAST, copy_of, make_lived, opened
from tests.scenarios.conftest import Play
from tests.scenarios.forging import Forger
from tests.scenarios.signing import apart, places_of
from tests.scenarios.test_ways_out import OWNER, asks_to_dispose, in_store

USED: dict[str, Any] = {"item": "$thing.item", "request": "$asked.request"}
SIGNED = "separation.signed_already"
PRINCIPAL, PRINCIPAL_BADGE = "principal", "530300"


def give_keys(play: Play) -> None:
    """The principal head is a custodian besides, as it happens where few people serve."""
    signers = {who: play.session(who).signer for who in (PRINCIPAL, "security", "audit")}
    roles = SetRoles(
        person=PersonId(signers[PRINCIPAL].id), roles=(Role.CUSTODIAN, Role.PRINCIPAL_HEAD)
    )
    play.core.custody.handle(roles, signer=signers["security"], confirmers=[signers["audit"]])


def way(play: Play, disposal: str) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """Command, what is asked for, what is carried out."""
    receipt = {"receipt_no": "收1", "attachments": [play.file("receipt"), play.file("photo")]}
    given = receipt | {"received_by": "石磊"}
    owner = OWNER | {"attachments": [play.file("proof"), play.file("photo")]}
    sold = {"proceeds": {"n": "120.50", "u": "CNY"}, "voucher_no": "拍1", "buyer": "某市场"}
    burnt = {
        "method": "熔毁", "where": "钢厂", "handlers": ["530101", "530102"], "witness": "530401",
        "attachments": play.photo,
    }  # fmt: skip
    to_zaz, to_jcy = {"to_unit": "530100ZAZ"}, {"to_unit": "530102JCY"}
    ways: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
        "return_to_victim": ("ReleaseItem", {"recipient": "朱丽娜"}, owner),
        "destruction": ("DestroyItem", {}, burnt),
        "sale": ("SellItem", {}, sold | {"attachments": receipt["attachments"]}),
        "treasury": ("PayInItem", {"legal_paper_no": "刑初1"}, receipt),
        "competent_authority": ("GiveToAuthority", to_zaz, given | to_zaz),
        "with_case": (
            "HandOverWithCase",
            to_jcy,
            to_jcy | {"proposal": "没收", "received_by": "孙慧"},
        ),
    }
    return ways[disposal]  # fmt: skip


WAYS = (
    "return_to_victim", "destruction", "sale", "treasury", "competent_authority", "with_case",
)  # fmt: skip


def approved(play: Play, disposal: str) -> tuple[str, dict[str, Any]]:
    """A thing that the principal head approved to leave by this way."""
    give_keys(play)
    in_store(play, nature="victims", perishable=True)
    command, asked, done = way(play, disposal)
    asks_to_dispose(play, disposal, **asked)
    play.does(PRINCIPAL, "ApproveRequest", request="$asked.request")
    return command, USED | done


@pytest.mark.parametrize("disposal", WAYS)
def test_who_approved_a_way_out_carries_out_nothing_of_it(play: Play, disposal: str) -> None:
    command, args = approved(play, disposal)
    second = "second" if disposal == "destruction" else ""
    alone = play.refused(PRINCIPAL, command, second, **args)
    assert SIGNED in alone
    acted = play.refused("clerk", command, second, **args, acted_by=PRINCIPAL_BADGE, shown="seen")
    assert SIGNED in acted
    answer = play.does("clerk", command, second or PRINCIPAL, **args)
    assert answer["events"][0]["type"] != "COUNTERSIGN"
    gone = play.item("$thing.item").custody
    assert gone is not Custody.IN_STORE


def test_who_approved_it_is_no_handler_of_its_destruction(play: Play) -> None:
    command, args = approved(play, "destruction")
    handlers = {"handlers": ["530101", PRINCIPAL_BADGE]}
    assert play.refused("clerk", command, PRINCIPAL, **(args | handlers)) == [SIGNED]
    himself = {"handlers": ["530101", "530101"]}
    assert "disposal.two_handlers" in play.refused("clerk", command, **(args | himself))


def test_who_records_a_destruction_is_not_its_witness(play: Play) -> None:
    command, args = approved(play, "destruction")
    handlers = {"handlers": ["530102", "530101"], "witness": "530104"}
    himself = play.refused("head", command, "second", **(args | handlers))
    assert himself == [SIGNED]
    play.does("clerk", command, "second", **(args | handlers))


def test_the_approver_is_not_the_second_person_of_what_needs_two(play: Play) -> None:
    give_keys(play)
    play.lists("气枪", category="firearm", nature="contraband", quantity={"n": "1", "u": "支"})
    play.takes_in(second="second", place="")
    asks_to_dispose(play, "competent_authority", to_unit="530100ZAZ")
    play.does(PRINCIPAL, "ApproveRequest", request="$asked.request")
    command, _, done = way(play, "competent_authority")
    assert play.refused("clerk", command, PRINCIPAL, **USED, **done) == ["separation.second_person"]
    play.does("clerk", command, "second", **USED, **done)


def test_who_approved_a_call_out_does_not_hand_out(play: Play) -> None:
    give_keys(play)
    in_store(play)
    play.does(
        "zhang", "RequestCallOut", as_="asked", items=[{"item": "$thing.item"}],
        purpose="appraisal", due_at=play.hours(4), reason="价格认定",
    )  # fmt: skip
    play.does(PRINCIPAL, "ApproveRequest", request="$asked.request")
    out = USED | {"borrower": "530211"}
    assert play.refused(PRINCIPAL, "CheckOutItem", "zhang", **out) == [SIGNED]
    play.does("clerk", "CheckOutItem", "zhang", **out)


def test_a_deputy_never_confirms_what_he_approved_himself(play: Play) -> None:
    """The one entitled leaves, the deputy gets the office: still not the own word twice."""
    in_store(play)
    play.does(
        "zhang", "RequestCallOut", as_="asked", items=[{"item": "$thing.item"}],
        purpose="appraisal", due_at=play.hours(4), reason="价格认定",
    )  # fmt: skip
    hurry = {"how": "deputy", "entitled": "530201", "reason": "出差"}
    play.does("clerk", "RegisterPerson", unit="530102XZ", name="代理人", badge_no="530299",
              rank="unit_head", police=True)  # fmt: skip
    paper = {"number": "批2", "on": play.today}
    play.does(
        "clerk", "ApproveRequest", request="$asked.request", approver="530299", paper=paper,
        delegated=hurry,
    )  # fmt: skip
    play.does("security", "CloseAccount", "audit", person="530201", reason="调离")
    play.does("clerk", "ChangePerson", person="530201", departed=True)
    refused = play.refused(
        "clerk", "ConfirmApproval", request="$asked.request", approver="530299", paper=paper
    )
    assert refused == [SIGNED]


def test_who_delivers_is_not_the_second_person_of_taking_in(play: Play) -> None:
    play.lists("气枪", category="firearm", nature="contraband", quantity={"n": "1", "u": "支"})
    take = {"item": "$thing.item", "quantity": {"n": "1", "u": "支"}}
    assert play.refused("clerk", "AcceptItem", "liaison", **take, delivered_by="530501") == [
        "separation.second_person"
    ]
    play.does("clerk", "AcceptItem", "second", **take, delivered_by="530501")


@pytest.mark.parametrize("by", ["clerk", "head"])
def test_the_program_itself_refuses_the_first_as_the_second(play: Play, by: str) -> None:
    """``custody exec`` in a process of its own."""
    member = CAST.member(by)
    words = ["--data", str(play.core.folder.root), "--officer", member.badge, "--second"]
    env = dict(os.environ, CUSTODY_PIN=member.pin, CUSTODY_SECOND_PIN=member.pin,
               CUSTODY_LANGUAGE="en")  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "custody_app", "exec", *words, member.badge],
        input=b'{"command": "SeeItem", "args": {}}\n', capture_output=True, env=env, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert b"separation.same_person" in done.stderr + done.stdout


# the proof


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> CentreDir:
    return make_lived(tmp_path_factory.mktemp("forged") / "centre")


@pytest.fixture
def centre(lived: CentreDir, tmp_path: Path) -> CentreDir:
    return copy_of(lived, tmp_path / "centre")


def forgeries(typ: str) -> list[tuple[str, str]]:
    """Every pair of places of an event that is refused when one person fills both."""
    pairs = [tuple(sorted(pair)) for pair in apart(typ, set(places_of(typ)))]
    return sorted((one, other) for one, other in pairs)


def test_the_proof_finds_every_event_that_somebody_signed_twice(
    centre: CentreDir, capsys: pytest.CaptureFixture[str]
) -> None:
    """Forged with true keys by a program that knows no rules; true ones stand between them."""
    forged: dict[int | None, str] = {}
    with opened(centre) as core:
        forger = Forger(core)
        for typ in sorted(EVENTS):
            for one, other in forgeries(typ):
                lseq = forger.forge(typ, forger.people(places_of(typ), one, other))
                forged[lseq] = typ
    report = verify(centre)
    found = {
        one.lseq: one.detail.split()[0]
        for one in report.findings
        if one.code == "verify.signed_already"
    }
    assert found == forged
    assert len(forged) > 130
    with capsys.disabled():
        sys.stdout.write(f"\nalready signed, forged and found by the proof: {len(forged)}\n")


def test_the_proof_finds_a_second_person_who_never_signed(centre: CentreDir) -> None:
    with opened(centre) as core:
        forger = Forger(core)
        people = forger.people(places_of("ITEM_MOVED"), "second", "second")
        lseq = forger.forge("ITEM_MOVED", people)
    found = [(one.code, one.lseq, one.detail) for one in verify(centre).findings]
    assert ("verify.second_unsigned", lseq, "ITEM_MOVED") in found
    assert [code for code, _, _ in found].count("verify.second_unsigned") == 1
