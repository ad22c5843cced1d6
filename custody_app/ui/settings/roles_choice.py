"""The roles of a person as ticks; says in words, while ticking, which roles go together."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from custody_app.domain.errors import RuleBroken
from custody_app.domain.rules.roles import ADMIN_ROLES, SMALL_CENTRE, check_combination
from custody_app.domain.vocabulary import Role
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.settings.presenter import CHOOSABLE_ROLES
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.fields import TickField
from custody_app.ui.widgets.labels import Label

COLUMNS = 4


class RolesChoice(QWidget):
    """Ticks for every role.

    Args:
        accounts: how many accounts there will be, which decides what goes together.
    """

    def __init__(
        self, held: tuple[str, ...], accounts: int, explain: Callable[[Exception], str]
    ) -> None:
        super().__init__()
        self._accounts = accounts
        self._explain = explain
        self._ticks: dict[Role, TickField] = {}
        self._told = Label(combination_sentence(accounts), "small", wrap=True)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.small)
        for number, role in enumerate(CHOOSABLE_ROLES):
            tick = TickField(word("role", role.value), role.value in held, name=f"role_{role}")
            tick.toggled.connect(lambda _on: self._tell())
            self._ticks[role] = tick
            grid.addWidget(tick, number // COLUMNS, number % COLUMNS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.small)
        layout.addLayout(grid)
        layout.addWidget(self._told)
        self.setFocusProxy(self._ticks[CHOOSABLE_ROLES[0]])

    def value(self) -> tuple[Role, ...]:
        """The ticked roles; administrators last, so that daily work names the record."""
        ticked = [role for role, tick in self._ticks.items() if tick.isChecked()]
        return tuple(sorted(ticked, key=lambda role: role in ADMIN_ROLES))

    def mistake(self) -> str:
        """Why these do not go together, or an empty text."""
        try:
            check_combination(self.value(), self._accounts)
        except RuleBroken as error:
            return self._explain(error)
        return ""

    def _tell(self) -> None:
        mistake = self.mistake() if self.value() else ""
        self._told.set_role("mistake" if mistake else "small")
        self._told.setText(mistake or combination_sentence(self._accounts))


def combination_sentence(accounts: int) -> str:
    """Which roles go together at a centre with so many accounts."""
    if accounts < SMALL_CENTRE:
        return translate(
            "settings",
            "{count} {count:account|accounts}: in a centre under {limit} people an administrator "
            "may hold one more role, and every proof says so. Never together: security and audit "
            "administrator; case officer and custodian.",
        ).format(count=accounts, limit=SMALL_CENTRE)
    return translate(
        "settings",
        "{count} {count:account|accounts}: an administrator holds no other role. Never together: "
        "case officer and custodian.",
    ).format(count=accounts)
