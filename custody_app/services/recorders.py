"""Who may have recorded each event: keys, accounts and roles as they stood at that place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from custody_app.domain.errors import RuleBroken
from custody_app.domain.parts import GivenRight
from custody_app.domain.permissions import Permissions, adopted_over, table_of
from custody_app.domain.record import from_plain
from custody_app.ledger.entry import EventCore
from custody_app.ledger.signing import BadPublicKey, check_public_key, key_id
from custody_app.services.signer import STATION

FIRST_EVENTS = frozenset(
    {
        "CENTRE_OPENED",
        "UNIT_REGISTERED",
        "PERSON_REGISTERED",
        "ACCOUNT_OPENED",
        "RULE_PACK_ADOPTED",
    }
)
"""What the station records itself when a centre is opened."""
STATION_EVENTS = frozenset({"BACKUP_DONE", "CENTRE_RESTORED"})
ERASURE = "PERSONAL_DATA_ERASED"
COUNTERSIGN = "COUNTERSIGN"
SHIFT = "SHIFT_HANDED_OVER"
NO_ROLE = "none"
NO_KEY = bytes(32)


class Tell(Protocol):
    """Is told what was found."""

    def __call__(self, code: str, detail: str, lseq: int | None = None) -> object:
        """A finding about an event: the one in hand where no place is given."""


@dataclass(slots=True)
class _Account:
    key: str = ""
    roles: frozenset[str] = frozenset()
    is_open: bool = False


@dataclass(slots=True)
class _Batch:
    id: str | None = None
    hashes: list[str] = field(default_factory=list)
    recorders: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    countersigned: set[str] = field(default_factory=set)
    hands: list[tuple[int, str, str]] = field(default_factory=list)


class Recorders:
    """Learns keys and roles from the events themselves, in order, and judges each event by them."""

    def __init__(self, tell: Tell, own: Permissions) -> None:
        """Take the program's table; for every command that it names the one adopted last wins."""
        self._tell = tell
        self._own = own
        self._may_record = own.recorders()
        self._publics: dict[str, bytes] = {}
        self._owners: dict[str, str] = {}
        self._accounts: dict[str, _Account] = {}
        self._batch = _Batch()
        self._first_batch: str | None = None
        self.station_key = ""
        self.station_public = NO_KEY

    def key_of(self, key: str, lseq: int) -> bytes | None:
        """The public key as it was enrolled before this place."""
        return self._publics.get(key)

    def watch(self, core: EventCore, ehash: bytes) -> None:
        """Judge an event by what was before it, then learn from it."""
        if core.lseq == 0:
            self._first_batch = core.batch
            self._learn(core)
        if core.batch is None or core.batch != self._batch.id:
            self.finish()
            self._batch = _Batch(core.batch)
        self._judge(core)
        self._batch.types.add(core.typ)
        if core.typ == COUNTERSIGN:
            self._judge_countersign(core)
            self._batch.countersigned.add(core.recorder)
        else:
            self._batch.hands += ((core.lseq, core.typ, hand) for hand in _hands(core))
            self._batch.hashes.append(ehash.hex())
            self._batch.recorders.add(core.recorder)
        if core.lseq != 0:
            self._learn(core)

    def finish(self) -> None:
        """Whoever the batch so far names as its second person has countersigned it."""
        for lseq, typ, hand in self._batch.hands:
            if hand not in self._batch.countersigned:
                self._tell("verify.second_unsigned", typ, lseq)

    def _judge(self, core: EventCore) -> None:
        owner = self._owners.get(core.key)
        if owner is not None and owner != core.recorder:
            self._tell("verify.foreign_key", core.recorder)
        if core.recorder == STATION:
            if core.key != self.station_key or not self._is_station_event(core):
                self._tell("verify.not_the_station", core.typ)
            return
        account = self._accounts.get(core.recorder)
        if account is None or not account.is_open:
            self._tell("verify.no_account", core.recorder)
        elif account.key != core.key:
            self._tell("verify.key_revoked", core.key)
        elif core.role not in account.roles and not (
            core.typ == COUNTERSIGN and core.role == NO_ROLE and not account.roles
        ):
            self._tell("verify.no_role", core.role)
        elif core.role not in self._may_record.get(core.typ, {core.role}):
            self._tell("verify.role_may_not", f"{core.role} {core.typ}")

    def _is_station_event(self, core: EventCore) -> bool:
        if core.typ in STATION_EVENTS:
            return True
        if core.typ == ERASURE:
            return "CENTRE_RESTORED" in self._batch.types
        opening = self._first_batch is not None and core.batch == self._first_batch
        return core.typ in FIRST_EVENTS and (opening or core.lseq == 0)

    def _judge_countersign(self, core: EventCore) -> None:
        if core.actor != core.recorder or core.recorder in self._batch.recorders:
            self._tell("verify.countersign_person", core.recorder)
        if list(core.ref) != self._batch.hashes:
            self._tell("verify.countersign_batch", str(len(core.ref)))

    def _learn(self, core: EventCore) -> None:
        person = core.subjects[0].id if core.subjects else ""
        body = core.body
        if core.typ == "CENTRE_OPENED" and core.lseq == 0:
            self.station_key = str(body.get("station_key"))
            self._enrol(STATION, self.station_key, body.get("station_public_key"))
            self.station_public = self._publics.get(self.station_key, NO_KEY)
        elif core.typ == "ACCOUNT_OPENED":
            self._enrol(person, str(body.get("key")), body.get("public_key"))
            account = self._accounts.setdefault(person, _Account())
            account.key, account.is_open = str(body.get("key")), True
            account.roles = _roles(body)
        elif core.typ == "KEY_ENROLLED":
            self._enrol(person, str(body.get("key")), body.get("public_key"))
            self._accounts.setdefault(person, _Account()).key = str(body.get("key"))
        elif core.typ == "ROLES_SET":
            self._accounts.setdefault(person, _Account()).roles = _roles(body)
        elif core.typ == "ACCOUNT_CLOSED":
            self._accounts[person] = _Account()
        elif core.typ == "RULE_PACK_ADOPTED":
            self._may_record = adopted_over(self._own, _adopted(body)).recorders()

    def _enrol(self, owner: str, key: str, public_hex: object) -> None:
        try:
            public = bytes.fromhex(str(public_hex))
            check_public_key(public)
        except (ValueError, BadPublicKey):
            self._tell("verify.bad_key", key)
            return
        if key != key_id(public) or self._owners.get(key, owner) != owner:
            self._tell("verify.bad_key", key)
            return
        self._publics[key] = public
        self._owners[key] = owner


def _hands(core: EventCore) -> Iterator[str]:
    """Who must have countersigned: the second person, and who took over a shift."""
    if core.recorder != STATION:
        named = (core.body.get("second"), core.body.get("taken_by") if core.typ == SHIFT else None)
        yield from (str(one) for one in named if one)


def _adopted(body: dict[str, Any]) -> Permissions:
    """The table of a rule pack; one that cannot be read gives nothing."""
    try:
        return table_of(tuple(from_plain(GivenRight, one) for one in body.get("rights", ())))
    except (RuleBroken, TypeError, ValueError):
        return Permissions({})


def _roles(body: dict[str, Any]) -> frozenset[str]:
    roles = body.get("roles")
    return frozenset(str(role) for role in roles) if isinstance(roles, list) else frozenset()
