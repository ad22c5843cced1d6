"""Events written by the hundred thousand are the events that one transaction would have written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from custody_app.domain.events import item as e
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import Moment
from custody_app.ledger.canonical_json import canonical
from custody_app.ledger.checkpoint import Checkpoint
from custody_app.ledger.entry import from_bytes, to_bytes
from custody_app.ledger.hashing import (
    event_hash,
    leaf_hash,
    pd_commitment_of_bytes,
    user_signing_input,
)
from custody_app.ledger.merkle import CompactRange
from custody_app.ledger.signing import new_private_key, private_bytes, public_bytes, verify
from custody_app.storage import bulk_ledger, ledger_store
from custody_app.storage.bulk_ledger import BulkLedger, Deed, Hand, finish_many, sign_many
from custody_app.storage.engine import reader_engine
from custody_app.storage.heads import subject_heads
from tests.builders import an_item
from tests.queries.recording import CASE, CLERK, CLERK_2, SEIZURE, a_centre, an_id

STATION, KEY, KEY_2 = new_private_key(), new_private_key(), new_private_key()
HAND = Hand(CLERK, "custodian", "ab" * 8, private_bytes(KEY))
SECOND = Hand(CLERK_2, "custodian", "cd" * 8, private_bytes(KEY_2))
WALL = Moment("2026-03-09T01:00:00.000Z")
AT = 1_773_018_000_000

Open = Callable[..., BulkLedger]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    centre = a_centre(tmp_path / "centre.db")
    centre.reader.engine.dispose()
    centre.writer.dispose()
    return tmp_path / "centre.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Open]:
    def open_it(seed: int = 1) -> BulkLedger:
        reader = reader_engine(path)
        with reader.connect() as connection:
            head = ledger_store.read_head(connection)
            heads = subject_heads(connection)
        reader.dispose()
        assert head is not None
        return BulkLedger(
            str(path), head, private_bytes(STATION), seed=seed, app="1", tz=480, subjects=heads,
            progress=lambda done: None,
        )  # fmt: skip

    yield open_it


def listed(number: int) -> Deed:
    item = an_item(an_id(5000 + number), f"153010126{number:06d}", case=CASE, seizure=SEIZURE)
    return Deed(item, CLERK)


def seen(number: int) -> Deed:
    return Deed(e.ItemSeen(item=ItemId(an_id(5000 + number))), CLERK)


def stored(path: Path, after: int) -> list[ledger_store.WholeEvent]:
    reader = reader_engine(path)
    with reader.connect() as connection:
        found = [one for one in ledger_store.read_whole(connection) if one.stored.pos > after]
    reader.dispose()
    return found


def test_they_chain_sign_commit_and_count_as_any_event_does(path: Path, ledger: Open) -> None:
    bulk = ledger()
    size, last = bulk.size, bulk._head.ehash.hex()
    bulk.transact(WALL, AT, HAND, [listed(1), listed(2)])
    hashes = bulk.transact(WALL, AT + 1, HAND, [seen(1), seen(2)], SECOND)
    head = bulk.close()
    found = stored(path, size)
    assert [one.stored.pos for one in found] == list(range(size + 1, size + 6))
    assert head.size == size + 5
    for one in found:
        core = from_bytes(one.stored.core)
        assert to_bytes(core) == one.stored.core
        assert core.lprev == last
        last = one.stored.ehash.hex()
        assert event_hash(one.stored.core) == one.stored.ehash
        hand, key = (SECOND, KEY_2) if core.recorder == CLERK_2 else (HAND, KEY)
        assert core.key == hand.key
        signed = user_signing_input(one.stored.ehash)
        assert verify(public_bytes(key), one.stored.usig, signed)
        assert set(core.pd) == set(one.personal)
        for group, (salt, value) in one.personal.items():
            assert pd_commitment_of_bytes(salt, value).hex() == core.pd[group]
            assert canonical(json.loads(value)) == value
    cores = [from_bytes(one.stored.core) for one in found]
    assert cores[-1].ref == tuple(hashes[:-1])
    assert cores[2].subjects[0].iprev == (found[0].stored.ehash.hex(),)
    assert cores[2].subjects[0].iseq == 2


def test_every_transaction_has_its_signed_checkpoint(path: Path, ledger: Open) -> None:
    bulk = ledger()
    size = bulk.size
    bulk.transact(WALL, AT, HAND, [listed(1), listed(2)])
    bulk.transact(WALL, AT, HAND, [seen(1)])
    bulk.close()
    reader = reader_engine(path)
    with reader.connect() as connection:
        points = [one for one in ledger_store.read_checkpoints(connection) if one[0] > size]
        head = ledger_store.read_head(connection)
        log = ledger_store.log_name(connection)
        whole = CompactRange()
        roots = {}
        for one in ledger_store.read_events(connection):
            whole.append(leaf_hash(one.ehash, one.usig))
            roots[one.pos] = whole.root()
    reader.dispose()
    assert head is not None
    assert [point[0] for point in points] == [size + 2, size + 3]
    for at, root, signature in points:
        assert root == roots[at]
        body = Checkpoint(str(log), at, root).body().encode()
        assert verify(public_bytes(STATION), signature, body)
    assert (head.size, head.range.root()) == (size + 3, roots[size + 3])


def test_chunks_change_nothing(path: Path, ledger: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Transactions end inside and at the edge of what is signed at once."""
    monkeypatch.setattr(bulk_ledger, "CHUNK", 3)
    bulk = ledger()
    size = bulk.size
    for number in range(1, 12):
        bulk.transact(WALL, AT + number, HAND, [listed(number), seen(number)])
    assert bulk.size == size + 22
    bulk.close()
    cores = [from_bytes(one.stored.core) for one in stored(path, size)]
    assert [core.lseq for core in cores] == list(range(size, size + 22))
    reader = reader_engine(path)
    with reader.connect() as connection:
        ends = [one[0] for one in ledger_store.read_checkpoints(connection) if one[0] > size]
    reader.dispose()
    assert ends == list(range(size + 2, size + 23, 2))


def test_time_never_runs_back(path: Path, ledger: Open) -> None:
    bulk = ledger()
    size = bulk.size
    bulk.transact(WALL, AT, HAND, [listed(1)])
    bulk.transact("2020-01-01T00:00:00.000Z", AT, HAND, [seen(1)])
    head = bulk.close()
    walls = [from_bytes(one.stored.core).wall for one in stored(path, size)]
    assert walls == [WALL, WALL]
    assert head.wall == WALL


def test_ids_follow_from_the_seed_and_sort_by_time(ledger: Open, path: Path) -> None:
    first = ledger(1)
    ids = [first.new_id(AT + step) for step in range(50)]
    assert ids == sorted(ids)
    first.close()
    again = ledger(1)
    assert [again.new_id(AT + step) for step in range(50)] == ids
    again.close()
    other = ledger(2)
    assert other.new_id(AT) != ids[0]
    other.close()


def test_nothing_written_leaves_the_file_as_it_was(path: Path, ledger: Open) -> None:
    before = stored(path, 0)
    ledger().close()
    assert stored(path, 0) == before
    raw = sqlite.connect(str(path))
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    raw.close()


def test_signatures_come_in_the_order_of_the_work() -> None:
    seeds = (private_bytes(KEY), private_bytes(KEY_2))
    work = [(seeds[number % 2], bytes([number]) * 32) for number in range(6)]
    for number, signature in enumerate(sign_many(work)):
        public = public_bytes((KEY, KEY_2)[number % 2])
        assert verify(public, signature, work[number][1])
    finished = finish_many([(seeds[0], b"h" * 32, b'{"a":1}')])
    assert verify(public_bytes(KEY), finished[0][0], user_signing_input(b"h" * 32))
