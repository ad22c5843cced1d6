"""A new centre: what the plan must hold, what event 0 says, what is never done twice."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from custody_app.bootstrap import open_core
from custody_app.demo.production import DEMO_COST
from custody_app.domain.errors import RuleBroken
from custody_app.domain.event_codec import decode
from custody_app.domain.events.centre import CentreOpened
from custody_app.domain.tag import code_of, parse
from custody_app.domain.vocabulary import Rank, Role
from custody_app.ledger.entry import from_bytes
from custody_app.runtime.clock import SystemClock
from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.services.first_run import (
    CentrePlan,
    FirstPerson,
    OpenedCentre,
    check_plan,
    fingerprint,
    open_centre,
)
from custody_app.services.keyring import Keyring
from custody_app.services.ledger_audit import verify
from custody_app.storage import ledger_store

PASSWORD, PIN = "Kunming-2026-ok", "402917"


def person(badge: str, *roles: Role, **more: Any) -> FirstPerson:
    return FirstPerson(**({"name": f"民警{badge}", "badge_no": badge, "roles": roles,
                           "password": PASSWORD, "pin": PIN} | more))  # fmt: skip


SECURITY = person("1", Role.SECURITY_ADMIN, Role.CUSTODIAN)
AUDIT = person("2", Role.AUDIT_ADMIN, rank=Rank.CUSTODY_HEAD)
SYSTEM = person("3", Role.SYSTEM_ADMIN)
PLAN = CentrePlan("试验中心", 5301, "530100CW", (SECURITY, AUDIT, SYSTEM), station=7)


def opened(folder: CentreDir, plan: CentrePlan = PLAN) -> OpenedCentre:
    return open_centre(folder, plan, SystemClock(), Keyring(folder.keys, DEMO_COST))


def test_event_0_carries_what_can_never_be_changed(tmp_path: Path) -> None:
    folder = CentreDir(tmp_path / "centre")
    done = opened(folder)
    core = open_core(folder, cost=DEMO_COST)
    with core.reader.connect() as connection:
        stored = next(ledger_store.read_events(connection))
        read = from_bytes(stored.core)
        personal = ledger_store.personal_values(connection, 1)
    event = decode(read.typ, read.subjects[0].id, read.body, personal)
    assert isinstance(event, CentreOpened)
    assert (read.lseq, read.log, read.recorder) == (0, f"{done.centre}/ws-07", "station")
    assert (event.site, event.station, event.demo) == (5301, 7, False)
    assert event.station_public_key == core.custody.station.public
    keys = {(first.person, first.role) for first in event.first_keys}
    assert keys == {(done.people[0], Role.SECURITY_ADMIN), (done.people[1], Role.AUDIT_ADMIN)}
    core.close()
    assert verify(folder).is_whole


def test_the_first_people_sign_in_and_have_their_badges(tmp_path: Path) -> None:
    folder = CentreDir(tmp_path / "centre")
    done = opened(folder)
    core = open_core(folder, cost=DEMO_COST)
    for number, (id_, first) in enumerate(zip(done.people, PLAN.people, strict=True), 1):
        session = core.sign_in.with_password(first.badge_no, PASSWORD)
        assert (session.person.id, session.person.roles) == (id_, first.roles)
        assert core.sign_in.with_pin(first.badge_no, PIN).signer.key == session.signer.key
        tag, _ = parse(code_of(session.person.tag))
        assert (tag.site, tag.station, tag.serial) == (5301, 7, number)
    core.close()


@pytest.mark.skipif(os.name == "nt", reason="modes are of POSIX")
def test_everything_of_a_centre_lies_in_its_folder(tmp_path: Path) -> None:
    folder = CentreDir(tmp_path / "centre")
    opened(folder)
    assert {path.name for path in folder.root.iterdir()} >= {
        "centre.db", "attachments", "printed", "keys", "inbox",
    }  # fmt: skip
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.keys.iterdir())


def test_a_folder_with_a_centre_is_never_opened_again(tmp_path: Path) -> None:
    folder = CentreDir(tmp_path / "centre")
    first = opened(folder)
    station = (folder.keys / "station.json").read_bytes()
    with pytest.raises(Fault) as refused:
        opened(folder)
    assert refused.value.code == "storage.exists"
    assert (folder.keys / "station.json").read_bytes() == station
    core = open_core(folder, cost=DEMO_COST)
    assert core.custody.centre == first.centre
    core.close()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": " 　"}, "centre.name_missing"),
        ({"site": 10_000}, "centre.site_range"),
        ({"site": -1}, "centre.site_range"),
        ({"station": 0}, "centre.site_range"),
        ({"station": 100}, "centre.site_range"),
        ({"people": ()}, "centre.admin_missing"),
        ({"people": (SECURITY, SYSTEM)}, "centre.admin_missing"),
        ({"people": (AUDIT, SYSTEM)}, "centre.admin_missing"),
        (
            {"people": (person("1", Role.SECURITY_ADMIN, Role.AUDIT_ADMIN), AUDIT)},
            "centre.admins_apart",
        ),
        ({"people": (SECURITY, replace(AUDIT, badge_no="1"))}, "centre.badge_twice"),
    ],
)
def test_a_plan_that_cannot_work_makes_nothing(
    tmp_path: Path, change: dict[str, Any], code: str
) -> None:
    plan = replace(PLAN, **change)
    with pytest.raises(RuleBroken) as refused:
        check_plan(plan)
    assert refused.value.code == code
    folder = CentreDir(tmp_path / "centre")
    with pytest.raises(RuleBroken):
        opened(folder, plan)
    assert not folder.root.exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"in the way")
    with pytest.raises(Fault) as refused:
        opened(CentreDir(tmp_path / "file" / "centre"))
    assert refused.value.code == "storage.cannot_write"


def test_a_cut_in_the_middle_leaves_no_half_of_a_centre(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = CentreDir(tmp_path / "centre")

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(Keyring, "make", cut)
        with pytest.raises(KeyboardInterrupt):
            opened(folder)
    assert not folder.db.exists()
    folder.db.with_suffix(".new").write_bytes(b"what a power cut left")
    opened(folder)
    assert verify(folder).is_whole
    assert [path.name for path in folder.root.glob("centre.*")] == ["centre.db"]


@pytest.mark.parametrize(
    "change",
    [
        {"people": (replace(SECURITY, pin="111111"), AUDIT, SYSTEM)},
        {"people": (SECURITY, replace(AUDIT, password="short"), SYSTEM)},
        {"name": "中心\u202e"},
        {"people": (replace(SECURITY, name="a\ud800"), AUDIT, SYSTEM)},
    ],
)
def test_after_a_refusal_the_same_folder_can_be_tried_again(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    """A weak PIN is told when the key is made; the half-made folder must not bar the way."""
    folder = CentreDir(tmp_path / "centre")
    with pytest.raises(RuleBroken):
        opened(folder, replace(PLAN, **change))
    assert opened(folder).people


def test_a_fingerprint_is_short_and_of_the_key() -> None:
    assert fingerprint("00" * 32) == "6668 7aad f862 bd77"
    assert fingerprint("01" * 32) != fingerprint("00" * 32)
