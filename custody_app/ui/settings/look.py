"""Look and language; every page changes at once and keeps what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.runtime.i18n import translate
from custody_app.ui.settings.section import Section
from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import ThemeName
from custody_app.ui.widgets.cards import Card
from custody_app.ui.widgets.fields import ChoiceField, Field, FormGrid
from custody_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

LANGUAGE_NAMES = (("zh_CN", "中文"), ("en", "English"))
"""Each language by its own name, whatever the language in use."""


class LookSection(Section):
    """Two choices."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.language = ChoiceField(
            list(LANGUAGE_NAMES), value=desk.language, name="choose_language"
        )
        light, dark = translate("settings", "Light"), translate("settings", "Dark")
        self.theme = ChoiceField(
            [(ThemeName.LIGHT.value, light), (ThemeName.DARK.value, dark)],
            value=look().name.value,
            name="choose_theme",
        )
        self.language.chosen.connect(lambda name: desk.set_language(name))
        self.theme.chosen.connect(lambda name: desk.set_theme(name))
        card = Card(translate("settings", "At this window"))
        grid = FormGrid(2)
        grid.add(Field(translate("settings", "Language"), self.language))
        grid.add(Field(translate("settings", "Look"), self.theme))
        card.body.addWidget(grid)
        card.body.addWidget(
            Label(
                translate(
                    "settings",
                    "Both change at once on every page; nothing that was typed is lost. Papers "
                    "are printed in Chinese.",
                ),
                "muted",
                wrap=True,
            )
        )
        self.body.addWidget(card)
        self.body.addStretch(1)
