"""States of subjects as the record holds them now."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import Connection

from custody_app.domain.errors import RuleBroken
from custody_app.domain.world import STATE_OF_KIND
from custody_app.queries.names import id_text, packed_id, rows_of
from custody_app.storage.state_store import read_state

S = TypeVar("S")
_KIND_OF_STATE = {cls: kind for kind, cls in STATE_OF_KIND.items()}


def state_of(connection: Connection, kind: type[S], id_: str) -> S:
    """The state of one subject.

    Raises:
        RuleBroken: ``<kind>.unknown``.
    """
    name = _KIND_OF_STATE[kind]
    row = connection.exec_driver_sql(
        "SELECT kind, state FROM subject_state WHERE id = ?", (packed_id(id_),)
    ).first()
    if row is None or row[0] != name:
        raise RuleBroken(f"{name}.unknown", id=id_[:80])
    found: S = read_state(name, row[1])
    return found


def states_of(connection: Connection, kind: type[S], ids: list[str]) -> dict[str, S]:
    """Id -> state, for those that are there."""
    name = _KIND_OF_STATE[kind]
    head = "SELECT id, kind, state FROM subject_state"
    found: dict[str, Any] = {}
    for row in rows_of(connection, head, "id", map(packed_id, ids)):
        if row[1] == name:
            found[id_text(row[0])] = read_state(name, row[2])
    return found


def id_of_key(connection: Connection, kind: str, key: str) -> str:
    """The id behind a unique key, empty when there is none."""
    raw = connection.exec_driver_sql(
        "SELECT id FROM subject_key WHERE kind = ? AND key = ?", (kind, key)
    ).scalar()
    return id_text(raw) if raw else ""
