"""What the window is given by ``ui.app`` and hands on to its pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from custody_app.domain.values import dataclass
from custody_app.ui.change_bus import ChangeBus
from custody_app.ui.desk import AtWindow, Desk, ShellCore
from custody_app.ui.memory import Memory
from custody_app.ui.notices import Explain
from custody_app.ui.scan_bridge import ScanBridge
from custody_app.ui.serial_scanner import SerialScanner
from custody_app.ui.sounds import Sounds
from custody_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from custody_app.bootstrap import Core


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything that lives as long as the window, whatever its language and look.

    Attributes:
        take_error: offers a remedy for an error nobody awaited; whether it knew one.
    """

    core: Core
    frame: ShellCore
    tasks: Tasks
    bus: ChangeBus
    scans: ScanBridge
    sounds: Sounds
    serial: SerialScanner
    session: AtWindow
    memory: Memory
    explain: Explain
    now: Callable[[], datetime]
    use_language: Callable[[str], None]
    use_theme: Callable[[str], None]
    take_error: Callable[[Desk, Exception], bool]
