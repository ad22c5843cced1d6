"""Write millions of events of the real format, with real hashes and signatures, in minutes.

Used to make large demonstration centres: signatures are made in a second process while this one
composes the next
events; the rows that follow from the ledger are made afterwards by ``projections.rebuild``.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import field
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from custody_app.domain.event_codec import encode
from custody_app.domain.events.base import Event
from custody_app.domain.events.centre import Countersign
from custody_app.domain.values import dataclass
from custody_app.ledger.canonical_json import canonical_trusted
from custody_app.ledger.checkpoint import Checkpoint
from custody_app.ledger.entry import EventCore, Subject, to_bytes_trusted
from custody_app.ledger.hashing import (
    event_hash,
    leaf_hash,
    pd_commitment_of_bytes,
    user_signing_input,
)
from custody_app.ledger.signing import private_from_bytes, sign
from custody_app.runtime.clock import uuid7_text
from custody_app.storage.core_packing import packed
from custody_app.storage.ledger_store import OWN_LOG, Head

CHUNK = 20_000
"""Events composed before their signatures are fetched."""

PACKING_LEVEL = 3
"""Quicker than the level of single events, and two per cent larger."""

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Hand:
    """Who records: id, role and key of a person whose seed the signing process has."""

    id: str
    role: str
    key: str
    seed: bytes


@dataclass(frozen=True, slots=True)
class Deed:
    """One event to be written, without what the ledger adds to it."""

    event: Event
    actor: str
    shown: str = "pin"
    ref: tuple[str, ...] = ()


@dataclass(slots=True)
class _Chunk:
    rows: list[tuple[int, int, int, bytes, bytes, bytes]] = field(default_factory=list)
    seeds: list[bytes] = field(default_factory=list)
    personal: list[tuple[int, str, bytes, bytes]] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


def finish_many(work: Sequence[tuple[bytes, bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """(signature, packed core) of (seed, event hash, core), in order.

    Runs in the second process.
    """
    signed = sign_many([(seed, user_signing_input(ehash)) for seed, ehash, _ in work])
    return [
        (signature, packed(core, PACKING_LEVEL))
        for signature, (_, _, core) in zip(signed, work, strict=True)
    ]


def sign_many(work: Sequence[tuple[bytes, bytes]]) -> list[bytes]:
    """Signatures of (seed, message), in order; runs in the second process."""
    keys: dict[bytes, Any] = {}
    found = []
    for seed, message in work:
        key = keys.get(seed)
        if key is None:
            key = keys[seed] = private_from_bytes(seed)
        found.append(sign(key, message))
    return found


class BulkLedger:
    """Appends transactions to the ledger of a centre that nobody else has open."""

    def __init__(
        self,
        path: str,
        head: Head,
        station_seed: bytes,
        *,
        seed: int,
        app: str,
        tz: int,
        subjects: dict[str, tuple[int, str]],
        progress: Progress,
    ) -> None:
        self._raw = sqlite.connect(path, isolation_level=None)
        for pragma in (
            "journal_mode=OFF",
            "synchronous=OFF",
            "cache_size=-400000",
            "locking_mode=EXCLUSIVE",
        ):
            self._raw.execute(f"PRAGMA {pragma}")
        self._raw.execute("BEGIN")
        self._head = head
        self._station_seed = station_seed
        self._salt = hashlib.sha256(f"bulk salt {seed}".encode()).digest()
        self._app = app
        self._tz = tz
        self._subjects = subjects
        self._progress = progress
        self._next = head.size
        self._last_hash = head.ehash.hex()
        self._wall = head.wall
        self._ids = 0
        self._chunk = _Chunk()
        self._waiting: tuple[_Chunk, Future[list[tuple[bytes, bytes]]]] | None = None
        self._pool = ProcessPoolExecutor(1)

    @property
    def size(self) -> int:
        """Events written or composed so far."""
        return self._next

    def new_id(self, milliseconds: int) -> str:
        """A UUIDv7 of the given time, the same for the same seed."""
        self._ids += 1
        tail = hashlib.sha256(self._salt + self._ids.to_bytes(8, "big")).digest()[:8]
        return uuid7_text(milliseconds, self._ids & 0xFFF, tail)

    def transact(
        self,
        wall: str,
        milliseconds: int,
        hand: Hand,
        deeds: Sequence[Deed],
        second: Hand | None = None,
    ) -> list[str]:
        """Compose the events of one transaction.

        A second hand countersigns them. Returns their hashes.
        """
        wall = self._wall = max(wall, self._wall)
        batch = self.new_id(milliseconds)
        hashes = [self._compose(deed, wall, milliseconds, hand, batch) for deed in deeds]
        if second is not None:
            deed = Deed(Countersign(purpose="confirmed"), second.id, ref=tuple(hashes))
            hashes.append(self._compose(deed, wall, milliseconds, second, batch))
        self._chunk.ends.append(self._next)
        if len(self._chunk.rows) >= CHUNK:
            self._turn_over()
        return hashes

    def _compose(self, deed: Deed, wall: str, milliseconds: int, hand: Hand, batch: str) -> str:
        typ, body, groups = encode(deed.event)
        named = deed.event.subjects()
        subjects = []
        for kind, id_ in named:
            known = self._subjects.get(id_)
            subjects.append(
                Subject.first(kind, id_)
                if known is None
                else Subject.after(kind, id_, known[0], known[1])
            )
        pos = self._next + 1
        commitments = {}
        for name, content in groups.items():
            salt = hashlib.sha256(self._salt + pos.to_bytes(8, "big") + name.encode()).digest()
            value = canonical_trusted(content)
            commitments[name] = pd_commitment_of_bytes(salt, value).hex()
            self._chunk.personal.append((pos, name, salt, value))
        eid = self.new_id(milliseconds)
        core = EventCore(
            typ=typ,
            eid=eid,
            log=self._head.log,
            lseq=self._next,
            lprev=self._last_hash,
            actor=deed.actor,
            recorder=hand.id,
            role=hand.role,
            key=hand.key,
            shown=deed.shown,
            wall=wall,
            tz=self._tz,
            schema=type(deed.event).SCHEMA,
            app=self._app,
            body=body,
            subjects=tuple(subjects),
            batch=batch,
            pd=commitments,
            ref=deed.ref,
        )
        raw = to_bytes_trusted(core)
        ehash = event_hash(raw)
        self._last_hash = ehash.hex()
        for subject in subjects:
            self._subjects[subject.id] = (subject.iseq, self._last_hash)
        self._chunk.rows.append((pos, OWN_LOG, self._next, uuid.UUID(eid).bytes, ehash, raw))
        self._chunk.seeds.append(hand.seed)
        self._next += 1
        return self._last_hash

    def _turn_over(self) -> None:
        """Send this chunk to be signed and write the one that came back."""
        chunk, self._chunk = self._chunk, _Chunk()
        work = [(seed, row[4], row[5]) for seed, row in zip(chunk.seeds, chunk.rows, strict=True)]
        future = self._pool.submit(finish_many, work)
        if self._waiting is not None:
            self._write(*self._waiting)
        self._waiting = (chunk, future)

    def _write(self, chunk: _Chunk, future: Future[list[tuple[bytes, bytes]]]) -> None:
        head = self._head
        ends = iter(chunk.ends)
        end = next(ends, None)
        points: list[tuple[int, bytes]] = []
        rows = []
        for (pos, log, lseq, eid, ehash, _), (usig, core) in zip(
            chunk.rows, future.result(), strict=True
        ):
            head.range.append(leaf_hash(ehash, usig))
            rows.append((pos, log, lseq, eid, ehash, usig, core))
            if pos == end:
                points.append((pos, head.range.root()))
                end = next(ends, None)
        head.size, head.ehash = rows[-1][0], rows[-1][4]
        bodies = [
            (self._station_seed, Checkpoint(head.log, size, root).body().encode())
            for size, root in points
        ]
        signed = self._pool.submit(sign_many, bodies)
        self._raw.executemany(
            "INSERT INTO ledger_event (pos, log, lseq, eid, ehash, usig, core)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        self._raw.executemany("INSERT INTO ledger_personal VALUES (?, ?, ?, ?)", chunk.personal)
        self._raw.executemany(
            "INSERT INTO ledger_checkpoint (log, size, root, sig) VALUES (?, ?, ?, ?)",
            [
                (OWN_LOG, size, root, sig)
                for (size, root), sig in zip(points, signed.result(), strict=True)
            ],
        )
        self._progress(head.size)

    def close(self) -> Head:
        """Write what is left and the head of the log, and give the file back."""
        if self._chunk.rows:
            self._turn_over()
        if self._waiting is not None:
            self._write(*self._waiting)
            self._waiting = None
        self._pool.shutdown()
        head = self._head
        self._raw.execute(
            "UPDATE ledger_head SET size = ?, ehash = ?, wall = ?, range = ? WHERE log = ?",
            (head.size, head.ehash, self._wall, head.range.to_bytes(), OWN_LOG),
        )
        self._raw.execute("COMMIT")
        self._raw.execute("PRAGMA locking_mode=NORMAL")
        self._raw.execute("PRAGMA journal_mode=WAL").fetchone()
        self._raw.close()
        head.wall = self._wall
        return head
