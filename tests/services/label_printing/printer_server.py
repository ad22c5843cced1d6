"""A label printer on the loopback: takes bytes, answers, is slow, runs out, cuts off half way."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from custody_app.services.label_printing.lines import Patience

QUICK = Patience(connect=5, first_answer=0.3, answer=2, send=5, goodbye=1)
READY_TSPL = b"\x00"
QUESTIONS = (b"\x1b!?", b"~HS\r\n")


@dataclass
class PrinterServer:
    """What it does is told before; what it got is looked at afterwards.

    Attributes:
        answers: the status answers in turn, the last repeated; empty for a printer that never does.
        cut_after: bytes (questions not counted) after which it resets the connection.
        on_question: called with the number of each question before it is answered.
        reads_all: closes its half when the other side has closed its own.
    """

    answers: tuple[bytes, ...] = ()
    cut_after: int | None = None
    on_question: Callable[[int], object] = lambda _number: None
    reads_all: bool = True
    got: bytes = b""
    asked: int = 0
    port: int = 0
    done: threading.Event = field(default_factory=threading.Event)
    release: threading.Event = field(default_factory=threading.Event)

    def serve(self, listener: socket.socket) -> None:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection:
            self._talk(connection)
        self.done.set()

    def _talk(self, connection: socket.socket) -> None:
        while True:
            wanted = 4096 if self.cut_after is None else self.cut_after - len(self.got)
            if wanted <= 0:
                self._reset(connection)
                return
            more = connection.recv(min(wanted, 4096))
            if not more:
                if not self.reads_all:
                    self.release.wait(10)
                return
            self._take(connection, more)

    def _take(self, connection: socket.socket, more: bytes) -> None:
        for question in QUESTIONS:
            if more.endswith(question):
                self.got += more.removesuffix(question)
                self.asked += 1
                self.on_question(self.asked)
                if self.answers:
                    at = min(self.asked, len(self.answers)) - 1
                    connection.sendall(self.answers[at])
                return
        self.got += more

    @staticmethod
    def _reset(connection: socket.socket) -> None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@contextmanager
def served(server: PrinterServer) -> Iterator[PrinterServer]:
    """The printer stands there, on a port of its own."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server.port = listener.getsockname()[1]
        thread = threading.Thread(target=server.serve, args=(listener,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.release.set()
            with suppress(OSError):
                # Closing alone does not wake who waits in accept().
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()
            thread.join(10)
