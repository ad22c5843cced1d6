"""The ledger as a list, newest first; checkpoints that went on paper; the signed head."""

from __future__ import annotations

from sqlalchemy import Connection

from custody_app.domain.events.centre import CheckpointPrinted, ShiftHandedOver
from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass
from custody_app.queries.centre_overview import centre_state
from custody_app.queries.history_entry import (
    HistoryEntry,
    entries,
    positions_of,
    read_event,
)
from custody_app.queries.names import people_of
from custody_app.queries.page import PAGE
from custody_app.storage import ledger_store


@dataclass(frozen=True, slots=True)
class AuditPage:
    """One page of the ledger; ``after`` is the number to go on from, None at the end."""

    rows: tuple[HistoryEntry, ...]
    after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointRow:
    """A checkpoint that went on paper: by itself, or with the shift."""

    size: int
    root: str
    printed_at: Moment
    by: str
    kind: str


@dataclass(frozen=True, slots=True)
class SignedHead:
    """The last signed checkpoint: log name, size, root and signature in hexadecimal."""

    log: str
    size: int
    root: str
    signature: str


def audit_trail(
    connection: Connection, *, after: int | None = None, limit: int = PAGE
) -> AuditPage:
    """Events newest first; ``after`` is the last sequence number of the page before."""
    head = ledger_store.read_head(connection)
    if head is None:
        return AuditPage((), None)
    last = head.size if after is None else max(0, min(after, head.size))
    first = max(1, last - limit + 1)
    told = [read_event(connection, pos) for pos in range(last, first - 1, -1)]
    return AuditPage(entries(connection, told), first - 1 if first > 1 else None)


def entry_of(connection: Connection, *, lseq: int) -> HistoryEntry | None:
    """The event of a sequence number, None when there is none."""
    try:
        told = read_event(connection, lseq + 1)
    except LookupError:
        return None
    return entries(connection, (told,))[0]


LOOK_BACK = 2_000
"""Events of the centre among which printed checkpoints are looked for."""


def checkpoints(connection: Connection, *, limit: int = 50) -> tuple[CheckpointRow, ...]:
    """Checkpoints that went on paper, newest first."""
    centre = centre_state(connection)
    if centre is None:
        return ()
    found = []
    for pos in positions_of(connection, centre.id, LOOK_BACK):
        told = read_event(connection, pos)
        if isinstance(told.event, CheckpointPrinted | ShiftHandedOver):
            found.append((told, told.event))
        if len(found) == limit:
            break
    people = people_of(connection, (told.core.actor for told, _ in found))
    return tuple(
        CheckpointRow(
            size=event.size,
            root=event.root,
            printed_at=Moment(told.core.wall),
            by=people[told.core.actor].name if told.core.actor in people else "",
            kind=told.core.typ,
        )
        for told, event in found
    )


def last_checkpoint(connection: Connection) -> SignedHead | None:
    """The signed head of the log, None in a file without a ledger."""
    found = ledger_store.read_checkpoint(connection)
    if found is None:
        return None
    checkpoint, signature = found
    return SignedHead(checkpoint.origin, checkpoint.size, checkpoint.root.hex(), signature.hex())
