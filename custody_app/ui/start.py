"""Open the window on a centre: the wizard first where there is none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

from custody_app.bootstrap import Core, open_core
from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import Moment, moment_of, time_of
from custody_app.domain.policy import Policy
from custody_app.domain.values import dataclass
from custody_app.messages import names_in, told_all
from custody_app.queries.centre_overview import CentreOverview, centre_overview
from custody_app.queries.commit_mark import CommitMark
from custody_app.queries.reader import Reader
from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import language
from custody_app.runtime.paths import CentreDir
from custody_app.services.scan_journal import ScanJournal
from custody_app.services.verification_note import read_verification
from custody_app.ui.app import WindowNeeds, make_application, run_window
from custody_app.ui.centre_frame import CentreFrame
from custody_app.ui.desk import ShellCore, Standing
from custody_app.ui.notices import Sentence
from custody_app.ui.theme.style import apply_theme
from custody_app.ui.theme.tokens import ThemeName, Tone
from custody_app.ui.wizard_door import run_wizard

BACKUP_LATE_HOURS = 26
"""A daily backup with two hours of grace."""


@dataclass(frozen=True, slots=True)
class Explainer:
    """Refusals and faults as the strips of the window show them."""

    core: Core

    def __call__(self, error: Exception) -> Sequence[Sentence]:
        """Sentences of an error; none for a bug of ours."""
        if not isinstance(error, RuleBroken | Fault):
            return ()
        tone = Tone.BAD if isinstance(error, Fault) else Tone.CAUTION
        return [
            Sentence(told.message, told.article, told.next, tone)
            for told in told_all(error, names_in(self.core))
        ]


def open_window(folder: CentreDir, asked_language: str = "") -> int:
    """The window on a centre; the exit code when it closes.

    Args:
        folder: where the centre lies, or will.
        asked_language: wins over the language kept from the last time.

    Raises:
        Fault: the centre cannot be opened.
    """
    app = make_application()
    if not folder.db.is_file():
        apply_theme(app, ThemeName.LIGHT)
        if not run_wizard(folder):
            return 0
        asked_language = language()
    core = open_core(folder)
    mark = CommitMark(core.reader)
    try:
        return run_window(replace(needs_of(core, mark), asked_language=asked_language))
    finally:
        mark.close()
        core.close()


def needs_of(core: Core, mark: CommitMark) -> WindowNeeds:
    """Everything the window is built from."""
    read = Reader(core.reader)
    overview = read(centre_overview, now=moment_of(core.clock.now()))

    def standing() -> Standing:
        return standing_of(core, read(centre_overview, now=moment_of(core.clock.now())))

    frame = CentreFrame(
        centre_name=overview.state.name,
        station_label=overview.station_label,
        site_code=f"{overview.state.site:04d}",
        is_demo=overview.demo,
        doors=core.sign_in,
        read_standing=standing,
        read_mark=mark.read,
        journal=ScanJournal(core.writer, core.reader, core.clock),
    )
    return WindowNeeds(
        core=core,
        frame=cast("ShellCore", frame),
        explain=Explainer(core),
        now=core.clock.now,
        centre_dir=core.folder.root,
        lock_minutes=lock_minutes_of(overview),
    )


def standing_of(core: Core, overview: CentreOverview) -> Standing:
    """What the status bar shows."""
    verified = read_verification(core.folder)
    backup = overview.backup
    return Standing(
        unsent=None,
        backup_at=_time(backup.last_at),
        backup_is_late=backup.hours is None or backup.hours > BACKUP_LATE_HOURS,
        verified_at=_time(verified.at) if verified else None,
        verified_ok=verified.is_whole if verified else False,
        lock_minutes=lock_minutes_of(overview),
    )


def lock_minutes_of(overview: CentreOverview) -> int:
    """The policy of the centre, in whole minutes; less than one minute is one."""
    wanted = Policy(overview.state.policy).number("counter_lock_minutes")
    return math.ceil(wanted)


def _time(moment: Moment | None) -> datetime | None:
    return time_of(moment).astimezone(UTC) if moment else None
