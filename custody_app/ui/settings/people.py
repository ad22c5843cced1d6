"""People: who is on the register, who may sign in, with which roles."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import PersonId
from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass
from custody_app.queries.people import PersonRow, UnitRow, find_people, staff, units
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.label_dialog import show_labels
from custody_app.ui.settings import account_dialogs as accounts
from custody_app.ui.settings import people_dialogs as dialogs
from custody_app.ui.settings.erasure import ask_erasure
from custody_app.ui.settings.secret_fields import ask_own_password, ask_own_pin, people_of
from custody_app.ui.settings.section import Section
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.fields import TextField, TickField
from custody_app.ui.widgets.flow import FlowRow
from custody_app.ui.widgets.layouts import row
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.ui.desk import Desk

ASK_AFTER_MS = 150
ROWS_MAX = 200
SEARCH_WIDTH = 190


@dataclass(frozen=True, slots=True)
class Listed:
    """What the section shows."""

    rows: tuple[PersonRow, ...]
    staff: tuple[PersonRow, ...]
    units: tuple[UnitRow, ...]
    locked: dict[str, Moment]


class PeopleSection(Section):
    """A list to pick from and what can be done with the picked person."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._listed = Listed((), (), (), {})
        self._search = TextField(
            placeholder=translate("settings", "Badge number or name"), name="people_search"
        )
        self._accounts_only = TickField(
            translate("settings", "Only people with an account"), True, name="accounts_only"
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASK_AFTER_MS)
        self._timer.timeout.connect(self.refresh)
        self._search.textChanged.connect(lambda _text: self._timer.start())
        self._accounts_only.toggled.connect(lambda _on: self.refresh())
        register = Button(
            translate("settings", "Register a person"), Kind.PRIMARY, "plus",
            lambda: dialogs.ask_register(self.desk, self._listed.units), name="register_person",
        )  # fmt: skip
        self.table: RecordTable[PersonRow] = RecordTable(
            "settings_people",
            self._columns(),
            desk.tasks,
            desk.memory,
            empty=EmptyState(
                translate("settings", "Nobody found."),
                translate("settings", "Register the person, or look for another number."),
                icon="users",
            ),
        )
        self.table.picked.connect(self._on_picked)
        self.table.opened.connect(lambda person: self._change(person))
        self._search.setMinimumWidth(SEARCH_WIDTH)
        erase = Button(
            translate("settings", "Erase personal data…"), Kind.QUIET, "trash-2",
            lambda: ask_erasure(self.desk), name="erase_data",
        )  # fmt: skip
        self.body.addLayout(row(self._search, self._accounts_only, None, erase, register))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._actions())
        self._on_picked(None)

    def _columns(self) -> list[Column[PersonRow]]:
        comma = translate("settings", ", ")
        return [
            Column("name", translate("settings", "Full name"), lambda r: r.name, 120,
                   is_strong=True),
            Column("badge", translate("settings", "Badge number"), lambda r: r.badge_no, 134),
            Column("account", translate("settings", "Account"), self._account, 110,
                   tone=self._account_tone),
            Column("roles", translate("settings", "Roles"),
                   lambda r: comma.join(word("role", role.value) for role in r.roles), 220),
            Column("rank", translate("settings", "Rank for approvals"),
                   lambda r: word("rank", r.rank.value) if r.rank else "", 176),
            Column("unit", translate("settings", "Unit"), lambda r: r.unit_name, 180),
        ]  # fmt: skip

    def _account(self, person: PersonRow) -> str:
        if person.departed:
            return translate("settings", "Left")
        if not person.account_open:
            return translate("settings", "None")
        is_locked = person.id in self._listed.locked
        return translate("settings", "Locked") if is_locked else translate("settings", "Open")

    def _account_tone(self, person: PersonRow) -> Tone:
        if person.departed or not person.account_open:
            return Tone.NEUTRAL
        return Tone.BAD if person.id in self._listed.locked else Tone.GOOD

    def _actions(self) -> FlowRow:
        def button(name: str, text: str, icon: str, do: Callable[[PersonRow], object]) -> Button:
            return Button(text, icon=icon, clicked=lambda: self._with_picked(do), name=name)

        self._buttons = {
            "open": button("open_account", translate("settings", "Open account"), "user-check",
                           lambda p: accounts.ask_open_account(self.desk, p, self._listed.staff)),
            "roles": button("set_roles", translate("settings", "Roles"), "users",
                            lambda p: accounts.ask_roles(self.desk, p, self._listed.staff)),
            "reset": button("reset_pin", translate("settings", "Reset PIN"), "key-round",
                            lambda p: accounts.ask_reset(self.desk, p)),
            "unlock": button("unlock", translate("settings", "Unlock"), "lock-open", self._unlock),
            "close": button("close_account", translate("settings", "Close account"), "ban",
                            lambda p: accounts.ask_close(self.desk, p, self._listed.staff)),
            "change": button("change_person", translate("settings", "Change"), "pencil",
                             self._change),
            "badge": button("print_badge", translate("settings", "Print badge"), "printer",
                            lambda p: show_labels(self.desk, [("person", p.id)], self)),
        }  # fmt: skip
        own = (
            Button(translate("settings", "My password"), Kind.QUIET, "key-round",
                   lambda: ask_own_password(self.desk), name="own_password"),
            Button(translate("settings", "My PIN"), Kind.QUIET, "key-round",
                   lambda: ask_own_pin(self.desk), name="own_pin"),
        )  # fmt: skip
        line = FlowRow()
        line.set_widgets([*self._buttons.values(), *own])
        return line

    def _with_picked(self, do: Callable[[PersonRow], object]) -> None:
        person = self.table.current()
        if person is not None:
            do(person)

    def _change(self, person: PersonRow) -> None:
        dialogs.ask_change(self.desk, person, self._listed.units)

    def _unlock(self, person: PersonRow) -> None:
        officer = self.desk.session.officer
        login = officer.login if officer is not None else None
        if login is None:
            self.desk.notices.refuse(RuleBroken("sign_in.needed"))
            return
        people = people_of(self.desk)
        text = translate("settings", "{name} can sign in again.").format(name=person.name)

        def done(_none: None) -> None:
            self.desk.notices.success(text)
            self.refresh()

        self.desk.tasks.write(lambda: people.unlock(login, PersonId(person.id)), done, owner=self)

    def _on_picked(self, person: PersonRow | None) -> None:
        has = person is not None and not person.departed
        is_open = has and person is not None and person.account_open
        is_locked = person is not None and person.id in self._listed.locked
        shown = {
            "open": has and not is_open,
            "roles": is_open,
            "reset": is_open,
            "unlock": is_locked,
            "close": is_open,
            "change": has,
            "badge": has,
        }
        for name, button in self._buttons.items():
            button.setEnabled(shown[name])

    def refresh(self) -> None:
        """Read the register again, off the window's thread."""
        text, only = self._search.value(), self._accounts_only.isChecked()
        people = people_of(self.desk)

        def work() -> Listed:
            found = self.read(find_people, text=text, with_account=only, limit=ROWS_MAX)
            members = self.read(staff)
            locked = people.locked([member.id for member in members])
            return Listed(found, members, self.read(units), locked)

        self.desk.tasks.read(work, self._on_listed, owner=self, question="people")

    def _on_listed(self, listed: Listed) -> None:
        picked = self.table.current()
        self._listed = listed
        self.table.set_rows(listed.rows)
        if picked is not None:
            self.table.pick_where(lambda one: one.id == picked.id)
        self._on_picked(self.table.current())

    def on_scan(self, code: ScannedCode) -> bool:
        """A scanned badge finds its person."""
        self._accounts_only.setChecked(False)
        self._search.setText(code.digits)
        return True

    def state(self) -> dict[str, object]:
        """The search."""
        return {"text": self._search.value(), "only": self._accounts_only.isChecked()}

    def restore(self, state: dict[str, object]) -> None:
        """The search again."""
        self._accounts_only.setChecked(bool(state.get("only", True)))
        self._search.setText(str(state.get("text") or ""))
