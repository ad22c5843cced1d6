"""Since when a place is in use: the first thing that was put there, and nothing after it."""

from __future__ import annotations

from dataclasses import replace

from custody_app.bootstrap import Core
from custody_app.domain.moments import later, moment_of
from custody_app.domain.rules.clocks import STOCK_TAKE
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import PlaceState
from custody_app.runtime.paths import CentreDir
from custody_app.storage.base import pack
from custody_app.storage.projections.law_facts import law_of
from custody_app.storage.projections.place_use import note_use, taken_place, used_since
from custody_app.storage.state_store import StateStore, read_state
from tests.living import opened


def test_only_a_place_that_is_new_to_a_thing_is_taken(lived: CentreDir) -> None:
    with opened(lived) as core:
        item, place = in_place(core)
        assert taken_place(None, item) == item.place
        assert taken_place(replace(item, place=None), item) == item.place
        assert taken_place(item, replace(item, care_note="x")) is None
        assert taken_place(item, replace(item, place=None)) is None
        assert taken_place(None, place) is None


def test_the_first_use_stays_and_makes_a_place_due(lived: CentreDir) -> None:
    with opened(lived) as core:
        _, place = in_place(core)
        now = moment_of(core.clock.now())
        with core.writer.begin() as connection:
            first = used_since(connection, place.id)
            assert first is not None
            law = law_of(StateStore(connection))
            note_use(connection, place.id, now, law)
            assert used_since(connection, place.id) == first
            connection.exec_driver_sql(
                "DELETE FROM place_use WHERE place_id = ?", (pack(place.id),)
            )
            connection.exec_driver_sql("DELETE FROM due WHERE id = ?", (pack(place.id),))
            note_use(connection, place.id, now, law)
            assert used_since(connection, place.id) == now
            ((kind, at),) = connection.exec_driver_sql(
                "SELECT kind, at FROM due WHERE id = ?", (pack(place.id),)
            ).all()
            assert kind == STOCK_TAKE
            assert at > later(now, days=29)
            connection.rollback()


def in_place(core: Core) -> tuple[ItemState, PlaceState]:
    """A thing that lies in a place nobody counted yet."""
    with core.reader.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT s.state, p.state FROM item_card c JOIN subject_state s ON s.n = c.n"
            " JOIN subject_state p ON p.id = c.place_id"
            " WHERE json_extract(p.state, '$.counted_at') IS NULL LIMIT 1"
        )
        item, place = rows.one()
    return read_state("item", item), read_state("place", place)
