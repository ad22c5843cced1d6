"""The three tones, what plays them, and that only the strongest of several is heard."""

from __future__ import annotations

import io
import struct
import sys
import wave
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from custody_app.ui.memory import Memory
from custody_app.ui.sound_players import can_play, play_command, speak_command
from custody_app.ui.sounds import SoundChoice, Sounds, choice_of, word_of
from custody_app.ui.tone_waves import LOUDEST, RATE, Heard, stronger, wave_of

LINUX = pytest.mark.skipif(sys.platform == "win32", reason="Windows plays and speaks by itself")


def samples(heard: Heard, volume: int) -> tuple[int, ...]:
    with wave.open(io.BytesIO(wave_of(heard, volume))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        frames = file.readframes(file.getnframes())
    return struct.unpack(f"<{len(frames) // 2}h", frames)


@pytest.mark.parametrize("heard", Heard)
def test_a_tone_is_short_loud_enough_and_ends_softly(heard: Heard) -> None:
    full = samples(heard, 100)
    assert RATE * 0.1 <= len(full) <= RATE * 0.5
    assert 0.9 * LOUDEST < max(map(abs, full)) <= LOUDEST
    assert abs(full[0]) < 100
    assert abs(full[-1]) < LOUDEST / 20
    assert max(map(abs, samples(heard, 30))) < max(map(abs, full)) / 5
    assert set(samples(heard, 0)) == {0}
    assert samples(heard, 900) == full


def test_no_two_tones_are_alike() -> None:
    assert len({wave_of(heard, 70) for heard in Heard}) == len(Heard)


def test_the_stronger_of_two_is_heard() -> None:
    assert stronger(Heard.DONE, None) is Heard.DONE
    assert stronger(Heard.DONE, Heard.LOOK) is Heard.LOOK
    assert stronger(Heard.REFUSED, Heard.LOOK) is Heard.REFUSED


def test_what_is_installed_plays() -> None:
    path = Path("tone.wav")
    programs = {"aplay": "/usr/bin/aplay", "paplay": "/usr/bin/paplay"}
    assert play_command(path, lambda name: programs.get(name)) == ["/usr/bin/paplay", "tone.wav"]
    del programs["paplay"]
    assert play_command(path, lambda name: programs.get(name)) == [
        "/usr/bin/aplay",
        "-q",
        "tone.wav",
    ]
    assert play_command(path, lambda _name: None) == []
    assert can_play(lambda name: programs.get(name))
    assert can_play(lambda _name: None) is (sys.platform == "win32")


@LINUX
def test_what_is_installed_speaks_one_word_in_the_language_of_the_window() -> None:
    voice = {"espeak-ng": "/usr/bin/espeak-ng"}
    assert speak_command("完成", "zh_CN", lambda name: voice.get(name)) == [
        "/usr/bin/espeak-ng",
        "-v",
        "cmn",
        "完成",
    ]
    assert speak_command("Done", "en", lambda name: voice.get(name)) == [
        "/usr/bin/espeak-ng",
        "-v",
        "en",
        "Done",
    ]
    assert speak_command("Done", "en", lambda _name: None) == []


@pytest.mark.parametrize(
    ("plain", "choice"),
    [
        ({}, SoundChoice(70, speech=False)),
        ({"volume": 0, "speech": True}, SoundChoice(0, speech=True)),
        ({"volume": 101}, SoundChoice(70)),
        ({"volume": "loud", "speech": "yes"}, SoundChoice(70)),
    ],
)
def test_a_kept_choice(plain: dict[str, object], choice: SoundChoice) -> None:
    assert choice_of(plain) == choice


def test_a_choice_is_kept_for_everybody_at_the_window(qapp: QApplication) -> None:
    memory = Memory(None)
    Sounds(memory).choose(SoundChoice(30, speech=True))
    memory.set_person("530017")
    assert Sounds(memory).choice == SoundChoice(30, speech=True)


def test_of_tones_that_come_together_the_strongest_is_heard(
    qapp: QApplication, qtbot: QtBot
) -> None:
    sounds = Sounds(Memory(None))
    heard: list[str] = []
    sounds.heard.connect(heard.append)
    for one in (Heard.DONE, Heard.REFUSED, Heard.LOOK):
        sounds.play(one)
    qtbot.waitUntil(lambda: bool(heard))
    sounds.play(Heard.DONE)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == ["refused", "done"]
    assert [word_of(one) for one in Heard] == ["完成", "请看", "拒绝"]
