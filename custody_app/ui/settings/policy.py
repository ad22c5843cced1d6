"""Policy: the few settings a centre may choose, each in words with its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.commands.registers import SetPolicy
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.centre import PolicyEntry
from custody_app.domain.moments import moment_of
from custody_app.domain.policy import SETTINGS, Policy, check_entry
from custody_app.domain.state.registers import CentreState
from custody_app.domain.values import dataclass
from custody_app.queries.centre_overview import centre_overview
from custody_app.runtime.i18n import translate
from custody_app.ui.settings.section import Section
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card
from custody_app.ui.widgets.fields import ChoiceField, Field, FormGrid, TextField
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

WIDE = frozenset({"agency", "weight_tolerance_by_category", "label_proof_by_category"})
"""Settings that take a whole line."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A setting in words."""

    word: str
    hint: str = ""


class PolicySection(Section):
    """A form; only what was changed is recorded."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            translate(
                "settings",
                "Changes are recorded with your name and hold from then on; earlier records stay "
                "as they were.",
            ),
        )
        self._centre: CentreState | None = None
        self._typed: dict[str, str] = {}
        self._editors: dict[str, TextField | ChoiceField] = {}
        self._fields: dict[str, Field] = {}
        card = Card(translate("settings", "Policy of the centre"))
        grid = FormGrid(2)
        for name, said in worded().items():
            if name not in SETTINGS:
                continue
            editor = self._editor(name)
            self._editors[name] = editor
            self._fields[name] = Field(said.word, editor, hint=said.hint)
            grid.add(self._fields[name], 2 if name in WIDE else 1)
        card.body.addWidget(grid)
        self._save = Button(
            translate("settings", "Record the changes"), Kind.PRIMARY, "check", self._go,
            name="save_policy",
        )  # fmt: skip
        card.body.addLayout(row(None, self._save))
        self.body.addWidget(card)
        self.body.addStretch(1)

    def _editor(self, name: str) -> TextField | ChoiceField:
        if SETTINGS[name].shape == "yes_no":
            yes, no = translate("settings", "Yes"), translate("settings", "No")
            return ChoiceField([("yes", yes), ("no", no)], name=f"policy_{name}")
        return TextField(name=f"policy_{name}", check=lambda text: self._mistake(name, text))

    def _mistake(self, name: str, text: str) -> str:
        try:
            check_entry(name, text)
        except RuleBroken as error:
            return self.desk.notices.explain(error)
        return ""

    def refresh(self) -> None:
        """Read the policy in force; what was typed stays."""
        if self._centre is not None:
            self._typed = self._changes()
        now = moment_of(self.core.clock.now())
        self.desk.tasks.read(
            lambda: self.read(centre_overview, now=now).state,
            self._on_centre,
            owner=self,
            question="policy",
        )

    def _on_centre(self, centre: CentreState) -> None:
        self._centre = centre
        policy = Policy(centre.policy)
        for name, editor in self._editors.items():
            value = self._typed.get(name, policy.text(name))
            if isinstance(editor, ChoiceField):
                editor.set_value(value)
            else:
                editor.setText(value)
        self._typed = {}

    def _changes(self) -> dict[str, str]:
        policy = Policy(self._centre.policy if self._centre else ())
        found = {name: editor.value() for name, editor in self._editors.items()}
        return {name: value for name, value in found.items() if value != policy.text(name)}

    def _go(self) -> None:
        changes = self._changes()
        mistakes = {name: self._mistake(name, value) for name, value in changes.items()}
        for name, field in self._fields.items():
            field.set_mistake(mistakes.get(name, ""))
        if any(mistakes.values()):
            return
        if not changes:
            self.desk.notices.info(translate("settings", "Nothing was changed."))
            return
        entries = tuple(PolicyEntry(name, value) for name, value in changes.items())
        text = translate("settings", "{count} {count:setting|settings} recorded.").format(
            count=len(entries)
        )
        self.desk.record(
            SetPolicy(entries=entries),
            owner=self,
            then=lambda _outcome: self.desk.notices.success(text),
        )

    def state(self) -> dict[str, object]:
        """What was changed and not yet recorded."""
        return dict(self._changes()) if self._centre is not None else dict(self._typed)

    def restore(self, state: dict[str, object]) -> None:
        """Put it back once the policy was read."""
        self._typed = {name: str(value) for name, value in state.items() if name in SETTINGS}


def worded() -> dict[str, Worded]:
    """Every setting in words, in the order shown."""
    return {
        "agency": Worded(
            translate("settings", "Name of the agency on papers"),
            translate("settings", "Empty: the name of the centre"),
        ),
        "counter_lock_minutes": Worded(
            translate("settings", "Lock the window after (minutes)"),
            translate("settings", "Without a touch of keyboard or mouse; 0 is never"),
        ),
        "password_days": Worded(
            translate("settings", "A password holds (days)"),
            translate("settings", "Then it is changed at sign-in; 0 is for ever"),
        ),
        "label_before_shelf": Worded(
            translate("settings", "A label is needed before a thing goes onto the shelf"),
        ),
        "label_proof_by_category": Worded(
            translate("settings", "Kinds whose labels are proved otherwise than one by one"),
            translate(
                "settings",
                "For example general=sample vehicle=none: one label of a list, or none",
            ),
        ),
        "weight_tolerance_g": Worded(
            translate("settings", "Difference of two weighings that needs no reason (g)"),
        ),
        "drug_weight_tolerance_g": Worded(
            translate("settings", "The same for drugs (g)"),
        ),
        "freeze_weight_difference_percent": Worded(
            translate("settings", "A weight difference above this stops the thing (%)"),
        ),
        "freeze_count_difference_percent": Worded(
            translate("settings", "A difference in count above this stops the thing (%)"),
        ),
        "weight_tolerance_by_category": Worded(
            translate("settings", "Differences of their own for some kinds (g)"),
            translate("settings", "For example valuables=0.01 drugs=0.02; empty is none"),
        ),
        "return_warning_days": Worded(
            translate("settings", "Warn before the return date (days)"),
        ),
        "hand_over_late_hours": Worded(
            translate("settings", "Hand-over counts as late after (hours)"),
            translate("settings", "24 hours from the taking; the three exceptions stay"),
        ),
    }
