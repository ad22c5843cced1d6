"""Rule packs: which law is in force here, each deadline with its article, and another pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar

from custody_app.domain.commands.registers import ConfirmRule
from custody_app.domain.commands.rules import AdoptRulePack
from custody_app.domain.law.codes import UNREAD
from custody_app.domain.law.rule_pack import Deadline
from custody_app.domain.moments import moment_of
from custody_app.domain.state.rules_in_force import RulesState
from custody_app.domain.values import dataclass
from custody_app.queries.names import person_of
from custody_app.queries.rules import rules_in_force
from custody_app.runtime.i18n import translate
from custody_app.services.rule_packs import Proposal, changes, own_files, proposal
from custody_app.services.signer import STATION
from custody_app.ui.form_dialog import FormDialog, Sheet, Values, note_entry
from custody_app.ui.settings.adoption import followed
from custody_app.ui.settings.rule_pack_kinds import kind_changes, kinds_table
from custody_app.ui.settings.rule_pack_table import rule_table
from custody_app.ui.settings.rule_pack_ways import levels_table, other_rows, routes_table
from custody_app.ui.settings.rule_pack_words import (
    change_text,
    chased_text,
    length_text,
    name_of,
)
from custody_app.ui.settings.section import Section
from custody_app.ui.shell.confirm_dialog import Question, Who
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.times import local_text
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card, Pill
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.current_stack import CurrentStack
from custody_app.ui.widgets.fields import ChoiceField, Field
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row
from custody_app.ui.widgets.progress_strip import ProgressStrip
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

CHANGES_SHOWN = 12
FILE_LETTERS = 28


@dataclass(frozen=True, slots=True)
class Standing:
    """What the section shows: the rules in force, who adopted them, the files there are."""

    rules: RulesState | None
    by: str
    files: tuple[str, ...]


class RulePacksSection(Section):
    """The pack in force above, the comparison with another below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            translate(
                "rule_packs",
                "Deadlines, approvers and kinds of things are data of a rule pack. A pack of the "
                "centre lies in the folder rulepacks and is laid over the national one.",
            ),
        )
        self.standing: Standing | None = None
        self._proposal: Proposal | None = None
        self._version = Pill()
        self._told = Label("", "body", wrap=True)
        card = Card(translate("rule_packs", "Rule pack in force"))
        card.header.addWidget(self._version)
        card.body.addWidget(self._told)
        self.body.addWidget(card)
        self.body.addWidget(self._other_card())
        self.table = self._table()
        self._confirm = Button(
            translate("rule_packs", "Confirm the deadline…"), Kind.SECONDARY, "stamp",
            self.confirm, name="confirm_deadline",
        )  # fmt: skip
        self._confirm.setEnabled(False)
        self.table.picked.connect(self._on_picked)
        self.kinds = kinds_table(desk)
        self.levels = levels_table(desk)
        self.routes = routes_table(desk)
        self._tabs = QTabBar()
        self._tabs.setObjectName("rule_pack_tabs")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.addTab(translate("rule_packs", "Deadlines"))
        self._stack = CurrentStack()
        self._stack.addWidget(self.table)
        for title, table in (
            (translate("rule_packs", "Kinds of things"), self.kinds),
            (translate("rule_packs", "Approvers"), self.levels),
            (translate("rule_packs", "Ways out"), self.routes),
        ):
            self._tabs.addTab(title)
            self._stack.addWidget(table)
        self._tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.body.addLayout(row(self._tabs, None, self._confirm))
        self.body.addWidget(self._stack, 1)

    def _other_card(self) -> Card:
        self._file = ChoiceField([], name="rule_pack_file")
        self._file.setMinimumContentsLength(FILE_LETTERS)
        self._file.chosen.connect(lambda _file: self._forget())
        self._changes = Label("", "body", wrap=True, selectable=True)
        self._changes.setVisible(False)
        compare = Button(
            translate("rule_packs", "Compare"), Kind.SECONDARY, "columns-3", self.compare,
            name="compare_rule_pack",
        )  # fmt: skip
        self._adopt = Button(
            translate("rule_packs", "Adopt…"), Kind.PRIMARY, "scale", self.ask,
            name="adopt_rule_pack",
        )  # fmt: skip
        self._adopt.setEnabled(False)
        card = Card(translate("rule_packs", "Another rule pack"))
        chosen = row(
            Field(translate("rule_packs", "Rule pack"), self._file), None, compare, self._adopt
        )
        for button in (compare, self._adopt):
            chosen.setAlignment(button, Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(chosen)
        card.body.addWidget(self._changes)
        return card

    def _table(self) -> RecordTable[Deadline]:
        on, off = translate("rule_packs", "In force"), translate("rule_packs", "Off")
        return rule_table(
            self.desk,
            "settings_deadlines",
            [
                Column("id", translate("rule_packs", "No."), lambda d: d.id, 60),
                Column("name", translate("rule_packs", "Deadline"), name_of, 210, is_strong=True),
                Column("length", translate("rule_packs", "Length"), length_text, 230),
                Column("on", translate("rule_packs", "State"),
                       lambda d: on if d.enabled else off, 90,
                       tone=lambda d: Tone.GOOD if d.enabled else Tone.NEUTRAL),
            ],
            [Column("chased", translate("rule_packs", "Who is told"), chased_text, 420)],
        )  # fmt: skip

    def refresh(self) -> None:
        """Read the pack in force and look into the folder."""
        read, folder = self.read, self.core.folder

        def work() -> Standing:
            rules = read(rules_in_force)
            is_person = rules is not None and rules.adopted_by != STATION
            person = read(person_of, id_=rules.adopted_by) if rules and is_person else None
            return Standing(rules, person.name if person else "", own_files(folder))

        self.desk.tasks.read(work, self._on_standing, owner=self, question="rule_packs")

    def _on_standing(self, found: Standing) -> None:
        self.standing = found
        own = translate("rule_packs", "National rules of this program")
        self._file.set_choices(
            [("", own), *((name, name) for name in found.files)], self._file.value()
        )
        rules = found.rules
        if rules is None:
            self.table.set_rows(())
            self.kinds.set_rows(())
            return
        self._version.set_state(f"{rules.pack.name} {rules.pack.version}", Tone.GOOD)
        told = translate(
            "rule_packs", "Adopted on {at} by {by}. Holidays are known for {years}. {reason}"
        )
        self._told.setText(
            told.format(
                at=local_text(rules.adopted_at),
                by=found.by or translate("rule_packs", "this station, when the centre opened"),
                years=", ".join(str(year.year) for year in rules.calendars),
                reason=rules.reason,
            ).strip()
        )
        self.table.set_rows(rules.pack.deadlines)
        self.kinds.set_rows(rules.pack.categories)
        self.levels.set_rows(rules.pack.approvals)
        self.routes.set_rows(rules.pack.routes)

    def show_tab(self, tab: int) -> None:
        """A table in front: 0 deadlines, 1 kinds of things, 2 approvers, 3 ways out."""
        self._tabs.setCurrentIndex(tab)

    def _forget(self) -> None:
        self._proposal = None
        self._changes.setVisible(False)
        self._adopt.setEnabled(False)

    def compare(self) -> None:
        """The dry run: read the file, check it, show what would change; nothing is recorded."""
        file, folder = self._file.value(), self.core.folder
        now = moment_of(self.core.clock.now())
        self.desk.tasks.read(
            lambda: proposal(folder, file, now), self._on_proposal, self._on_refused, owner=self
        )

    def _on_refused(self, error: Exception) -> None:
        self._forget()
        self.desk.notices.refuse(error)

    def _on_proposal(self, found: Proposal) -> None:
        rules = self.standing.rules if self.standing is not None else None
        is_same = rules is not None and rules.digest == found.digest
        self._proposal = None if is_same else found
        lines = [translate("rule_packs", "This is the pack in force.")] if is_same else []
        if rules is not None and not is_same:
            told = [change_text(one) for one in changes(rules.pack, found.pack)]
            told += kind_changes(rules.pack.categories, found.pack.categories)
            told += other_rows(rules, found)
            more = len(told) - CHANGES_SHOWN
            lines += told[:CHANGES_SHOWN]
            if more > 0:
                lines.append(translate("rule_packs", "and {count} more").format(count=more))
            if not told:
                lines.append(translate("rule_packs", "The two packs say the same."))
        for year in found.unknown_years:
            warning = translate(
                "rule_packs",
                "The holidays of {year} are not entered; terms that end then may end later.",
            )
            lines.append(warning.format(year=year))
        self._changes.setText("\n".join(lines))
        self._changes.setVisible(True)
        self._adopt.setEnabled(not is_same)

    def _on_picked(self, deadline: Deadline | None) -> None:
        self._confirm.setEnabled(deadline is not None and deadline.certainty in UNREAD)

    def confirm(self) -> FormDialog | None:
        """A named person checked a deadline in the original; its article is told from now on."""
        deadline = self.table.current()
        if deadline is None:
            return None
        basis = translate("rule_packs", "Basis: regulation, article, who checked the original")
        sentence = translate(
            "rule_packs", "From now on the program names the article of {deadline}."
        ).format(deadline=f"{deadline.id} {name_of(deadline)}")

        def go(values: Values, dialog: FormDialog) -> None:
            rule = f"deadline.{deadline.id.lower()}"
            dialog.ask_and_record(
                Question(sentence, who=Who.MYSELF), ConfirmRule(rule=rule, basis=values["basis"])
            )

        title = translate("rule_packs", "Confirm a deadline")
        sheet = Sheet(title, (note_entry("basis", basis),), deadline.article)
        dialog = FormDialog(self.desk, sheet, go)
        dialog.open()
        return dialog

    def ask(self) -> FormDialog | None:
        """Adopt what was compared, for a reason, with one's own PIN."""
        found = self._proposal
        if found is None:
            return None
        file = self._file.value()
        sentence = translate(
            "rule_packs", "The rule pack {name} {version} is in force from now on."
        ).format(name=found.pack.name, version=found.pack.version)
        reason = translate("rule_packs", "Reason: notice or decision behind it")
        strip = ProgressStrip()
        self.desk.core.rules.progress = followed(strip)

        def go(values: Values, dialog: FormDialog) -> None:
            command = AdoptRulePack(file=file, digest=found.digest, reason=values["reason"])
            dialog.ask_and_record(
                Question(sentence, who=Who.MYSELF), command, then=lambda _done: self._forget()
            )

        title = translate("rule_packs", "Adopt a rule pack")
        sheet = Sheet(title, (note_entry("reason", reason),), sentence, below=(strip,))
        dialog = FormDialog(self.desk, sheet, go)
        dialog.finished.connect(lambda _result: self.desk.core.rules.tell_nobody())
        dialog.open()
        return dialog
