"""Backup: where to, how old, make one now and check it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.moments import moment_of
from custody_app.domain.policy import Policy
from custody_app.queries.centre_overview import CentreOverview, centre_overview
from custody_app.runtime.i18n import translate
from custody_app.ui.settings.section import Section
from custody_app.ui.times import local_text
from custody_app.ui.widgets.cards import Card
from custody_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


class BackupSection(Section):
    """Target, age, button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._target = Label("", "body", wrap=True, selectable=True)
        self._age = Label("", "body", wrap=True)
        card = Card(translate("settings", "Backup"))
        card.body.addWidget(self._target)
        card.body.addWidget(self._age)
        self.body.addWidget(card)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Read target and age."""
        now = moment_of(self.core.clock.now())
        self.desk.tasks.read(
            lambda: self.read(centre_overview, now=now), self._on_centre, owner=self,
            question="backup",
        )  # fmt: skip

    def _on_centre(self, found: CentreOverview) -> None:
        self._target.setText(Policy(found.state.policy).text("backup_target"))
        self._age.setText(local_text(found.backup.last_at))
