"""Since when anything has stood in a place: from then on it is to be counted (D28).

A place nobody uses is never due, and of one that was counted the last count alone matters.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from custody_app.domain.ids import PlaceId
from custody_app.domain.moments import Moment
from custody_app.domain.rules.clocks import count_due
from custody_app.domain.rules.legal_clock import Law
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ContainerState
from custody_app.storage.base import pack
from custody_app.storage.state_store import read_state


def taken_place(before: Any, after: Any) -> PlaceId | None:
    """The place that a thing, a bag or a box was put into; None when it did not move."""
    if not isinstance(after, ItemState | ContainerState):
        return None
    was = before.place if before is not None else None
    return after.place if after.place != was else None


def used_since(connection: Connection, place: str) -> Moment | None:
    """Since when anything has stood there."""
    found = connection.exec_driver_sql(
        "SELECT since FROM place_use WHERE place_id = ?", (pack(place),)
    ).scalar()
    return Moment(found) if found is not None else None


def note_use(connection: Connection, place: PlaceId, since: Moment, law: Law | None) -> None:
    """The first thing stands there: the place has a row, and is due unless it was counted."""
    id_ = pack(place)
    added = connection.exec_driver_sql(
        "INSERT OR IGNORE INTO place_use (place_id, since) VALUES (?, ?)", (id_, since)
    )
    if not added.rowcount:
        return
    text = connection.exec_driver_sql(
        "SELECT state FROM subject_state WHERE id = ?", (id_,)
    ).scalar_one()
    state = read_state("place", text)
    if state.counted_at is None and (clock := count_due(state, law, since)):
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO due (kind, at, id) VALUES (?, ?, ?)",
            (clock.kind, clock.at, id_),
        )
