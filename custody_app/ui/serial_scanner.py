"""The serial scanner of this window: chosen once, read from the start, back after unplugging."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from PySide6.QtCore import QObject, Signal

from custody_app.scanning.code import Found
from custody_app.scanning.serial_door import SerialReader, SerialState
from custody_app.scanning.serial_ports import SerialChoice, choice_of
from custody_app.ui.memory import Memory

MEMORY = "serial_scanner"


class SerialScanner(QObject):
    """Scans come in the window's thread, as from the keyboard."""

    state_changed = Signal(str)
    _arrived = Signal(object, object)
    _stands = Signal(object, object)

    def __init__(
        self, memory: Memory, found: Callable[[Found], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._memory = memory
        self._found = found
        self._reader: SerialReader | None = None
        self.state = SerialState.OFF
        self._arrived.connect(self._on_arrived)
        self._stands.connect(self._on_stands)

    @property
    def choice(self) -> SerialChoice:
        """Port and speed at this window."""
        return choice_of(self._memory.get_shared(MEMORY))

    def choose(self, choice: SerialChoice) -> None:
        """Another port or speed, from now on."""
        self._memory.put_shared(MEMORY, asdict(choice))
        self.start()

    def start(self) -> None:
        """Read the chosen scanner; nothing where none was chosen."""
        self.stop()
        choice = self.choice
        if not choice.device:
            return
        reader = SerialReader(
            choice,
            lambda scan: self._arrived.emit(reader, scan),
            lambda state: self._stands.emit(reader, state),
        )
        self._reader = reader
        reader.start()

    def stop(self) -> None:
        """Let go of the port."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.stop()
        self._set_state(SerialState.OFF)

    def _on_arrived(self, _reader: SerialReader, scan: Found) -> None:
        self._found(scan)

    def _on_stands(self, reader: SerialReader, state: SerialState) -> None:
        if reader is self._reader:
            self._set_state(state)

    def _set_state(self, state: SerialState) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state.value)
