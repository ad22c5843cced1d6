"""The serial scanner: which port, how fast, and whether it is there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from custody_app.runtime.i18n import translate
from custody_app.scanning.serial_door import SerialState, list_ports
from custody_app.scanning.serial_ports import BAUDS, Port, SerialChoice
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card, Pill
from custody_app.ui.widgets.fields import ChoiceField, Field, FormGrid
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


class SerialCard(Card):
    """A scanner that is no keyboard; it stays chosen when it is plugged in elsewhere."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(translate("scanner", "Serial scanner (USB-COM, RS-232)"))
        self._desk = desk
        self._ports: list[Port] = []
        self.port = ChoiceField(name="serial_port")
        self.baud = ChoiceField(
            [(str(baud), str(baud)) for baud in BAUDS],
            value=str(desk.serial.choice.baud), name="serial_baud",
        )  # fmt: skip
        self.port.chosen.connect(self._on_port)
        self.baud.chosen.connect(self._on_baud)
        self.state = Pill()
        self.body.addWidget(
            Label(
                translate(
                    "scanner",
                    "No keyboard setting and no input method can touch it. It may be unplugged and "
                    "plugged in again at any time.",
                ),
                "muted",
                wrap=True,
            )
        )
        grid = FormGrid(2)
        grid.add(Field(translate("scanner", "Port"), self.port))
        grid.add(Field(translate("scanner", "Speed (baud); USB-COM takes any"), self.baud))
        self.body.addWidget(grid)
        look = Button(
            translate("scanner", "Look for ports again"), Kind.QUIET, "refresh-cw", self.look,
            name="serial_look",
        )  # fmt: skip
        self.body.addLayout(row(self.state, None, look))
        desk.serial.state_changed.connect(self._show_state)
        self._show_ports([])
        self._show_state(desk.serial.state.value)
        self.look()

    def look(self) -> None:
        """List the ports anew, off the window's thread."""
        self._desk.tasks.read(list_ports, self._show_ports, owner=self, question="ports")

    def _show_ports(self, ports: list[Port]) -> None:
        self._ports = ports
        choice = self._desk.serial.choice
        choices = [("", translate("scanner", "none"))]
        choices += [(port.device, _named(port)) for port in ports]
        if choice.device and choice.device not in {port.device for port in ports}:
            gone = translate("scanner", "{device} (not plugged in)").format(device=choice.device)
            choices.append((choice.device, gone))
        self.port.set_choices(choices, choice.device)

    def _on_port(self, device: str) -> None:
        usb = next((port.usb for port in self._ports if port.device == device), "")
        self._desk.serial.choose(SerialChoice(device, usb, int(self.baud.value())))

    def _on_baud(self, baud: str) -> None:
        self._desk.serial.choose(replace(self._desk.serial.choice, baud=int(baud)))

    def _show_state(self, state: str) -> None:
        told = {
            SerialState.OFF: (translate("scanner", "not used"), Tone.NEUTRAL),
            SerialState.WAITING: (translate("scanner", "waiting for the scanner"), Tone.CAUTION),
            SerialState.CONNECTED: (translate("scanner", "connected"), Tone.GOOD),
            SerialState.BUSY: (
                translate("scanner", "port in use by another program, or not allowed"),
                Tone.BAD,
            ),
        }
        self.state.set_state(*told[SerialState(state)])


def _named(port: Port) -> str:
    return port.device if port.name in ("", port.device, "n/a") else f"{port.device}  {port.name}"
