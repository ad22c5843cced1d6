"""The clock gives UTC to the millisecond and ids that sort in the order they were made."""

from __future__ import annotations

import threading
import uuid
from datetime import UTC, timedelta

from custody_app.runtime.clock import SystemClock, uuid7_text


def test_now_is_aware_and_cut_to_milliseconds() -> None:
    now = SystemClock().now()
    assert now.tzinfo is UTC
    assert now.utcoffset() == timedelta(0)
    assert now.microsecond % 1000 == 0


def test_ids_are_version_7_and_sorted() -> None:
    clock = SystemClock()
    ids = [clock.new_id() for _ in range(20_000)]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)
    assert {uuid.UUID(one).version for one in ids} == {7}
    assert {uuid.UUID(one).variant for one in ids} == {uuid.RFC_4122}


def test_ids_of_two_threads_differ() -> None:
    clock = SystemClock()
    made: list[str] = []
    threads = [
        threading.Thread(target=lambda: made.extend(clock.new_id() for _ in range(5_000)))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 10_000


def test_the_published_example_of_rfc_9562() -> None:
    tail = bytes.fromhex("18c4dc0c0c07398f")
    assert uuid7_text(0x017F22E279B0, 0xCC3, tail) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


def test_the_zone_is_whole_minutes() -> None:
    assert -14 * 60 <= SystemClock().zone_minutes() <= 14 * 60
