"""Erase personal values by order, and let states, rows and search follow the ledger again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, Engine

from custody_app.domain.custody_state import evolve
from custody_app.domain.event_codec import decode
from custody_app.domain.events.item import ItemSplit
from custody_app.domain.state.intake_steps import split_part
from custody_app.domain.values import dataclass
from custody_app.storage import ledger_store
from custody_app.storage.base import pack
from custody_app.storage.engine import BUSY_MS, Guard, faults_told
from custody_app.storage.projections.comparison import SEARCH_TABLE
from custody_app.storage.projections.fold import happened_of, personal_of
from custody_app.storage.projections.law_facts import law_of
from custody_app.storage.projections.projector import project_state
from custody_app.storage.snapshot import raw_of
from custody_app.storage.state_store import Held, StateStore
from custody_app.storage.subject_facts import (
    are_files_erased,
    core_at,
    positions_of,
    touched_subjects,
)
from custody_app.storage.unit_of_work import write_subject

PATIENCE_MS = 500
"""How long the rewriting of the file waits for others before it is put off."""


@dataclass(frozen=True, slots=True)
class ErasedFiles:
    """Files that must go once the erasure is durable.

    Attributes:
        attachments: SHA-256 in hex.
        papers: (number, kind) of issued papers.
    """

    attachments: tuple[str, ...]
    papers: tuple[tuple[str, str], ...]


def erase(
    connection: Connection,
    guard: Guard,
    states: StateStore,
    commitments: frozenset[str],
    of_events: frozenset[str],
) -> ErasedFiles:
    """Delete the values behind these commitments, inside the caller's transaction."""
    attachments: set[str] = set()
    for pos in ledger_store.positions_of_hashes(connection, of_events):
        core = core_at(connection, pos)
        if core is None:
            continue
        groups = frozenset(group for group, one in core.pd.items() if one in commitments)
        guard.erasing = True
        try:
            ledger_store.erase_personal(connection, pos, groups)
        finally:
            guard.erasing = False
        if are_files_erased(core, commitments):
            attachments |= {
                str(file["h"])
                for file in core.att
                if _is_only_in(connection, str(file["h"]), of_events)
            }
    touched = touched_subjects(connection, of_events)
    for id_, kind in touched.items():
        _refold(connection, states, kind, id_)
    return ErasedFiles(tuple(sorted(attachments)), _papers_of(connection, touched))


def forget_in_files(writer: Engine, guard: Guard) -> bool:
    """Merge the search index, write the file anew and empty the write-ahead log.

    SQLite zeroes what it deletes, but a page that was split or merged before may keep a copy of a
    row in its unused part; only a file written anew surely holds nothing of it.

    Returns:
        whether it was done; not while somebody else reads the file for long.
    """
    with faults_told(), writer.begin() as connection:
        connection.exec_driver_sql(
            f"INSERT INTO {SEARCH_TABLE}({SEARCH_TABLE}) VALUES ('optimize')"
        )
    with faults_told(), writer.connect() as connection:
        raw = raw_of(connection)
        guard.building = True
        raw.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
        try:
            raw.execute("VACUUM")
            (busy, *_) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite.OperationalError as error:
            if "locked" in str(error) or "full" in str(error):
                return False
            raise
        finally:
            raw.execute(f"PRAGMA busy_timeout={BUSY_MS}")
            guard.building = False
    return not busy


def _refold(connection: Connection, states: StateStore, kind: str, id_: str) -> None:
    held = states.held(kind, id_)
    if held is None:
        return
    state = _folded(connection, id_, None)
    write_subject(connection, kind, id_, held.n, held.iseq, held.head, state)
    project_state(connection, kind, held.n, held.state, state, law_of(states))
    states.keep(id_, Held(held.n, held.iseq, held.head, state))


def _folded(connection: Connection, id_: str, before: int | None) -> Any:
    """The state of one subject from its events, up to a position."""
    state: Any = None
    for pos in positions_of(connection, id_):
        core = core_at(connection, pos)
        if core is None or (before is not None and pos >= before):
            break
        values = ledger_store.read_personal(connection, pos)
        event = decode(core.typ, core.subjects[0].id, core.body, personal_of(values))
        if state is None and isinstance(event, ItemSplit) and core.subjects[0].id != id_:
            parent = _folded(connection, core.subjects[0].id, pos)
            state = split_part(parent, event, id_)
        else:
            state = evolve(state, event, happened_of(core), id_)
    return state


def _is_only_in(connection: Connection, h: str, of_events: frozenset[str]) -> bool:
    """Whether no other event names the file."""
    rows = connection.exec_driver_sql(
        "SELECT pos FROM item_file WHERE h = ?", (bytes.fromhex(h),)
    ).scalars()
    for pos in rows.all():
        stored = ledger_store.read_event(connection, pos)
        if stored is not None and stored.ehash.hex() not in of_events:
            return False
    return True


def _papers_of(connection: Connection, touched: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    found: set[tuple[str, str]] = set()
    for id_ in papers_of_effects(connection, touched):
        rows = connection.exec_driver_sql(
            "SELECT number, kind FROM form_card WHERE id = ?", (pack(id_),)
        )
        found |= {(row[0], row[1]) for row in rows}
    for id_ in touched:
        rows = connection.exec_driver_sql(
            "SELECT number, kind FROM form_card WHERE case_id = ?1 OR id IN"
            " (SELECT form_id FROM form_item WHERE item_id = ?1)",
            (pack(id_),),
        )
        found |= {(row[0], row[1]) for row in rows}
    return tuple(sorted(found))


def papers_of_effects(connection: Connection, touched: Mapping[str, str]) -> list[str]:
    """The papers of slips of personal effects, which name them themselves."""
    states = StateStore(connection)
    slips = [states.state(kind, id_) for id_, kind in touched.items() if kind == "effects"]
    return [paper for slip in slips for paper in slip.papers]
