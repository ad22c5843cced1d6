"""Work off the window's thread: two readers, one writer, answers back on the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import TypeVar, cast

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

from custody_app.domain.errors import RuleBroken
from custody_app.runtime.faults import Fault

T = TypeVar("T")


class Cancelled(Exception):
    """The person asked to stop; raised by ``Progress.report`` inside the work."""


ANSWERS = (RuleBroken, Fault, Cancelled)
"""Failures that whoever asked can tell the person; everything else is a bug."""
READERS = 2
SHUTDOWN_MS = 5_000


class Progress(QObject):
    """How far a long piece of work is; given to the work, followed by a ``ProgressStrip``."""

    moved = Signal(int, int, str)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = Event()

    def report(self, done: int, total: int, text: str = "") -> None:
        """Tell how much is done.

        Raises:
            Cancelled: the person pressed cancel.
        """
        if self._stop.is_set():
            raise Cancelled
        self.moved.emit(done, total, text)

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether cancel was pressed."""
        return self._stop.is_set()


@dataclass(slots=True)
class Ticket:
    """One asked question; ``drop()`` makes its answer unwanted."""

    key: tuple[int, str]
    generation: int
    owner: QObject | None
    then: Callable[[object], object] | None
    failed: Callable[[Exception], object] | None
    is_dropped: bool = field(default=False)

    def drop(self) -> None:
        """Nobody waits for the answer any more."""
        self.is_dropped = True


class _Job(QRunnable):
    """One piece of work on a pool thread."""

    def __init__(self, tasks: Tasks, ticket: Ticket, work: Callable[[], object]) -> None:
        super().__init__()
        self._tasks = tasks
        self._ticket = ticket
        self._work = work

    def run(self) -> None:
        """Do the work and hand the answer back."""
        answer: object = None
        error: Exception | None = None
        try:
            answer = self._work()
        except Exception as problem:  # noqa: BLE001 - the task runner passes every failure on
            error = problem
        if isValid(self._tasks):
            self._tasks.answered.emit(self._ticket, answer, error)


class Tasks(QObject):
    """Runs reads two at a time and writes one at a time; the window's thread never waits."""

    answered = Signal(object, object, object)
    busy_changed = Signal(int)
    unhandled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers = QThreadPool(self)
        self._readers.setMaxThreadCount(READERS)
        self._writer = QThreadPool(self)
        self._writer.setMaxThreadCount(1)
        self._generations: dict[tuple[int, str], int] = {}
        self._running = 0
        self.answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    def read(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        *,
        owner: QObject | None = None,
        question: str = "",
    ) -> Ticket:
        """Ask off the window's thread.

        With ``question``, a later question of the same name and owner makes this answer outdated:
        it is dropped. Once ``owner`` is gone the answer is dropped too. Without ``failed``, a
        failure goes to the notices of the window.
        """
        return self._start(self._readers, work, then, failed, owner, question)

    def write(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Ticket:
        """Record off the window's thread, in the order asked, one at a time."""
        return self._start(self._writer, work, then, failed, owner, "")

    def _start(
        self,
        pool: QThreadPool,
        work: Callable[[], T],
        then: Callable[[T], object] | None,
        failed: Callable[[Exception], object] | None,
        owner: QObject | None,
        question: str,
    ) -> Ticket:
        key = (id(owner), question)
        generation = 0
        if question:
            generation = self._generations.get(key, 0) + 1
            self._generations[key] = generation
        ticket = Ticket(
            key, generation, owner, cast("Callable[[object], object] | None", then), failed
        )
        self._count(1)
        pool.start(_Job(self, ticket, work))
        return ticket

    @property
    def running(self) -> int:
        """How many pieces of work are asked and not answered."""
        return self._running

    def wait(self) -> None:
        """Let running work end; called once, when the window closes."""
        self._readers.clear()
        self._writer.waitForDone(SHUTDOWN_MS)
        self._readers.waitForDone(SHUTDOWN_MS)

    def _count(self, by: int) -> None:
        self._running += by
        self.busy_changed.emit(self._running)

    @Slot(object, object, object)
    def _on_answered(self, ticket: Ticket, answer: object, error: Exception | None) -> None:
        self._count(-1)
        if self._is_outdated(ticket):
            return
        if error is None:
            if ticket.then is not None:
                ticket.then(answer)
            return
        if ticket.failed is not None:
            ticket.failed(error)
        if ticket.failed is None or not isinstance(error, ANSWERS):
            # whoever asked knows no sentence for a bug; it must not vanish
            self.unhandled.emit(error)

    def _is_outdated(self, ticket: Ticket) -> bool:
        gone = ticket.owner is not None and not isValid(ticket.owner)
        newer = bool(ticket.generation) and self._generations[ticket.key] != ticket.generation
        return ticket.is_dropped or gone or newer
