"""A password holds for the days of the policy; then it is changed before anything else."""

from __future__ import annotations

import json

import pytest

from custody_app.bootstrap import Core
from custody_app.domain.commands.registers import SetPolicy
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.centre import PolicyEntry
from custody_app.domain.moments import later, moment_of
from custody_app.services.keyring import PASSWORD_AT
from custody_app.services.people import People
from custody_app.services.session import Session
from tests.living import CAST, signer_of

CLERK = CAST.member("clerk")
NEW = "Erhai-2026-Moon"


def set_days_ago(core: Core, days: float) -> None:
    """The clerk's password is so old."""
    at = moment_of(core.clock.now())
    person = core.sign_in.with_pin(CLERK.badge, CLERK.pin).person.id
    path = core.folder.keys / f"{person}.json"
    kept = json.loads(path.read_text(encoding="utf-8"))
    kept[PASSWORD_AT] = later(at, days=-days)
    path.write_text(json.dumps(kept), encoding="utf-8")


def enter(core: Core) -> Session:
    return core.sign_in.with_password(CLERK.badge, CLERK.password)


@pytest.mark.parametrize(
    ("days", "left", "must"), [(0, 90, False), (89.5, 1, False), (90, 0, True), (400, -310, True)]
)
def test_days_left_of_a_password(core: Core, days: float, left: int, must: bool) -> None:
    set_days_ago(core, days)
    session = enter(core)
    assert (session.password_left, session.must_renew) == (left, must)


def test_another_password_starts_the_term_anew_and_the_old_one_is_no_other(core: Core) -> None:
    set_days_ago(core, 100)
    session = enter(core)
    for password, code in ((CLERK.password, "same_password"), ("short", "weak_password")):
        with pytest.raises(RuleBroken) as refused:
            core.sign_in.renew_password(session, password)
        assert refused.value.code == f"sign_in.{code}"
    assert not core.sign_in.renew_password(session, NEW).must_renew
    assert not core.sign_in.with_password(CLERK.badge, NEW).must_renew
    people = People(core.custody, core.keyring, core.sign_in)
    with pytest.raises(RuleBroken) as refused:
        people.change_own_password(CLERK.badge, NEW, NEW)
    assert refused.value.code == "sign_in.same_password"


def test_a_new_pin_makes_no_password_younger(core: Core) -> None:
    set_days_ago(core, 100)
    core.keyring.change_pin(enter(core).signer, "408153")
    assert enter(core).must_renew


def test_a_key_file_that_does_not_say_asks_for_another_password(core: Core) -> None:
    path = core.folder.keys / f"{enter(core).person.id}.json"
    kept = json.loads(path.read_text(encoding="utf-8"))
    del kept[PASSWORD_AT]
    path.write_text(json.dumps(kept), encoding="utf-8")
    assert enter(core).must_renew


def test_the_policy_says_how_long_and_nought_is_for_ever(core: Core) -> None:
    set_days_ago(core, 100)
    set_term(core, "120")
    assert enter(core).password_left == 20
    set_term(core, "0")
    assert enter(core).password_left is None


def set_term(core: Core, days: str) -> None:
    entry = PolicyEntry("password_days", days)
    core.custody.handle(SetPolicy(entries=(entry,)), signer=signer_of(core, "system"))
