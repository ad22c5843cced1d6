"""Projections folded anew from the ledger are the rows that were written with the events."""

from __future__ import annotations

from pathlib import Path

import pytest

from custody_app.runtime.faults import Fault
from custody_app.runtime.paths import CentreDir
from custody_app.services.rebuild import rebuild
from custody_app.storage.base import METADATA
from custody_app.storage.engine import reader_engine
from custody_app.storage.heads import subject_heads
from custody_app.storage.ledger_store import read_whole
from custody_app.storage.projections import fresh_rows
from custody_app.storage.projections import rebuild as folding
from custody_app.storage.projections.comparison import differences
from custody_app.storage.projections.fold import Fold, personal_of
from custody_app.storage.projections.fresh_rows import PROJECTIONS
from custody_app.storage.projections.registers import ROW_OF_KIND
from custody_app.storage.serials import last_of
from custody_app.storage.snapshot import snapshot
from custody_app.storage.subject_facts import core_at, positions_of
from custody_app.storage.tables import ledger, local
from tests.living import burgled

KEPT = {"ledger_log", "ledger_event", "ledger_checkpoint", "ledger_personal", "ledger_head"}
OWN = {
    "scan_journal", "scan_doubt", "scan_answer", "label_print", "basket", "open_count", "sign_in",
}  # fmt: skip


def test_every_table_is_ledger_own_or_projection() -> None:
    told = {table.name for table in PROJECTIONS}
    assert told | KEPT | OWN == set(METADATA.tables)
    assert not told & (KEPT | OWN)
    assert {ledger.ledger_event.name, local.basket.name} <= KEPT | OWN
    assert {table for table, _ in ROW_OF_KIND.values()} <= told


def test_an_untouched_centre_differs_in_nothing(lived_once: CentreDir) -> None:
    told: list[tuple[int, int]] = []
    found = rebuild(lived_once, check=True, progress=lambda *at: told.append(at))
    assert found.differences == ()
    assert told[-1] == (found.events, found.events)


@pytest.mark.parametrize("held", [1, 7, 60])
def test_memory_may_be_small(lived_once: CentreDir, tmp_path: Path, held: int) -> None:
    reader = reader_engine(lived_once.db)
    with snapshot(reader) as live, fresh_rows.fresh_rows(tmp_path) as rows:
        folded = Fold(rows, held_max=held)
        for whole in read_whole(live):
            core = core_at(live, whole.stored.pos)
            assert core is not None
            folded.take(whole.stored.pos, whole.stored.ehash, core, whole.personal)
        folded.finish()
        assert list(differences(rows, live, lambda table: None)) == []
    reader.dispose()
    assert list(tmp_path.iterdir()) == []


def test_a_large_ledger_is_folded_in_a_file_that_goes_away(
    lived: CentreDir, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folding, "IN_MEMORY_EVENTS", 10)
    seen: list[bool] = []

    def look(done: int, total: int) -> None:
        seen.append(any(lived.root.glob(".rebuild-*")))

    assert rebuild(lived, check=True, progress=look).differences == ()
    assert seen == [True]
    assert not any(lived.root.glob(".rebuild-*"))


def test_every_projection_can_be_lost_and_comes_back(lived: CentreDir) -> None:
    with burgled(lived) as raw:
        before = {
            table.name: sorted(raw.execute(f"SELECT * FROM {table.name}").fetchall(), key=repr)
            for table in PROJECTIONS
        }
        raw.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, item_search, instance)")
        terms = sorted(raw.execute("SELECT term, doc FROM temp.v").fetchall())
        for table in PROJECTIONS:
            raw.execute(f"DELETE FROM {table.name}")
        raw.execute("INSERT INTO item_search(item_search) VALUES ('delete-all')")
    found = rebuild(lived)
    assert len(found.differences) + found.more > 1000
    with burgled(lived) as raw:
        for table in PROJECTIONS:
            now = sorted(raw.execute(f"SELECT * FROM {table.name}").fetchall(), key=repr)
            assert now == before[table.name], table.name
        raw.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, item_search, instance)")
        assert sorted(raw.execute("SELECT term, doc FROM temp.v").fetchall()) == terms
    assert rebuild(lived, check=True).differences == ()


def test_more_differences_than_can_be_listed_are_counted(
    lived: CentreDir, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folding, "DIFFERENCES_MAX", 3)
    with burgled(lived) as raw:
        raw.execute("UPDATE subject_event SET pos = pos + 1")
        (count,) = raw.execute("SELECT count(*) FROM subject_event").fetchone()
    found = rebuild(lived, check=True)
    assert len(found.differences) == 3
    assert found.more == count - 3


def test_a_difference_names_row_item_and_last_event(lived: CentreDir) -> None:
    with burgled(lived) as raw:
        raw.execute("UPDATE item_card SET line = '99' WHERE n = (SELECT max(n) FROM item_card)")
        (n, id_) = raw.execute("SELECT n, id FROM item_card ORDER BY n DESC").fetchone()
        (last,) = raw.execute("SELECT max(pos) FROM subject_event WHERE id = ?", (id_,)).fetchone()
    (found,) = rebuild(lived, check=True).differences
    assert (found.table, found.key, found.kind, found.columns) == (
        "item_card",
        str(n),
        "changed",
        ("line",),
    )
    assert found.subject is not None
    assert found.subject[0] == "item"
    assert found.last == last - 1


def test_a_ledger_that_cannot_be_read_is_not_rebuilt_from(lived: CentreDir) -> None:
    with burgled(lived) as raw:
        raw.execute("UPDATE ledger_event SET core = x'0012' WHERE pos = 40")
    with pytest.raises(Fault) as refused:
        rebuild(lived)
    assert (refused.value.code, refused.value.facts["lseq"]) == ("rebuild.cannot_follow", 39)


def test_values_that_are_no_longer_readable_are_left_out() -> None:
    assert personal_of({"a": (b"", b'{"x":1}'), "b": (b"", b"{"), "c": (b"", b"[]")}) == {
        "a": {"x": 1}
    }


def test_heads_and_serials_follow_the_events(lived_once: CentreDir) -> None:
    reader = reader_engine(lived_once.db)
    with snapshot(reader) as live:
        heads = subject_heads(live)
        for id_, (iseq, _head) in heads.items():
            assert len(positions_of(live, id_)) == iseq
        assert last_of(live, "no such series") == 0
        series = live.exec_driver_sql("SELECT series, last FROM serial LIMIT 1").first()
        assert series is not None
        assert last_of(live, series[0]) == series[1]
    reader.dispose()
