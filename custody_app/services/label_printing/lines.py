"""The ways to a label printer: network, print queue of this PC, device or folder."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from custody_app.domain.values import dataclass
from custody_app.storage.key_files import write_durably

CHUNK = 4096


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait: for a connection, a first answer, a later answer, room for more bytes."""

    connect: float = 4.0
    first_answer: float = 1.5
    answer: float = 20.0
    send: float = 60.0
    goodbye: float = 3.0


class Line(Protocol):
    """An open way to a printer; everything may raise OSError."""

    def send(self, content: bytes) -> None:
        """Send all of it, or fail."""

    def ask(self, question: bytes, is_whole: Callable[[bytes], bool], wait: float) -> bytes:
        """The answer; empty when none came in time."""

    def finish(self) -> bool:
        """Nothing more comes; tells whether the other side surely has everything."""

    def close(self) -> None:
        """Let go, whatever happened."""


class NetworkLine:
    """TCP, mostly port 9100: the bytes as they are, and answers on the same connection."""

    def __init__(self, host: str, port: int, patience: Patience) -> None:
        self._patience = patience
        self._socket = socket.create_connection((host, port), patience.connect)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, content: bytes) -> None:
        """Send; a printer that takes nothing for a minute counts as gone."""
        self._socket.settimeout(self._patience.send)
        self._socket.sendall(content)

    def ask(self, question: bytes, is_whole: Callable[[bytes], bool], wait: float) -> bytes:
        """Ask and read until the answer is whole."""
        self.send(question)
        self._socket.settimeout(wait)
        answer = b""
        with suppress(TimeoutError):
            while not is_whole(answer):
                more = self._socket.recv(CHUNK)
                if not more:
                    raise ConnectionResetError
                answer += more
        return answer if is_whole(answer) else b""

    def finish(self) -> bool:
        """Close our half; a printer that then closes its own has read all there was."""
        self._socket.shutdown(socket.SHUT_WR)
        self._socket.settimeout(self._patience.goodbye)
        try:
            while self._socket.recv(CHUNK):
                pass
        except TimeoutError:
            return False
        return True

    def close(self) -> None:
        """Let go."""
        self._socket.close()


class QueueLine:
    """A print queue of this PC, to which the whole job is given at once, unchanged."""

    def __init__(self, give: Callable[[bytes], None]) -> None:
        self._give = give
        self._job = b""

    def send(self, content: bytes) -> None:
        """Nothing leaves before the job is complete."""
        self._job += content

    def ask(self, question: bytes, is_whole: Callable[[bytes], bool], wait: float) -> bytes:
        """A queue does not answer."""
        return b""

    def finish(self) -> bool:
        """Give the job to the queue; whether it prints is seen at the printer."""
        if self._job:
            self._give(self._job)
        return False

    def close(self) -> None:
        """What was not finished is forgotten."""
        self._job = b""


class DeviceLine:
    """A device such as ``/dev/usb/lp0``."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("wb", buffering=0)

    def send(self, content: bytes) -> None:
        """Write all of it."""
        rest = memoryview(content)
        while rest:
            rest = rest[self._file.write(rest) :]

    def ask(self, question: bytes, is_whole: Callable[[bytes], bool], wait: float) -> bytes:
        """It is only written to."""
        return b""

    def finish(self) -> bool:
        """The device took it all; more is not known."""
        return False

    def close(self) -> None:
        """Let go."""
        self._file.close()


class FolderLine(QueueLine):
    """A new file of the whole job in a folder, for a program that picks it up."""

    def __init__(self, path: Path) -> None:
        super().__init__(lambda job: write_durably(path, job))

    def finish(self) -> bool:
        """The file is there, complete."""
        super().finish()
        return True
