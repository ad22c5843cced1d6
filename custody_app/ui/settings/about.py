"""About: versions, where the data lie, the licence."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout

from custody_app.domain.moments import moment_of
from custody_app.queries.centre_overview import CentreOverview, centre_overview
from custody_app.runtime.i18n import translate
from custody_app.services.custody import APP_VERSION
from custody_app.ui.settings.section import Section
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button
from custody_app.ui.widgets.cards import Card
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


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
            "licence": translate("settings", "Licence"),
        }
        for line, (key, text) in enumerate(words.items()):
            self._facts[key] = Label("", "body", wrap=True, selectable=True)
            grid.addWidget(Label(text, "muted"), line, 0)
            grid.addWidget(self._facts[key], line, 1)
        card.body.addLayout(grid)
        folder = Button(
            translate("settings", "Open the data folder"), icon="folder-open", clicked=self._open,
            name="open_data_folder",
        )  # fmt: skip
        card.body.addLayout(row(None, folder))
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
        now = moment_of(self.core.clock.now())
        self.desk.tasks.read(
            lambda: self.read(centre_overview, now=now), self._on_centre, owner=self,
            question="about",
        )  # fmt: skip

    def _on_centre(self, found: CentreOverview) -> None:
        state = found.state
        name = state.name
        if found.demo:
            name = translate("settings", "{name} (demonstration centre)").format(name=name)
        self._facts["centre"].setText(name)
        self._facts["site"].setText(f"{state.site:04d} / {state.station:02d}")
        self._facts["log"].setText(found.log)
        self._facts["size"].setText(f"{found.size:,}")
        self._facts["items"].setText(f"{found.items:,}")
        self._facts["accounts"].setText(f"{found.accounts:,}")

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.core.folder.root)))
