"""Serial ports: which one the chosen scanner is on now, also after it was plugged in elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from custody_app.domain.values import dataclass

BAUDS = (9_600, 19_200, 38_400, 57_600, 115_200)


@dataclass(frozen=True, slots=True)
class Port:
    """One serial port as the system lists it.

    Attributes:
        device: ``COM3``, ``/dev/ttyACM0``.
        name: what the device calls itself.
        usb: vendor, product and serial number, empty for a port that is built in.
    """

    device: str
    name: str = ""
    usb: str = ""


@dataclass(frozen=True, slots=True)
class SerialChoice:
    """What was chosen at this window; without a device no serial scanner is used."""

    device: str = ""
    usb: str = ""
    baud: int = BAUDS[0]


def choice_of(plain: dict[str, Any]) -> SerialChoice:
    """A kept choice; what does not fit is left out."""
    baud = plain.get("baud")
    return SerialChoice(
        device=str(plain.get("device") or ""),
        usb=str(plain.get("usb") or ""),
        baud=baud if isinstance(baud, int) and baud in BAUDS else BAUDS[0],
    )


def device_of(choice: SerialChoice, ports: Sequence[Port], *, exists: bool) -> str:
    """Where the scanner is now, empty when it is not plugged in.

    Args:
        choice: what was chosen; a USB scanner is known by what it is, not by its port.
        ports: what the system lists now.
        exists: whether the chosen device can be opened though the system does not list it.
    """
    if choice.usb:
        same = [port.device for port in ports if port.usb == choice.usb]
        return choice.device if choice.device in same else next(iter(same), "")
    listed = any(port.device == choice.device for port in ports)
    return choice.device if choice.device and (listed or exists) else ""
