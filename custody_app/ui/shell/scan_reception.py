"""Every scan at the window: written down first, then the tone, then the page in front."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from custody_app.runtime.i18n import translate
from custody_app.scanning.code import Found, GarbledScan, ScanTrouble
from custody_app.ui.desk import KeptScan
from custody_app.ui.notices import Action, Notices
from custody_app.ui.shell.surroundings import Surroundings
from custody_app.ui.tone_waves import Heard

UNDERSTOOD = frozenset({"known", "dead_twin"})
TAKEN = "taken"
"""Kept as the answer to a scan that waited and was taken up after unlocking."""


class ScanReception(QObject):
    """``scanned`` carries codes on to the page; everything else about a scan is settled here."""

    scanned = Signal(object)
    waiting = Signal(int)

    def __init__(
        self, around: Surroundings, notices: Callable[[], Notices], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._around = around
        self._notices = notices
        self._waiting = 0
        scans = around.scans
        scans.keep_by(self._keep)
        scans.scanned.connect(self.scanned)
        scans.garbled.connect(self._on_garbled)
        scans.held.connect(self._on_held)

    def _keep(self, found: Found, waits: bool, then: Callable[[int], None]) -> None:
        journal, person = self._around.frame.journal_scan, self._person()

        def kept(scan: KeptScan) -> None:
            if waits:
                self._waiting += 1
                self.waiting.emit(self._waiting)
                self._around.sounds.play(Heard.LOOK)
            elif scan.status in UNDERSTOOD:
                self._around.sounds.play(Heard.DONE)
            then(scan.n)

        self._around.tasks.write(
            lambda: journal(found, person, waits), kept, self._not_kept, owner=self
        )

    def _person(self) -> str:
        officer = self._around.session.officer
        login = officer.login if officer is not None else None
        return login.person.id if login is not None else ""

    def _not_kept(self, error: Exception) -> None:
        """A scan that could not be written down is not acted upon."""
        notices = self._notices()
        notices.refuse(error)
        notices.error(
            translate("shell", "The last scan could not be kept and was not carried out."),
            next_step=translate("shell", "Scan again once the fault is mended."),
        )

    def _on_garbled(self, scan: GarbledScan) -> None:
        text, later = sentences()[scan.trouble]
        notices = self._notices()
        notices.sound()
        notices.error(text, next_step=later)

    def _on_held(self, count: int) -> None:
        self._waiting = 0
        text = translate(
            "shell", "{count} {count:code was|codes were} scanned while the window was locked."
        )
        self._notices().warning(
            text.format(count=count),
            Action(translate("shell", "Take them now"), self._take),
            Action(translate("shell", "Leave them"), self._around.scans.drop_held),
        )

    def _take(self) -> None:
        answer = self._around.frame.answer_scan
        for code in self._around.scans.deliver_held():
            if code.scan:
                self._around.tasks.write(partial(answer, code.scan, TAKEN), owner=self)


def sentences() -> dict[ScanTrouble, tuple[str, str]]:
    """What is said about a scan that is no code, and what to do if it happens again."""
    again = translate("shell", "If it happens again: Settings, Scanner.")
    return {
        ScanTrouble.INPUT_METHOD: (
            translate("shell", "The input method spoilt the scan. Scan again."), "",
        ),
        ScanTrouble.LENGTH: (
            translate("shell", "This is no code of a custody centre. Scan again."), "",
        ),
        ScanTrouble.CHECK: (translate("shell", "The code was misread. Scan again."), ""),
        ScanTrouble.FOREIGN: (
            translate("shell", "This code was not made by a custody centre."), "",
        ),
        ScanTrouble.CROSSED: (
            translate("shell", "Two scanners read at the same time. Scan both again."), "",
        ),
        ScanTrouble.NO_END: (
            translate("shell", "The scan broke off before its end. Scan again."), again,
        ),
        ScanTrouble.ALT_CODES: (
            translate("shell", "The scanner sends characters as Alt codes. Nothing was taken."),
            again,
        ),
        ScanTrouble.CONTROL: (
            translate("shell", "The code holds control keys. Nothing was taken."), again,
        ),
        ScanTrouble.LINES: (
            translate("shell", "The code has several lines and is none of ours."), "",
        ),
    }  # fmt: skip
