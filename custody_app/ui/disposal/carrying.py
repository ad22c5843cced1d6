"""What all dialogs of carrying out a disposal share: the sheet, the sentence, the paper after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import moment_of
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.scanning.code import ScannedCode
from custody_app.ui.disposal.presenter import PAPER_OF_WAY, Carrying
from custody_app.ui.form_dialog import Entry, FormDialog, Sheet, Values
from custody_app.ui.item_columns import line_text, needs_two
from custody_app.ui.leaving_lines import LeavingLine, Mistake
from custody_app.ui.leaving_sheet import LeavingSheet
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.shell.confirm_dialog import Question, Who
from custody_app.ui.times import local_text

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

WIDTH = 1_000


def today_of(desk: Desk) -> str:
    """The day at this place."""
    return local_text(moment_of(desk.core.clock.now()))[:10]


class CarryingDialog:
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
        folder = carrying.folder
        text = translate("disposal", "Request {number}, case {case}, approved by {approver}.")
        approver = folder.approver.name if folder.approver is not None else ""
        self.title = word("disposal", carrying.way.value)
        sheet = Sheet(
            self.title,
            entries,
            text.format(number=folder.row.number, case=folder.row.case_number, approver=approver),
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

    def commands(self, values: Values, lines: Sequence[LeavingLine]) -> list[Command]:
        """What is to be recorded.

        Raises:
            Mistake: a cell cannot be read.
        """
        raise NotImplementedError

    def sentence(self, values: Values, lines: Sequence[LeavingLine]) -> str:
        """What will be recorded, in one sentence."""
        raise NotImplementedError

    def is_ready(self, values: Values) -> bool:
        """Mark what this way asks for besides; True when nothing is missing."""
        return True

    def _go(self, values: Values, dialog: FormDialog) -> None:
        if not self.is_ready(values):
            return
        try:
            lines = self.sheet.lines()
            commands = self.commands(values, lines)
        except Mistake as mistake:
            dialog.tell(str(mistake))
            return
        two = any(needs_two(line.item) for line in lines)
        question = self.question(values, lines, Who.SECOND if two else Who.NOBODY)
        dialog.ask_and_record(question, *commands, then=lambda _outcome: self.print_paper(lines))

    def question(self, values: Values, lines: Sequence[LeavingLine], who: Who) -> Question:
        """The confirmation before it is recorded."""
        return Question(
            self.sentence(values, lines),
            lines=[line_text(line.item) for line in lines],
            button=self.title,
            who=who,
            is_danger=self.is_danger,
        )

    def print_paper(self, lines: Sequence[LeavingLine]) -> None:
        """The paper of this way out, for the things that left."""
        ids = tuple(ItemId(line.item.id) for line in lines)
        form = IssueForm(
            kind=PAPER_OF_WAY[self.carrying.way],
            items=ids,
            case=self.carrying.folder.state.case,
            request=self.carrying.request,
        )
        issue_paper(self.desk, self.desk.notices.window(), form)
