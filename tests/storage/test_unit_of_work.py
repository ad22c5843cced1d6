"""One transaction: events, personal values, states and rows together or none; many writers."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Engine

from custody_app.domain.events import item as e
from custody_app.domain.events.base import Event
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import Moment, later
from custody_app.domain.parts import Attached, SplitPart
from custody_app.domain.quantity import Amount
from custody_app.domain.vocabulary import AttachmentKind, Custody
from custody_app.ledger.canonical_json import canonical
from custody_app.ledger.entry import from_bytes
from custody_app.ledger.hashing import event_hash, pd_commitment_of_bytes, user_signing_input
from custody_app.ledger.signing import new_private_key, public_bytes, sign, verify
from custody_app.runtime.faults import Fault
from custody_app.storage import ledger_store
from custody_app.storage.base import pack
from custody_app.storage.engine import Guard, writer_engine
from custody_app.storage.unit_of_work import Envelope, UnitOfWork, unit_of_work
from custody_app.storage.upgrade import create_schema
from tests.builders import an_item
from tests.queries.recording import CASE, CLERK, Centre, a_centre, an_id
from tests.queries.recording import SEIZURE as LIST
from tests.queries.recording import SLOT as PLACE

KEY = new_private_key()
WALL = Moment("2026-03-09T01:00:00.000Z")
TABLES = (
    "ledger_event", "ledger_personal", "ledger_checkpoint", "ledger_head", "subject_state",
    "subject_event", "subject_key", "item_card", "item_file", "due", "serial", "tally", "batch",
    "stock_move", "item_search",
)  # fmt: skip


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    found = a_centre(tmp_path / "centre.db")
    yield found
    found.reader.engine.dispose()
    found.writer.dispose()


def envelope(**more: object) -> Envelope:
    given: dict[str, object] = {
        "actor": CLERK, "recorder": CLERK, "role": "custodian", "key": "ab" * 8, "shown": "pin",
        "sign": lambda message: sign(KEY, message), "wall": WALL, "tz": 480, "app": "1",
        "batch": an_id(900),
    }  # fmt: skip
    return Envelope(**(given | more))  # type: ignore[arg-type]


def listed(number: int) -> e.ItemListed:
    return an_item(an_id(5000 + number), f"153010126{number:06d}", case=CASE, seizure=LIST)


def rows(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that a transaction writes."""
    with engine.connect() as connection:
        return {
            table: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]
            for table in TABLES
        }


def wrote(centre: Centre, *events: Event, **more: object) -> UnitOfWork:
    with unit_of_work(centre.writer, centre.id) as work:
        for event in events:
            work.record(event, envelope(**more))
        work.seal(lambda message: sign(KEY, message), an_id(900))
    return work


def test_a_transaction_that_breaks_leaves_every_table_as_it_was(centre: Centre) -> None:
    centre.item()
    before = rows(centre.writer)
    for steps in (1, 2, 3):
        with (
            pytest.raises(ZeroDivisionError),
            unit_of_work(centre.writer, centre.id) as work,
        ):
            for number in range(steps):
                work.record(listed(number + 1), envelope())
            if steps == 3:
                work.seal(lambda message: sign(KEY, message), an_id(900))
            raise ZeroDivisionError
        assert rows(centre.writer) == before
    wrote(centre, listed(1))
    assert rows(centre.writer) != before


def test_what_waits_is_done_only_when_the_transaction_is_durable(
    centre: Centre, tmp_path: Path
) -> None:
    seen: list[int] = []

    def look() -> None:
        other = sqlite.connect(str(tmp_path / "centre.db"))
        seen.append(other.execute("SELECT size FROM ledger_head").fetchone()[0])
        other.close()

    with unit_of_work(centre.writer, centre.id) as work:
        size = work.head.size
        work.record(listed(1), envelope())
        work.seal(lambda message: sign(KEY, message), None)
        work.afterwards.append(look)
        look()
    assert seen == [size, size + 1]
    with pytest.raises(ZeroDivisionError), unit_of_work(centre.writer, centre.id) as work:
        work.afterwards.append(look)
        raise ZeroDivisionError
    assert len(seen) == 2


def test_an_event_stands_on_the_one_before_it_and_on_its_subject(centre: Centre) -> None:
    item = centre.item()
    with centre.writer.connect() as connection:
        head = ledger_store.read_head(connection)
    assert head is not None
    work = wrote(centre, e.ItemSeen(item=item), e.ItemMoved(item=item, place=PLACE))
    first, second = work.recorded
    with centre.writer.connect() as connection:
        cores = [
            from_bytes(stored.core)
            for stored in ledger_store.read_events(connection, after=first.lseq)
        ]
    assert [core.lseq for core in cores] == [head.size, head.size + 1]
    assert cores[0].lprev == head.ehash.hex()
    assert cores[1].lprev == first.ehash
    (subject,) = cores[1].subjects
    assert subject.id == item
    assert subject.iprev == (first.ehash,)
    assert subject.iseq == cores[0].subjects[0].iseq + 1
    assert second.lseq == first.lseq + 1


def test_the_officer_signs_the_hash_and_the_station_the_root(centre: Centre) -> None:
    (recorded,) = wrote(centre, listed(1)).recorded
    with centre.writer.connect() as connection:
        stored = ledger_store.read_event(connection, recorded.lseq + 1)
        checkpoint = ledger_store.read_checkpoint(connection)
        head = ledger_store.read_head(connection)
    assert stored is not None
    assert checkpoint is not None
    assert head is not None
    public = public_bytes(KEY)
    assert event_hash(stored.core).hex() == recorded.ehash
    assert verify(public, stored.usig, user_signing_input(stored.ehash))
    point, signature = checkpoint
    assert (point.size, point.root) == (head.size, head.range.root())
    assert verify(public, signature, point.body().encode())


def test_names_and_texts_lie_apart_behind_commitments(centre: Centre) -> None:
    photo = Attached("a" * 64, 9, "image/jpeg", AttachmentKind.PHOTO, "张三的手机.jpg")
    (recorded,) = wrote(centre, listed(1), attachments=(photo,)).recorded
    with centre.writer.connect() as connection:
        stored = ledger_store.read_event(connection, recorded.lseq + 1)
        values = ledger_store.read_personal(connection, recorded.lseq + 1)
    assert stored is not None
    core = from_bytes(stored.core)
    for text in ("黑色双肩包", "张三的手机"):
        assert text.encode() not in stored.core
    assert set(values) == set(core.pd) >= {"description", "files"}
    assert len({salt for salt, _ in values.values()}) == len(values)
    for group, (salt, value) in values.items():
        assert len(salt) == 32
        assert pd_commitment_of_bytes(salt, value).hex() == core.pd[group]
    assert values["files"][1] == canonical({"names": ["张三的手机.jpg"]})
    assert core.att == ({"h": photo.h, "n": 9, "mime": "image/jpeg"},)


def test_later_events_of_one_transaction_see_the_earlier_ones(centre: Centre) -> None:
    item = ItemId(an_id(5001))
    with unit_of_work(centre.writer, centre.id) as work:
        assert work.state("item", item) is None
        work.record(listed(1), envelope())
        assert work.state("item", item).custody is Custody.LISTED
        assert work.find("item", "153010126000001") == item
        assert work.count("items_of_seizure", LIST) == 1
        work.record(e.ItemSeen(item=item), envelope())
        assert work.state("item", item).last_seen_at == WALL
        work.seal(lambda message: sign(KEY, message), None)
    with unit_of_work(centre.writer, centre.id) as work:
        assert work.state("item", item).last_seen_at == WALL


def test_parts_of_a_split_start_from_their_line(centre: Centre) -> None:
    line = centre.item(quantity=Amount("3", "部"))
    parts = tuple(
        SplitPart(ItemId(an_id(7000 + n)), f"15301012601{n:04d}", f"1-{n}", Amount("1", "部"))
        for n in (1, 2, 3)
    )
    wrote(centre, e.ItemSplit(item=line, parts=parts, identifiers=(), reason="逐部登记"))
    with unit_of_work(centre.writer, centre.id) as work:
        assert work.state("item", line).custody is Custody.SPLIT_UP
        for part in parts:
            state = work.state("item", part.item)
            assert (state.parent, state.line, state.tag) == (line, part.line, part.tag)
            assert state.balance.stored == Amount("1", "部")
            assert work.find("item", part.tag) == part.item


def test_a_batch_is_found_by_its_events(centre: Centre) -> None:
    item = centre.item()
    work = wrote(centre, e.ItemSeen(item=item), e.ItemSeen(item=item), e.ItemSeen(item=item))
    first, last = work.recorded[0].lseq + 1, work.recorded[-1].lseq + 1
    assert (pack(an_id(900)), first, last) in rows(centre.writer)["batch"]


def test_nothing_recorded_writes_no_checkpoint(centre: Centre) -> None:
    before = rows(centre.writer)
    with unit_of_work(centre.writer, centre.id) as work:
        work.seal(lambda message: sign(KEY, message), an_id(900))
    assert rows(centre.writer) == before


def test_late_entries_carry_both_times(centre: Centre) -> None:
    item = centre.item()
    happened = later(WALL, hours=-5)
    (recorded,) = wrote(centre, e.ItemSeen(item=item), occurred_at=happened).recorded
    with centre.writer.connect() as connection:
        stored = ledger_store.read_event(connection, recorded.lseq + 1)
    assert stored is not None
    core = from_bytes(stored.core)
    assert (core.wall, core.occ) == (WALL, {"at": happened, "why": "late_entry"})
    with unit_of_work(centre.writer, centre.id) as work:
        assert work.state("item", item).last_seen_at == happened


def test_a_database_without_a_centre_is_told(tmp_path: Path) -> None:
    guard = Guard()
    engine = writer_engine(tmp_path / "empty.db", guard)
    create_schema(engine, guard)
    with pytest.raises(Fault) as refused, unit_of_work(engine, lambda: an_id(1)):
        pass
    assert refused.value.code == "storage.no_centre"
    engine.dispose()


def test_the_head_is_read_inside_the_lock_of_the_writer(centre: Centre, tmp_path: Path) -> None:
    """Whoever holds the transaction is alone: the next one waits at BEGIN, before it reads."""
    with unit_of_work(centre.writer, centre.id) as work:
        other = sqlite.connect(str(tmp_path / "centre.db"), isolation_level=None, timeout=0)
        with pytest.raises(sqlite.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        assert work.head.size > 0
    other.execute("BEGIN IMMEDIATE")
    other.execute("ROLLBACK")
    other.close()


PER_WRITER = 25


def write_many(path: str, number: int, start: object, done: object) -> None:
    """One process of several: its own items, one transaction each."""
    engine = writer_engine(Path(path), Guard())
    ids = iter(range(100_000 * (number + 1), 100_000 * (number + 2)))
    start.wait()  # type: ignore[attr-defined]
    for step in range(PER_WRITER):
        with unit_of_work(engine, lambda: an_id(next(ids))) as work:
            event = listed(number * PER_WRITER + step + 1)
            work.record(event, envelope(batch=an_id(next(ids))))
            work.record(e.ItemSeen(item=event.item), envelope())
            work.seal(lambda message: sign(KEY, message), None)
    engine.dispose()
    done.put(number)  # type: ignore[attr-defined]


def test_two_processes_write_at_once_and_nobody_loses_an_event(
    centre: Centre, tmp_path: Path
) -> None:
    with centre.writer.connect() as connection:
        size = ledger_store.stored_size(connection)
    spawn = multiprocessing.get_context("spawn")
    start, done = spawn.Barrier(2), spawn.Queue()
    writers = [
        spawn.Process(target=write_many, args=(str(tmp_path / "centre.db"), number, start, done))
        for number in range(2)
    ]
    for writer in writers:
        writer.start()
    assert {done.get(timeout=30) for _ in writers} == {0, 1}
    for writer in writers:
        writer.join(timeout=30)
        assert writer.exitcode == 0
    with centre.writer.connect() as connection:
        stored = list(ledger_store.read_events(connection, after=size))
        head = ledger_store.read_head(connection)
        cards = connection.exec_driver_sql("SELECT count(*) FROM item_card").scalar_one()
        numbers = connection.exec_driver_sql("SELECT n FROM subject_state").scalars().all()
    assert head is not None
    assert head.size == size + 2 * 2 * PER_WRITER == stored[-1].pos
    cores = [from_bytes(one.core) for one in stored]
    for before, after in zip(stored, cores[1:], strict=False):
        assert after.lprev == before.ehash.hex()
    assert cards == 2 * PER_WRITER
    assert len(numbers) == len(set(numbers))
