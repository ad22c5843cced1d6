"""The one door to pyserial: lists ports, reads a scanner in a thread, waits for its return."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from threading import Event, Thread
from typing import Any

from custody_app.scanning.code import Found
from custody_app.scanning.serial_line import SerialFrames
from custody_app.scanning.serial_ports import Port, SerialChoice, device_of

SILENCE_S = 0.15
"""Ends a scan without a suffix; a code of 18 digits takes 20 ms at 9,600 baud."""
LOOK_AGAIN_S = 1.0
STOP_S = 3.0


class SerialState(StrEnum):
    """How the line to the scanner stands."""

    OFF = "off"
    WAITING = "waiting"
    CONNECTED = "connected"
    BUSY = "busy"


def list_ports() -> list[Port]:
    """The serial ports of this PC."""
    from serial.tools import list_ports as tools

    return [
        Port(
            device=str(port.device),
            name=str(port.description or port.device),
            usb=f"{port.vid:04x}:{port.pid:04x}:{port.serial_number or ''}" if port.vid else "",
        )
        for port in sorted(tools.comports(), key=lambda one: str(one.device))
    ]


class SerialReader:
    """Reads one scanner until it is stopped; both callbacks come from the reader's thread."""

    def __init__(
        self,
        choice: SerialChoice,
        found: Callable[[Found], None],
        stands: Callable[[SerialState], None],
        look_again: float = LOOK_AGAIN_S,
    ) -> None:
        self._choice = choice
        self._found = found
        self._stands = stands
        self._look_again = look_again
        self._state: SerialState | None = None
        self._stop = Event()
        self._thread = Thread(target=self._run, name="serial-scanner", daemon=True)

    def start(self) -> None:
        """Begin to look for the scanner."""
        self._thread.start()

    def stop(self) -> None:
        """Let go of the port; returns when the thread has ended."""
        self._stop.set()
        self._thread.join(STOP_S)

    def _run(self) -> None:
        while not self._stop.is_set():
            device = self._device()
            self._tell(self._read(device) if device else SerialState.WAITING)
            self._stop.wait(self._look_again)
        self._tell(SerialState.OFF)

    def _tell(self, state: SerialState) -> None:
        if state is not self._state:
            self._state = state
            self._stands(state)

    def _device(self) -> str:
        exists = Path(self._choice.device).exists() if self._choice.device else False
        return device_of(self._choice, list_ports(), exists=exists)

    def _read(self, device: str) -> SerialState:
        """Read until the scanner is unplugged or the reader is stopped."""
        import serial

        try:
            line = serial.Serial(device, self._choice.baud, timeout=SILENCE_S)
        except (OSError, ValueError) as error:
            return SerialState.BUSY if _is_in_use(error) else SerialState.WAITING
        frames = SerialFrames()
        self._tell(SerialState.CONNECTED)
        try:
            while not self._stop.is_set():
                self._take(line, frames)
        except (OSError, TypeError):
            # pyserial lets a TypeError out when the port is taken away while it reads
            pass
        finally:
            for scan in frames.silence():
                self._found(scan)
            line.close()
        return SerialState.WAITING

    def _take(self, line: Any, frames: SerialFrames) -> None:
        data = line.read(1)
        if data:
            data += line.read(line.in_waiting)
        for scan in frames.feed(data) if data else frames.silence():
            self._found(scan)


def _is_in_use(error: Exception) -> bool:
    """Another program holds the port, or it may not be opened by this user."""
    text = str(error).lower()
    return isinstance(error, PermissionError) or "permission" in text or "access is denied" in text
