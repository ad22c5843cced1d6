"""The three tones as wave files: done rises, look repeats, refused falls; told apart blind."""

from __future__ import annotations

import io
import math
import struct
import wave
from enum import StrEnum

RATE = 22_050
FADE_S = 0.006
"""Every note swells and fades this long, so that it does not click."""
LOUDEST = 28_000
VOLUME_MAX = 100


class Heard(StrEnum):
    """What a tone says; the stronger comes later here."""

    DONE = "done"
    LOOK = "look"
    REFUSED = "refused"


STRENGTH = tuple(Heard)
NOTES: dict[Heard, tuple[tuple[float, float], ...]] = {
    Heard.DONE: ((1_319.0, 0.05), (1_760.0, 0.07)),
    Heard.LOOK: ((988.0, 0.09), (0.0, 0.06), (988.0, 0.09)),
    Heard.REFUSED: ((330.0, 0.14), (0.0, 0.03), (247.0, 0.28)),
}
"""(hertz, seconds) one after the other; 0 hertz is silence."""


def wave_of(heard: Heard, volume: int) -> bytes:
    """A tone as a mono wave file, 16 bits; ``volume`` from 0 to 100."""
    loud = LOUDEST * (min(max(volume, 0), VOLUME_MAX) / VOLUME_MAX) ** 2
    samples = [sample for hertz, seconds in NOTES[heard] for sample in _note(hertz, seconds, loud)]
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return made.getvalue()


def _note(hertz: float, seconds: float, loud: float) -> list[int]:
    count = round(seconds * RATE)
    fade = FADE_S * RATE
    return [
        round(
            loud
            * min(1.0, at / fade, (count - at) / fade)
            * math.sin(2 * math.pi * hertz * at / RATE)
        )
        for at in range(count)
    ]


def stronger(one: Heard, other: Heard | None) -> Heard:
    """The one that must be heard when both come at once."""
    return one if other is None or STRENGTH.index(one) >= STRENGTH.index(other) else other
