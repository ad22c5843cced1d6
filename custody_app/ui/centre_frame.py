"""What the frame asks of a real centre: people by the sign-in service, the rest by readers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from custody_app.domain.errors import RuleBroken
from custody_app.domain.values import dataclass
from custody_app.runtime.i18n import language
from custody_app.runtime.words import word
from custody_app.scanning.code import Found, ScannedCode, ScanSource
from custody_app.services.scan_journal import LOCKED, ScanJournal
from custody_app.ui.desk import KeptScan, Officer, Standing

if TYPE_CHECKING:
    from custody_app.services.session import Session, SignIn


@dataclass(frozen=True, slots=True)
class CentreFrame:
    """A ``ShellCore`` over the services; ``read_*`` run off the window's thread.

    Attributes:
        doors: sign-in by password and by PIN.
        read_standing: backup, verification, unsent records.
        read_mark: a number that moves with every commit.
        journal: the scan journal.
    """

    centre_name: str
    station_label: str
    site_code: str
    is_demo: bool
    doors: SignIn
    read_standing: Callable[[], Standing]
    read_mark: Callable[[], int]
    journal: ScanJournal

    def standing(self) -> Standing:
        """What the status bar shows."""
        return self.read_standing()

    def commit_mark(self) -> int:
        """A number that changes with every commit of any process."""
        return self.read_mark()

    def sign_in(self, badge_no: str, password: str) -> Officer:
        """Start a shift; raises RuleBroken."""
        return officer_of(self.doors.with_password(badge_no, password))

    def take_over(self, badge_no: str, pin: str) -> Officer:
        """Unlock, or let another person work at this window; raises RuleBroken."""
        return officer_of(self.doors.with_pin(badge_no, pin))

    def renew_password(self, officer: Officer, new: str) -> Officer:
        """Set another password for who just came in; raises RuleBroken."""
        if officer.login is None:
            raise RuleBroken("sign_in.needed")
        return officer_of(self.doors.renew_password(officer.login, new))

    def journal_scan(self, found: Found, person: str, waits: bool) -> KeptScan:
        """Write a scan down before it is understood, then look up what it stands for.

        What was scanned to test the scanner stands for nothing.
        """
        digits = found.digits if isinstance(found, ScannedCode) else ""
        source = LOCKED if waits else found.source.value
        n = self.journal.keep(found.raw, source, digits, person)
        is_work = not waits and found.source is not ScanSource.DOCTOR
        return KeptScan(n, self.journal.look_up(n, digits) if digits and is_work else "")

    def answer_scan(self, n: int, text: str) -> None:
        """Note what was done about a scan in doubt."""
        self.journal.answer(n, text)


def officer_of(session: Session) -> Officer:
    """The person of a session, as the window shows them."""
    person = session.person
    roles = [role.value for role in person.roles]
    separator = "、" if language().startswith("zh") else ", "
    return Officer(
        person.badge_no or person.tag,
        person.name,
        frozenset(roles),
        separator.join(word("role", role) for role in roles),
        session,
        session.password_left,
    )
