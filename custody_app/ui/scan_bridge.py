"""Scans reach the program whatever has the focus: kept first, then handed on as one signal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from custody_app.domain.tag import TagKind
from custody_app.scanning.code import Found, GarbledScan, ScannedCode
from custody_app.ui.scan_keys import ScanKeys

Claim = Callable[[ScannedCode], None]
Keep = Callable[[Found, bool, Callable[[int], None]], None]
"""Write a scan down, told whether the window was locked; then call back with its number."""


class ScanBridge(QObject):
    """The one place where scans come in.

    Every scan, readable or not, is kept first; only then ``scanned`` carries readable codes to the
    page in front, unless a dialog claimed them or the window is locked (then they are held), and
    ``garbled`` tells of the others.
    """

    scanned = Signal(object)
    garbled = Signal(object)
    held = Signal(int)

    def __init__(self, home_site: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys = ScanKeys(self.receive, self)
        self._keys.set_home_site(home_site)
        self._keep: Keep = _keep_nothing
        self._claims: list[Claim] = []
        self._held: list[ScannedCode] = []
        self._is_locked = False
        self._filtered = False

    def start(self, app: QApplication) -> None:
        """Begin to listen to the keys of the whole program."""
        if not self._filtered:
            app.installEventFilter(self._keys)
            self._filtered = True

    def stop(self, app: QApplication) -> None:
        """Stop listening."""
        app.removeEventFilter(self._keys)
        self._filtered = False

    def keep_by(self, keep: Keep) -> None:
        """Who writes scans down before they are understood."""
        self._keep = keep

    def set_paused(self, paused: bool) -> None:
        """While paused, keys are left alone: the scanner doctor looks at them itself."""
        self._keys.is_paused = paused

    def set_home_site(self, site: str) -> None:
        """The four digits of the centre's own codes; tells scans in text fields from numbers."""
        self._keys.set_home_site(site)

    def claim(self, take: Claim) -> None:
        """A dialog wants the scans until it releases them."""
        self._claims.append(take)

    def release(self, take: Claim) -> None:
        """The dialog is done."""
        if take in self._claims:
            self._claims.remove(take)

    def set_locked(self, locked: bool) -> None:
        """While locked, scans are held; unlocking tells how many."""
        self._is_locked = locked
        if not locked and self._held:
            self.held.emit(len(self._held))

    def deliver_held(self) -> list[ScannedCode]:
        """Hand on what was scanned while the window was locked."""
        codes, self._held = self._held, []
        for code in codes:
            self.scanned.emit(code)
        return codes

    def drop_held(self) -> None:
        """Leave what was scanned while the window was locked on the list of scans in doubt."""
        self._held = []

    def receive(self, found: Found) -> None:
        """A scan from anywhere: wedge, serial line, camera, image file, typed line."""
        waits = self._is_locked and not _opens_the_lock(found)
        self._keep(found, waits, lambda n: self._hand_on(replace(found, scan=n), waits=waits))

    def _hand_on(self, found: Found, *, waits: bool) -> None:
        if isinstance(found, GarbledScan):
            self.garbled.emit(found)
        elif waits:
            self._held.append(found)
            if not self._is_locked:
                self.held.emit(len(self._held))
        elif self._claims:
            self._claims[-1](found)
        else:
            self.scanned.emit(found)


def _opens_the_lock(found: Found) -> bool:
    """A badge names who wants to go on; what is garbled is told at once."""
    return isinstance(found, GarbledScan) or found.kind is TagKind.BADGE


def _keep_nothing(_found: Found, _waits: bool, then: Callable[[int], None]) -> None:
    then(0)
