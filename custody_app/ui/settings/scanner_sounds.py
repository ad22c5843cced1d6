"""Tones at this window: how loud, whether the word is spoken, and what is missing on this PC."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from custody_app.runtime.i18n import translate
from custody_app.ui.sound_players import can_play, speak_command
from custody_app.ui.sounds import word_of
from custody_app.ui.tone_waves import Heard
from custody_app.ui.widgets.buttons import Button
from custody_app.ui.widgets.cards import Card
from custody_app.ui.widgets.fields import ChoiceField, Field, TickField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

VOLUMES = ("0", "30", "50", "70", "85", "100")


class SoundCard(Card):
    """Volume, speech, and a button to hear each tone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(translate("scanner", "Tones"))
        self._desk = desk
        choice = desk.sounds.choice
        off = translate("scanner", "off")
        volumes = [(one, off if one == "0" else f"{one} %") for one in VOLUMES]
        nearest = min(VOLUMES, key=lambda one: abs(int(one) - choice.volume))
        self.volume = ChoiceField(volumes, value=nearest, name="sound_volume")
        self.volume.chosen.connect(self._on_volume)
        self.speech = TickField(
            translate("scanner", "Speak the word as well"), choice.speech, name="sound_speech"
        )
        self.speech.toggled.connect(self._on_speech)
        self.body.addWidget(
            Label(
                translate(
                    "scanner",
                    "A tone comes after the scan was kept, never before; its word stands in the "
                    "line at the foot.",
                ),
                "muted",
                wrap=True,
            )
        )
        tries = [
            Button(word_of(heard), clicked=partial(desk.sounds.play, heard),
                   name=f"hear_{heard}")
            for heard in Heard
        ]  # fmt: skip
        volume = Field(translate("scanner", "Volume"), self.volume)
        volume.setFixedWidth(180)
        self.body.addLayout(row(volume, None))
        self.body.addLayout(row(*tries, None, self.speech))
        self._missing = Label(self._told_missing(), "small", wrap=True)
        self.body.addWidget(self._missing)
        self._missing.setVisible(bool(self._missing.text()))

    def _on_volume(self, volume: str) -> None:
        self._desk.sounds.choose(replace(self._desk.sounds.choice, volume=int(volume)))
        self._desk.sounds.play(Heard.DONE)

    def _on_speech(self, on: bool) -> None:
        self._desk.sounds.choose(replace(self._desk.sounds.choice, speech=on))
        self._missing.setText(self._told_missing())
        self._missing.setVisible(bool(self._missing.text()))

    def _told_missing(self) -> str:
        told = []
        if not can_play():
            told.append(
                translate(
                    "scanner",
                    "This PC has no player for tones (pw-play, paplay or aplay). Only the bell of "
                    "the system is heard, for “look” and “refused”.",
                )
            )
        if self._desk.sounds.choice.speech and not speak_command("", self._desk.language):
            told.append(
                translate(
                    "scanner", "This PC has no voice (spd-say or espeak-ng); no word is spoken."
                )
            )
        return " ".join(told)
