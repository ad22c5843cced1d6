"""The whole history of an item, with the moves of its container while it was inside."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from custody_app.domain.custody_state import evolve
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.item import ItemSplit
from custody_app.domain.ids import PersonId
from custody_app.domain.moments import Moment
from custody_app.domain.state.intake_steps import split_part
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.steps import Happened
from custody_app.domain.values import dataclass
from custody_app.queries.facts import Fact
from custody_app.queries.history_entry import (
    HistoryEntry,
    Told,
    entries,
    positions_of,
    read_event,
)
from custody_app.queries.names import containers_of

__all__ = ["Fact", "HistoryEntry", "item_history", "subject_history"]


@dataclass(frozen=True, slots=True)
class _Stay:
    """An item lay in a container from behind one position until before another."""

    container: str
    since: int
    until: int | None


def item_history(connection: Connection, *, item: str) -> tuple[HistoryEntry, ...]:
    """Everything recorded of an item, oldest first.

    Raises:
        RuleBroken: ``item.unknown``.
    """
    own = [read_event(connection, pos) for pos in positions_of(connection, item)[::-1]]
    if not own:
        raise RuleBroken("item.unknown", id=item[:80])
    stays = list(_stays(connection, own, item))
    codes = containers_of(connection, (stay.container for stay in stays))
    via: dict[int, str] = {}
    found = {one.pos: one for one in own}
    for stay in stays:
        for told in _during(connection, stay):
            if told.pos not in found:
                found[told.pos] = told
                known = codes.get(stay.container)
                via[told.pos] = known.code if known else stay.container
    return entries(connection, [found[pos] for pos in sorted(found)], via)


def _during(connection: Connection, stay: _Stay) -> Iterable[Told]:
    for pos in positions_of(connection, stay.container):
        if pos > stay.since and (stay.until is None or pos < stay.until):
            yield read_event(connection, pos)


def _stays(connection: Connection, own: list[Told], item: str) -> Iterable[_Stay]:
    """When the item lay in which container, by folding its events again."""
    state: ItemState | None = None
    inside: tuple[str, int] | None = None
    for told in own:
        state = _after(connection, state, told, item)
        now = state.container if state is not None else None
        if inside is not None and now != inside[0]:
            yield _Stay(inside[0], inside[1], told.pos)
            inside = None
        if now is not None and inside is None:
            inside = (now, told.pos)
    if inside is not None:
        yield _Stay(inside[0], inside[1], None)


def _after(
    connection: Connection, before: ItemState | None, told: Told, item: str
) -> ItemState | None:
    event, core = told.event, told.core
    if event is None:
        return before
    if isinstance(event, ItemSplit) and before is None:
        parent = _folded(connection, event.item, told.pos)
        return split_part(parent, event, item) if parent is not None else None
    happened = Happened(
        Moment(core.wall), told.at, PersonId(core.actor), PersonId(core.recorder), core.tz
    )
    after: ItemState = evolve(before, event, happened, item)
    return after


def _folded(connection: Connection, item: str, before: int) -> ItemState | None:
    """The state of an item before a position."""
    state: ItemState | None = None
    for pos in positions_of(connection, item)[::-1]:
        if pos >= before:
            break
        state = _after(connection, state, read_event(connection, pos), item)
    return state


def subject_history(
    connection: Connection, *, subject: str, limit: int = 200
) -> tuple[HistoryEntry, ...]:
    """What is recorded of any subject, newest first."""
    found = [read_event(connection, pos) for pos in positions_of(connection, subject, limit)]
    return entries(connection, found)
