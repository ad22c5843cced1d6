"""Units: police stations, procuratorates, courts, laboratories the centre deals with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.commands.registers import RegisterUnit
from custody_app.domain.law.doubts import doubts_of_unit
from custody_app.domain.vocabulary import Authority, UnitKind
from custody_app.queries.people import UnitRow, units
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word, words
from custody_app.ui.form_dialog import FormDialog, Sheet, Values, choice_entry, text_entry
from custody_app.ui.settings.section import Section
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.fields import TextField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


class UnitsSection(Section):
    """A list and one button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        sentence = Label(
            translate(
                "settings",
                "Every case, person and transfer names a unit. The kind says who may decide "
                "about property there.",
            ),
            "muted",
            wrap=True,
        )
        register = Button(
            translate("settings", "Register a unit"), Kind.PRIMARY, "plus", self._ask,
            name="register_unit",
        )  # fmt: skip
        self.table: RecordTable[UnitRow] = RecordTable(
            "settings_units",
            [
                Column("name", translate("settings", "Name"), lambda r: r.name, 320,
                       is_strong=True),
                Column("code", translate("settings", "Code"), lambda r: r.code, 150),
                Column("kind", translate("settings", "Kind"),
                       lambda r: word("unit_kind", r.kind.value), 160),
                Column("authority", translate("settings", "May decide as"),
                       lambda r: word("authority", r.authority.value) if r.authority else "", 160),
            ],
            desk.tasks,
            desk.memory,
            empty=EmptyState(translate("settings", "No unit yet."), icon="building-2"),
        )  # fmt: skip
        head = row(sentence, register)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Read the units again."""
        self.desk.tasks.read(
            lambda: self.read(units), self.table.set_rows, owner=self, question="units"
        )

    def _ask(self) -> None:
        by_kind = [("", translate("settings", "As its kind says")), *words("authority").items()]
        entries = (
            text_entry("name", translate("settings", "Name"),
                       TextField(max_length=120, name="unit_name"), needed=True),
            text_entry("code", translate("settings", "Code"),
                       TextField(judge=doubts_of_unit, max_length=20, name="unit_code"),
                       needed=True, hint=translate("settings", "12 digits for police units")),
            choice_entry("kind", translate("settings", "Kind"), list(words("unit_kind").items())),
            choice_entry("authority", translate("settings", "May decide as"), by_kind),
        )  # fmt: skip

        def go(values: Values, dialog: FormDialog) -> None:
            authority = Authority(values["authority"]) if values["authority"] else None
            dialog.record(
                RegisterUnit(
                    code=values["code"],
                    kind=UnitKind(values["kind"]),
                    name=values["name"],
                    authority=authority,
                )
            )

        FormDialog(self.desk, Sheet(translate("settings", "Register a unit"), entries), go).open()
