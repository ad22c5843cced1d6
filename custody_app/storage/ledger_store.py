"""Append to and read the ledger; the only module that touches its tables."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from custody_app.domain.values import dataclass
from custody_app.ledger.checkpoint import Checkpoint
from custody_app.ledger.hashing import ZERO_HASH, leaf_hash
from custody_app.ledger.merkle import CompactRange
from custody_app.storage.core_packing import packed, unpacked
from custody_app.storage.tables.ledger import (
    ledger_checkpoint,
    ledger_event,
    ledger_head,
    ledger_log,
    ledger_personal,
)

OWN_LOG = 1


@dataclass(slots=True)
class Head:
    """Where the own log ends."""

    log: str
    size: int
    ehash: bytes
    wall: str
    range: CompactRange


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One event as it lies in the ledger; ``core`` are its canonical bytes, unpacked."""

    pos: int
    lseq: int
    ehash: bytes
    usig: bytes
    core: bytes


def open_log(connection: Connection, name: str) -> Head:
    """Start the own log of a new centre."""
    connection.execute(ledger_log.insert(), {"id": OWN_LOG, "name": name})
    empty = CompactRange()
    row = {"log": OWN_LOG, "size": 0, "ehash": ZERO_HASH, "wall": "", "range": empty.to_bytes()}
    connection.execute(ledger_head.insert(), row)
    return Head(name, 0, ZERO_HASH, "", empty)


def read_head(connection: Connection) -> Head | None:
    """Where the own log ends; None in a database without one."""
    row = connection.execute(
        select(ledger_head, ledger_log.c.name)
        .join(ledger_log, ledger_log.c.id == ledger_head.c.log)
        .where(ledger_head.c.log == OWN_LOG)
    ).first()
    if row is None:
        return None
    return Head(row.name, row.size, row.ehash, row.wall, CompactRange.from_bytes(row.range))


def append(
    connection: Connection,
    head: Head,
    *,
    eid: str,
    ehash: bytes,
    usig: bytes,
    core: bytes,
    wall: str,
) -> int:
    """Add one event behind the head and move the head in hand.

    The row of the head is written by ``seal``.

    Returns:
        the event's position here.
    """
    pos = head.size + 1
    connection.exec_driver_sql(
        "INSERT INTO ledger_event (pos, log, lseq, eid, ehash, usig, core)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (pos, OWN_LOG, head.size, uuid.UUID(eid).bytes, ehash, usig, packed(core)),
    )
    head.range.append(leaf_hash(ehash, usig))
    head.size += 1
    head.ehash = ehash
    head.wall = max(head.wall, wall)
    return pos


def keep_personal(connection: Connection, pos: int, group: str, salt: bytes, value: bytes) -> None:
    """Keep the value behind a commitment."""
    connection.execute(
        ledger_personal.insert(), {"pos": pos, "grp": group, "salt": salt, "value": value}
    )


def seal(connection: Connection, head: Head, root: bytes, signature: bytes) -> None:
    """Write the head and its signed checkpoint: once for each committed transaction."""
    connection.execute(
        ledger_checkpoint.insert(),
        {"log": OWN_LOG, "size": head.size, "root": root, "sig": signature},
    )
    connection.execute(
        ledger_head.update().where(ledger_head.c.log == OWN_LOG),
        {"size": head.size, "ehash": head.ehash, "wall": head.wall, "range": head.range.to_bytes()},
    )


def read_events(
    connection: Connection, *, after: int = 0, limit: int | None = None
) -> Iterator[StoredEvent]:
    """Events in the order of arrival, from behind a position."""
    query = (
        select(
            ledger_event.c.pos,
            ledger_event.c.lseq,
            ledger_event.c.ehash,
            ledger_event.c.usig,
            ledger_event.c.core,
        )
        .where(ledger_event.c.pos > after)
        .order_by(ledger_event.c.pos)
    )
    if limit is not None:
        query = query.limit(limit)
    for row in connection.execution_options(stream_results=True).execute(query):
        yield StoredEvent(row.pos, row.lseq, row.ehash, row.usig, unpacked(row.core))


@dataclass(frozen=True, slots=True)
class WholeEvent:
    """One event with its id column and the personal values that were not erased."""

    stored: StoredEvent
    eid: str
    personal: dict[str, tuple[bytes, bytes]]


def read_whole(connection: Connection) -> Iterator[WholeEvent]:
    """Every event of the own log with its personal values, in one pass over both tables."""
    raw = connection.connection.dbapi_connection
    assert raw is not None
    events = raw.cursor().execute(
        "SELECT pos, lseq, ehash, usig, core, eid FROM ledger_event WHERE log = ? ORDER BY pos",
        (OWN_LOG,),
    )
    values = raw.cursor().execute(
        "SELECT pos, grp, salt, value FROM ledger_personal ORDER BY pos, grp"
    )
    value = values.fetchone()
    for pos, lseq, ehash, usig, core, eid in events:
        personal: dict[str, tuple[bytes, bytes]] = {}
        while value is not None and value[0] <= pos:
            if value[0] == pos:
                personal[value[1]] = (value[2], value[3])
            value = values.fetchone()
        yield WholeEvent(StoredEvent(pos, lseq, ehash, usig, unpacked(core)), eid.hex(), personal)


def stored_size(connection: Connection) -> int:
    """How many event rows there are, whatever the head says."""
    found = connection.exec_driver_sql("SELECT max(pos) FROM ledger_event").scalar()
    return int(found or 0)


def log_name(connection: Connection) -> str | None:
    """The name of the own log; None in a database without one."""
    found: str | None = connection.execute(
        select(ledger_log.c.name).where(ledger_log.c.id == OWN_LOG)
    ).scalar()
    return found


def positions_of_hashes(connection: Connection, hashes: frozenset[str]) -> list[int]:
    """Where events of these hashes (hex) lie; looks through the whole ledger."""
    raw = connection.connection.dbapi_connection
    assert raw is not None
    wanted = {bytes.fromhex(one) for one in hashes}
    rows = raw.cursor().execute("SELECT pos, ehash FROM ledger_event ORDER BY pos")
    return [pos for pos, ehash in rows if ehash in wanted]


def read_event(connection: Connection, pos: int) -> StoredEvent | None:
    """One event by its position."""
    row = connection.execute(
        select(
            ledger_event.c.pos,
            ledger_event.c.lseq,
            ledger_event.c.ehash,
            ledger_event.c.usig,
            ledger_event.c.core,
        ).where(ledger_event.c.pos == pos)
    ).first()
    if row is None:
        return None
    return StoredEvent(row.pos, row.lseq, row.ehash, row.usig, unpacked(row.core))


def position_of_eid(connection: Connection, eid: str) -> int | None:
    """Where an event id already lies, for repeated requests."""
    found: int | None = connection.execute(
        select(ledger_event.c.pos).where(ledger_event.c.eid == uuid.UUID(eid).bytes)
    ).scalar()
    return found


def read_personal(connection: Connection, pos: int) -> dict[str, tuple[bytes, bytes]]:
    """Group -> (salt, canonical value) of one event, without what was erased."""
    rows = connection.execute(
        select(ledger_personal.c.grp, ledger_personal.c.salt, ledger_personal.c.value).where(
            ledger_personal.c.pos == pos
        )
    )
    return {row.grp: (row.salt, row.value) for row in rows}


def personal_values(connection: Connection, pos: int) -> dict[str, Any]:
    """Group -> value of one event, without what was erased."""
    return {grp: json.loads(value) for grp, (_, value) in read_personal(connection, pos).items()}


def erase_personal(connection: Connection, pos: int, groups: frozenset[str]) -> int:
    """Delete values and salts; the caller has opened the guard. Returns how many were there."""
    done = connection.execute(
        ledger_personal.delete().where(
            ledger_personal.c.pos == pos, ledger_personal.c.grp.in_(sorted(groups))
        )
    )
    return int(done.rowcount)


def read_checkpoint(
    connection: Connection, size: int | None = None
) -> tuple[Checkpoint, bytes] | None:
    """The signed checkpoint of this size, or the last one; (checkpoint, signature)."""
    head = read_head(connection)
    query = select(ledger_checkpoint).where(ledger_checkpoint.c.log == OWN_LOG)
    if size is not None:
        query = query.where(ledger_checkpoint.c.size == size)
    row = connection.execute(query.order_by(ledger_checkpoint.c.size.desc()).limit(1)).first()
    if row is None or head is None:
        return None
    return Checkpoint(head.log, row.size, row.root), row.sig


def read_checkpoints(connection: Connection) -> Iterator[tuple[int, bytes, bytes]]:
    """All checkpoints of the own log: (size, root, signature), smallest first."""
    query = (
        select(ledger_checkpoint.c.size, ledger_checkpoint.c.root, ledger_checkpoint.c.sig)
        .where(ledger_checkpoint.c.log == OWN_LOG)
        .order_by(ledger_checkpoint.c.size)
    )
    for row in connection.execution_options(stream_results=True).execute(query):
        yield row.size, row.root, row.sig
