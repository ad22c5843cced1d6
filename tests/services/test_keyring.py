"""Key files of a station: who opens what, who may read them, what damage does."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from custody_app.demo.production import DEMO_COST
from custody_app.domain.errors import RuleBroken
from custody_app.ledger.signing import private_bytes
from custody_app.runtime.faults import Fault
from custody_app.services.keyring import Keyring, check_password, check_pin
from custody_app.storage.key_files import RECOVERY_FILE, STATION_FILE

PERSON = "0190a1b2-c3d4-7e5f-8a1b-0123456789ab"
PASSWORD, PIN = "Kunming-2026-ok", "402917"


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    found = Keyring(tmp_path / "keys", DEMO_COST)
    found.make_station()
    return found


def refusal(error: Any) -> str:
    return str(error.value.code)


def test_password_and_pin_open_the_same_key(keyring: Keyring) -> None:
    made = keyring.make(PERSON, PASSWORD, PIN)
    assert keyring.with_password(PERSON, PASSWORD).key == made.key
    assert keyring.with_pin(PERSON, PIN).key == made.key
    for way, secret in ((keyring.with_password, PIN), (keyring.with_pin, PASSWORD)):
        with pytest.raises(RuleBroken) as refused:
            way(PERSON, secret)
        assert refusal(refused) == "sign_in.wrong"


@pytest.mark.skipif(os.name == "nt", reason="modes are of POSIX")
def test_key_files_are_for_the_owner_only(keyring: Keyring) -> None:
    keyring.make(PERSON, PASSWORD, PIN)
    keyring.prepare(PERSON, PASSWORD, PIN)
    modes = {path.name: path.stat().st_mode & 0o777 for path in keyring.folder.iterdir()}
    assert len(modes) == 4
    assert set(modes.values()) == {0o600}


def test_no_secret_lies_open_in_a_persons_file(keyring: Keyring) -> None:
    made = keyring.make(PERSON, PASSWORD, PIN)
    raw = (keyring.folder / f"{PERSON}.json").read_text()
    for secret in (PASSWORD, PIN, private_bytes(made.private).hex()):
        assert secret not in raw


def test_a_pin_is_worthless_without_the_stations_key(keyring: Keyring) -> None:
    """A thief of one person's file cannot try a million PINs at home."""
    keyring.make(PERSON, PASSWORD, PIN)
    (keyring.folder / STATION_FILE).unlink()
    keyring.make_station()
    with pytest.raises(RuleBroken) as refused:
        keyring.with_pin(PERSON, PIN)
    assert refusal(refused) == "sign_in.wrong"
    assert keyring.with_password(PERSON, PASSWORD).id == PERSON


def test_changing_one_secret_leaves_the_other_and_the_key(keyring: Keyring) -> None:
    made = keyring.make(PERSON, PASSWORD, PIN)
    keyring.change_pin(made, "738291")
    keyring.change_password(made, "Another-2026-ok")
    assert keyring.with_pin(PERSON, "738291").key == made.key
    assert keyring.with_password(PERSON, "Another-2026-ok").key == made.key
    for way, old in ((keyring.with_pin, PIN), (keyring.with_password, PASSWORD)):
        with pytest.raises(RuleBroken):
            way(PERSON, old)


def test_a_prepared_key_waits_until_the_record_names_it(keyring: Keyring) -> None:
    old = keyring.make(PERSON, PASSWORD, PIN)
    new = keyring.prepare(PERSON, "Another-2026-ok", "738291")
    keyring.settle(PERSON, old.key)
    assert keyring.with_pin(PERSON, PIN).key == old.key
    keyring.settle(PERSON, new.key)
    assert keyring.with_pin(PERSON, "738291").key == new.key
    assert keyring.with_password(PERSON, "Another-2026-ok").key == new.key
    keyring.settle(PERSON, new.key)
    assert sorted(path.name for path in keyring.folder.iterdir()) == sorted(
        [f"{PERSON}.json", STATION_FILE, RECOVERY_FILE]
    )


def test_a_refused_key_leaves_nothing_behind(keyring: Keyring) -> None:
    old = keyring.make(PERSON, PASSWORD, PIN)
    new = keyring.prepare(PERSON, PASSWORD, "738291")
    keyring.drop_prepared(PERSON)
    keyring.settle(PERSON, new.key)
    assert keyring.with_pin(PERSON, PIN).key == old.key


def test_the_recovery_code_brings_the_station_back(tmp_path: Path) -> None:
    keyring = Keyring(tmp_path / "keys", DEMO_COST)
    station, code = keyring.make_station()
    assert [len(group) for group in code.split("-")] == [4] * 8
    (keyring.folder / STATION_FILE).unlink()
    with pytest.raises(RuleBroken) as refused:
        keyring.recover_station(code[:-1])
    assert refusal(refused) == "keys.wrong_recovery_code"
    assert not (keyring.folder / STATION_FILE).exists()
    assert keyring.recover_station(f"  {code.lower()}\n").key == station.key
    assert keyring.station().key == station.key


DAMAGED: list[bytes] = [
    b"",
    b"{",
    b"[]",
    b"{}",
    b"\xff\xfe\x00",
    b'{"seed": 7}',
    b'{"seed": "zz"}',
    b'{"seed": "00"}',
    b'{"pin": {}, "password": {}}',
    b'{"pin": 7, "password": []}',
]


@pytest.mark.parametrize("raw", DAMAGED)
def test_a_damaged_key_file_is_told_as_damage(keyring: Keyring, raw: bytes) -> None:
    """Never as a wrong PIN: the person would be locked out for a broken disk."""
    keyring.make(PERSON, PASSWORD, PIN)
    (keyring.folder / f"{PERSON}.json").write_bytes(raw)
    for way, secret in ((keyring.with_pin, PIN), (keyring.with_password, PASSWORD)):
        with pytest.raises(Fault) as refused:
            way(PERSON, secret)
        assert refusal(refused) == "keys.damaged"
    (keyring.folder / STATION_FILE).write_bytes(raw)
    with pytest.raises(Fault) as refused:
        keyring.station()
    assert refusal(refused) == "keys.damaged"
    (keyring.folder / RECOVERY_FILE).write_bytes(raw)
    with pytest.raises(Fault) as refused:
        keyring.recover_station("2345")
    assert refusal(refused) == "keys.damaged"


def test_a_wrap_of_a_newer_version_or_absurd_cost_is_damage(keyring: Keyring) -> None:
    keyring.make(PERSON, PASSWORD, PIN)
    path = keyring.folder / f"{PERSON}.json"
    content = json.loads(path.read_bytes())
    for change in ({"v": 2}, {"m": 2**40}, {"t": 0}, {"salt": "00"}):
        path.write_text(json.dumps(content | {"pin": content["pin"] | change}))
        with pytest.raises(Fault) as refused:
            keyring.with_pin(PERSON, PIN)
        assert refusal(refused) == "keys.damaged"


def test_a_missing_key_file_is_told_as_missing(keyring: Keyring) -> None:
    with pytest.raises(Fault) as refused:
        keyring.with_pin(PERSON, PIN)
    assert refusal(refused) == "keys.missing"


@pytest.mark.parametrize(
    "pin", ["", "12345", "111111", "123456", "654321", "567890", "12345a", "１２３４５６", "40291 "]
)
def test_weak_pins_are_refused(pin: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_pin(pin)
    assert refusal(refused) == "sign_in.weak_pin"


@pytest.mark.parametrize("password", ["", "Short-1", "onlylowercase", "lower-and-dash", "Ab1"])
def test_weak_passwords_are_refused(password: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_password(password)
    assert refusal(refused) == "sign_in.weak_password"


def test_good_secrets_pass() -> None:
    check_pin("402917")
    check_pin("40291738")
    check_password("Kunming-2026")
    check_password("昆明-Kunming-1")
