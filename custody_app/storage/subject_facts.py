"""Small readings about subjects that verification and erasure need: files, papers, last events."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection

from custody_app.domain.values import dataclass
from custody_app.ledger.canonical_json import NotCanonical
from custody_app.ledger.entry import BadEvent, EventCore, from_bytes
from custody_app.storage import ledger_store
from custody_app.storage.base import pack, unpack
from custody_app.storage.snapshot import raw_of

SPLIT = "ITEM_SPLIT"
FILES_GROUP = "files"
NAME_MAX = 80


@dataclass(frozen=True, slots=True)
class NamedFile:
    """An attachment as one event names it."""

    h: str
    subject: str
    pos: int


@dataclass(frozen=True, slots=True)
class NamedPaper:
    """An issued paper."""

    id: str
    number: str
    kind: str
    sha256: str
    case: str | None


def attachments_named(source: Any) -> Iterator[NamedFile]:
    """Every attachment of every event, equal files together."""
    rows = source.cursor().execute("SELECT h, subject_id, pos FROM item_file ORDER BY h, pos")
    for h, subject, pos in rows:
        yield NamedFile(h.hex(), unpack(subject), pos)


def papers_named(source: Any) -> Iterator[NamedPaper]:
    """Every issued paper in the order of issue."""
    rows = source.cursor().execute(
        "SELECT id, number, kind, sha256, case_id FROM form_card ORDER BY n"
    )
    for id_, number, kind, sha256, case in rows:
        yield NamedPaper(unpack(id_), number, kind, sha256, unpack(case) if case else None)


def items_of_paper(source: Any, form: str) -> list[str]:
    """The items a paper names."""
    rows = source.execute("SELECT item_id FROM form_item WHERE form_id = ?", (pack(form),))
    return [unpack(item) for (item,) in rows]


def last_position(source: Any, subject: str) -> int | None:
    """Where the last event of a subject lies."""
    found: int | None = source.execute(
        "SELECT max(pos) FROM subject_event WHERE id = ?", (pack(subject),)
    ).fetchone()[0]
    return found


def label_of(source: Any, subject: str) -> tuple[str, str]:
    """(15-digit number, name) of a subject; empty where there is none."""
    try:
        packed_id = pack(subject)
    except ValueError:
        return "", ""
    row = source.execute("SELECT state FROM subject_state WHERE id = ?", (packed_id,)).fetchone()
    if row is None:
        return "", ""
    state = json.loads(row[0])
    return str(state.get("tag", "")), str(state.get("name", ""))[:NAME_MAX]


def positions_of(connection: Connection, subject: str) -> list[int]:
    """Where the events of a subject lie, in order."""
    rows = raw_of(connection).execute(
        "SELECT pos FROM subject_event WHERE id = ? ORDER BY iseq", (pack(subject),)
    )
    return [pos for (pos,) in rows]


def core_at(connection: Connection, pos: int) -> EventCore | None:
    """The event at a position; None when it is missing or damaged."""
    stored = ledger_store.read_event(connection, pos)
    if stored is None:
        return None
    try:
        return from_bytes(stored.core)
    except (NotCanonical, BadEvent):
        return None


def are_files_erased(core: EventCore, commitments: Collection[str]) -> bool:
    """Whether an order that names the event and these commitments takes its files along."""
    files = core.pd.get(FILES_GROUP)
    if files is not None and files in commitments:
        return True
    return all(one in commitments for one in core.pd.values())


def seizures_of(connection: Connection, case: str) -> list[str]:
    """The lists of a case."""
    rows = raw_of(connection).execute(
        "SELECT id FROM seizure_card WHERE case_id = ? ORDER BY id", (pack(case),)
    )
    return [unpack(id_) for (id_,) in rows]


def touched_subjects(connection: Connection, of_events: frozenset[str]) -> dict[str, str]:
    """Subject -> kind of all whose state follows from these events.

    Parts of a split line carry fields of the line over, so they are among them.
    """
    found: dict[str, str] = {}
    waiting: list[tuple[str, str]] = []
    for pos in ledger_store.positions_of_hashes(connection, of_events):
        core = core_at(connection, pos)
        waiting += [(one.id, one.kind) for one in core.subjects] if core else []
    while waiting:
        id_, kind = waiting.pop()
        if id_ in found:
            continue
        found[id_] = kind
        for pos in positions_of(connection, id_) if kind == "item" else ():
            core = core_at(connection, pos)
            if core is not None and core.typ == SPLIT and core.subjects[0].id == id_:
                waiting += [(one.id, one.kind) for one in core.subjects[1:]]
    return found
