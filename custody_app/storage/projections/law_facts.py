"""The law in force for rows that follow from it, and all such rows again when it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection

from custody_app.domain.ids import CaseId, SeizureId
from custody_app.domain.moments import Day, Moment
from custody_app.domain.rules.legal_clock import Law
from custody_app.domain.state.rules_in_force import IN_FORCE, RulesState
from custody_app.domain.vocabulary import GONE, CaseKind
from custody_app.storage.base import pack
from custody_app.storage.projections.place_use import used_since
from custody_app.storage.projections.registers import dues_of
from custody_app.storage.state_store import StateStore, read_state

STATES_AT_ONCE = 2_000
RECEIPT_AWAITED = "matter_court_receipt"
Progress = Callable[[int, int], None]
"""(things done, things in all)."""


def law_of(states: StateStore) -> Law | None:
    """The law in force as one transaction sees it; None in a file without rules."""
    id_ = states.find("rules", IN_FORCE)
    rules = states.state("rules", id_) if id_ is not None else None
    if not isinstance(rules, RulesState):
        return None

    def case_kind(case: CaseId) -> CaseKind | None:
        found = states.state("case", case)
        return found.kind if found is not None else None

    def decided_on(seizure: SeizureId) -> Day | None:
        found = states.state("seizure", seizure)
        return found.document_on if found is not None else None

    return Law(rules.pack, rules.work, case_kind, decided_on)


class LawOfFold:
    """The law as a fold of the whole ledger gathers it, event by event."""

    def __init__(self) -> None:
        self._rules: RulesState | None = None
        self._kinds: dict[str, CaseKind] = {}
        self._decided: dict[str, Day | None] = {}

    def learn(self, kind: str, id_: str, state: Any) -> None:
        """Remember what clocks depend on; neither fact ever changes."""
        if kind == "rules":
            self._rules = state
        elif kind == "case":
            self._kinds[id_] = state.kind
        elif kind == "seizure":
            self._decided[id_] = state.document_on

    def law(self) -> Law | None:
        """The law in force at the end of what was learnt."""
        if self._rules is None:
            return None
        rules = self._rules
        return Law(rules.pack, rules.work, self._kinds.get, self._decided.get)


def whole_law(connection: Connection) -> Law | None:
    """The law in force with the facts of every case and list in hand, for all things at once."""
    learnt = LawOfFold()
    rows = connection.exec_driver_sql(
        "SELECT kind, state FROM subject_state WHERE kind IN ('rules', 'case', 'seizure')"
    )
    for kind, text in rows:
        state = read_state(kind, text)
        learnt.learn(kind, state.id, state)
    return learnt.law()


def write_all_dues(connection: Connection, progress: Progress) -> int:
    """Write the due moments of every thing anew where the law gives it others.

    Returns:
        how many things got other moments.
    """
    law = whole_law(connection)
    total: int = connection.exec_driver_sql("SELECT count(*) FROM item_card").scalar_one()
    changed = done = 0
    for states in _open_items(connection):
        changed += _write_dues(connection, states, law)
        done += len(states)
        progress(done, total)
    for kind in ("place", "account"):
        others = connection.exec_driver_sql(
            "SELECT state FROM subject_state WHERE kind = ?", (kind,)
        )
        for (text,) in others.all():
            state = read_state(kind, text)
            used = used_since(connection, state.id) if kind == "place" else None
            changed += _write_dues(connection, [state], law, kind, used)
    slips = connection.exec_driver_sql(
        "SELECT s.state FROM effects_card c JOIN subject_state s ON s.n = c.n"
        " WHERE c.closed_at IS NULL"
    )
    for (text,) in slips.all():
        changed += _write_dues(connection, [read_state("effects", text)], law, "effects")
    progress(total, total)
    return changed


def _open_items(connection: Connection) -> Iterator[list[Any]]:
    """States of all things still to be answered for, in portions.

    What is gone has no clocks but the receipt that a court waits for.
    """
    gone = ", ".join(f"'{custody.value}'" for custody in sorted(GONE))
    last = 0
    while True:
        rows = connection.exec_driver_sql(
            "SELECT c.n, s.state FROM item_card c JOIN subject_state s ON s.n = c.n"
            f" WHERE c.n > ? AND (c.custody NOT IN ({gone})"
            " OR c.id IN (SELECT id FROM due WHERE kind = ?)) ORDER BY c.n LIMIT ?",
            (last, RECEIPT_AWAITED, STATES_AT_ONCE),
        ).all()
        if not rows:
            return
        last = rows[-1][0]
        yield [read_state("item", text) for _, text in rows]


def _write_dues(
    connection: Connection,
    states: list[Any],
    law: Law | None,
    kind: str = "item",
    used: Moment | None = None,
) -> int:
    marks = ", ".join("?" * len(states))
    ids = tuple(pack(state.id) for state in states)
    found: dict[bytes, set[tuple[str, str]]] = {id_: set() for id_ in ids}
    rows = connection.exec_driver_sql(f"SELECT id, kind, at FROM due WHERE id IN ({marks})", ids)
    for id_, name, at in rows:
        found[id_].add((name, at))
    changed = 0
    for id_, state in zip(ids, states, strict=True):
        wanted = dues_of(kind, state, law, used)
        if wanted == found[id_]:
            continue
        changed += 1
        for name, at in found[id_] - wanted:
            connection.exec_driver_sql(
                "DELETE FROM due WHERE kind = ? AND at = ? AND id = ?", (name, at, id_)
            )
        for name, at in sorted(wanted - found[id_]):
            connection.exec_driver_sql(
                "INSERT INTO due (kind, at, id) VALUES (?, ?, ?)", (name, at, id_)
            )
    return changed
