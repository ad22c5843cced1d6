"""Confirmed rules: what nobody has checked in the original warns until somebody confirms it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.commands.registers import ConfirmRule
from custody_app.domain.moments import moment_of
from custody_app.domain.rules.zones import APPROVAL
from custody_app.domain.state.registers import CentreState
from custody_app.domain.values import dataclass
from custody_app.messages import entry_of
from custody_app.queries.centre_overview import centre_overview
from custody_app.runtime.i18n import translate
from custody_app.ui.form_dialog import FormDialog, Sheet, Values, note_entry
from custody_app.ui.settings.section import Section
from custody_app.ui.shell.confirm_dialog import Question, Who
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card, Pill
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Confirmable:
    """A rule in words.

    Attributes:
        code: the refusal it gives once confirmed.
        says: what the rule says.
        effect: what changes when it is confirmed.
    """

    code: str
    says: str
    effect: str


class RulesSection(Section):
    """One card a rule."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            translate(
                "settings",
                "These rules come from general knowledge of the regulations and were not checked "
                "against the original text. They do not block anything until a named person of "
                "this centre confirms them with the basis.",
            ),
        )
        self._states: dict[str, tuple[Pill, Button]] = {}
        for rule in confirmable():
            self.body.addWidget(self._card(rule))
        self.body.addStretch(1)

    def _card(self, rule: Confirmable) -> Card:
        card = Card(rule.says)
        pill = Pill()
        button = Button(
            translate("settings", "Confirm"), Kind.SECONDARY, "stamp", lambda: self._ask(rule),
            name=f"confirm_{rule.code.partition('.')[2]}",
        )  # fmt: skip
        card.header.addWidget(pill)
        card.body.addWidget(Label(rule.effect, "body", wrap=True))
        article = str(entry_of(rule.code).get("article", ""))
        if article:
            card.body.addWidget(Label(article, "small", wrap=True, selectable=True))
        card.body.addLayout(row(Label(rule.code, "mono", selectable=True), None, button))
        self._states[rule.code] = (pill, button)
        return card

    def refresh(self) -> None:
        """Which are confirmed."""
        now = moment_of(self.core.clock.now())
        self.desk.tasks.read(
            lambda: self.read(centre_overview, now=now).state,
            self._on_centre,
            owner=self,
            question="rules",
        )

    def _on_centre(self, centre: CentreState) -> None:
        for code, (pill, button) in self._states.items():
            is_confirmed = code in centre.confirmed_rules
            word = (
                translate("settings", "Confirmed")
                if is_confirmed
                else translate("settings", "Not confirmed")
            )
            pill.set_state(word, Tone.GOOD if is_confirmed else Tone.NEUTRAL)
            button.setEnabled(not is_confirmed)

    def _ask(self, rule: Confirmable) -> None:
        basis = translate("settings", "Basis: regulation, article, who checked the original")
        sentence = translate("settings", "From now on the program enforces this rule: {rule}")

        def go(values: Values, dialog: FormDialog) -> None:
            dialog.ask_and_record(
                Question(sentence.format(rule=rule.says), who=Who.MYSELF),
                ConfirmRule(rule=rule.code, basis=values["basis"]),
            )

        title = translate("settings", "Confirm a rule")
        FormDialog(self.desk, Sheet(title, (note_entry("basis", basis),), rule.says), go).open()


def confirmable() -> tuple[Confirmable, ...]:
    """The rules that wait for a confirmation."""
    return (
        Confirmable(
            "intake.before_case_filed",
            translate("settings", "No property is seized before the case is filed"),
            translate(
                "settings",
                "Once confirmed: a list whose taking lies before the filing day of the case is "
                "refused unless a remark explains it.",
            ),
        ),
        Confirmable(
            APPROVAL,
            translate("settings", "A move to another kind of zone is approved"),
            translate(
                "settings",
                "Once confirmed: a thing goes to a place for other kinds, or in or out of dual "
                "custody, only with the head of custody, by PIN or by the number of the signed "
                "slip.",
            ),
        ),
    )
