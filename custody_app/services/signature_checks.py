"""Judges signatures in processes beside the one that reads the ledger, for ledgers of some length.

A signature takes as long to judge as all the rest of an event, and the interpreter does one thing
at a time.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

from custody_app.ledger.signing import verify

BATCH = 4_000
IN_FLIGHT = 4
"""Batches given away before the oldest answer is waited for; they hold a megabyte each."""
WORTH_IT = 50_000
"""Events from which on the start of the processes is paid back."""
PROCESSES_MAX = 3

Signed = tuple[bytes, bytes, bytes]
"""(public key, signature, message)."""
Then = Callable[[], None]


def judge_many(signed: Sequence[Signed]) -> list[int]:
    """Which of them are not what they should be, by their places; runs in another process."""
    return [at for at, one in enumerate(signed) if not verify(*one)]


def processes_for(events: int) -> int:
    """How many processes a ledger of this length is worth; 0 means none beside this one."""
    if events < WORTH_IT or getattr(sys, "frozen", False):
        return 0
    return min((os.cpu_count() or 1) - 1, PROCESSES_MAX)


class SignatureChecks:
    """Takes signatures one by one; what is wrong is told by the time ``finish`` returns."""

    def __init__(self, processes: int) -> None:
        self._pool: ProcessPoolExecutor | None = None
        if processes > 0:
            # Not forked: the caller may be a window with threads of its own.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(processes, context)
        self._signed: list[Signed] = []
        self._thens: list[Then] = []
        self._waiting: deque[tuple[Future[list[int]] | None, list[Signed], list[Then]]] = deque()

    def __enter__(self) -> SignatureChecks:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=kind is None, cancel_futures=True)

    def __call__(self, public: bytes, signature: bytes, message: bytes, if_bad: Then) -> None:
        """Judge a signature now or later; ``if_bad`` is called when it is not right."""
        if self._pool is None:
            if not verify(public, signature, message):
                if_bad()
            return
        self._signed.append((public, signature, message))
        self._thens.append(if_bad)
        if len(self._signed) >= BATCH:
            self._give_away()

    def finish(self) -> None:
        """Wait until every signature is judged."""
        if self._signed:
            self._give_away()
        while self._waiting:
            self._take_back()

    def _give_away(self) -> None:
        signed, self._signed = self._signed, []
        thens, self._thens = self._thens, []
        future: Future[list[int]] | None = None
        if self._pool is not None:
            try:
                future = self._pool.submit(judge_many, signed)
            except (BrokenProcessPool, OSError):
                future = None
        self._waiting.append((future, signed, thens))
        if len(self._waiting) > IN_FLIGHT:
            self._take_back()

    def _take_back(self) -> None:
        future, signed, thens = self._waiting.popleft()
        try:
            bad = future.result() if future is not None else judge_many(signed)
        except (BrokenProcessPool, OSError):
            # The machine took the process away; the work is done here instead.
            bad = judge_many(signed)
        for at in bad:
            thens[at]()
