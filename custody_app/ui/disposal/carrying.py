"""What all dialogs of carrying out a disposal share: the sheet, the sentence, the paper after."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.ids import ItemId, PersonId
from custody_app.domain.moments import moment_of
from custody_app.domain.rules.signatures import approvers_on
from custody_app.domain.vocabulary import Signs
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.scanning.code import ScannedCode
from custody_app.ui.decision_dialogs import own_id
from custody_app.ui.disposal.presenter import PAPER_OF_WAY, Carrying
from custody_app.ui.form_dialog import Entry, FormDialog, Sheet, Values
from custody_app.ui.item_columns import line_text
from custody_app.ui.leaving_lines import LeavingLine, Mistake
from custody_app.ui.leaving_sheet import LeavingSheet
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.shell.confirm_dialog import Confirmation, Question, Who, ask_confirmation
from custody_app.ui.times import local_text

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

WIDTH = 1_000


def today_of(desk: Desk) -> str:
    """The day at this place."""
    return local_text(moment_of(desk.core.clock.now()))[:10]


class CarryingDialog(ABC):
    """Subclasses give the fields and turn them into commands.

    Attributes:
        sheet: the things, with what is typed for each.
        dialog: the dialog itself.
    """

    def __init__(
        self,
        desk: Desk,
        carrying: Carrying,
        entries: Sequence[Entry],
        *,
        extra: Sequence[tuple[str, str]] = (),
        with_weights: bool = False,
        is_danger: bool = False,
    ) -> None:
        self.desk = desk
        self.carrying = carrying
        self.sheet = LeavingSheet(carrying.things, with_weights=with_weights, extra=extra)
        self.title = word("disposal", carrying.way.value)
        sheet = Sheet(
            self.title,
            entries,
            basis_text(carrying),
            button=self.title,
            is_danger=is_danger,
            columns=2,
            width=WIDTH,
            below=(self.sheet,),
        )
        self.is_danger = is_danger
        self.dialog = FormDialog(desk, sheet, self._go, on_scan=self.take_scan)

    def take_scan(self, code: ScannedCode) -> None:
        """A scanned thing is in hand."""
        self.sheet.take_scan(code)

    @abstractmethod
    def commands(
        self, values: Values, lines: Sequence[LeavingLine], handlers: tuple[PersonId, ...]
    ) -> list[Command]:
        """What is to be recorded.

        Args:
            values: what was typed.
            lines: the things that are in hand.
            handlers: who carries it out: the person at the window, then who confirmed with PIN.
        """

    @abstractmethod
    def sentence(self, values: Values, lines: Sequence[LeavingLine]) -> str:
        """What will be recorded, in one sentence.

        Raises:
            Mistake: a cell cannot be read.
        """

    def is_ready(self, values: Values) -> bool:
        """Mark what this way asks for besides; True when nothing is missing."""
        return True

    def needs_second(self, lines: Sequence[LeavingLine]) -> bool:
        """A second person confirms with badge and PIN."""
        return any(line.needs_two for line in lines)

    def _go(self, values: Values, dialog: FormDialog) -> None:
        if not self.is_ready(values):
            return
        try:
            lines = self.sheet.lines()
            question = self._question(values, lines)
        except Mistake as mistake:
            dialog.tell(str(mistake))
            return

        def confirmed(given: Confirmation) -> None:
            second = tuple(session.person.id for session in given.sessions)
            handlers = (PersonId(own_id(self.desk)), *second)
            dialog.record(
                *self.commands(values, lines, handlers),
                confirmers=given.signers,
                then=lambda _outcome: self.print_paper(lines),
            )

        ask_confirmation(self.desk, question, confirmed, parent=dialog)

    def _question(self, values: Values, lines: Sequence[LeavingLine]) -> Question:
        """The confirmation before it is recorded."""
        return Question(
            self.sentence(values, lines),
            lines=[line_text(line.item) for line in lines],
            button=self.title,
            who=Who.SECOND if self.needs_second(lines) else Who.NOBODY,
            is_danger=self.is_danger,
            already=self.signed(values),
        )

    def signed(self, values: Values) -> dict[str, Signs]:
        """Who signs it otherwise than as the second person."""
        states = (folder.state for folder in self.carrying.folders)
        approvers = {person: Signs.APPROVER for state in states for person in approvers_on(state)}
        return approvers | {own_id(self.desk): Signs.FIRST}

    def print_paper(self, lines: Sequence[LeavingLine]) -> None:
        """The paper of this way out, one for each request: no paper shows two cases."""
        gone, requests = {line.item.id for line in lines}, self.carrying.requests
        forms = [
            IssueForm(
                kind=PAPER_OF_WAY[self.carrying.way],
                items=tuple(ItemId(id_) for id_, of in requests.items()
                            if of == folder.state.id and id_ in gone),
                case=folder.state.case,
                request=folder.state.id,
            )
            for folder in self.carrying.folders
            if any(requests[id_] == folder.state.id for id_ in gone)
        ]  # fmt: skip
        issue_paper(self.desk, self.desk.notices.window(), *forms)


def basis_text(carrying: Carrying) -> str:
    """By which requests things leave."""
    if len(carrying.folders) > 1:
        text = translate(
            "disposal",
            "{count} approved {count:request|requests}, carried out together: {numbers}.",
        )
        numbers = translate("disposal", ", ").join(one.row.number for one in carrying.folders)
        return text.format(count=len(carrying.folders), numbers=numbers)
    folder = carrying.folder
    text = translate("disposal", "Request {number}, case {case}, approved by {approver}.")
    approver = folder.approver.name if folder.approver is not None else ""
    return text.format(number=folder.row.number, case=folder.row.case_number, approver=approver)
