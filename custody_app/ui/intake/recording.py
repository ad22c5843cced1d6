"""What the intake page records: lines, decisions, labels, papers, places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import ItemId
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import FormKind
from custody_app.runtime.i18n import translate
from custody_app.ui.intake.drafts import Delivery
from custody_app.ui.intake.line_entry import LineEntry, list_command, takeover_command
from custody_app.ui.intake.presenter import IntakePresenter, Plan
from custody_app.ui.intake.proving import label_commands
from custody_app.ui.label_dialog import show_labels
from custody_app.ui.notices import Action
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.shell.confirm_dialog import Question, Who, ask_confirmation

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

ITEMS_OF_FORM = 500


class Recording:
    """Commands out, refusals in; the widgets stay with the page."""

    def __init__(self, desk: Desk, owner: QWidget, presenter: IntakePresenter) -> None:
        self._desk = desk
        self._owner = owner
        self._presenter = presenter

    @property
    def _seizure(self) -> str:
        view = self._presenter.view
        return view.seizure.id if view is not None and view.seizure is not None else ""

    def _line_command(self, entry: LineEntry, *, unlisted: bool = False) -> Command:
        if self._presenter.is_takeover:
            return takeover_command(entry, self._seizure)
        return list_command(entry, self._seizure, unlisted=unlisted)

    def lines(
        self,
        entries: Sequence[LineEntry],
        then: Callable[[Outcome], object],
        failed: Callable[[Exception], object] | None = None,
        *,
        unlisted: bool = False,
    ) -> None:
        """Lines of the list, all or none."""
        try:
            commands = [self._line_command(entry, unlisted=unlisted) for entry in entries]
        except RuleBroken as error:
            (failed or self._desk.notices.refuse)(error)
            return
        self._desk.record(*commands, owner=self._owner, then=then, failed=failed)

    def confirm(self, then: Callable[[Plan], object]) -> None:
        """All decided lines, with one confirmation for all of them."""
        try:
            plan = self._presenter.plan()
        except RuleBroken as error:
            self._desk.notices.refuse(error)
            return
        question = Question(
            plan.sentence,
            title=translate("intake", "Confirm the delivery"),
            lines=plan.lines,
            button=translate("intake", "Record"),
            who=Who.SECOND if plan.needs_second else Who.NOBODY,
        )

        def confirmed(given: object) -> None:
            self._desk.record(
                *plan.commands,
                owner=self._owner,
                then=lambda _outcome: self._confirmed(plan, then),
                confirmers=getattr(given, "signers", ()),
            )

        ask_confirmation(self._desk, question, confirmed)

    def _confirmed(self, plan: Plan, then: Callable[[Plan], object]) -> None:
        presenter = self._presenter
        presenter.drafts = {}
        presenter.delivery = Delivery()
        text = translate(
            "intake", "Recorded. Lines taken in: {accepted}, refused: {refused}."
        ).format(accepted=len(plan.accepted), refused=len(plan.refused))
        actions = []
        if plan.accepted:
            papers = (FormKind.INTAKE_LIST, FormKind.RECEIPT)
            actions.append(
                Action(
                    translate("intake", "Print list and receipt"),
                    lambda: self.papers(plan.accepted, *papers),
                )
            )
        if plan.refused:
            actions.append(
                Action(
                    translate("intake", "Print the refusal notice"),
                    lambda: self.papers(plan.refused, FormKind.REFUSAL_NOTICE),
                )
            )
        self._desk.notices.success(text, *actions, of_page=True)
        then(plan)

    def papers(self, items: Sequence[str], *kinds: FormKind) -> None:
        """Issue papers about these things and show them."""
        ids = tuple(ItemId(id_) for id_ in items[:ITEMS_OF_FORM])
        if ids:
            self._desk.notices.drop_of_page()
            forms = [IssueForm(kind=kind, items=ids) for kind in kinds]
            issue_paper(self._desk, self._owner, *forms)

    def paper(self, kind: FormKind) -> None:
        """A paper about everything of the list it is for."""
        refused = kind is FormKind.REFUSAL_NOTICE
        self.papers([state.id for state in self._presenter.settled(refused=refused)], kind)

    def labels(self, states: list[ItemState] | None = None) -> None:
        """Issue first labels, and show them with those that were not read back yet."""
        fresh = self._presenter.to_label() if states is None else [s for s in states if not s.copy]
        shown = states if states is not None else [*fresh, *self._presenter.unproved()]
        subjects = [("item", str(state.id)) for state in shown]
        if not subjects:
            return
        if not fresh:
            show_labels(self._desk, subjects)
            return
        self._desk.record(
            *label_commands(fresh),
            owner=self._owner,
            then=lambda _outcome: show_labels(self._desk, subjects),
        )

    def step(self, *commands: Command) -> None:
        """A scan that proves or puts away; the line and its card show the answer."""
        self._desk.record(*commands, owner=self._owner)
