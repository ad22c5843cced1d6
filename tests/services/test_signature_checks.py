"""Signatures judged in other processes: the same findings as judged here, and none lost."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest

from custody_app.ledger.signing import new_private_key, public_bytes, sign
from custody_app.runtime.paths import CentreDir
from custody_app.services import ledger_audit, signature_checks
from custody_app.services.ledger_audit import verify
from custody_app.services.signature_checks import (
    WORTH_IT,
    SignatureChecks,
    Signed,
    judge_many,
    processes_for,
)
from tests.living import burgled, position

KEY = new_private_key()
PUBLIC = public_bytes(KEY)


def signed(count: int, bad: frozenset[int]) -> Iterator[Signed]:
    for number in range(count):
        message = str(number).encode()
        yield PUBLIC, bytes(64) if number in bad else sign(KEY, message), message


@pytest.mark.parametrize("processes", [0, 1, 2])
def test_every_bad_one_is_told_once(monkeypatch: pytest.MonkeyPatch, processes: int) -> None:
    monkeypatch.setattr(signature_checks, "BATCH", 7)
    bad, told = frozenset({0, 6, 7, 50, 99}), []
    with SignatureChecks(processes) as checks:
        for number, one in enumerate(signed(100, bad)):
            checks(*one, lambda number=number: told.append(number))  # type: ignore[misc]
        checks.finish()
    assert sorted(told) == sorted(bad)


def test_what_a_lost_process_left_is_judged_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signature_checks, "BATCH", 5)
    submitted: list[int] = []

    def break_down(_self: Any, _work: Any, one: Any) -> Future[list[int]]:
        submitted.append(len(one))
        if len(submitted) > 2:
            raise BrokenProcessPool("gone")
        future: Future[list[int]] = Future()
        future.set_exception(BrokenProcessPool("gone"))
        return future

    monkeypatch.setattr(ProcessPoolExecutor, "submit", break_down)
    told: list[int] = []
    with SignatureChecks(1) as checks:
        for number, one in enumerate(signed(22, frozenset({1, 21}))):
            checks(*one, lambda number=number: told.append(number))  # type: ignore[misc]
        checks.finish()
    assert (sorted(told), submitted) == ([1, 21], [5, 5, 5, 5, 2])


def test_only_long_ledgers_are_worth_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    assert [processes_for(size) for size in (0, WORTH_IT - 1, WORTH_IT)] == [0, 0, 3]
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert processes_for(WORTH_IT) == 0


def test_places_of_bad_ones_are_told() -> None:
    assert judge_many(list(signed(5, frozenset({1, 4})))) == [1, 4]


def test_a_burgled_centre_is_told_alike(lived: CentreDir, monkeypatch: pytest.MonkeyPatch) -> None:
    with burgled(lived) as raw:
        pos = position(raw, "ITEM_CHECKED_OUT")
        forged = "UPDATE ledger_event SET usig = ? WHERE pos = ?"
        raw.execute(forged, (secrets.token_bytes(64), pos))
        raw.execute("UPDATE ledger_checkpoint SET sig = zeroblob(64) WHERE size < ?", (pos,))
    told = []
    for processes in (0, 1):
        monkeypatch.setattr(ledger_audit, "processes_for", lambda _size, it=processes: it)
        told.append({(one.code, one.lseq, one.detail) for one in verify(lived).findings})
    assert told[0] == told[1]
    kinds = [detail for _, _, detail in told[0]]
    assert (kinds.count("root"), kinds.count("signature") > 10) == (1, True)
    assert [lseq for code, lseq, _ in told[0] if code == "verify.bad_signature"] == [pos - 1]
