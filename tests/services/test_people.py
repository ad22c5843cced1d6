"""Accounts, their keys and the lockout: who opens, who resets, who is kept out and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from custody_app.bootstrap import Core, open_core
from custody_app.demo.day_clock import DayClock
from custody_app.demo.production import DEMO_COST
from custody_app.domain.commands.registers import CloseAccount, PrintCheckpoint
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import PersonId
from custody_app.domain.moments import later, moment_of
from custody_app.domain.tag import code_of
from custody_app.domain.vocabulary import Role
from custody_app.runtime.clock import SystemClock
from custody_app.runtime.paths import CentreDir
from custody_app.services.ledger_audit import verify
from custody_app.services.people import People, Secrets
from custody_app.services.session import DAY_FAILURES_MAX, FAILURES_MAX, failed
from custody_app.storage.base import unpack
from custody_app.storage.sign_in_store import Attempts
from tests.living import CAST, signer_of

NEW = Secrets("Another-2026-ok", "738291")
MINUTE = 60
BADGE, PIN = CAST.member("clerk").badge, CAST.member("clerk").pin


@pytest.fixture
def clock() -> DayClock:
    """Noon in China, behind everything that was recorded."""
    noon = SystemClock().now().replace(hour=4, minute=0) + timedelta(days=1)
    return DayClock(noon, 1)


@pytest.fixture
def core(lived: CentreDir, clock: DayClock) -> Iterator[Core]:
    found = open_core(lived, clock, DEMO_COST)
    yield found
    found.close()


@pytest.fixture
def people(core: Core) -> People:
    return People(core.custody, core.keyring, core.sign_in)


def id_of(core: Core, key: str) -> PersonId:
    member = CAST.member(key)
    with core.reader.connect() as connection:
        row = connection.exec_driver_sql(
            "SELECT id FROM subject_key WHERE kind = 'person' AND key = ?", (member.badge,)
        ).one()
    return PersonId(unpack(row[0]))


def refusal(core: Core, pin: str, badge: str = BADGE) -> str:
    with pytest.raises(RuleBroken) as refused:
        core.sign_in.with_pin(badge, pin)
    return refused.value.code


def key_files(core: Core) -> set[str]:
    return {path.name for path in core.folder.keys.iterdir()}


def test_a_new_account_signs_in_and_signs(core: Core, people: People) -> None:
    officer = id_of(core, "luo")
    security, audit = signer_of(core, "security"), signer_of(core, "audit")
    people.open_account(officer, (Role.CASE_OFFICER,), NEW, signer=security, confirmers=[audit])
    badge = CAST.member("luo").badge
    session = core.sign_in.with_password(badge, NEW.password)
    assert session.person.id == officer
    assert session.signer.key == session.person.key
    assert core.sign_in.with_pin(badge, NEW.pin).signer.key == session.signer.key
    assert verify(core.folder).is_whole


def test_a_refused_account_leaves_no_key_behind(core: Core, people: People) -> None:
    before = key_files(core)
    officer = id_of(core, "luo")
    cases = (
        (signer_of(core, "clerk"), [signer_of(core, "audit")], NEW, "permission.role"),
        (signer_of(core, "security"), [signer_of(core, "audit")], Secrets(NEW.password, "111111"),
         "sign_in.weak_pin"),
        (signer_of(core, "security"), [signer_of(core, "audit")], Secrets("short", NEW.pin),
         "sign_in.weak_password"),
    )  # fmt: skip
    for signer, confirmers, secrets, code in cases:
        with pytest.raises(RuleBroken) as refused:
            people.open_account(
                officer, (Role.CASE_OFFICER,), secrets, signer=signer, confirmers=confirmers
            )
        assert refused.value.code == code
    with pytest.raises(RuleBroken):
        people.open_account(
            officer, (Role.CASE_OFFICER,), NEW, signer=signer_of(core, "security"), confirmers=[]
        )
    assert key_files(core) == before


def test_a_lost_pin_is_reset_by_two_others(core: Core, people: People) -> None:
    clerk = id_of(core, "clerk")
    old = signer_of(core, "clerk")
    security, audit = signer_of(core, "security"), signer_of(core, "audit")
    for confirmers in ([], [security], [signer_of(core, "second")]):
        with pytest.raises(RuleBroken):
            people.reset(clerk, NEW, "PIN 遗忘", signer=security, confirmers=confirmers)
        assert core.sign_in.with_pin(BADGE, PIN).signer.key == old.key
    people.reset(clerk, NEW, "PIN 遗忘", signer=security, confirmers=[audit])
    assert refusal(core, PIN) == "sign_in.wrong"
    session = core.sign_in.with_pin(BADGE, NEW.pin)
    assert session.signer.key != old.key
    assert core.sign_in.with_password(BADGE, NEW.password).signer.key == session.signer.key
    core.custody.handle(PrintCheckpoint(), signer=session.signer)
    with pytest.raises(RuleBroken) as refused:
        core.custody.handle(PrintCheckpoint(), signer=old)
    assert refused.value.code == "permission.key"
    assert verify(core.folder).is_whole


def test_a_reset_ends_the_lockout(core: Core, people: People) -> None:
    for _ in range(FAILURES_MAX):
        refusal(core, "000001")
    assert refusal(core, PIN) == "sign_in.locked"
    people.reset(
        id_of(core, "clerk"), NEW, "PIN 遗忘",
        signer=signer_of(core, "security"), confirmers=[signer_of(core, "audit")],
    )  # fmt: skip
    assert core.sign_in.with_pin(BADGE, NEW.pin).person.badge_no == BADGE


def test_a_power_cut_between_record_and_key_file_costs_nobody_the_key(
    core: Core, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = id_of(core, "clerk")
    security, audit = signer_of(core, "security"), signer_of(core, "audit")

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(type(core.keyring), "settle", cut)
        with pytest.raises(KeyboardInterrupt):
            people.reset(clerk, NEW, "PIN 遗忘", signer=security, confirmers=[audit])
    session = core.sign_in.with_pin(BADGE, NEW.pin)
    assert session.signer.key == session.person.key
    assert not any(name.endswith(".new.json") for name in key_files(core))


def test_own_secrets_change_with_the_old_ones_only(core: Core, people: People) -> None:
    with pytest.raises(RuleBroken) as refused:
        people.change_own_pin(BADGE, "000001", NEW.pin)
    assert refused.value.code == "sign_in.wrong"
    with pytest.raises(RuleBroken) as refused:
        people.change_own_pin(BADGE, PIN, "123456")
    assert refused.value.code == "sign_in.weak_pin"
    people.change_own_pin(BADGE, PIN, NEW.pin)
    assert refusal(core, PIN) == "sign_in.wrong"
    password = CAST.member("clerk").password
    people.change_own_password(BADGE, password, NEW.password)
    first = core.sign_in.with_password(BADGE, NEW.password)
    assert first.signer.key == core.sign_in.with_pin(BADGE, NEW.pin).signer.key


def test_five_wrong_pins_lock_for_a_quarter_of_an_hour(core: Core, clock: DayClock) -> None:
    codes = [refusal(core, "000001") for _ in range(FAILURES_MAX)]
    assert codes == ["sign_in.wrong"] * FAILURES_MAX
    assert refusal(core, PIN) == "sign_in.locked"
    with pytest.raises(RuleBroken) as refused:
        core.sign_in.with_password(BADGE, CAST.member("clerk").password)
    assert refused.value.code == "sign_in.locked"
    clock.move_on(15 * MINUTE - 1)
    assert refusal(core, PIN) == "sign_in.locked"
    clock.move_on(2)
    assert core.sign_in.with_pin(BADGE, PIN).person.badge_no == BADGE


def test_the_lockout_of_one_person_does_not_keep_others_out(core: Core) -> None:
    for _ in range(FAILURES_MAX):
        refusal(core, "000001")
    assert signer_of(core, "second").id == id_of(core, "second")


def test_a_second_process_cannot_be_used_to_try_on(core: Core, lived: CentreDir) -> None:
    other = open_core(lived, core.clock, DEMO_COST)
    for number in range(FAILURES_MAX):
        refusal(core if number % 2 else other, "000001")
    assert refusal(other, PIN) == "sign_in.locked"
    other.close()
    assert refusal(core, PIN) == "sign_in.locked"


def test_success_starts_the_count_of_five_again(core: Core) -> None:
    for _ in range(FAILURES_MAX - 1):
        refusal(core, "000001")
    core.sign_in.with_pin(BADGE, PIN)
    assert refusal(core, "000001") == "sign_in.wrong"
    assert core.sign_in.with_pin(BADGE, PIN).person.badge_no == BADGE


def fifteen_wrong(core: Core, clock: DayClock) -> None:
    for number in range(1, DAY_FAILURES_MAX + 1):
        assert refusal(core, "000001") == "sign_in.wrong"
        if number % FAILURES_MAX == 0:
            clock.move_on(16 * MINUTE)


def test_fifteen_in_a_day_wait_for_the_security_administrator(
    core: Core, people: People, clock: DayClock
) -> None:
    fifteen_wrong(core, clock)
    clock.move_on(3 * 24 * 60 * MINUTE)
    clerk = id_of(core, "clerk")
    assert refusal(core, PIN) == "sign_in.locked"
    locked = people.locked([clerk, id_of(core, "second")])
    assert set(locked) == {clerk}
    assert locked[clerk] > later(moment_of(clock.now()), days=365)
    security = core.sign_in.with_pin(CAST.member("security").badge, CAST.member("security").pin)
    people.unlock(security, clerk)
    assert people.locked([clerk]) == {}
    assert core.sign_in.with_pin(BADGE, PIN).person.id == clerk


@pytest.mark.parametrize(
    ("first", "second", "counted"),
    [
        (datetime(2026, 3, 2, 23, 59, tzinfo=UTC), datetime(2026, 3, 3, 0, 1, tzinfo=UTC), 2),
        (datetime(2026, 3, 2, 15, 59, tzinfo=UTC), datetime(2026, 3, 2, 16, 1, tzinfo=UTC), 1),
    ],
    ids=["one night of UTC is one morning in China", "midnight in China begins a new count"],
)
def test_the_fifteen_are_counted_by_days_of_china(
    first: datetime, second: datetime, counted: int
) -> None:
    attempts = failed(failed(Attempts(), moment_of(first)), moment_of(second))
    assert attempts.day_failures == counted


def test_nobody_unlocks_but_the_security_administrator_and_never_themselves(
    core: Core, people: People
) -> None:
    clerk, security = id_of(core, "clerk"), id_of(core, "security")
    for key, person in (
        ("clerk", clerk),
        ("audit", clerk),
        ("head", clerk),
        ("security", security),
    ):
        member = CAST.member(key)
        session = core.sign_in.with_pin(member.badge, member.pin)
        with pytest.raises(RuleBroken) as refused:
            people.unlock(session, person)
        assert refused.value.code == "sign_in.unlock_by_security_admin"


def test_a_closed_account_and_a_stranger_stay_outside(core: Core) -> None:
    core.custody.handle(
        CloseAccount(person=id_of(core, "liaison"), reason="调离"),
        signer=signer_of(core, "security"), confirmers=[signer_of(core, "audit")],
    )  # fmt: skip
    member = CAST.member("liaison")
    assert refusal(core, member.pin, member.badge) == "permission.account_closed"
    assert refusal(core, PIN, "nobody") == "sign_in.wrong"
    assert refusal(core, PIN, "") == "sign_in.wrong"
    assert refusal(core, PIN, CAST.member("luo").badge) == "permission.account_closed"


def test_a_badge_code_identifies_as_the_number_does(core: Core) -> None:
    person = core.sign_in.with_pin(BADGE, PIN).person
    assert core.sign_in.with_pin(f" {code_of(person.tag)} ", PIN).person.id == person.id
    assert refusal(core, "000001", code_of(person.tag)) == "sign_in.wrong"
