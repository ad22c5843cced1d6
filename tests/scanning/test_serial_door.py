"""A serial scanner on a pair of pseudo-terminals: read, unplugged, plugged in again."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from custody_app.domain.tag import Tag, TagKind
from custody_app.scanning.code import Found, GarbledScan, ScannedCode, ScanTrouble
from custody_app.scanning.serial_door import SerialReader, SerialState, list_ports
from custody_app.scanning.serial_ports import BAUDS, SerialChoice

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
CODES = [Tag(TagKind.ITEM, 5301, 1, 26, serial).code() for serial in range(1_000)]
WAIT_S = 20


def open_line() -> tuple[int, int]:
    """Both ends of a pseudo-terminal; a bare root without ``/dev/pts`` has none."""
    try:
        return os.openpty()
    except OSError as error:
        pytest.skip(f"no pseudo-terminal here: {error}")


class Scanner:
    """The other end of the line; its port keeps its name when it is plugged in anew."""

    def __init__(self, folder: Path) -> None:
        self.port = folder / "scanner"
        self._ends: list[int] = []

    def plug_in(self) -> None:
        here, there = open_line()
        self._ends = [here, there]
        fresh = self.port.with_suffix(".new")
        fresh.symlink_to(os.ttyname(there))
        fresh.replace(self.port)

    def unplug(self) -> None:
        for end in self._ends:
            os.close(end)
        self._ends = []
        self.port.unlink()

    def send(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._ends[0], data) :]


class Desk:
    """Hears the reader."""

    def __init__(self, port: Path, baud: int = BAUDS[0]) -> None:
        self.found: Queue[Found] = Queue()
        self.states: Queue[SerialState] = Queue()
        choice = SerialChoice(str(port), baud=baud)
        self.reader = SerialReader(choice, self.found.put, self.states.put, look_again=0.02)

    def until(self, state: SerialState) -> None:
        while self.states.get(timeout=WAIT_S) is not state:
            pass

    def digits(self, count: int) -> list[str]:
        got = [self.found.get(timeout=WAIT_S) for _ in range(count)]
        return [one.digits for one in got if isinstance(one, ScannedCode)]


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[Scanner]:
    made = Scanner(tmp_path)
    made.plug_in()
    yield made
    if made.port.is_symlink():
        made.unplug()


@pytest.fixture
def desk(scanner: Scanner) -> Iterator[Desk]:
    made = Desk(scanner.port)
    made.reader.start()
    yield made
    made.reader.stop()


def test_a_burst_loses_nothing(scanner: Scanner, desk: Desk) -> None:
    desk.until(SerialState.CONNECTED)
    scanner.send("".join(f"{code}\r\n" for code in CODES).encode())
    assert desk.digits(len(CODES)) == CODES


def test_a_scanner_without_a_suffix_is_read(scanner: Scanner, desk: Desk) -> None:
    desk.until(SerialState.CONNECTED)
    scanner.send(CODES[7].encode())
    assert desk.digits(1) == [CODES[7]]


def test_unplugged_and_plugged_in_again(scanner: Scanner, desk: Desk) -> None:
    for serial in range(3):
        desk.until(SerialState.CONNECTED)
        scanner.send(f"{CODES[serial]}\r".encode())
        assert desk.digits(1) == [CODES[serial]]
        scanner.unplug()
        desk.until(SerialState.WAITING)
        scanner.plug_in()


def test_half_a_code_before_the_plug_is_pulled_is_told(scanner: Scanner, desk: Desk) -> None:
    desk.until(SerialState.CONNECTED)
    scanner.send(b"1530101260")
    found = desk.found.get(timeout=WAIT_S)
    assert isinstance(found, GarbledScan)
    assert (found.raw, found.trouble) == ("1530101260", ScanTrouble.LENGTH)


def test_it_waits_for_a_scanner_that_comes_later(scanner: Scanner) -> None:
    scanner.unplug()
    desk = Desk(scanner.port, baud=115_200)
    desk.reader.start()
    desk.until(SerialState.WAITING)
    scanner.plug_in()
    desk.until(SerialState.CONNECTED)
    scanner.send(f"{CODES[1]}\r".encode())
    assert desk.digits(1) == [CODES[1]]
    desk.reader.stop()
    desk.until(SerialState.OFF)


def test_ports_can_be_listed() -> None:
    assert all(port.device for port in list_ports())
