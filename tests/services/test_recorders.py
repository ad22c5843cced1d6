"""Keys, accounts and roles as they stood when each event was recorded."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.ledger.entry import EventCore, Subject
from custody_app.ledger.signing import key_id, private_from_bytes, public_bytes
from custody_app.services.permission_table import permission_table
from custody_app.services.recorders import Recorders
from custody_app.services.signer import STATION


def public(n: int) -> bytes:
    return public_bytes(private_from_bytes(bytes([n]) * 32))


STATION_KEY, CLERK_KEY, ADMIN_KEY, NEW_KEY = (key_id(public(n)) for n in range(4))


class Log:
    """Events one after the other, and what was said of each."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.recorders = Recorders(
            lambda code, detail, lseq=None: self.told.append((code, detail)),
            permission_table(),
        )
        self.size = 0
        opening = {"station_key": STATION_KEY, "station_public_key": public(0).hex()}
        self.add("CENTRE_OPENED", STATION, STATION_KEY, "station", opening, batch="b0")
        self.account("clerk", 1, ["custodian"], STATION, STATION_KEY, "station", "b0")
        self.account("admin", 2, ["security_admin"], STATION, STATION_KEY, "station", "b0")

    def add(
        self,
        typ: str,
        recorder: str,
        key: str,
        role: str,
        body: dict[str, Any] | None = None,
        *,
        subject: str = "",
        batch: str | None = None,
        ref: tuple[str, ...] = (),
        actor: str = "",
    ) -> bytes:
        core = EventCore(
            typ=typ, eid="", log="l", lseq=self.size, lprev="", actor=actor or recorder,
            recorder=recorder, role=role, key=key, shown="pin", wall="", tz=480, schema=1,
            app="1", body=body or {}, batch=batch or f"b-{self.size}", ref=ref,
            subjects=(Subject.first("person", subject),) if subject else (),
        )  # fmt: skip
        self.size += 1
        ehash = bytes([self.size]) * 32
        self.recorders.watch(core, ehash)
        return ehash

    def account(
        self, who: str, n: int, roles: list[str], recorder: str, key: str, role: str, batch: str
    ) -> None:
        body = {"roles": roles, "key": key_id(public(n)), "public_key": public(n).hex()}
        self.add("ACCOUNT_OPENED", recorder, key, role, body, subject=who, batch=batch)

    @property
    def codes(self) -> list[str]:
        return [code for code, _ in self.told]


@pytest.fixture
def log() -> Log:
    made = Log()
    assert made.codes == []
    return made


def test_a_clerk_records_in_the_clerks_role(log: Log) -> None:
    log.add("ITEM_MOVED", "clerk", CLERK_KEY, "custodian")
    assert log.codes == []
    assert log.recorders.key_of(CLERK_KEY, 9) == public(1)


def test_a_role_nobody_gave_is_told(log: Log) -> None:
    log.add("ITEM_MOVED", "clerk", CLERK_KEY, "custody_head")
    assert log.codes == ["verify.no_role"]


def test_a_role_that_may_not_record_it_is_told(log: Log) -> None:
    log.add("ITEM_MOVED", "admin", ADMIN_KEY, "security_admin")
    assert log.told == [("verify.role_may_not", "security_admin ITEM_MOVED")]


def test_a_key_of_somebody_else_is_told(log: Log) -> None:
    log.add("ITEM_MOVED", "clerk", ADMIN_KEY, "custodian")
    assert log.codes == ["verify.foreign_key", "verify.key_revoked"]


def test_somebody_without_account_is_told(log: Log) -> None:
    log.add("ITEM_MOVED", "stranger", CLERK_KEY, "custodian")
    assert log.codes == ["verify.foreign_key", "verify.no_account"]


def test_a_closed_account_records_nothing_more(log: Log) -> None:
    log.add("ACCOUNT_CLOSED", "admin", ADMIN_KEY, "security_admin", subject="clerk")
    log.add("ITEM_MOVED", "clerk", CLERK_KEY, "custodian")
    assert log.codes == ["verify.no_account"]


def test_a_replaced_key_is_no_longer_valid(log: Log) -> None:
    body = {"key": NEW_KEY, "public_key": public(3).hex(), "revoked": CLERK_KEY}
    log.add("KEY_ENROLLED", "admin", ADMIN_KEY, "security_admin", body, subject="clerk")
    log.add("ITEM_MOVED", "clerk", NEW_KEY, "custodian")
    assert log.codes == []
    log.add("ITEM_MOVED", "clerk", CLERK_KEY, "custodian")
    assert log.codes == ["verify.key_revoked"]


def test_new_roles_hold_from_then_on(log: Log) -> None:
    log.add(
        "ROLES_SET",
        "admin",
        ADMIN_KEY,
        "security_admin",
        {"roles": ["store_custodian"]},
        subject="clerk",
    )
    log.add("ITEM_MOVED", "clerk", CLERK_KEY, "store_custodian")
    assert log.codes == []
    log.add("ITEM_MOVED", "clerk", CLERK_KEY, "custodian")
    assert log.codes == ["verify.no_role"]


def test_the_station_records_only_what_is_its_own(log: Log) -> None:
    log.add("BACKUP_DONE", STATION, STATION_KEY, STATION)
    assert log.codes == []
    log.add("RULE_PACK_ADOPTED", STATION, STATION_KEY, STATION, subject="rules")
    assert "verify.not_the_station" in log.codes
    log.told.clear()
    log.add("ACCOUNT_OPENED", STATION, STATION_KEY, STATION, subject="mole")
    assert "verify.not_the_station" in log.codes


def test_the_station_erases_only_when_it_restores(log: Log) -> None:
    log.add("CENTRE_RESTORED", STATION, STATION_KEY, STATION, batch="r")
    log.add("PERSONAL_DATA_ERASED", STATION, STATION_KEY, STATION, batch="r")
    assert log.codes == []
    log.add("PERSONAL_DATA_ERASED", STATION, STATION_KEY, STATION)
    assert log.codes == ["verify.not_the_station"]


def test_a_key_that_proves_nothing_is_told(log: Log) -> None:
    for n, public_hex in enumerate(("00" * 32, "zz", public(3).hex())):
        body = {"key": "0" * 16, "public_key": public_hex}
        log.add("KEY_ENROLLED", "admin", ADMIN_KEY, "security_admin", body, subject=f"p{n}")
    assert log.codes == ["verify.bad_key"] * 3


def test_a_key_cannot_be_enrolled_for_a_second_person(log: Log) -> None:
    body = {"key": CLERK_KEY, "public_key": public(1).hex()}
    log.add("KEY_ENROLLED", "admin", ADMIN_KEY, "security_admin", body, subject="admin")
    assert log.codes == ["verify.bad_key"]


def test_a_confirmation_names_its_batch_in_order(log: Log) -> None:
    one = log.add("ITEM_MOVED", "clerk", CLERK_KEY, "custodian", batch="b").hex()
    two = log.add("ITEM_MOVED", "clerk", CLERK_KEY, "custodian", batch="b").hex()
    admin = ("COUNTERSIGN", "admin", ADMIN_KEY, "security_admin")
    log.add(*admin, batch="b", ref=(one, two))
    assert log.codes == []
    log.add(*admin, batch="b", ref=(two, one))
    log.add(*admin, batch="b", ref=(one,))
    log.add(*admin, batch="other", ref=(one, two))
    assert log.codes == ["verify.countersign_batch"] * 3


def test_nobody_confirms_the_own_record(log: Log) -> None:
    one = log.add("ITEM_MOVED", "clerk", CLERK_KEY, "custodian", batch="b").hex()
    log.add("COUNTERSIGN", "clerk", CLERK_KEY, "custodian", batch="b", ref=(one,))
    assert log.codes == ["verify.countersign_person"]
    log.add(
        "COUNTERSIGN", "admin", ADMIN_KEY, "security_admin", batch="b", ref=(one,), actor="else"
    )
    assert log.codes == ["verify.countersign_person"] * 2


def test_a_second_person_who_did_not_countersign_is_told(log: Log) -> None:
    log.account("other", 3, ["custodian"], "admin", ADMIN_KEY, "security_admin", "b1")
    body = {"second": "other"}
    moved = log.add("ITEM_MOVED", "clerk", CLERK_KEY, "custodian", body, batch="b2")
    log.add(
        "COUNTERSIGN", "other", NEW_KEY, "custodian", batch="b2", ref=(moved.hex(),), actor="other"
    )
    log.add("ITEM_MOVED", "clerk", CLERK_KEY, "custodian", body, batch="b3")
    assert log.codes == []
    log.recorders.finish()
    assert log.told == [("verify.second_unsigned", "ITEM_MOVED")]


def test_who_took_over_a_shift_has_countersigned(log: Log) -> None:
    body = {"handed_by": "clerk", "taken_by": "admin"}
    log.add("SHIFT_HANDED_OVER", "clerk", CLERK_KEY, "custodian", body)
    log.add("ITEM_MOVED", "clerk", CLERK_KEY, "custodian")
    assert log.told == [("verify.second_unsigned", "SHIFT_HANDED_OVER")]


def right(command: str, roles: str, events: str) -> dict[str, str]:
    return {"command": command, "roles": roles, "events": events}


def test_each_event_is_judged_by_the_table_adopted_before_it(log: Log) -> None:
    """What was lawful stays so; what was not does not become so."""
    moved = ("ITEM_MOVED", "clerk", CLERK_KEY, "custodian")
    log.account("head", 3, ["custody_head"], "admin", ADMIN_KEY, "security_admin", "b1")
    log.add(*moved)
    log.add("ITEM_MOVED", "admin", ADMIN_KEY, "security_admin")
    stricter = {"rights": [right("MoveItem", "custody_head", "ITEM_MOVED")]}
    log.add("RULE_PACK_ADOPTED", "head", NEW_KEY, "custody_head", stricter, subject="r")
    assert log.told == [("verify.role_may_not", "security_admin ITEM_MOVED")]
    log.told.clear()
    log.add(*moved)
    log.add("ITEM_MOVED", "head", NEW_KEY, "custody_head")
    assert log.told == [("verify.role_may_not", "custodian ITEM_MOVED")]
    log.told.clear()
    wider = {"rights": [right("MoveItem", "custody_head custodian", "ITEM_MOVED")]}
    log.add("RULE_PACK_ADOPTED", "head", NEW_KEY, "custody_head", wider, subject="r")
    log.add(*moved)
    assert log.codes == []


def test_who_may_not_adopt_a_table_makes_nothing_lawful_unseen(log: Log) -> None:
    everybody = {"rights": [right("MoveItem", "security_admin", "ITEM_MOVED")]}
    log.add("RULE_PACK_ADOPTED", "admin", ADMIN_KEY, "security_admin", everybody, subject="r")
    log.add("ITEM_MOVED", "admin", ADMIN_KEY, "security_admin")
    assert log.codes == ["verify.role_may_not"]
    assert log.told[0][1] == "security_admin RULE_PACK_ADOPTED"


def test_a_table_that_cannot_be_read_gives_nothing(log: Log) -> None:
    log.account("head", 3, ["custody_head"], "admin", ADMIN_KEY, "security_admin", "b1")
    broken = {"rights": [{"command": 1}]}
    log.add("RULE_PACK_ADOPTED", "head", NEW_KEY, "custody_head", broken, subject="r")
    log.add("ITEM_MOVED", "clerk", CLERK_KEY, "custodian")
    log.add("ITEM_MOVED", "admin", ADMIN_KEY, "security_admin")
    assert log.codes == ["verify.role_may_not"]
