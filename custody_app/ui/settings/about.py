"""About: versions, where the data lie, the licence."""

from __future__ import annotations

import platform
import shutil
from typing import TYPE_CHECKING

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QGridLayout

from custody_app.domain.moments import moment_of
from custody_app.domain.values import dataclass
from custody_app.queries.centre_overview import CentreOverview, centre_overview
from custody_app.runtime.i18n import translate
from custody_app.runtime.paths import CentreDir
from custody_app.services.custody import APP_VERSION
from custody_app.ui.settings.section import Section
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button
from custody_app.ui.widgets.cards import Card
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


MEGA, GIGA = 1_000_000, 1_000_000_000


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes of the database, bytes free beside it, reports of mistakes in the log folder."""

    database: int
    free: int
    reports: int


def room_of(folder: CentreDir) -> Room:
    """Look into the folder; off the window's thread."""
    reports = sum(1 for _ in folder.logs.glob("report-*.txt")) if folder.logs.is_dir() else 0
    return Room(folder.db.stat().st_size, shutil.disk_usage(folder.root).free, reports)


class AboutSection(Section):
    """Facts to read out on the telephone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._facts: dict[str, Label] = {}
        card = Card(translate("settings", "Seized property custody"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.page)
        grid.setVerticalSpacing(SPACE.small)
        grid.setColumnStretch(1, 1)
        words = {
            "version": translate("settings", "Version"),
            "parts": translate("settings", "Built on"),
            "centre": translate("settings", "Centre"),
            "site": translate("settings", "Site and workstation"),
            "log": translate("settings", "Log"),
            "size": translate("settings", "Records"),
            "items": translate("settings", "Things on record"),
            "accounts": translate("settings", "Accounts"),
            "folder": translate("settings", "Data folder"),
            "disk": translate("settings", "Size, and room on its disk"),
            "reports": translate("settings", "Reports of mistakes"),
            "licence": translate("settings", "Licence"),
        }
        self._words = words
        for line, (key, text) in enumerate(words.items()):
            self._facts[key] = Label("", "body", wrap=True, selectable=True)
            grid.addWidget(Label(text, "muted"), line, 0)
            grid.addWidget(self._facts[key], line, 1)
        card.body.addLayout(grid)
        folder = Button(
            translate("settings", "Open the data folder"), icon="folder-open", clicked=self._open,
            name="open_data_folder",
        )  # fmt: skip
        copy = Button(
            translate("settings", "Copy all of this"), icon="copy", clicked=self.copy,
            name="copy_about",
        )  # fmt: skip
        card.body.addLayout(row(None, copy, folder))
        self.body.addWidget(card)
        self.body.addStretch(1)
        self._facts["version"].setText(APP_VERSION)
        self._facts["parts"].setText(f"Python {platform.python_version()} · Qt {qt_version}")
        self._facts["folder"].setText(str(self.core.folder.root))
        self._facts["licence"].setText(
            translate("settings", "Apache License 2.0; fonts and icons under their own licences")
        )

    def refresh(self) -> None:
        """Read what the centre says of itself."""
        now, folder, read = moment_of(self.core.clock.now()), self.core.folder, self.read
        self.desk.tasks.read(
            lambda: (read(centre_overview, now=now), room_of(folder)), self._on_centre, owner=self,
            question="about",
        )  # fmt: skip

    def _on_centre(self, answer: tuple[CentreOverview, Room]) -> None:
        found, room = answer
        state = found.state
        self._facts["disk"].setText(
            translate("settings", "{size} MB; {free} GB free").format(
                size=f"{room.database / MEGA:,.1f}", free=f"{room.free / GIGA:,.1f}"
            )
        )
        self._facts["reports"].setText(f"{room.reports:,}")
        name = state.name
        if found.demo:
            name = translate("settings", "{name} (demonstration centre)").format(name=name)
        self._facts["centre"].setText(name)
        self._facts["site"].setText(f"{state.site:04d} / {state.station:02d}")
        self._facts["log"].setText(found.log)
        self._facts["size"].setText(f"{found.size:,}")
        self._facts["items"].setText(f"{found.items:,}")
        self._facts["accounts"].setText(f"{found.accounts:,}")

    def copy(self) -> None:
        """Everything as text, to be pasted into a message to whoever helps."""
        lines = [f"{text}: {self._facts[key].text()}" for key, text in self._words.items()]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.desk.notices.success(translate("settings", "Copied."))

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.core.folder.root)))
