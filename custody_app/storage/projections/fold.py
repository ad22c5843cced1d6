"""Fold the ledger into fresh projection rows, with the functions that write the live ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from custody_app.domain.custody_state import evolve
from custody_app.domain.errors import RuleBroken
from custody_app.domain.event_codec import decode
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemSplit
from custody_app.domain.ids import PersonId
from custody_app.domain.moments import Moment
from custody_app.domain.rules.legal_clock import Law
from custody_app.domain.state.intake_steps import split_part
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.money import AccountState
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.state.steps import Happened
from custody_app.ledger.entry import EventCore
from custody_app.storage.base import pack
from custody_app.storage.projections import item_card
from custody_app.storage.projections.fresh_rows import FreshRows
from custody_app.storage.projections.law_facts import LawOfFold
from custody_app.storage.projections.money import entry_row
from custody_app.storage.projections.place_use import taken_place
from custody_app.storage.projections.projector import (
    Change,
    are_new,
    day_tally,
    file_row,
    link_rows,
    move_of,
    numbers_of,
    stock_move_row,
)
from custody_app.storage.projections.registers import ROW_OF_KIND, dues_of, keys_of, tallies_of
from custody_app.storage.state_store import Held, read_state, write_state

HELD_MAX = 60_000
"""States kept in memory; older ones wait in the scratch database."""

Personal = Mapping[str, tuple[bytes, bytes]]
Judge = Callable[[Event, Happened], object]
"""Told each event before its step; states are as they were."""


def personal_of(values: Personal) -> dict[str, dict[str, Any]]:
    """Group -> value, without what is no longer readable."""
    found = {}
    for group, (_, raw) in values.items():
        try:
            value = json.loads(raw)
        except ValueError:
            continue
        if isinstance(value, dict):
            found[group] = value
    return found


def happened_of(core: EventCore) -> Happened:
    """When and by whom, as the steps of state need it."""
    return Happened(
        Moment(core.wall),
        Moment(core.occ["at"] if core.occ else core.wall),
        PersonId(core.actor),
        PersonId(core.recorder),
        core.tz,
    )


class Fold:
    """Takes events in the order of the ledger; memory stays limited whatever its length."""

    def __init__(
        self, rows: FreshRows, held_max: int = HELD_MAX, judge: Judge | None = None
    ) -> None:
        self._rows = rows
        self._judge = judge
        self._held_max = held_max
        self._held: dict[str, tuple[str, Held]] = {}
        self._is_spilled = False
        self._last_n = 0
        self._unit_of_case: dict[str, bytes] = {}
        self._serials: dict[str, int] = {}
        self._tallies: dict[tuple[str, str], int] = {}
        self._batch: tuple[str, int, int] | None = None
        self._used: dict[str, Moment] = {}
        self._learnt = LawOfFold()
        self._law: Law | None = None

    def take(self, pos: int, ehash: bytes, core: EventCore, personal: Personal) -> None:
        """Fold one event.

        Raises:
            KeyError, RuleBroken, TypeError, AttributeError: an event that does not fit what was
                before it, or one of a newer program.
        """
        first = core.subjects[0].id if core.subjects else ""
        event = decode(core.typ, first, core.body, personal_of(personal))
        happened = happened_of(core)
        if self._judge is not None:
            self._judge(event, happened)
        before = [self._take(one.kind, one.id) for one in core.subjects]
        parent = before[0].state if before and before[0] is not None else None
        for subject, old in zip(core.subjects, before, strict=True):
            was = old.state if old is not None else None
            if isinstance(event, ItemSplit) and was is None and isinstance(parent, ItemState):
                now: Any = split_part(parent, event, subject.id)
            else:
                now = evolve(was, event, happened, subject.id)
            n = old.n if old is not None else self._take_n()
            iseq = old.iseq + 1 if old is not None else 1
            self._held[subject.id] = (subject.kind, Held(n, iseq, ehash, now))
            self._rows.put_tuple("subject_event", (pack(subject.id), iseq, pos))
            self._follow(Change(subject.kind, subject.id, n, was, now, event, pos, happened))
        for file in core.att if core.subjects else ():
            self._rows.put("item_file", file_row(first, pos, file))
        self._follow_batch(core.batch, pos)
        if len(self._held) > self._held_max:
            self._spill(self._held_max // 4)

    def item(self, id_: str) -> ItemState:
        """An item as the events so far left it.

        Raises:
            RuleBroken: ``item.unknown``.
        """
        found: ItemState = self._known("item", id_)
        return found

    def request(self, id_: str) -> ApprovalRequest:
        """A request as the events so far left it.

        Raises:
            RuleBroken: ``request.unknown``.
        """
        found: ApprovalRequest = self._known("request", id_)
        return found

    def _known(self, kind: str, id_: str) -> Any:
        found = self._take(kind, id_)
        if found is None:
            raise RuleBroken(f"{kind}.unknown", id=id_[:80])
        return found.state

    def _take(self, kind: str, id_: str) -> Held | None:
        """The subject in hand, moved to the end of the queue for the scratch database."""
        found = self._held.pop(id_, None)
        if found is not None:
            self._held[id_] = found
            return found[1] if found[0] == kind else None
        if not self._is_spilled:
            return None
        self._rows.flush("subject_state")
        row = self._rows.raw.execute(
            "SELECT n, iseq, head, state, kind FROM subject_state WHERE id = ?", (pack(id_),)
        ).fetchone()
        if row is None or row[4] != kind:
            return None
        return Held(row[0], row[1], row[2], read_state(kind, row[3]))

    def _take_n(self) -> int:
        self._last_n += 1
        return self._last_n

    def _follow(self, change: Change) -> None:
        """Rows that follow from the change itself and would not follow from the last state."""
        self._follow_keys(change)
        if are_new(change.kind, change.before, change.after):
            for table, row in link_rows(change.kind, change.after):
                self._rows.put(table, row)
        if change.kind == "case":
            self._unit_of_case[change.id] = pack(change.after.unit)
        self._learnt.learn(change.kind, change.id, change.after)
        if place := taken_place(change.before, change.after):
            self._used.setdefault(place, change.happened.at)
        for name_key in tallies_of(change.kind, change.after):
            self._tallies.setdefault(name_key, 0)
        if isinstance(change.after, ItemState):
            way = move_of(change.event, change.before, change.after)
            if way:
                unit = self._unit_of_case.get(change.after.case, b"")
                self._rows.put("stock_move", stock_move_row(change, way, unit))
                name_key = day_tally(change, way)
                self._tallies[name_key] = self._tallies.get(name_key, 0) + 1
        elif isinstance(change.after, AccountState):
            self._rows.put("money_entry", entry_row(change))
        for series, last in numbers_of(change.event, change.id):
            self._serials[series] = max(self._serials.get(series, last), last)

    def _follow_keys(self, change: Change) -> None:
        new = keys_of(change.kind, change.after)
        old = keys_of(change.kind, change.before) if change.before is not None else frozenset()
        # No event takes a key away; an erasure does, and then the event never had it here.
        for key in sorted(new - old):
            self._rows.put_tuple("subject_key", (change.kind, key, pack(change.id)))

    def _follow_batch(self, batch: str | None, pos: int) -> None:
        if self._batch is not None and batch == self._batch[0]:
            self._batch = (self._batch[0], self._batch[1], pos)
            return
        self._close_batch()
        self._batch = (batch, pos, pos) if batch is not None else None

    def _close_batch(self) -> None:
        if self._batch is not None and self._batch[2] > self._batch[1]:
            self._rows.put_tuple("batch", (pack(self._batch[0]), *self._batch[1:]))

    def _spill(self, count: int) -> None:
        """Write the states that were not needed for longest."""
        for id_ in list(self._held)[:count]:
            self._write_state(id_, *self._held.pop(id_))
        self._is_spilled = True

    def _write_state(self, id_: str, kind: str, held: Held) -> None:
        text = write_state(held.state)
        row = (held.n, pack(id_), kind, held.iseq, held.head, text)
        self._rows.put_tuple("subject_state", row)

    def finish(self) -> None:
        """Write what follows from the last state of every subject."""
        self._close_batch()
        self._batch = None
        for id_, (kind, held) in self._held.items():
            self._write_state(id_, kind, held)
        self._rows.flush("subject_state")
        states = self._rows.raw.cursor().execute(
            "SELECT n, id, kind, state FROM subject_state ORDER BY n"
        )
        self._law = self._learnt.law()
        in_hand = {held.n: held.state for _, held in self._held.values()}
        self._held.clear()
        for n, packed_id, kind, text in states:
            state = in_hand.pop(n, None) or read_state(kind, text)
            self._write_last(n, packed_id, kind, state)
        for place, since in self._used.items():
            self._rows.put_tuple("place_use", (pack(place), since))
        for series, last in self._serials.items():
            self._rows.put_tuple("serial", (series, last))
        for (name, key), count in self._tallies.items():
            self._rows.put_tuple("tally", (name, key, count))
        self._rows.flush()

    def _write_last(self, n: int, packed_id: bytes, kind: str, state: Any) -> None:
        if kind == "item":
            self._rows.put("item_card", item_card.row_of(state, n))
        elif kind in ROW_OF_KIND:
            table, row_of = ROW_OF_KIND[kind]
            self._rows.put(table, row_of(state, n))
        used = self._used.get(state.id) if kind == "place" else None
        for name, at in dues_of(kind, state, self._law, used):
            self._rows.put_tuple("due", (name, at, packed_id))
        for name_key, count in tallies_of(kind, state).items():
            self._tallies[name_key] = self._tallies.get(name_key, 0) + count
