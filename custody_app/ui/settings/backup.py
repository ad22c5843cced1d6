"""Backup: where to, how old, make one now with progress, and which ones lie there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from custody_app.domain.commands.registers import SetPolicy
from custody_app.domain.events.centre import PolicyEntry
from custody_app.domain.moments import Moment, moment_of
from custody_app.domain.policy import Policy
from custody_app.domain.values import dataclass
from custody_app.messages import told_code
from custody_app.queries.centre_overview import BackupAge, centre_overview
from custody_app.runtime.i18n import translate
from custody_app.services.backup import BackupMade, KeptBackup
from custody_app.services.set_up import is_other_disk
from custody_app.ui.form_dialog import Entry, FormDialog, Sheet, Values
from custody_app.ui.settings.folder_field import FolderField
from custody_app.ui.settings.presenter import age_text
from custody_app.ui.settings.section import Section
from custody_app.ui.tasks import Cancelled, Progress
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.times import local_text
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card, Pill
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.fields import Field
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row
from custody_app.ui.widgets.progress_strip import ProgressStrip
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Standing:
    """What the section shows.

    Attributes:
        target: the folder of the policy, empty where none was set.
        is_there: whether that folder can be reached now.
        is_apart: whether it lies on another disk than the centre.
    """

    target: str
    is_there: bool
    is_apart: bool
    age: BackupAge
    is_late: bool
    now: Moment
    kept: tuple[KeptBackup, ...]


class BackupSection(Section):
    """Target, age, button; below, the backups in the target."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            translate(
                "settings",
                "Once a day, and whenever you press the button, the whole centre is copied, the "
                "copy is verified and the backup is recorded. Seven days, five weeks and twelve "
                "months are kept.",
            ),
        )
        self.standing: Standing | None = None
        self._had_keyboard = False
        self.target = Label("", "body", wrap=True, selectable=True)
        self.age = Label("", "body", wrap=True)
        self._pill = Pill()
        self._warning = Label("", "mistake", wrap=True)
        self.strip = ProgressStrip()
        self.button = Button(
            translate("settings", "Back up now"), Kind.PRIMARY, "database-backup", self.back_up,
            name="back_up",
        )  # fmt: skip
        self.body.addWidget(self._card())
        self.table = self._table()
        self.body.addWidget(self.table, 1)

    def _card(self) -> Card:
        card = Card(translate("settings", "Backup"))
        card.header.addWidget(self._pill)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.page)
        grid.setVerticalSpacing(SPACE.small)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Label(translate("settings", "Folder of the backups"), "muted"), 0, 0)
        grid.addWidget(self.target, 0, 1)
        grid.addWidget(Label(translate("settings", "Last verified backup"), "muted"), 1, 0)
        grid.addWidget(self.age, 1, 1)
        card.body.addLayout(grid)
        card.body.addWidget(self._warning)
        card.body.addWidget(self.strip)
        choose = Button(
            translate("settings", "Another folder…"), icon="folder-open", clicked=self.ask_target,
            name="choose_backup_target",
        )  # fmt: skip
        card.body.addLayout(row(None, choose, self.button))
        return card

    def _table(self) -> RecordTable[KeptBackup]:
        whole, broken = translate("settings", "Whole"), translate("settings", "Not whole")
        return RecordTable(
            "settings_backups",
            [
                Column("made", translate("settings", "Made on"), lambda r: local_text(r.made_at),
                       170, is_strong=True),
                Column("size", translate("settings", "Records"), lambda r: f"{r.size:,}", 100,
                       is_number=True),
                Column("whole", translate("settings", "Verified"),
                       lambda r: whole if r.is_whole else broken, 110,
                       tone=lambda r: Tone.GOOD if r.is_whole else Tone.BAD),
                Column("folder", translate("settings", "Folder"), lambda r: r.path.name, 420),
            ],
            self.desk.tasks,
            self.desk.memory,
            empty=EmptyState(
                translate("settings", "No backup lies in this folder yet."),
                icon="database-backup",
            ),
        )  # fmt: skip

    def refresh(self) -> None:
        """Read target and age, and look into the folder, off the window's thread."""
        core, read = self.core, self.read
        now = moment_of(core.clock.now())

        def work() -> Standing:
            found = read(centre_overview, now=now)
            target = Policy(found.state.policy).text("backup_target")
            place = Path(target) if target else core.folder.backups
            return Standing(
                target=target,
                is_there=not target or place.is_dir(),
                is_apart=bool(target) and is_other_disk(core.folder.root, place),
                age=found.backup,
                is_late=core.backup.is_due(core.clock.now()),
                now=now,
                kept=core.backup.kept(place),
            )

        self.desk.tasks.read(work, self._on_standing, owner=self, question="backup")

    def _on_standing(self, found: Standing) -> None:
        self.standing = found
        self.target.setText(found.target or translate("settings", "Not set"))
        self.age.setText(age_text(found.age))
        self._pill.set_state(
            translate("settings", "Due") if found.is_late else translate("settings", "Up to date"),
            Tone.BAD if found.is_late else Tone.GOOD,
        )
        warning = self._warning_of(found)
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))
        self.table.set_rows(found.kept)

    def _warning_of(self, found: Standing) -> str:
        if not found.target:
            return _told("backup.no_target")
        if not found.is_there:
            return _told("backup.target_missing", target=found.target)
        return "" if found.is_apart else _told("backup.same_disk")

    def back_up(self) -> None:
        """Copy, verify and record; beside the other work, so that the counter goes on."""
        backup = self.core.backup
        progress = self.strip.follow(translate("settings", "Backing up"), Progress())
        self._had_keyboard = self.button.hasFocus()
        self.button.setEnabled(False)
        self.desk.tasks.read(
            lambda: backup.run(progress=progress.report), self._on_made, self._on_failed,
            owner=self,
        )  # fmt: skip

    def _ended(self) -> None:
        self.strip.done()
        self.button.setEnabled(True)
        if self._had_keyboard:
            self.button.setFocus()

    def _on_made(self, made: BackupMade) -> None:
        self._ended()
        self.desk.bus.publish(None)
        if made.report.is_whole:
            self.desk.notices.success(
                translate(
                    "settings", "Backup of {count} {count:record|records} made and verified."
                ).format(count=f"{made.size:,}")
            )
        else:
            self.desk.notices.error(_told("backup.not_whole"))
        self.refresh()

    def _on_failed(self, error: Exception) -> None:
        self._ended()
        if isinstance(error, Cancelled):
            self.desk.notices.info(translate("settings", "The backup was stopped."))
        else:
            self.desk.notices.refuse(error)

    def ask_target(self) -> FormDialog:
        """Another folder; a disk of its own is asked for, not forced."""
        now = self.standing.target if self.standing is not None else ""
        field = FolderField(now, _mistake_of_target, name="backup_target")
        hint = translate("settings", "On another disk than the centre")
        word = translate("settings", "Folder of the backups")
        entries = (Entry("target", Field(word, field, needed=True, hint=hint), True),)

        def go(values: Values, dialog: FormDialog) -> None:
            dialog.record(SetPolicy(entries=(PolicyEntry("backup_target", values["target"]),)))

        dialog = FormDialog(
            self.desk, Sheet(translate("settings", "Where backups go"), entries), go
        )
        dialog.open()
        return dialog


def _mistake_of_target(text: str) -> str:
    if not text or Path(text).is_dir():
        return ""
    return _told("backup.target_missing", target=text)


def _told(code: str, **facts: object) -> str:
    told = told_code(code, facts)
    return f"{told.message} {told.next}".strip()
