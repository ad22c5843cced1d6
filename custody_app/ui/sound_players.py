"""What plays a wave file and speaks a word on this PC, without a library of its own."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

Find = Callable[[str], str | None]
"""Where a program lies, or None; ``shutil.which``."""
PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))
VOICES = {
    "spd-say": ("-l", "{language}", "{word}"),
    "espeak-ng": ("-v", "{voice}", "{word}"),
    "say": ("{word}",),
}
"""Programs of Linux and macOS, in the order they are tried."""
ESPEAK_VOICE = {"zh": "cmn", "en": "en"}
_POWERSHELL = (
    "Add-Type -AssemblyName System.Speech;"
    "$v = New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    "$v.SelectVoiceByHints('NotSet', 'NotSet', 0, '{culture}');"
    "$v.Speak('{word}')"
)
CULTURE = {"zh": "zh-CN", "en": "en-US"}

if sys.platform == "win32":
    import winsound

    def play_here(path: Path) -> bool:
        """Let Windows itself play a file; goes on at once."""
        try:
            winsound.PlaySound(
                str(path), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
            )
        except RuntimeError:
            return False
        return True

else:

    def play_here(path: Path) -> bool:
        """Elsewhere a program plays it."""
        return False


def play_command(path: Path, find: Find = shutil.which) -> list[str]:
    """The command that plays a wave file; empty where no player is installed."""
    for name, *options in PLAYERS:
        found = find(name)
        if found is not None:
            return [found, *options, str(path)]
    return []


def can_play(find: Find = shutil.which) -> bool:
    """Whether tones can be heard on this PC."""
    return sys.platform == "win32" or bool(play_command(Path(), find))


def speak_command(word: str, language: str, find: Find = shutil.which) -> list[str]:
    """The command that speaks one word; empty where there is no voice."""
    short = language.partition("_")[0]
    values = {"word": word, "language": short, "voice": ESPEAK_VOICE.get(short, short)}
    if sys.platform == "win32":
        found = find("powershell")
        script = _POWERSHELL.format(word=word, culture=CULTURE.get(short, short))
        return [found, "-NoProfile", "-NonInteractive", "-Command", script] if found else []
    for name, options in VOICES.items():
        found = find(name)
        if found is not None:
            return [found, *(option.format(**values) for option in options)]
    return []
