"""States of subjects from their rows, kept while one transaction lasts.

The Source that rules read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from custody_app.domain.record import from_plain, to_plain
from custody_app.domain.world import STATE_OF_KIND
from custody_app.storage.tables.effects import effects_card
from custody_app.storage.tables.items import item_card
from custody_app.storage.tables.money import money_entry
from custody_app.storage.tables.registers import (
    case_card,
    container_card,
    person_card,
    place_card,
    request_card,
    request_item,
)
from custody_app.storage.tables.subjects import subject_key, subject_state

_STATE = select(
    subject_state.c.n,
    subject_state.c.iseq,
    subject_state.c.head,
    subject_state.c.state,
    subject_state.c.kind,
).where(subject_state.c.id == bindparam("id"))
_KEY = select(subject_key.c.id).where(
    subject_key.c.kind == bindparam("kind"), subject_key.c.key == bindparam("key")
)
_ID = bindparam("id", type_=item_card.c.id.type)
_HELD = ["S25", "S26", "S30", "S31", "S32", "S42"]
_OPEN = ["S10", "S12", "S20", "S21", *_HELD]
_COUNTS = {
    "items_in_place": select(func.count())
    .select_from(item_card)
    .where(item_card.c.place_id == _ID),
    "vehicles_in_place": select(func.count())
    .select_from(item_card)
    .where(item_card.c.place_id == _ID, item_card.c.category == "vehicle"),
    "parts_of_vehicle": select(func.count())
    .select_from(item_card)
    .where(item_card.c.vehicle_id == _ID, item_card.c.custody.in_(_HELD)),
    "items_in_container": select(func.count())
    .select_from(item_card)
    .where(item_card.c.container_id == _ID),
    "containers_in_place": select(func.count())
    .select_from(container_card)
    .where(container_card.c.place_id == _ID),
    "open_effects_in_place": select(func.count())
    .select_from(effects_card)
    .where(effects_card.c.place_id == _ID, effects_card.c.closed_at.is_(None)),
    "places_in_place": select(func.count())
    .select_from(place_card)
    .where(place_card.c.parent_id == _ID, place_card.c.closed == 0),
    "items_of_seizure": select(func.count())
    .select_from(item_card)
    .where(item_card.c.seizure_id == _ID),
    "items_of_case": select(func.count()).select_from(item_card).where(item_card.c.case_id == _ID),
    "open_items_of_case": select(func.count())
    .select_from(item_card)
    .where(
        item_card.c.case_id == _ID,
        item_card.c.custody.in_(_OPEN),
    ),
    "open_disposals": select(func.count())
    .select_from(request_item.join(request_card, request_card.c.id == request_item.c.request_id))
    .where(
        request_item.c.item_id == _ID,
        request_card.c.kind == "disposal",
        request_card.c.state.in_(["submitted", "approved"]),
    ),
    "open_accounts": select(func.count())
    .select_from(person_card)
    .where(person_card.c.account_open == 1),
    "accounts_with_role": select(func.count())
    .select_from(person_card)
    .where(
        person_card.c.account_open == 1,
        (" " + person_card.c.roles + " ").contains(bindparam("text")),
    ),
    "cases": select(func.count()).select_from(case_card),
    "money_of_line": select(func.coalesce(func.sum(money_entry.c.amount_fen), 0)).where(
        money_entry.c.account_id == _ID, money_entry.c.of_line == bindparam("line")
    ),
    "receipts_of_line": select(func.count())
    .select_from(money_entry)
    .where(
        money_entry.c.account_id == _ID,
        money_entry.c.of_line == bindparam("line"),
        money_entry.c.receipt_no != "",
    ),
    "money_with_receipt": select(func.count())
    .select_from(money_entry)
    .where(money_entry.c.account_id == _ID, money_entry.c.receipt_no == bindparam("text")),
}


OF_MONEY = {
    "money_of_line": "line",
    "receipts_of_line": "line",
    "money_with_receipt": "text",
}
"""Questions asked with an account and, after a blank, a line or the text of a receipt."""


@dataclass(slots=True)
class Held:
    """One subject in hand: its row number, place in its own chain, state."""

    n: int
    iseq: int
    head: bytes
    state: Any


def write_state(state: Any) -> str:
    """A state as the text that its row keeps."""
    return json.dumps(to_plain(state), ensure_ascii=False, separators=(",", ":"))


def read_state(kind: str, text: str) -> Any:
    """A state from the text of its row."""
    if kind == "rules":
        return _read_rules(text)
    return from_plain(STATE_OF_KIND[kind], json.loads(text))


@lru_cache(maxsize=4)
def _read_rules(text: str) -> Any:
    """The rules in force, long and the same for years, so read once only."""
    return from_plain(STATE_OF_KIND["rules"], json.loads(text))


class StateStore:
    """Reads states and counts on one connection; what was read or changed stays in hand."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._held: dict[str, Held | None] = {}

    def held(self, kind: str, id_: str) -> Held | None:
        """The subject in hand, loaded when it is first asked for.

        None when there is no such subject.
        """
        if id_ in self._held:
            return self._held[id_]
        row = self._connection.execute(_STATE, {"id": id_}).first()
        found = None
        if row is not None and row.kind == kind:
            found = Held(row.n, row.iseq, row.head, read_state(kind, row.state))
        self._held[id_] = found
        return found

    def keep(self, id_: str, held: Held) -> None:
        """Hold a changed subject."""
        self._held[id_] = held

    def forget(self) -> None:
        """Let go of everything in hand, after a rollback to a savepoint."""
        self._held.clear()

    def state(self, kind: str, id_: str) -> Any:
        """The state of a subject now, or None."""
        found = self.held(kind, id_)
        return None if found is None else found.state

    def find(self, kind: str, key: str) -> str | None:
        """The id behind a unique key."""
        found: str | None = self._connection.execute(_KEY, {"kind": kind, "key": key}).scalar()
        return found

    def count(self, question: str, id_: str) -> int:
        """A count a rule needs."""
        values: dict[str, str] = {"id": id_}
        if question in ("open_accounts", "cases"):
            values = {}
        elif question == "accounts_with_role":
            values = {"text": f" {id_} "}
        elif question in OF_MONEY:
            account, _, rest = id_.partition(" ")
            values = {"id": account, OF_MONEY[question]: rest}
        found: int = self._connection.execute(_COUNTS[question], values).scalar_one()
        return found
