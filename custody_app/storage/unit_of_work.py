"""One write transaction: events, personal values, states and projections together, or nothing."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import field
from typing import Any

from sqlalchemy import Connection, Engine

from custody_app.domain.custody_state import evolve
from custody_app.domain.event_codec import encode
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemSplit
from custody_app.domain.ids import PersonId
from custody_app.domain.moments import Moment
from custody_app.domain.parts import Attached
from custody_app.domain.rules.legal_clock import Law
from custody_app.domain.state.intake_steps import split_part
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.steps import Happened
from custody_app.domain.values import dataclass
from custody_app.ledger.canonical_json import canonical
from custody_app.ledger.checkpoint import Checkpoint
from custody_app.ledger.entry import EventCore, Subject, to_bytes
from custody_app.ledger.hashing import event_hash, pd_commitment_of_bytes, user_signing_input
from custody_app.runtime.faults import Fault
from custody_app.storage import ledger_store
from custody_app.storage.base import pack
from custody_app.storage.engine import faults_told
from custody_app.storage.projections.law_facts import law_of
from custody_app.storage.projections.projector import Change, file_row, project, upsert
from custody_app.storage.state_store import Held, StateStore, write_state

Sign = Callable[[bytes], bytes]
FILES_GROUP = "files"
NEEDS_LAW = frozenset({"item", "container", "place", "account", "effects"})
"""Kinds from whose change a due moment may follow."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What goes around an event: who, with which key, when, with which files."""

    actor: str
    recorder: str
    role: str
    key: str
    shown: str
    sign: Sign
    wall: Moment
    tz: int
    app: str
    batch: str | None = None
    occurred_at: Moment | None = None
    occurred_why: str = ""
    attachments: tuple[Attached, ...] = ()
    ref: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """One event as it was written."""

    log: str
    lseq: int
    ehash: str
    typ: str
    eid: str
    subjects: tuple[tuple[str, str], ...]
    event: Event = field(compare=False)


class UnitOfWork:
    """Records events on one connection inside one transaction.

    It is also the Source that rules read.

    Attributes:
        afterwards: what must wait until the transaction is durable, such as removing files.
    """

    def __init__(self, connection: Connection, new_id: Callable[[], str]) -> None:
        head = ledger_store.read_head(connection)
        if head is None:
            raise Fault("storage.no_centre")
        self.connection = connection
        self.head = head
        self.states = StateStore(connection)
        self.recorded: list[Recorded] = []
        self.afterwards: list[Callable[[], None]] = []
        self._new_id = new_id
        self._next_n = _last_n(connection) + 1
        self._law: Law | None = None

    def state(self, kind: str, id_: str) -> Any:
        """The state of a subject now, or None."""
        return self.states.state(kind, id_)

    def find(self, kind: str, key: str) -> str | None:
        """The id behind a unique key."""
        return self.states.find(kind, key)

    def count(self, question: str, id_: str) -> int:
        """A count a rule needs."""
        return self.states.count(question, id_)

    def record(self, event: Event, envelope: Envelope) -> Recorded:
        """Sign and append one event, change the states it names, write the rows that follow."""
        subjects = event.subjects()
        held = [self.states.held(kind, id_) for kind, id_ in subjects]
        typ, body, groups = encode(event)
        names = [file.name for file in envelope.attachments]
        if any(names):
            groups = groups | {FILES_GROUP: {"names": names}}
        sealed = {name: _commit(content) for name, content in groups.items()}
        before = zip(subjects, held, strict=True)
        core = EventCore(
            typ=typ, eid=self._new_id(), log=self.head.log, lseq=self.head.size,
            lprev=self.head.ehash.hex(), actor=envelope.actor, recorder=envelope.recorder,
            role=envelope.role, key=envelope.key, shown=envelope.shown, wall=envelope.wall,
            tz=envelope.tz, schema=type(event).SCHEMA, app=envelope.app, body=body,
            subjects=tuple(_subject(*names_, at) for names_, at in before),
            batch=envelope.batch,
            occ=_occurred(envelope),
            pd={name: commitment.hex() for name, (_, _, commitment) in sealed.items()},
            att=tuple({"h": a.h, "n": a.n, "mime": a.mime} for a in envelope.attachments),
            ref=envelope.ref,
        )  # fmt: skip
        raw = to_bytes(core)
        ehash = event_hash(raw)
        usig = envelope.sign(user_signing_input(ehash))
        pos = ledger_store.append(
            self.connection,
            self.head,
            eid=core.eid,
            ehash=ehash,
            usig=usig,
            core=raw,
            wall=envelope.wall,
        )
        for name, (salt, value, _) in sealed.items():
            ledger_store.keep_personal(self.connection, pos, name, salt, value)
        happened = Happened(
            envelope.wall,
            envelope.occurred_at or envelope.wall,
            PersonId(envelope.actor),
            PersonId(envelope.recorder),
            envelope.tz,
        )
        self._change_subjects(event, subjects, held, pos, ehash, happened)
        self._keep_files(subjects, pos, envelope.attachments)
        recorded = Recorded(self.head.log, core.lseq, ehash.hex(), typ, core.eid, subjects, event)
        self.recorded.append(recorded)
        return recorded

    def _change_subjects(
        self,
        event: Event,
        subjects: tuple[tuple[str, str], ...],
        held: list[Held | None],
        pos: int,
        ehash: bytes,
        happened: Happened,
    ) -> None:
        parent = held[0].state if held and held[0] is not None else None
        for (kind, id_), old in zip(subjects, held, strict=True):
            before = old.state if old is not None else None
            if isinstance(event, ItemSplit) and before is None and isinstance(parent, ItemState):
                after: Any = split_part(parent, event, id_)
            else:
                after = evolve(before, event, happened, id_)
            n = old.n if old is not None else self._take_n()
            iseq = old.iseq + 1 if old is not None else 1
            self.states.keep(id_, Held(n, iseq, ehash, after))
            write_subject(self.connection, kind, id_, n, iseq, ehash, after)
            upsert(self.connection, "subject_event", {"id": pack(id_), "iseq": iseq, "pos": pos})
            change = Change(kind, id_, n, before, after, event, pos, happened)
            project(self.connection, change, self._law_for(kind))

    def _law_for(self, kind: str) -> Law | None:
        """The law in force, read once a transaction, and again once it changed."""
        if kind == "rules":
            self._law = None
        elif kind in NEEDS_LAW and self._law is None:
            self._law = law_of(self.states)
        return self._law

    def _keep_files(
        self, subjects: tuple[tuple[str, str], ...], pos: int, files: tuple[Attached, ...]
    ) -> None:
        for _, id_ in subjects[:1]:
            for file in files:
                plain: dict[str, str | int] = {"h": file.h, "n": file.n, "mime": file.mime}
                upsert(self.connection, "item_file", file_row(id_, pos, plain))

    def _take_n(self) -> int:
        taken = self._next_n
        self._next_n += 1
        return taken

    def seal(self, sign_checkpoint: Sign, batch: str | None) -> None:
        """Sign the new head of the log.

        The last write of every transaction that recorded something.
        """
        if not self.recorded:
            return
        root = self.head.range.root()
        body = Checkpoint(self.head.log, self.head.size, root).body()
        ledger_store.seal(self.connection, self.head, root, sign_checkpoint(body.encode()))
        if batch is not None and len(self.recorded) > 1:
            first = self.recorded[0].lseq + 1
            row = {"id": pack(batch), "first_pos": first, "last_pos": self.head.size}
            upsert(self.connection, "batch", row)


def write_subject(
    connection: Connection, kind: str, id_: str, n: int, iseq: int, head: bytes, state: Any
) -> None:
    """Write the row of one subject's state."""
    row = {
        "n": n,
        "id": pack(id_),
        "kind": kind,
        "iseq": iseq,
        "head": head,
        "state": write_state(state),
    }
    upsert(connection, "subject_state", row)


def _commit(content: dict[str, Any]) -> tuple[bytes, bytes, bytes]:
    salt = secrets.token_bytes(32)
    value = canonical(content)
    return salt, value, pd_commitment_of_bytes(salt, value)


def _subject(kind: str, id_: str, held: Held | None) -> Subject:
    if held is None:
        return Subject.first(kind, id_)
    return Subject.after(kind, id_, held.iseq, held.head.hex())


def _occurred(envelope: Envelope) -> dict[str, str] | None:
    if envelope.occurred_at is None:
        return None
    return {"at": envelope.occurred_at, "why": envelope.occurred_why or "late_entry"}


def _last_n(connection: Connection) -> int:
    found = connection.exec_driver_sql("SELECT max(n) FROM subject_state").scalar()
    return int(found or 0)


@contextmanager
def unit_of_work(engine: Engine, new_id: Callable[[], str]) -> Iterator[UnitOfWork]:
    """One write transaction; everything is undone when an exception leaves it.

    What waits in ``afterwards`` is done once the transaction is durable.

    Raises:
        Fault: ``storage.*`` when the disk, the file or a lock fails.
    """
    with faults_told(), engine.begin() as connection:
        work = UnitOfWork(connection, new_id)
        yield work
    for follow in work.afterwards:
        follow()
