"""Desk: what every page is given - core, tasks, change bus, scans, notices, navigation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from custody_app.domain.errors import RuleBroken
from custody_app.domain.values import dataclass
from custody_app.ui.change_bus import ChangeBus
from custody_app.ui.memory import Memory
from custody_app.ui.notices import Notices
from custody_app.ui.scan_bridge import ScanBridge
from custody_app.ui.serial_scanner import SerialScanner
from custody_app.ui.sounds import Sounds
from custody_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from custody_app.bootstrap import Core
    from custody_app.domain.commands.base import Command
    from custody_app.scanning.code import Found
    from custody_app.services.custody import Beside
    from custody_app.services.outcome import Outcome
    from custody_app.services.session import Session
    from custody_app.services.signer import Signer


@dataclass(frozen=True, slots=True)
class Officer:
    """The person at the window; ``login`` holds the key that signs, None while locked.

    Attributes:
        password_left: days until the password must be changed, 0 or less now; None for no term.
    """

    badge_no: str
    name: str
    roles: frozenset[str]
    roles_text: str = ""
    login: Session | None = field(default=None, compare=False, repr=False)
    password_left: int | None = None

    @property
    def must_renew(self) -> bool:
        """The password is older than the policy allows."""
        return self.password_left is not None and self.password_left <= 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What the status bar shows; read off the window's thread.

    Attributes:
        unsent: records not yet at the central database; None where there is no such database.
        backup_at: last verified backup, aware; None when there is none.
        verified_at: last verification, aware; None when never.
        verified_ok: whether that verification found the record whole.
        lock_minutes: policy: lock after so many minutes without a touch; 0 is never.
    """

    unsent: int | None
    backup_at: datetime | None
    backup_is_late: bool
    verified_at: datetime | None
    verified_ok: bool
    lock_minutes: int = 15


@dataclass(frozen=True, slots=True)
class KeptScan:
    """A scan in the journal: its number, and what it stands for as ``resolve_tag`` tells it.

    The status is empty for what is no code, and for scans that wait until the window is unlocked.
    """

    n: int
    status: str = ""


class ShellCore(Protocol):
    """What the frame itself asks of the core; calls run off the window's thread."""

    @property
    def centre_name(self) -> str:
        """Name of the custody centre."""
        ...

    @property
    def station_label(self) -> str:
        """Short name of this workstation."""
        ...

    @property
    def site_code(self) -> str:
        """The four digits of the site in every code."""
        ...

    @property
    def is_demo(self) -> bool:
        """Whether this is a demonstration centre."""
        ...

    def standing(self) -> Standing:
        """What the status bar shows."""
        ...

    def commit_mark(self) -> int:
        """A number that changes with every commit of any process."""
        ...

    def sign_in(self, badge_no: str, password: str) -> Officer:
        """Start a shift; raises RuleBroken."""
        ...

    def take_over(self, badge_no: str, pin: str) -> Officer:
        """Let another person work at this window; raises RuleBroken."""
        ...

    def renew_password(self, officer: Officer, new: str) -> Officer:
        """Set another password for who just came in; raises RuleBroken."""
        ...

    def journal_scan(self, found: Found, person: str, waits: bool) -> KeptScan:
        """Write a scan down before it is understood, then look up what it stands for."""
        ...

    def answer_scan(self, n: int, text: str) -> None:
        """Note what was done about a scan in doubt."""
        ...


class AtWindow(QObject):
    """Who is at the window now."""

    officer_changed = Signal(object)
    lock_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._officer: Officer | None = None
        self._is_locked = False

    @property
    def officer(self) -> Officer | None:
        """The person signed in, locked or not."""
        return self._officer

    @property
    def is_locked(self) -> bool:
        """Whether the window waits for a PIN."""
        return self._is_locked

    def set_officer(self, officer: Officer | None) -> None:
        """Someone signed in, took over or left."""
        self._officer = officer
        self.set_locked(False)
        self.officer_changed.emit(officer)

    def set_locked(self, locked: bool) -> None:
        """Lock or unlock; a locked window holds no key."""
        if locked and self._officer is not None:
            self._officer = replace(self._officer, login=None)
        if locked != self._is_locked:
            self._is_locked = locked
            self.lock_changed.emit(locked)


@dataclass(slots=True)
class Desk:
    """Handed to every page.

    Attributes:
        core: services and readers of the centre.
        frame: what the frame asks; pages hardly need it.
        tasks: ``read`` and ``write`` off the window's thread.
        bus: tells of every commit.
        scans: every scan, whatever has the focus.
        sounds: the tones; what is played and how loud.
        serial: the scanner on a serial port, if one was chosen.
        notices: the strips at the top of the page.
        session: who is signed in.
        memory: column widths, filters and the like, per person.
        navigate: ``navigate("items", item_id=...)`` opens a page and gives it the arguments.
        set_language: ``set_language("en")``; pages are built anew, keeping their state.
        set_theme: ``set_theme("dark")``; likewise.
    """

    core: Core
    frame: ShellCore
    tasks: Tasks
    bus: ChangeBus
    scans: ScanBridge
    sounds: Sounds
    serial: SerialScanner
    notices: Notices
    session: AtWindow
    memory: Memory
    language: str = "zh_CN"
    navigate: Callable[..., None] = field(default=lambda *_a, **_k: None)
    set_language: Callable[[str], None] = field(default=lambda _name: None)
    set_theme: Callable[[str], None] = field(default=lambda _name: None)

    @property
    def signer(self) -> Signer:
        """The key of the person at the window.

        Raises:
            RuleBroken: ``sign_in.needed``: nobody is signed in, or the window is locked.
        """
        officer = self.session.officer
        if officer is None or officer.login is None:
            raise RuleBroken("sign_in.needed")
        return officer.login.signer

    def record(
        self,
        *commands: Command,
        owner: QObject,
        then: Callable[[Outcome], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        confirmers: Sequence[Signer] = (),
        beside: Beside | None = None,
    ) -> None:
        """Carry out commands off the window's thread, tell every view, then call ``then``."""
        try:
            signer = self.signer
        except RuleBroken as error:
            (failed or self.notices.refuse)(error)
            return
        custody = self.core.custody

        def done(outcome: Outcome) -> None:
            self.bus.publish(outcome)
            if then is not None and isValid(owner):
                then(outcome)

        def work() -> Outcome:
            return custody.handle(*commands, signer=signer, confirmers=confirmers, beside=beside)

        self.tasks.write(work, done, failed)
