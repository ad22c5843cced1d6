"""Sounds: the tone of a scan after it was kept, one at a time; the text stands on the screen."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTemporaryDir, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from custody_app.domain.values import dataclass
from custody_app.runtime.i18n import language, translate
from custody_app.ui.memory import Memory
from custody_app.ui.sound_players import can_play, play_command, play_here, speak_command
from custody_app.ui.tone_waves import VOLUME_MAX, Heard, stronger, wave_of

GATHER_MS = 60
"""A scan that is kept and then refused gives one tone, the refusal."""
MEMORY = "sounds"
USUAL_VOLUME = 70


@dataclass(frozen=True, slots=True)
class SoundChoice:
    """What people chose for this window: volume (0 is off), and whether the word is spoken."""

    volume: int = USUAL_VOLUME
    speech: bool = False


def choice_of(plain: dict[str, Any]) -> SoundChoice:
    """A kept choice; what does not fit is as usual."""
    volume = plain.get("volume")
    if not isinstance(volume, int) or not 0 <= volume <= VOLUME_MAX:
        volume = USUAL_VOLUME
    return SoundChoice(volume, plain.get("speech") is True)


class Sounds(QObject):
    """``heard`` tells the text twin of every tone, also when the volume is off."""

    heard = Signal(str)

    def __init__(self, memory: Memory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self._folder: QTemporaryDir | None = None
        self._files: dict[tuple[Heard, int], Path] = {}
        self._waiting: Heard | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GATHER_MS)
        self._timer.timeout.connect(self._now)

    @property
    def choice(self) -> SoundChoice:
        """Volume and speech at this window."""
        return choice_of(self._memory.get_shared(MEMORY))

    def choose(self, choice: SoundChoice) -> None:
        """Keep another choice."""
        self._memory.put_shared(MEMORY, asdict(choice))

    def play(self, heard: Heard) -> None:
        """Let a tone be heard; of several that come together the strongest."""
        self._waiting = stronger(heard, self._waiting)
        self._timer.start()

    def _now(self) -> None:
        heard, self._waiting = self._waiting, None
        if heard is None:
            return
        self.heard.emit(heard.value)
        choice = self.choice
        if QGuiApplication.platformName() in ("offscreen", "minimal"):
            return
        if choice.volume:
            self._sound(heard, choice.volume)
        if choice.speech:
            _run(speak_command(word_of(heard), language()))

    def _sound(self, heard: Heard, volume: int) -> None:
        path = self._file(heard, volume)
        if path is not None and (play_here(path) or _run(play_command(path))):
            return
        if heard is not Heard.DONE:
            # the bell of the system is one sound only; it is kept for what needs a look
            QApplication.beep()

    def _file(self, heard: Heard, volume: int) -> Path | None:
        if not can_play():
            return None
        found = self._files.get((heard, volume))
        if found is not None and found.is_file():
            return found
        if self._folder is None:
            self._folder = QTemporaryDir()
        path = Path(self._folder.path()) / f"{heard}-{volume}.wav"
        try:
            path.write_bytes(wave_of(heard, volume))
        except OSError:
            return None
        self._files[heard, volume] = path
        return path


def _run(command: list[str]) -> bool:
    if not command:
        return False
    process = QProcess()
    process.setProgram(command[0])
    process.setArguments(command[1:])
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    started: Any = process.startDetached()
    return bool(started[0]) if isinstance(started, tuple) else bool(started)


def word_of(heard: Heard) -> str:
    """The text twin of a tone, and the only words that are ever spoken."""
    return {
        Heard.DONE: translate("shell", "Done"),
        Heard.LOOK: translate("shell", "Look"),
        Heard.REFUSED: translate("shell", "Refused"),
    }[heard]
