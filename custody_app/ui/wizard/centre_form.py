"""The form of a new centre: its name and number, its first people, its backup folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from custody_app.domain.law.doubts import doubts_of_unit
from custody_app.domain.vocabulary import Rank, Role
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.services.first_run import CentrePlan, FirstPerson
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button
from custody_app.ui.widgets.cards import Card
from custody_app.ui.widgets.fields import ChoiceField, Field, FormGrid, TextField, TickField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row, scrolling

COMBINATIONS: dict[str, tuple[Role, ...]] = {
    "security_head": (Role.SECURITY_ADMIN, Role.CUSTODY_HEAD),
    "audit_supervisor": (Role.AUDIT_ADMIN, Role.SUPERVISOR),
    "system_custodian": (Role.SYSTEM_ADMIN, Role.CUSTODIAN),
    "security": (Role.SECURITY_ADMIN,),
    "audit": (Role.AUDIT_ADMIN,),
    "custodian": (Role.CUSTODIAN,),
    "head": (Role.CUSTODY_HEAD,),
}
"""Roles a first person may hold together; in a centre under five people one may hold two."""
FIRST_THREE = ("security_head", "audit_supervisor", "system_custodian")


@dataclass(slots=True)
class PersonFields:
    """The fields of one first person."""

    name: TextField
    badge: TextField
    roles: ChoiceField
    password: TextField
    pin: TextField

    def person(self) -> FirstPerson:
        """What was filled in."""
        roles = COMBINATIONS[self.roles.value()]
        head = Role.CUSTODY_HEAD in roles
        return FirstPerson(
            self.name.value(),
            self.badge.value(),
            roles,
            self.password.value(),
            self.pin.value(),
            Rank.CUSTODY_HEAD if head else None,
        )


class CentreForm(QWidget):
    """Fields of a new centre."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = TextField(name="centre_name")
        self._site = TextField(placeholder="5301", max_length=4, name="site")
        self._unit = TextField(
            placeholder="530100000000", judge=doubts_of_unit, max_length=12, name="unit_code"
        )
        self._target = TextField(name="backup_target")
        self._same_disk = TickField(
            translate("wizard", "There is no other disk yet; I will change this in Settings"),
            name="same_disk",
        )
        self._shown = TickField(
            translate("wizard", "Show passwords and PINs while they are typed"), name="show_secrets"
        )
        self._shown.toggled.connect(self._show_secrets)
        self._grids: list[FormGrid] = []
        self._people = [self._person_fields(number, key) for number, key in enumerate(FIRST_THREE)]
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setSpacing(SPACE.large)
        layout.addWidget(self._centre_card())
        layout.addWidget(self._people_card())
        layout.addWidget(self._backup_card())
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inner))
        self.setFocusProxy(self._name)
        for grid, following in zip(
            self._grids, [*(person.name for person in self._people), self._target], strict=False
        ):
            grid.finished.connect(following.setFocus)

    def _person_fields(self, number: int, key: str) -> PersonFields:
        combine = translate("wizard", "{first} + {second}")
        choices = [
            (
                code,
                word("role", roles[0].value)
                if len(roles) == 1
                else combine.format(
                    first=word("role", roles[0].value), second=word("role", roles[1].value)
                ),
            )
            for code, roles in COMBINATIONS.items()
        ]
        return PersonFields(
            TextField(name=f"name_{number}"),
            TextField(max_length=20, name=f"badge_{number}"),
            ChoiceField(choices, value=key, name=f"roles_{number}"),
            TextField(secret=True, name=f"password_{number}"),
            TextField(secret=True, max_length=12, name=f"pin_{number}"),
        )

    def _centre_card(self) -> Card:
        card = Card(translate("wizard", "The centre"))
        grid = self._grid(columns=3)
        grid.add(Field(translate("wizard", "Name as on paper"), self._name, needed=True))
        grid.add(
            Field(
                translate("wizard", "Site number in every code"),
                self._site,
                needed=True,
                hint=translate("wizard", "Four digits; cannot be changed later"),
            )
        )
        grid.add(Field(translate("wizard", "Unit code (12 digits)"), self._unit, needed=True))
        card.body.addWidget(grid)
        return card

    def _people_card(self) -> Card:
        card = Card(translate("wizard", "The first three people"))
        card.body.addWidget(
            Label(
                translate(
                    "wizard",
                    "Security and audit administrator are never the same person. In a centre of "
                    "fewer than five people one person may hold two roles, and every proof says "
                    "so. Password: 12 characters of three kinds. PIN: six digits, not a row.",
                ),
                "muted",
                wrap=True,
            )
        )
        for person in self._people:
            grid = self._grid(columns=6)
            grid.add(Field(translate("wizard", "Name"), person.name, needed=True))
            grid.add(Field(translate("wizard", "Badge number"), person.badge, needed=True))
            grid.add(Field(translate("wizard", "Roles"), person.roles), 2)
            grid.add(Field(translate("wizard", "Password"), person.password, needed=True))
            grid.add(Field(translate("wizard", "PIN"), person.pin, needed=True))
            card.body.addWidget(grid)
        card.body.addWidget(self._shown)
        return card

    def _grid(self, columns: int) -> FormGrid:
        self._grids.append(FormGrid(columns))
        return self._grids[-1]

    def _show_secrets(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for person in self._people:
            person.password.setEchoMode(mode)
            person.pin.setEchoMode(mode)

    def _backup_card(self) -> Card:
        card = Card(translate("wizard", "Backups"))
        grid = self._grid(columns=1)
        grid.add(
            Field(
                translate("wizard", "Folder for daily backups, on another disk"),
                self._target,
                needed=True,
            )
        )
        card.body.addWidget(grid)
        browse = Button(
            translate("wizard", "Choose a folder"), icon="folder-open", clicked=self._browse
        )
        card.body.addLayout(row(browse, self._same_disk, None))
        return card

    def _browse(self) -> None:
        title = translate("wizard", "Folder for daily backups, on another disk")
        chosen = QFileDialog.getExistingDirectory(self, title)
        if chosen:
            self._target.setText(chosen)

    def mistake(self) -> str:
        """What is still missing, as one sentence; empty when nothing is."""
        needed = [self._name, self._site, self._unit, self._target]
        for person in self._people:
            needed += [person.name, person.badge, person.password, person.pin]
        if not all(field.value().strip() for field in needed):
            return translate("wizard", "Fill in every field marked as needed.")
        if not (self._site.value().isdigit() and len(self._site.value()) == 4):
            return translate("wizard", "The site number has four digits.")
        return ""

    def plan(self) -> CentrePlan:
        """What was filled in."""
        return CentrePlan(
            name=self._name.value().strip(),
            site=int(self._site.value()),
            unit_code=self._unit.value().strip(),
            people=tuple(person.person() for person in self._people),
        )

    def backup_target(self) -> str:
        """Where backups go."""
        return self._target.value().strip()

    def backup_path(self) -> Path:
        """The same as a path."""
        return Path(self.backup_target())

    def confirm_same_disk(self) -> bool:
        """The person accepts a backup on the same disk for now."""
        return self._same_disk.isChecked()
